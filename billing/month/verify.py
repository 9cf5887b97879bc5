"""Whether the workspace is what the ledger says: papers, mails, and the archive, by sha256."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from billing.errors import BillingError, LedgerError, Problem, Severity
from billing.invoice import CreditNote, Invoice
from billing.ledger import Readable, Rendering
from billing.mail.compose import file_name as mail_name
from billing.month.evidence import printed_numbers
from billing.month.foreign import foreign_papers
from billing.month.issue import archived
from billing.month.print import pages, versions
from billing.month.workspace import Workspace
from billing.source import File

Document = Invoice | CreditNote
Tick = Callable[[str, int, int], None]


def verified(
    workspace: Workspace, ledger: Readable, tick: Tick, *, again: bool
) -> tuple[Problem, ...]:
    """All that is not as it should be, the books first.

    BLOCKED: lost or changed. WARNED: a run makes it again, or it could not be compared. With
    `again` every paper is rendered anew and compared, where its versions are today's.
    """
    found = [*ledger.verify()]
    try:
        found += _files(workspace, ledger, tick, again=again)
    except LedgerError as error:  # a table is gone, a page cannot be read
        found.append(Problem(code=error.code, severity=Severity.BLOCKED, values=error.values))
    return tuple(found)


def _files(workspace: Workspace, ledger: Readable, tick: Tick, *, again: bool) -> Iterator[Problem]:
    yield from _behind(workspace, ledger)
    yield from _archive(workspace, ledger)
    yield from _mails(workspace, ledger)
    documents = ledger.documents()  # before their papers are asked for: a run may be at work
    renderings = ledger.renderings()
    known: dict[tuple[str, str], list[Rendering]] = {}
    for rendering in renderings:
        known.setdefault((rendering.number, Path(rendering.file).suffix), []).append(rendering)
    for index, document in enumerate(documents):
        tick("verify", index, len(documents))
        yield from _papers(workspace, document, known, again=again)
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
            yield _problem("paper_unknown", path, workspace, number=number)


# --- Papers -----------------------------------------------------------------------------------


def _papers(
    workspace: Workspace,
    document: Document,
    known: dict[tuple[str, str], list[Rendering]],
    *,
    again: bool,
) -> Iterator[Problem]:
    """The files that a document should have, and those that it had under other settings."""
    number, month = document.number, document.draft.month
    expected = {path.suffix: (path, make) for path, make in pages(document, workspace)}
    for suffix in (".pdf", ".xlsx"):
        made = known.get((number, suffix), [])
        path, make = expected.get(suffix, (None, None))
        where = _at(workspace, made[-1].file) if made else path
        if where is None:
            continue
        found = _found(where)
        if isinstance(found, OSError):
            yield _shut(found, where, workspace)
        elif not found:
            yield _made_by_run("paper_missing", where, workspace, number, month)
        elif not made:
            yield _made_by_run("paper_unnoted", where, workspace, number, month)
        elif found != made[-1].sha256:
            yield _problem("paper_changed", where, workspace, number=number, month=month)
        elif again and make:
            yield from _again(workspace, made[-1], make)


def _foreign(
    workspace: Workspace, documents: Sequence[Document], renderings: Sequence[Rendering]
) -> Iterator[Problem]:
    """What bears a number and is not its document's; where a folder is shut, `_behind` says so."""
    with suppress(LedgerError):
        for path, number in foreign_papers(workspace, documents, renderings):
            yield _problem("paper_foreign", path, workspace, number=number)


def _again(workspace: Workspace, made: Rendering, make: Callable[[], bytes]) -> Iterator[Problem]:
    """Rendered once more, where what made it is what would make it today."""
    path = _at(workspace, made.file)
    today = versions(path.suffix, workspace)
    if made.renderer != today:
        yield _noted("paper_not_compared", path, workspace, then=made.renderer, now=today)
        return
    try:
        same = hashlib.sha256(make()).hexdigest() == made.sha256
    except BillingError as error:
        yield _problem("paper_not_made", path, workspace, reason=error.code)
        return
    if not same:
        yield _problem("paper_other", path, workspace, number=made.number)


# --- Mails and the archive --------------------------------------------------------------------


def _mails(workspace: Workspace, ledger: Readable) -> Iterator[Problem]:
    """The bytes of every mail that was composed."""
    for message in ledger.legible_messages():
        path = workspace.outbox(message.month) / "mail" / mail_name(message.message_id)
        if not message.eml_sha256:
            continue
        found = _found(path)
        if isinstance(found, OSError):
            yield _shut(found, path, workspace)
        elif not found:
            waiting = message.state in ("queued", "failed")
            yield _lost("eml_missing", path, workspace, waiting=waiting, id=message.message_id)
        elif found != message.eml_sha256:
            yield _problem("eml_changed", path, workspace, id=message.message_id)


def _archive(workspace: Workspace, ledger: Readable) -> Iterator[Problem]:
    """Every register and file that was billed from, and nothing in the archive that was changed."""
    needed = _needed(workspace, ledger)
    kept = (path for path in workspace.archive.glob("??/*") if not path.name.startswith("."))
    every = {path: _found(path) for path in sorted({*needed, *kept})}
    for path, (file, number) in needed.items():
        if every[path] == "":
            yield _problem("archive_missing", path, workspace, number=number, file=file.name)
    for path, found in every.items():
        if isinstance(found, OSError):
            yield _shut(found, path, workspace)
        elif found not in ("", path.stem):
            yield _problem("archive_changed", path, workspace)


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
    make = _problem if waiting else _noted
    return make(code, path, workspace, **more)


def _made_by_run(code: str, path: Path, workspace: Workspace, number: str, month: str) -> Problem:
    return _noted(code, path, workspace, number=number, month=month)


def _told(severity: Severity, code: str, path: Path, workspace: Workspace, **more: str) -> Problem:
    root = workspace.root
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Problem(code=code, severity=severity, found=name, values=more)


_problem = partial(_told, Severity.BLOCKED)
_noted = partial(_told, Severity.WARNED)


def _at(workspace: Workspace, name: str) -> Path:
    """The file of a name that the ledger keeps: below the workspace, or whole."""
    return workspace.root / name


def _found(path: Path) -> str | OSError:
    """The sha256 of a file; empty where there is none, and the error of one that is shut."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""
    except OSError as error:
        return error


def _shut(error: OSError, path: Path, workspace: Workspace) -> Problem:
    return _problem("file_shut", path, workspace, reason=error.strerror or type(error).__name__)
