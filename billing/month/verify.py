"""Whether the workspace is what the ledger says: papers, mails, and the archive, by sha256."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from billing.errors import LedgerError, Problem, Severity
from billing.ledger import Readable, Rendering
from billing.mail.compose import file_name as mail_name
from billing.month.damage import damaged, noted, sha256_of, shut
from billing.month.evidence import printed_numbers
from billing.month.foreign import foreign_papers
from billing.month.issue import archived
from billing.month.reprint import Document, Tick, compared
from billing.month.workspace import Workspace
from billing.source import File
from billing.workers import Crew


def verified(
    workspace: Workspace, ledger: Readable, tick: Tick, crew: Crew | None = None
) -> tuple[Problem, ...]:
    """All that is not as it should be, the books first.

    BLOCKED: lost or changed. WARNED: a run makes it again, or it could not be compared. A crew
    renders every paper anew to compare it, where its versions are today's.
    """
    found = [*ledger.verify()]
    try:
        found += _files(workspace, ledger, tick, crew)
    except LedgerError as error:  # a table is gone, a page cannot be read
        found.append(Problem(code=error.code, severity=Severity.BLOCKED, values=error.values))
    return tuple(found)


def _files(
    workspace: Workspace, ledger: Readable, tick: Tick, crew: Crew | None
) -> Iterator[Problem]:
    yield from _behind(workspace, ledger)
    yield from _archive(workspace, ledger)
    yield from _mails(workspace, ledger)
    documents = ledger.documents()  # before their papers are asked for: a run may be at work
    renderings = ledger.renderings()
    yield from compared(workspace, documents, renderings, tick, crew)
    yield from _foreign(workspace, documents, renderings)


def _behind(workspace: Workspace, ledger: Readable) -> Iterator[Problem]:
    """Papers whose numbers the ledger never gave: it is older than they are.

    The outbox is looked at first: what a run issues meanwhile is in the ledger before it is paper.
    """
    try:
        printed = printed_numbers(workspace, ledger.numbers())
    except LedgerError as error:  # a folder of it; archive and mails are looked at all the same
        yield Problem(code=error.code, severity=Severity.BLOCKED, values=error.values)
        return
    numbers = ledger.numbers()
    for number, path in printed.items():
        if number not in numbers:
            yield damaged("paper_unknown", path, workspace, number=number)


def _foreign(
    workspace: Workspace, documents: Sequence[Document], renderings: Sequence[Rendering]
) -> Iterator[Problem]:
    """What bears a number and is not its document's; where a folder is shut, `_behind` says so."""
    with suppress(LedgerError):
        for path, number in foreign_papers(workspace, documents, renderings):
            yield damaged("paper_foreign", path, workspace, number=number)


# --- Mails and the archive --------------------------------------------------------------------


def _mails(workspace: Workspace, ledger: Readable) -> Iterator[Problem]:
    """The bytes of every mail that was composed."""
    for message in ledger.legible_messages():
        path = workspace.outbox(message.month) / "mail" / mail_name(message.message_id)
        if not message.eml_sha256:
            continue
        found = sha256_of(path)
        if isinstance(found, OSError):
            yield shut(found, path, workspace)
        elif not found:
            waiting = message.state in ("queued", "failed")
            yield _lost("eml_missing", path, workspace, waiting=waiting, id=message.message_id)
        elif found != message.eml_sha256:
            yield damaged("eml_changed", path, workspace, id=message.message_id)


def _archive(workspace: Workspace, ledger: Readable) -> Iterator[Problem]:
    """Every register and file that was billed from, and nothing in the archive that was changed."""
    needed = _needed(workspace, ledger)
    kept = (path for path in workspace.archive.glob("??/*") if not path.name.startswith("."))
    every = {path: sha256_of(path) for path in sorted({*needed, *kept})}
    for path, (file, number) in needed.items():
        if every[path] == "":
            yield damaged("archive_missing", path, workspace, number=number, file=file.name)
    for path, found in every.items():
        if isinstance(found, OSError):
            yield shut(found, path, workspace)
        elif found not in ("", path.stem):
            yield damaged("archive_changed", path, workspace)


def _needed(workspace: Workspace, ledger: Readable) -> dict[Path, tuple[File, str]]:
    """Where each file that was billed from lies, and the first number that was billed from it."""
    needed: dict[Path, tuple[File, str]] = {}
    for register, number in ledger.registers().items():
        needed[archived(workspace, register)] = (register, number)
    for document in ledger.documents():
        for file in document.draft.sources:
            needed.setdefault(archived(workspace, file), (file, document.number))
    return needed


def _lost(code: str, path: Path, workspace: Workspace, *, waiting: bool, **more: str) -> Problem:
    """A mail that is still to be sent is needed; of one that was sent only the copy is gone."""
    make = damaged if waiting else noted
    return make(code, path, workspace, **more)
