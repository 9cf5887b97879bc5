"""A PostgreSQL that is set otherwise, or that writes while it is read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Thread

import pytest
from sqlalchemy import text

from billing.invoice import DraftInvoice
from billing.ledger import Ledger, dialect, open_ledger
from billing.settings import NumberingSettings
from tests.ledger.conftest import noted
from tests.ledger.server import Server

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 1)
Drafts = Callable[..., DraftInvoice]


def hold(ledger: Ledger) -> None:
    """Any write."""
    ledger.hold(client="C1", month="2026-10", by="Wang", why="prices", at=AT)


def test_one_question_is_of_one_state(where: str) -> None:
    """What is committed between two statements of a reader, it does not see."""
    ledger = noted(where)
    over = dialect.engine(where)
    with dialect.reading(over) as connection:
        counted = text("SELECT count(*) FROM links")
        before = connection.execute(counted).scalar()
        hold(ledger)
        assert connection.execute(counted).scalar() == before
    with dialect.reading(over) as connection:
        assert connection.execute(counted).scalar() == (before or 0) + 1
    over.dispose()
    ledger.close()


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_writers_on_a_server_of_another_isolation(
    server: Server, draft_of: Drafts, level: str
) -> None:
    """Who waited for its turn sees what was written meanwhile: no one is refused."""
    url = server.new("empty")
    over = dialect.engine(url)
    with over.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        connection.exec_driver_sql(
            f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = '{level}'"
        )
    over.dispose()
    refused: list[Exception] = []

    def issue(part: int) -> None:
        with open_ledger(url, NumberingSettings()) as ledger:
            for n in range(8):
                try:
                    ledger.issue(draft_of(f"C{part}{n}"), issue_date=DAY, run_id="run-1")
                except Exception as error:  # noqa: BLE001 - told below
                    refused.append(error)

    noted(url).close()
    writers = [Thread(target=issue, args=(part,)) for part in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert refused == []
    with open_ledger(url, NumberingSettings()) as ledger:
        assert ledger.numbers() == {f"INV-2026-{n:06}" for n in range(1, 33)}
        assert ledger.verify() == ()


def test_a_connection_that_the_server_ended(server: Server) -> None:
    """Between two writes, as a server does with those that rest: the next write has a new one."""
    url = server.new("empty")
    over = dialect.engine(url)
    with noted(url) as ledger:
        with over.connect() as connection:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            mine = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            assert connection.execute(text(ended + mine)).all() == [(True,)]
        hold(ledger)
        assert len(ledger.decisions("C1", "2026-10")) == 1
    over.dispose()


@pytest.mark.parametrize("given, kept", [("off", "on"), ("local", "local"), ("on", "on")])
def test_a_commit_is_on_the_disk_before_it_is_answered(
    server: Server, given: str, kept: str
) -> None:
    """Where the server is set to answer before, the ledger asks for more; never for less."""
    url = server.new("empty")
    over = dialect.engine(url)
    with over.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET synchronous_commit = {given}')
    over.dispose()
    with dialect.writing(over) as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == kept
    over.dispose()
