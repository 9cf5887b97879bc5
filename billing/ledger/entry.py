"""Opening the ledger of a workspace."""

from pathlib import Path

from billing.ledger import dialect, migrate, place
from billing.ledger.book import Ledger
from billing.settings import NumberingSettings


def open_ledger(
    where: str | Path, numbering: NumberingSettings, *, backups: Path | None = None
) -> Ledger:
    """The ledger at a path (SQLite) or URL, its tables made or migrated.

    An older ledger is copied before it is migrated: beside itself, or into the folder `backups`.
    Raises LedgerError where it cannot be opened, where a newer program wrote it, and for a file
    on a network.
    """
    path = None if "://" in str(where) else Path(where)
    if path is not None:
        place.refuse_network(path)
    engine = dialect.engine(where)
    try:
        migrate.to_head(engine, backups or (path.parent if path else Path()))
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, numbering)
