"""close, as a person types it."""

from tests.ledger.workspace import ledger_of
from tests.month.desk import Desk

WHO = ("--by", "Wang", "--why", "seen")


def test_a_month_is_closed_by_name(billed: Desk) -> None:
    """Who has something due stays open, and is named; a run finds the closed ones settled."""
    said = billed.call("close", "2026-10", *WHO)
    assert said.code == 3
    assert "D has something due for 2026-10" in said.err
    said = billed.call("close", "2026-10", "--client", "D", "--anyway", *WHO)
    assert (said.code, said.out) == (0, "D\n")
    with ledger_of(billed) as ledger:
        closing = ledger.closing_of("D", "2026-10")
        assert closing is not None
        assert (closing.by, closing.reason) == ("Wang", "seen")
        assert ledger.verify() == ()
    assert billed.outcomes()["D"] in ("nothing_due", "differs")


def test_nobody_closes_all_that_is_due_at_once(billed: Desk) -> None:
    """--anyway needs the clients; a month that is not over is refused; so is no name."""
    assert billed.call("close", "2026-10", "--anyway", *WHO).code == 2
    assert billed.call("close", "2026-11", *WHO).code == 2
    assert billed.call("close", "2026-10", "--by", " ", "--why", "x").code == 2
