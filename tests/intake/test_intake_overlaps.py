"""Figures told more than once: counted once where they agree, and blocked where they do not."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from billing.errors import Severity
from billing.usage import sources
from tests.intake.conftest import Inbox, blocked, said, shown, told

STORE = "海滨【官方】旗舰店"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)


def test_the_same_content_and_overlapping_exports_count_once(inbox: Inbox) -> None:
    """A copied file, and rows that two exports share, are counted once and noted."""
    header = ["日期", "店铺", "接待人数"]
    path = inbox.xlsx("a.xlsx", header, [FIRST, STORE, 10], [SECOND, STORE, 20])
    inbox.file("copy/a.xlsx").write_bytes(path.read_bytes())
    inbox.xlsx("b.xlsx", [*header, "夜间接待"], [SECOND, STORE, 20, 3], [FIRST, STORE, 10, 1])
    found = inbox.read()
    first, second = found.usage["C001"].rows
    assert (shown(first), shown(second)) == (
        {"receptions": "10", "night": "1"},
        {"receptions": "20", "night": "3"},
    )
    assert [str(cells) for cells in sources([first], "receptions", "night")] == [
        "a.xlsx!Sheet!C2",
        "b.xlsx!Sheet!D3",
    ]
    assert said(found.problems, Severity.MENDED) == [
        ("duplicate_file", "copy/a.xlsx", ()),
        ("duplicate_rows", "b.xlsx!Sheet!A2:A3", ("C001",)),
    ]
    assert said(found.problems) == []


def test_one_key_with_two_values_blocks_and_names_both(inbox: Inbox) -> None:
    """Never added, never the newest: both cells are named."""
    header = ["日期", "店铺", "接待人数"]
    inbox.xlsx("a.xlsx", header, [FIRST, STORE, 10])
    inbox.xlsx("b.xlsx", header, [FIRST, STORE, 11])
    found = inbox.read()
    assert blocked(found) == [("rows_clash", "b.xlsx!Sheet!C2", ("C001",))]
    (clash,) = (problem for problem in found.problems if problem.code == "rows_clash")
    assert (clash.found, clash.expected, clash.values["other"]) == ("11", "10", "a.xlsx!Sheet!C2")


@pytest.mark.parametrize(
    "other",
    [
        (["日期", "店铺", "客服", "接待人数"], [FIRST, STORE, "a", 10]),
        (["日期", "店铺", "服务类型", "接待人数"], [FIRST, STORE, "售前", 10]),
        (["月份", "店铺", "接待人数"], ["2026-10", STORE, 300]),
        (["日期", "客户", "接待人数"], [FIRST, "海滨", 30]),
    ],
    ids=["agents", "services", "month", "client"],
)
def test_details_and_their_sums_are_not_added(
    inbox: Inbox, other: tuple[Sequence[Any], Sequence[Any]]
) -> None:
    """A store's day told at two levels of detail would be billed twice: it blocks."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "接待人数"], [FIRST, STORE, 10])
    inbox.xlsx("b.xlsx", *other)
    (problem,) = (p for p in inbox.read().problems if p.severity is Severity.BLOCKED)
    assert (problem.code, problem.clients) == ("levels_mixed", ("C001",))
    cell = f"b.xlsx!Sheet!{'C' if len(other[0]) == 3 else 'D'}2"
    assert {str(problem.source), problem.values["other"]} == {"a.xlsx!Sheet!C2", cell}


def test_order_of_files_changes_nothing(new_inbox: Callable[[], Inbox]) -> None:
    """Files may come in any order, under any name: the figures are the same."""
    header = ["日期", "店铺", "客服", "接待人数"]
    tables: list[list[list[Any]]] = [
        [[*header], [FIRST, STORE, who, n]] for n, who in enumerate("abc", 1)
    ]
    found = []
    for names in ("123", "321", "213"):
        box = new_inbox()
        for name, table in zip(names, tables, strict=True):
            box.xlsx(f"{name}.xlsx", *table)
        found.append(told(box.read().usage["C001"]))
    assert found[0] == found[1] == found[2]
    assert found[0][0][3] == {"receptions": "6"}
