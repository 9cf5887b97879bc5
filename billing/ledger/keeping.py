"""What the books say of their keeping: registers that were billed from, backups restored."""

from datetime import datetime

from sqlalchemy import Connection, select

from billing.ledger.reading import as_closing, as_decision
from billing.ledger.records import Closing, Decision, Restoration
from billing.ledger.tables import closings, decisions, invoices, restorations, runs, sources
from billing.source import File


def registers(connection: Connection) -> dict[File, str]:
    """Every register that an invoice was billed from, with the first such number.

    A run that issued nothing kept no register; nor did programs before the column.
    """
    query = (
        select(sources.c.name, sources.c.sha256, invoices.c.number)
        .join(runs, runs.c.register_sha256 == sources.c.sha256)
        .join(invoices, invoices.c.run_id == runs.c.run_id)
        .where(invoices.c.kind == "invoice")
        .order_by(invoices.c.seq, sources.c.seq)
    )
    found: dict[File, str] = {}
    for row in connection.execute(query):
        found.setdefault(File(name=row.name, sha256=row.sha256), row.number)
    return found


def decided(connection: Connection) -> tuple[Decision | Closing, ...]:
    """Every approval and hold, then every closing, in the order of writing."""
    made = connection.execute(select(decisions).order_by(decisions.c.seq))
    closed = connection.execute(select(closings).order_by(closings.c.seq))
    return (*map(as_decision, made), *map(as_closing, closed))


def restorations_of(connection: Connection) -> tuple[Restoration, ...]:
    """Every backup that was put in the ledger's place, oldest first."""
    return tuple(
        Restoration(
            at=datetime.fromisoformat(row.restored_at),
            backup=row.backup,
            sha256=row.sha256,
            entries=row.entries,
            compared=row.compared,
            papers=row.papers,
            in_doubt=row.in_doubt,
        )
        for row in connection.execute(select(restorations).order_by(restorations.c.seq))
    )
