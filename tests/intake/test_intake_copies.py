"""Files of equal content: once where all is told twice, each where its path tells it apart."""

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, blocked, said, told

TEXT = "店铺,接待人数\n海滨官旗,100\n"


def test_equal_content_of_two_spans_is_billed_twice(inbox: Inbox) -> None:
    """Only the names tell the spans: two files of ten days, each with its own 100."""
    inbox.text("店_20261001-20261010.csv", TEXT)
    inbox.text("店_20261011-20261020.csv", TEXT)
    found = inbox.read()
    assert blocked(found) == []
    assert [(days, figures) for _, _, days, figures in told(found.usage["C001"])] == [
        ("2026-10-01..2026-10-10", {"receptions": "100"}),
        ("2026-10-11..2026-10-20", {"receptions": "100"}),
    ]
    assert "duplicate_file" not in {problem.code for problem in found.problems}


def test_equal_content_of_two_clients_is_billed_to_each(inbox: Inbox) -> None:
    """Only the names tell whose they are."""
    text = "日期,接待人数\n2026-10-01,7\n"
    for client in ("海滨官旗", "海滨户外店", "山丘数码店"):
        inbox.text(f"{client}.csv", text)
    found = inbox.read()
    rows = [*told(found.usage["C001"]), *told(found.usage["C002"])]
    assert [(store, figures) for _, store, _, figures in rows] == [
        ("S1", {"receptions": "7"}),
        ("S2", {"receptions": "7"}),
        ("S3", {"receptions": "7"}),
    ]
    assert blocked(found) == []


@pytest.mark.parametrize("other", ["备份/店 2026-10.csv", "店 (1) 2026-10.csv"])
def test_a_true_copy_counts_once(inbox: Inbox, other: str) -> None:
    """The same store and days: all of its rows are repeats."""
    for name in ("a 店 2026-10.csv", other):
        inbox.text(name, TEXT)
    found = inbox.read()
    assert told(found.usage["C001"])[0][3] == {"receptions": "100"}
    (copy,) = (p for p in found.problems if p.code == "duplicate_file")
    assert (str(copy.source), copy.found) == (other, "a 店 2026-10.csv")
    assert blocked(found) == []


def test_a_copy_whose_days_cannot_be_told_is_not_dropped(inbox: Inbox) -> None:
    """It may be the other half of the month: it asks for its dates."""
    inbox.text("店 20261001-20261015.csv", TEXT)
    inbox.text("店.csv", TEXT)
    assert said(inbox.read().problems, Severity.BLOCKED) == [("no_date", "店.csv!A2", ("C001",))]
