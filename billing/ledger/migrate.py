"""Bring a ledger's tables up to this program's, and refuse one that is ahead of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from billing.errors import LedgerError
from billing.ledger import chain
from billing.ledger.dialect import reading, writing
from billing.ledger.tables import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

_PLACE = "billing.ledger:migrations"


def to_head(engine: Engine, backups: Path) -> None:
    """Create the tables or migrate them, in one transaction; nothing where they are up to date.

    A ledger that has tables is copied first, into the folder `backups`, by the version it has
    and the day of its last run. Raises LedgerError where a newer program wrote the ledger.
    """
    with reading(engine) as connection:
        found = version(connection)
    while found != HEAD:
        kept = _kept(engine, found, backups) if found else 0
        with writing(engine) as connection:
            if version(connection) == found and _last(connection, found) == kept:
                upgrade(connection)
            found = version(connection)  # another process was faster, or wrote something more


def version(connection: Connection) -> str:
    """The migration that the ledger stands at; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that are missing, in the connection's transaction."""
    # Imported here: a ledger that is up to date opens without Alembic's 0.1 s.
    from alembic import command  # noqa: PLC0415

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _kept(engine: Engine, found: str, backups: Path) -> int:
    """A copy of the ledger as it is: the place of its last link."""
    from billing.ledger.copies import copy  # noqa: PLC0415  # which can migrate what it unpacks

    _refuse_newer(found)
    with reading(engine) as connection:
        last_run = text("SELECT started_at FROM runs ORDER BY seq DESC LIMIT 1")
        day = (connection.execute(last_run).scalar() or "new")[:10]
    seq, _ = copy(engine, backups / f"ledger-{found}-{day}.db")
    return seq


def _last(connection: Connection, found: str) -> int:
    return chain.head(connection)[0] if found else 0


def _refuse_newer(found: str) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    if found not in {script.revision for script in scripts}:
        raise LedgerError("ledger_newer", found=found, expected=HEAD)


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", _PLACE)
    return config
