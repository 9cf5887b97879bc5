"""Bring a ledger's tables up to this program's, and refuse one that is ahead of it."""

from sqlalchemy import Connection, Engine, inspect, text

from billing.errors import LedgerError
from billing.ledger.dialect import reading, writing
from billing.ledger.tables import HEAD

_PLACE = "billing.ledger:migrations"


def to_head(engine: Engine) -> None:
    """Create the tables or migrate them, in one transaction; nothing where they are up to date.

    Raises LedgerError where a newer program wrote the ledger.
    """
    with reading(engine) as connection:
        found = version(connection)
    if found == HEAD:
        return
    with writing(engine) as connection:
        _upgrade(connection)


def version(connection: Connection) -> str:
    """The migration that the ledger stands at; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _upgrade(connection: Connection) -> None:
    # Imported here: a ledger that is up to date opens without Alembic's 0.1 s.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _PLACE)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = version(connection)
    if found and found not in known:
        raise LedgerError("ledger_newer", found=found, expected=HEAD)
    command.upgrade(config, "head")  # nothing, where another process was faster
