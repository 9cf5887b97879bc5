"""Opening the ledger of a workspace."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from billing.errors import LedgerError
from billing.ledger import copies, dialect, migrate, place
from billing.ledger.asking import Readable
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


@contextmanager
def ledger_to_read(
    where: str, numbering: NumberingSettings, *, backups: Path
) -> Iterator[Readable]:
    """The ledger for who only reads: also where this process may write neither it nor its folder.

    There SQLite could not even read it, for its log needs a file beside it; so a copy is read. An
    older one is migrated in that copy alone. Raises as `open_ledger`, and OSError.
    """
    if "://" in where or not Path(where).exists() or _writable(Path(where)):
        with open_ledger(where, numbering, backups=backups) as ledger:
            yield ledger
        return
    with copies.unpacked(Path(where)) as engine:
        yield Readable(engine)


@contextmanager
def ledger_as_it_is(where: str) -> Iterator[Readable | None]:
    """What is there, for who is about to replace it; None where nothing is, or it is damaged.

    Nothing is made or migrated. Raises LedgerError where it is there and cannot be opened: then
    nobody knows what it holds.
    """
    if "://" in where:
        with _of_server(where) as found:
            yield found
        return
    path = Path(where)
    if not os.path.lexists(path):
        yield None
        return
    with _looked_into(path) as found:
        yield found


@contextmanager
def _of_server(url: str) -> Iterator[Readable | None]:
    engine = dialect.engine(url)
    try:
        with dialect.reading(engine) as connection:
            found = migrate.version(connection)
        yield Readable(engine) if found else None
    finally:
        engine.dispose()


@contextmanager
def _looked_into(path: Path) -> Iterator[Readable | None]:
    with ExitStack() as stack:
        try:
            found = Readable(stack.enter_context(copies.unpacked(path)))
        except OSError as error:
            raise LedgerError("ledger_shut", path=path, why=error.strerror) from error
        except LedgerError as error:
            if error.code == "ledger_unavailable" and not dialect.is_damage(error):
                why = error.values["why"]
                raise LedgerError("ledger_shut", path=path, why=why) from error
            if error.code == "ledger_newer":
                raise
            found = None
        yield found


def _writable(path: Path) -> bool:
    """Whether this process may write the file, and others beside it."""
    own = os.access in os.supports_effective_ids
    return all(os.access(one, os.W_OK, effective_ids=own) for one in (path, path.parent))
