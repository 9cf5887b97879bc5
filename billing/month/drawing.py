"""Drafts as files: the watermarked page, the workbook and the e-mail of each, made by a crew."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from billing.invoice import DraftInvoice
from billing.month.pages import sign_of
from billing.render import Stationery
from billing.render.draft_files import ALL, Files
from billing.workers import Crew, Fault, Job, together


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A draft and its files, up to the one that could not be made, and why that could not."""

    draft: DraftInvoice
    files: Files
    fault: Fault | None


def drawn(drafts: Sequence[DraftInvoice], look: Stationery, crew: Crew) -> Iterator[Drawn]:
    """Every draft, as it is made."""
    jobs = (
        Job(key=key, call=partial(together, _calls(draft, look)))
        for key, draft in enumerate(drafts)
    )
    for key, made in crew.each(jobs, of=len(drafts), sign=sign_of(look, drafts)):
        parts = (made,) if isinstance(made, Fault) else made
        yield Drawn(
            draft=drafts[key],
            files=tuple(file for part in parts if not isinstance(part, Fault) for file in part),
            fault=next((part for part in parts if isinstance(part, Fault)), None),
        )


def _calls(draft: DraftInvoice, look: Stationery) -> tuple[Callable[[], Files], ...]:
    """What makes the files of a draft; can be pickled."""
    return tuple(partial(make, draft, look) for make in ALL)
