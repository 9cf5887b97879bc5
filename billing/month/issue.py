"""Step 6, issue: files into the archive, then the number, in one transaction of the ledger."""

import hashlib
import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from billing.errors import BillingError, LockedError, Problem, Severity
from billing.invoice import DraftInvoice
from billing.ledger import Ledger
from billing.month.address import outgoing
from billing.month.client import Planned
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome, Outcome
from billing.report.files import write
from billing.source import File

_log = logging.getLogger(__name__)
_WHOLE: set[tuple[str, int, int, int, int]] = set()  # files of the archive, as they were found


def issued(
    client: Planned,
    ledger: Ledger,
    workspace: Workspace,
    today: date,
    run_id: str,
    now: Callable[[], datetime],
) -> ClientOutcome:
    """What the plan says, done. A fault of one client leaves the others as they are."""
    if client.settled or client.outcome not in (Outcome.ISSUED, Outcome.NOTHING_DUE):
        return client.as_outcome()
    try:
        return _done(client, ledger, workspace, today, run_id, now())
    except LockedError:
        raise  # another run took over: nothing more is written
    except BillingError as error:
        return failed(client.as_outcome(), error.code, error.values)
    except Exception as error:  # noqa: BLE001 - one client's fault must not stop the others
        _log.exception("client %s could not be issued", client.contract.client.client)
        return failed(client.as_outcome(), "client_failed", {"reason": type(error).__name__})


def failed(outcome: ClientOutcome, code: str, values: dict[str, str]) -> ClientOutcome:
    """The outcome of a client that the program could not bill."""
    problem = Problem(code=code, severity=Severity.BLOCKED, values=values)
    return ClientOutcome(
        client=outcome.client,
        name=outcome.name,
        outcome=Outcome.FAILED,
        reasons=(*outcome.reasons, problem),
        warnings=outcome.warnings,
        draft=outcome.draft,
        invoice=outcome.invoice,
    )


def _done(
    client: Planned,
    ledger: Ledger,
    workspace: Workspace,
    today: date,
    run_id: str,
    at: datetime,
) -> ClientOutcome:
    outcome = client.as_outcome()
    if client.outcome is Outcome.NOTHING_DUE:
        assert client.rated is not None, "nothing due was rated"
        ledger.close_nothing_due(
            client=outcome.client,
            month=client.rated.name,
            reason="zero" if client.draft else "no charge",
            balances=client.rated.after,
            run_id=run_id,
        )
        return _fresh(outcome)
    assert client.draft is not None, "what is issued was drafted"
    archive(client.draft, workspace)
    mails = outgoing(client.draft, workspace, "invoice", at)
    invoice = ledger.issue(client.draft, issue_date=today, run_id=run_id, mails=mails)
    return ClientOutcome(
        client=outcome.client,
        name=outcome.name,
        outcome=Outcome.ISSUED,
        warnings=outcome.warnings,
        draft=client.draft,
        invoice=invoice,
        fresh=True,
    )


def _fresh(outcome: ClientOutcome) -> ClientOutcome:
    return ClientOutcome(
        client=outcome.client,
        name=outcome.name,
        outcome=outcome.outcome,
        reasons=outcome.reasons,
        warnings=outcome.warnings,
        fresh=True,
    )


def archive(drafted: DraftInvoice, workspace: Workspace) -> None:
    """Every file that a figure came from, kept by its content, before the number is given.

    Nobody may write to it. One that is there with other content, cut or changed, is written anew.
    """
    for file in drafted.sources:
        keep(workspace, file, workspace.inbox / file.name)


def keep(workspace: Workspace, file: File, path: Path) -> None:
    """A file of the archive, from where it was read. Raises BillingError where it changed since."""
    kept = archived(workspace, file)
    if _is_whole(kept, file.sha256):
        return
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise BillingError("source_changed", file=file.name)
    kept.unlink(missing_ok=True)
    write(kept, content)
    kept.chmod(0o400)


def _is_whole(kept: Path, sha256: str) -> bool:
    """Whether a file of the archive has its content; read again only where it was touched since.

    One file serves many clients, and each of them asks.
    """
    try:
        now = kept.stat()
    except FileNotFoundError:
        return False
    seen = (str(kept), now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
    if seen not in _WHOLE and _sha256(kept) == sha256:
        _WHOLE.add(seen)
    return seen in _WHOLE


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def archived(workspace: Workspace, file: File) -> Path:
    """Where a file is kept: by its sha256, with its own suffix."""
    return workspace.archive / file.sha256[:2] / f"{file.sha256}{Path(file.name).suffix.lower()}"
