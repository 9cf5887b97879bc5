"""What is added to the ledger, on a connection that holds the write transaction."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from billing.balance import Balances
from billing.ledger import reading
from billing.ledger.carrying import carry
from billing.ledger.chain import Row, append
from billing.ledger.records import (
    AlreadyClosedError,
    AlreadyIssuedError,
    Decision,
    Rendering,
    Restoration,
)
from billing.ledger.tables import (
    closings,
    decisions,
    lease,
    renderings,
    restorations,
    runs,
    sources,
)
from billing.source import File


def run(
    connection: Connection,
    *,
    run_id: str,
    month: str,
    started_at: datetime,
    version: str,
    files: Iterable[File],
    register: File | None,
) -> None:
    """One row for the run, and one for each file that no run has read before."""
    row = {
        "run_id": run_id,
        "month": month,
        "started_at": _moment(started_at),
        "version": version,
        "register_sha256": register.sha256 if register else None,
    }
    append(connection, runs, [row])
    known = {tuple(file) for file in connection.execute(select(sources.c.name, sources.c.sha256))}
    new = sorted({(file.name, file.sha256) for file in files} - known)
    append(
        connection,
        sources,
        [{"run_id": run_id, "name": name, "sha256": hashed} for name, hashed in new],
    )


def close(
    connection: Connection,
    *,
    client: str,
    month: str,
    reason: str,
    handed_on: Balances,
    run_id: str | None,
    by: str = "",
) -> None:
    """A month without an invoice, and what it hands on. See `Ledger.close_nothing_due`."""
    if issued := reading.invoice_of(connection, client, month):
        raise AlreadyIssuedError(
            "ledger_already_issued", client=client, month=month, number=issued.number
        )
    if reading.closing_of(connection, client, month):
        raise AlreadyClosedError("ledger_already_closed", client=client, month=month)
    row = {
        "run_id": run_id,
        "client": client,
        "month": month,
        "reason": reason,
        "closed_by": by or None,
    }
    append(connection, closings, [row])
    carry(connection, client, month, None, handed_on)


def decision(connection: Connection, made: Decision) -> None:
    """A person's approval or hold."""
    row = {
        "kind": made.kind,
        "client": made.client,
        "month": made.month,
        "draft_hash": made.draft_hash,
        "decided_by": made.by,
        "why": made.why,
        "decided_at": _moment(made.at),
    }
    append(connection, decisions, [row])


def renderings_made(connection: Connection, made: Iterable[Rendering]) -> None:
    """Files that were made, in their order."""
    rows: list[Row] = [
        {
            "number": one.number,
            "file": one.file,
            "sha256": one.sha256,
            "renderer": one.renderer,
        }
        for one in made
    ]
    append(connection, renderings, rows)


def restoration(connection: Connection, made: Restoration) -> None:
    """A backup that takes the ledger's place. Whoever wrote when it was made writes no more."""
    row: Row = {
        "restored_at": _moment(made.at),
        "backup": made.backup,
        "sha256": made.sha256,
        "entries": made.entries,
        "compared": made.compared,
        "papers": made.papers,
        "in_doubt": made.in_doubt,
    }
    append(connection, restorations, [row])
    connection.execute(update(lease).values(holder=""))


def _moment(at: datetime) -> str:
    assert at.tzinfo, at
    return at.isoformat()
