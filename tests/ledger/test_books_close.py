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
    assert billed.outcomes()["D"] == "nothing_due"


def test_what_was_waived_is_in_no_sum_and_asks_nobody_again(billed: Desk) -> None:
    """A client held and then closed: nothing due, by whom and why; the runs after it are quiet."""
    before = billed.run()
    assert {one["client"]: one["outcome"] for one in before["clients"]}["D"] == "held"
    billed.call("close", "2026-10", "--client", "D", "--anyway", *WHO)
    after = billed.run()
    assert after["totals"]["sums"] == before["totals"]["sums"]
    waived = next(one for one in after["clients"] if one["client"] == "D")
    assert (waived["outcome"], waived["invoice"]) == ("nothing_due", None)
    assert [one["message"] for one in waived["reasons"]] == [
        (
            "Closed by Wang and not billed: seen. Nothing is to be done; to bill the month after "
            "all, use billing reissue."
        )
    ]
    assert [one["code"] for one in waived["warnings"]] == ["closed_differs"]
    (gross,) = (one["gross"] for one in before["totals"]["sums"])
    quiet = billed.call("run", "--month", "2026-10")
    assert quiet.code == (3 if before["totals"]["outcomes"]["blocked"] else 0)
    assert str(gross) in quiet.out.replace(",", "")


def test_nobody_closes_all_that_is_due_at_once(billed: Desk) -> None:
    """--anyway needs the clients; a month that is not over is refused; so is no name."""
    assert billed.call("close", "2026-10", "--anyway", *WHO).code == 2
    assert billed.call("close", "2026-11", *WHO).code == 2
    assert billed.call("close", "2026-10", "--by", " ", "--why", "x").code == 2
