"""Every paper beside the ledger's hash of it; and made once more, by a crew, to be compared."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from billing.errors import Problem
from billing.invoice import CreditNote, Invoice
from billing.ledger import Rendering
from billing.month.damage import at, damaged, noted, sha256_of, shut
from billing.month.noting import once
from billing.month.pages import sign_of
from billing.month.print import pages
from billing.month.workspace import Workspace
from billing.workers import HERE, Crew, Fault, Job, each_tried

Document = Invoice | CreditNote
Tick = Callable[[str, int, int], None]
Known = Mapping[tuple[str, str], Sequence[Rendering]]  # by number and suffix, the latest last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """A paper that is as the ledger knows it, and how it is made."""

    made: Rendering
    make: Callable[[], bytes]


def compared(
    workspace: Workspace,
    documents: Sequence[Document],
    renderings: Sequence[Rendering],
    tick: Tick,
    crew: Crew | None,
) -> Iterator[Problem]:
    """What is wrong with the papers of documents, in the order of these.

    A crew makes every whole paper once more, where what made it is what would make it today.
    """
    known, today, done = _by_number(renderings), once(workspace), count()
    found: dict[int, list[Problem]] = {}
    again: dict[int, list[_Whole]] = {}

    def jobs() -> Iterator[Job]:
        for index, document in enumerate(documents):
            looked = _looked_at(workspace, document, known)
            seen = [_comparable(one, workspace, today) if crew else one for one in looked]
            found[index] = [one for one in seen if isinstance(one, Problem)]
            again[index] = [one for one in seen if crew and isinstance(one, _Whole)]
            if again[index]:
                yield Job(key=index, call=partial(each_tried, [one.make for one in again[index]]))
            else:
                tick("verify", next(done), len(documents))

    sign = sign_of(workspace.stationery, [one.draft for one in documents[:1]])
    of = len(documents) if crew else 0
    for index, made in (crew or HERE).each(jobs(), of=of, sign=sign):
        found[index] += _differences(again.pop(index), made, workspace)
        tick("verify", next(done), len(documents))
    for index in sorted(found):
        yield from found[index]


def _by_number(renderings: Sequence[Rendering]) -> Known:
    known: dict[tuple[str, str], list[Rendering]] = {}
    for one in renderings:
        known.setdefault((one.number, Path(one.file).suffix), []).append(one)
    return known


def _looked_at(
    workspace: Workspace, document: Document, known: Known
) -> Iterator[Problem | _Whole]:
    """The files that a document should have, and those that it had under other settings."""
    number, month = document.number, document.draft.month
    expected = {path.suffix: (path, make) for path, make in pages(document, workspace)}
    for suffix in (".pdf", ".xlsx"):
        made = known.get((number, suffix), [])
        path, make = expected.get(suffix, (None, None))
        where = at(workspace, made[-1].file) if made else path
        if where is None:
            continue
        found = sha256_of(where)
        if isinstance(found, OSError):
            yield shut(found, where, workspace)
        elif not found:
            yield noted("paper_missing", where, workspace, number=number, month=month)
        elif not made:
            yield noted("paper_unnoted", where, workspace, number=number, month=month)
        elif found != made[-1].sha256:
            yield damaged("paper_changed", where, workspace, number=number, month=month)
        elif make:
            yield _Whole(made=made[-1], make=make)


def _comparable(
    one: Problem | _Whole, workspace: Workspace, today: Callable[[str], str]
) -> Problem | _Whole:
    """A paper, unless other programs, settings or templates make it now: other bytes are right."""
    if isinstance(one, Problem):
        return one
    path = at(workspace, one.made.file)
    now = today(path.suffix)
    if one.made.renderer == now:
        return one
    return noted("paper_not_compared", path, workspace, then=one.made.renderer, now=now)


def _differences(
    whole: Sequence[_Whole], made: Sequence[bytes | Fault] | Fault, workspace: Workspace
) -> Iterator[Problem]:
    """Papers that could not be made once more, or came out as others."""
    contents = [made] * len(whole) if isinstance(made, Fault) else made
    for one, content in zip(whole, contents, strict=True):
        path = at(workspace, one.made.file)
        if isinstance(content, Fault):
            yield damaged("paper_not_made", path, workspace, reason=content.code)
        elif hashlib.sha256(content).hexdigest() != one.made.sha256:
            yield damaged("paper_other", path, workspace, number=one.made.number)
