"""Step 7, render: the PDF of every invoice of the month that has none yet, from the ledger.

Where an annex is too long for paper, its detail workbook is written first: the page names it.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from os.path import normpath
from pathlib import Path

from billing.errors import Problem, RenderError, Severity
from billing.invoice import CreditNote, Invoice
from billing.ledger import Ledger, Rendering
from billing.month.workspace import Workspace
from billing.render import Stationery, detail, render, renderer
from billing.report.files import write


def credited(ledger: Ledger, workspace: Workspace, month: str) -> tuple[str, ...]:
    """The PDFs of the month's credit notes, those that were missing made: their files."""
    return tuple(
        papers(note, ledger, workspace, month)[-1].file for note in ledger.credit_notes(month)
    )


def papers(
    document: Invoice | CreditNote, ledger: Ledger, workspace: Workspace, month: str
) -> list["Paper"]:
    """The files of a document, the PDF last; what the ledger knows and finds is left alone."""
    found = []
    for one in all_wanted(document, ledger, workspace, month):
        if one.whole:
            found.append(one.as_it_is())
            continue
        paper = written(one, one.make())
        if one.is_news(paper):
            ledger.record_renderings([one.noted(paper, versions(one.path.suffix, workspace))])
        found.append(paper)
    return found


def pages(
    document: Invoice | CreditNote, workspace: Workspace, month: str = ""
) -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """The files that a document has, and how each is made; the PDF last."""
    look, outbox = workspace.stationery, workspace.outbox(month or document.draft.month)
    if isinstance(document, Invoice) and detail.is_wanted(document.draft, look.paper.detail):
        path = outbox / detail.file_name(document)
        yield path, partial(detail.detail_workbook, document, look)
    yield outbox / file_name(document), partial(render, document, look)


def versions(suffix: str, workspace: Workspace) -> str:
    """What makes the bytes of a file what they are: programs, settings, and own templates."""
    programs = detail.writer() if suffix == ".xlsx" else renderer()
    return f"{programs}, look {_look(workspace.stationery)}"


def _look(stationery: Stationery) -> str:
    """The settings of the paper and the workspace's own templates and pictures, as a hash."""
    settings = (stationery.paper.model_dump_json(), stationery.logo, stationery.seal)
    hashed = hashlib.sha256(repr(settings).encode())
    folder = stationery.templates
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file():
            hashed.update(
                f"{path.relative_to(folder or path)} {_sha256(path.read_bytes())}".encode()
            )
    return hashed.hexdigest()[:16]


def file_name(document: Invoice | CreditNote) -> str:
    """`INV-2026-000123_C001.pdf`."""
    return f"{document.number}_{document.draft.client.code}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file of an invoice in the outbox, and whether this run wrote it."""

    file: str
    sha256: str
    fresh: bool = False
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file that a document should have: how it is made, and what the ledger knows of it."""

    number: str
    path: Path
    name: str
    make: Callable[[], bytes]  # can be pickled
    known: Rendering | None
    whole: bool  # it is there, as the ledger knows it

    def as_it_is(self) -> Paper:
        """The file, left alone."""
        assert self.known is not None, "whole by the ledger's word"
        return Paper(file=self.name, sha256=self.known.sha256)

    def is_news(self, paper: Paper) -> bool:
        """Whether the ledger knows nothing of the file as it was made, or other bytes."""
        return self.known is None or self.known.sha256 != paper.sha256

    def noted(self, paper: Paper, made_by: str) -> Rendering:
        """What the ledger is told of the file that was made."""
        return Rendering(number=self.number, file=self.name, sha256=paper.sha256, renderer=made_by)


def all_wanted(
    document: Invoice | CreditNote,
    ledger: Ledger,
    workspace: Workspace,
    month: str,
    *,
    new: bool = False,
) -> Iterator[Wanted]:
    """The files of a document, the PDF last, and which of them are there.

    Of a `new` one, issued by this very run, the ledger knows no file. Raises RenderError for a
    place that is none.
    """
    for path, make in pages(document, workspace, month):
        _refuse_elsewhere(path, document.number, workspace)
        known = None if new else ledger.rendering_of(document.number, path.suffix)
        yield Wanted(
            number=document.number,
            path=path,
            name=_named(path, workspace),
            make=make,
            known=known,
            whole=known is not None
            and path.exists()
            and _sha256(path.read_bytes()) == known.sha256,
        )


def written(one: Wanted, content: bytes) -> Paper:
    """A file that was made, in its place; the ledger is told afterwards. Raises OSError."""
    digest = _sha256(content)
    write(one.path, content)
    warnings = _other_bytes(one.known, digest, one.name)
    return Paper(file=one.name, sha256=digest, fresh=True, warnings=warnings)


def _refuse_elsewhere(path: Path, number: str, workspace: Workspace) -> None:
    """Raise RenderError for a file that would not lie in a folder of the outbox itself.

    Settings refuse such numbers; this guards the write where a ledger holds one all the same.
    """
    plain = Path(normpath(path))  # as it is written: a month's folder may be a link elsewhere
    if plain.parent.parent != Path(normpath(workspace.outbox(""))):
        raise RenderError("paper_elsewhere", number=number, path=path)


def _named(path: Path, workspace: Workspace) -> str:
    """Below the workspace with `/` between the parts, or whole where the outbox is elsewhere."""
    root = workspace.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _other_bytes(known: Rendering | None, digest: str, name: str) -> tuple[Problem, ...]:
    """A file made anew after its file was lost or changed, and not the same as it was."""
    if known is None or known.sha256 == digest:
        return ()
    return (
        Problem(code="pdf_made_anew", severity=Severity.WARNED, found=name, expected=known.sha256),
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
