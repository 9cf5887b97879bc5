"""Step 7 for a whole month: a crew makes the pages, this process alone writes and notes them."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeVar

from billing.errors import BillingError, LockedError
from billing.invoice import DraftInvoice
from billing.ledger import Ledger, Rendering
from billing.month.issue import failed
from billing.month.noting import Notes, once
from billing.month.print import Paper, Wanted, all_wanted, written
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome
from billing.render import Stationery, preview, renderer
from billing.workers import HERE, Crew, Fault, Job, Sign, signing, together

_log = logging.getLogger(__name__)
T = TypeVar("T")


def sign_of(look: Stationery, drafts: Sequence[DraftInvoice]) -> Sign:
    """What workers elsewhere are compared by: versions, templates, the first page as a draft."""
    page = partial(preview, drafts[0], look) if drafts else None
    return signing(renderer, look.templates, page)


def printed(
    outcomes: Iterable[ClientOutcome],
    ledger: Ledger,
    workspace: Workspace,
    month: str,
    crew: Crew = HERE,
    due: Sequence[DraftInvoice] = (),
    tick: Callable[[], None] = lambda: None,
) -> tuple[ClientOutcome, ...]:
    """The outcomes with their papers, in their order. A page that fails leaves the invoice issued.

    The crew makes the pages of outcomes that are drawn as it has room, those that are `due` and
    those that were lost; this process alone writes files and ledger. `tick` is called as each
    outcome has its papers. Raises LockedError where another run took over, and what the crew
    raises.
    """
    found: dict[int, ClientOutcome] = {}
    waiting: dict[int, tuple[Wanted, ...]] = {}
    notes, made_by = Notes(ledger), once(workspace)

    def jobs() -> Iterator[Job]:
        for index, outcome in enumerate(outcomes):
            found[index], wanted = _asked(outcome, ledger, workspace, month)
            makes = tuple(one.make for one in wanted if not one.whole)
            if makes:
                waiting[index] = wanted
                yield Job(key=index, call=partial(together, makes))
            else:
                tick()

    sign = sign_of(workspace.stationery, due)
    try:
        for index, made in crew.each(jobs(), of=len(due), sign=sign):
            found[index], files = _landed(found[index], waiting.pop(index), made, made_by)
            notes.add(index, files)
            if notes.due:
                _note(notes, found)
            tick()
    except LockedError:
        raise  # another run took over: nothing more is written
    except BaseException:  # stopped, or nobody left to make pages: what was made is kept
        with suppress(Exception):
            _note(notes, found)
        raise
    _note(notes, found)
    return tuple(found[index] for index in sorted(found))


def _asked(
    outcome: ClientOutcome, ledger: Ledger, workspace: Workspace, month: str
) -> tuple[ClientOutcome, tuple[Wanted, ...]]:
    """The outcome, and its invoice's files; with those that are there already, where all are."""
    if outcome.invoice is None:
        return outcome, ()
    number, invoice = outcome.invoice.number, outcome.invoice

    def asked() -> tuple[ClientOutcome, tuple[Wanted, ...]]:
        every = tuple(all_wanted(invoice, ledger, workspace, month, new=outcome.fresh))
        if all(one.whole for one in every):
            return _with_papers(outcome, [one.as_it_is() for one in every]), ()
        return outcome, every

    return _each_alone(asked, lambda *why: (failed(outcome, *why), ()), number)


def _landed(
    outcome: ClientOutcome,
    wanted: tuple[Wanted, ...],
    made: "tuple[bytes | Fault, ...] | Fault",
    made_by: Callable[[str], str],
) -> tuple[ClientOutcome, list[Rendering]]:
    """The outcome with what a worker made, written; up to what it could not make.

    Beside it what the ledger is to be told.
    """
    assert outcome.invoice is not None, "was asked for papers"
    number, contents = outcome.invoice.number, iter((made,) if isinstance(made, Fault) else made)
    files: list[Rendering] = []

    def landed() -> ClientOutcome:
        papers = []
        for one in wanted:
            content = None if one.whole else next(contents)
            if isinstance(content, Fault):
                _tell(content, number)
                return failed(outcome, content.code, dict(content.values))
            paper = one.as_it_is() if content is None else written(one, content)
            if one.is_news(paper):
                files.append(one.noted(paper, made_by(one.path.suffix)))
            papers.append(paper)
        return _with_papers(outcome, papers)

    return _each_alone(landed, lambda *why: failed(outcome, *why), number), files


def _note(notes: Notes, found: dict[int, ClientOutcome]) -> None:
    """The ledger told of what was written; where it cannot be, that client has failed."""
    for index, tell in notes.told().items():
        outcome = found[index]
        assert outcome.invoice is not None, "has papers"

        def noted(
            tell: Callable[[], None] = tell, outcome: ClientOutcome = outcome
        ) -> ClientOutcome:
            tell()
            return outcome

        found[index] = _each_alone(noted, partial(failed, outcome), outcome.invoice.number)


def _each_alone(
    call: Callable[[], T], otherwise: Callable[[str, dict[str, str]], T], number: str
) -> T:
    """What a call gives; or where it fails, what is said of the one client whose fault it is."""
    try:
        return call()
    except LockedError:
        raise  # another run took over: nothing more is written
    except BillingError as error:
        return otherwise(error.code, error.values)
    except OSError as error:
        values = {"path": str(error.filename or number), "reason": error.strerror or ""}
        return otherwise("folder_unwritable", values)
    except Exception as error:  # noqa: BLE001 - one client's page must not stop the others
        _log.exception("invoice %s could not be printed", number)
        return otherwise("client_failed", {"reason": type(error).__name__})


def _tell(fault: Fault, number: str) -> None:
    """What a worker raised goes to the log, as if it had been raised here."""
    if fault.trace:
        _log.error("invoice %s could not be printed\n%s", number, fault.trace)


def _with_papers(outcome: ClientOutcome, found: list[Paper]) -> ClientOutcome:
    pdf = found[-1]
    return replace(
        outcome,
        pdf=pdf.file,
        pdf_sha256=pdf.sha256,
        fresh=outcome.fresh or any(paper.fresh for paper in found),
        warnings=(*outcome.warnings, *(one for paper in found for one in paper.warnings)),
    )
