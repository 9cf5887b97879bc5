"""Whose rows they are: columns before names of files, and one reason a name."""

from datetime import date

from billing.errors import Severity
from billing.usage import Kind
from tests.intake.conftest import Inbox, blocked, said, told

HEADER = ("日期", "店铺", "接待人数")
DAYS = [date(2026, 10, day) for day in (1, 2, 3)]


def test_a_store_column_wins_over_the_name_of_the_file(inbox: Inbox) -> None:
    """A file named after one client may hold the stores of two."""
    rows = [[day, store, 5] for day in DAYS for store in ("海滨户外店", "山丘数码店")]
    inbox.xlsx("海滨/C001.xlsx", HEADER, *rows)
    found = inbox.read()
    assert [store for _, store, *_ in told(found.usage["C001"])] == ["S2"] * 3
    assert [store for _, store, *_ in told(found.usage["C002"])] == ["S3"] * 3
    assert said(found.problems) == []


def test_an_unknown_store_is_one_reason_and_concerns_whom_the_file_names(inbox: Inbox) -> None:
    """Not one a row, but one a name and file, which lists the rows."""
    rows = [[day, store, 5] for day in DAYS for store in ("海滨户外", "海滨户外店", "河畔店")]
    inbox.xlsx("C001.xlsx", HEADER, *rows)
    inbox.xlsx("r.xlsx", HEADER, *rows[:4])
    found = inbox.read()
    assert blocked(found) == [
        ("name_unknown", "C001.xlsx!Sheet!B2", ("C001",)),
        ("name_unknown", "C001.xlsx!Sheet!B4", ("C001",)),
        ("name_unknown", "r.xlsx!Sheet!B2", ()),
        ("name_unknown", "r.xlsx!Sheet!B4", ()),
    ]
    first = next(p for p in found.problems if p.severity is Severity.BLOCKED)
    assert (first.found, first.values["cells"]) == (
        "海滨户外",
        "C001.xlsx!Sheet!B2, C001.xlsx!Sheet!B5, C001.xlsx!Sheet!B8",
    )


def test_a_blank_store_is_nobodys_where_there_is_a_column(inbox: Inbox) -> None:
    """The file's name does not fill it in silence; it tells whom the row may concern."""
    inbox.xlsx("C001.xlsx", HEADER, *([day, "", 5] for day in DAYS), [DAYS[0], "海滨户外店", 5])
    assert blocked(inbox.read()) == [("no_client", "C001.xlsx!Sheet!B2:B4", ("C001",))]


def test_files_of_other_kinds_are_not_blamed_for_missing_usage(inbox: Inbox) -> None:
    """C001 is not billed by orders, and events are no usage: only old.xlsx may hold what lacks."""
    september = date(2026, 9, 1)
    inbox.xlsx("events.xlsx", ["日期", "客户", "事项", "数量"], [september, "海滨", "空缺", 1])
    inbox.xlsx("orders.xlsx", ["日期", "店铺", "付款订单数"], [september, "海滨户外店", 7])
    inbox.xlsx("old.xlsx", HEADER, [september, "海滨户外店", 7])
    found = inbox.read()
    assert found.usage["C001"].set_aside == {Kind.RECEPTIONS: ("old.xlsx",)}
    assert found.set_aside == ("events.xlsx", "old.xlsx", "orders.xlsx")


def test_two_unknown_stores_are_two_reasons(inbox: Inbox) -> None:
    """Also where nothing known is like either of them."""
    inbox.xlsx("r.xlsx", HEADER, *([day, store, 5] for day in DAYS for store in ("Quay", "Pier")))
    found = inbox.read()
    told_ = [(p.found, p.values["cells"]) for p in found.problems if p.code == "name_unknown"]
    assert told_ == [
        ("Quay", "r.xlsx!Sheet!B2, r.xlsx!Sheet!B4, r.xlsx!Sheet!B6"),
        ("Pier", "r.xlsx!Sheet!B3, r.xlsx!Sheet!B5, r.xlsx!Sheet!B7"),
    ]
