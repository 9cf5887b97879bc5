"""Reading by columns: whole numbers, exact to the last digit, and nothing of the sheet kept."""

import pickle
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from random import Random
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from billing.intake import book, known, scaled
from billing.intake.cells import number
from billing.intake.coded import coded, combined, distinct, numbered
from billing.intake.headers import Headers
from billing.intake.names import Place
from billing.intake.stack import below
from billing.source import File
from billing.usage import Table
from billing.workbook.grid import Value
from tests.intake.conftest import VOCABULARY, Inbox, blocked, said, shown, told

STORE = "海滨【官方】旗舰店"
SHOP = "山丘数码店"
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)

NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**17), 10**17),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(float),
    st.decimals(-(10**6), 10**6, places=5, allow_nan=False).map(float),
    st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)).map(sum),
)


@given(st.lists(NUMBERS, min_size=1))
def test_numbers_all_at_once_are_as_each_alone(cells: list[Value]) -> None:
    """What is told of a column of numbers is what a spreadsheet shows of each; the rest is left."""
    units, places, sure = scaled.shown(cells)
    for cell, unit, told_so in zip(cells, units.tolist(), sure.tolist(), strict=True):
        exact = number(cell).value
        assert exact is not None
        assert not told_so or Fraction(unit, 10**places) == Fraction(exact)


@given(st.lists(st.decimals(-(10**22), 10**22, places=6, allow_nan=False), min_size=1))
def test_sums_are_exact_however_large(values: list[Decimal]) -> None:
    """Units that 64 bits do not hold are numbers of any length."""
    units, places = scaled.decimals(values)
    every = np.ones(len(values), np.bool_)
    column = scaled.Scaled(units, places, every, every)
    assert Fraction(column.total()) == sum(map(Fraction, values))
    assert column.values() == values
    finer = scaled.summable(column.at(places + 3))
    assert Fraction(int(finer.sum()), 10 ** (places + 3)) == sum(map(Fraction, values))


MIXED = st.sampled_from([1, 1.0, True, 0, False, "1", "", "a", FIRST, datetime(2026, 10, 1)])  # noqa: DTZ001 - as in a cell


@given(st.lists(st.tuples(MIXED, MIXED, MIXED), min_size=1))
def test_columns_side_by_side_tell_rows_apart(rows: list[tuple[Value, Value, Value]]) -> None:
    """Two rows have one combination just where all their cells are alike, in type as well."""
    columns = [coded(column) for column in zip(*rows, strict=True)]
    assert [*map(repr, zip(*columns, strict=True))] == [*map(repr, rows)]
    both = combined(*columns)
    different = {repr(row): n for n, row in enumerate(rows)}
    assert len(both.values) == len(different)
    assert [*map(repr, both)] == [*map(repr, rows)]


@given(st.lists(st.integers(0, 40), min_size=1), st.sampled_from([41, 10**9]))
def test_numbers_without_gaps(codes: list[int], size: int) -> None:
    """The order stays, and the first row of each is told, by a table or by sorting."""
    own, first = distinct(np.array(codes, np.int64), size)
    ranks = {code: n for n, code in enumerate(sorted(set(codes)))}
    assert own.tolist() == [ranks[code] for code in codes]
    assert first.tolist() == [codes.index(code) for code in sorted(set(codes))]


def test_more_combinations_than_64_bits_hold() -> None:
    """Five columns of 200 000 values each, of which two rows differ in the first alone."""
    many = 200_000
    part = (np.array([7, 7, 9]), many)
    codes, size = numbered((np.array([0, many - 1, 0]), many), part, part, part, part)
    assert size < 1 << 62
    assert len(set(codes.tolist())) == 3


def test_columns_below_each_other_share_their_categories() -> None:
    """Places in their order; tables that are written alike remain two."""
    one, other = Table("a", "b", {}, {}), Table("a", "b", {}, {})
    places = [coded([Place("C2"), Place("C1", "S1")]), coded([Place("C1", "S1"), Place("C1")])]
    tables = [coded([one, one]), coded([other, other])]
    parts = zip(places, tables, strict=True)
    rows = below([{"place": place, "table": table} for place, table in parts])
    assert rows["place"].tolist() == [
        Place("C2"),
        Place("C1", "S1"),
        Place("C1", "S1"),
        Place("C1"),
    ]
    assert rows["place"].cat.codes.tolist() == [2, 1, 1, 0]
    assert [*map(id, rows["table"])] == [*map(id, [one, one, other, other])]


LARGE = st.one_of(st.integers(2**60, 2**62 - 1), st.integers(-(10**22), 10**22))


@given(st.lists(st.tuples(st.integers(0, 3), LARGE), min_size=1))
def test_sums_stay_whole_numbers(rows: list[tuple[int, int]]) -> None:
    """64 bits that overflow would do so in silence; those numbers are Python's own."""
    groups, values = zip(*rows, strict=True)
    units, _ = scaled.decimals([*map(Decimal, values)])
    sums = scaled.added(units, np.array(groups), 4)
    expected = [0] * 4
    for group, value in rows:
        expected[group] += value
    assert sums.tolist() == expected


def _rows(many: int) -> list[list[Any]]:
    dice = Random(7)
    return [
        [
            date(2026, 10, dice.randrange(1, 32)),
            dice.choice([STORE, "海滨户外店"]),
            f"客服{n}",
            dice.randrange(300),
            dice.randrange(10**9) / 100,
        ]
        for n in range(many)
    ]


def test_a_random_table_is_summed_as_by_hand(inbox: Inbox) -> None:
    """Receptions of one table and sales of another, store by store and day by day."""
    rows = _rows(500)
    inbox.xlsx(
        "a.xlsx",
        接待=[["日期", "店铺", "客服", "接待人数"], *(row[:4] for row in rows)],
        销售=[["日期", "店铺", "客服", "客服销售额"], *([*row[:3], row[4]] for row in rows)],
    )
    expected: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
    for day, store, _, count, amount in rows:
        code = "S1" if store == STORE else "S2"
        expected["receptions", code, str(day)] += count
        expected["attributed_sales", code, str(day)] += Fraction(str(amount))
    found = inbox.read()
    assert {
        (figure, row.store, str(row.period)): Fraction(row.figures[figure])
        for row in found.usage["C001"].rows
        for figure in row.figures
    } == expected
    assert said(found.problems) == []


def test_what_a_file_gave_is_small_and_holds_no_cell(inbox: Inbox) -> None:
    """It goes from one process to another: no sheet, no row of it, some bytes a row."""
    many = 3000
    header = ["日期", "店铺", "客服", "接待人数", "备注"]
    path = inbox.xlsx(
        "a.xlsx", header, *([*row[:4], f"电话 1380000{n:04}"] for n, row in enumerate(_rows(many)))
    )
    file = File(name="a.xlsx", sha256="0")
    read = book.read(file, path.read_bytes(), known.register(VOCABULARY), Headers(VOCABULARY, {}))
    packed = BytesIO()
    pickle.dump(read, packed, pickle.HIGHEST_PROTOCOL)
    content = packed.getvalue()
    assert len(content) < 120 * many
    assert all(word not in content for word in (b"Grid", b"Located", b"Columns", b"1380000"))
    again = pickle.loads(content)
    assert repr(again) == repr(read)
    assert [table.found.rows for table in again.tables] == [many]


def test_order_tables_of_one_sheet_with_other_columns(inbox: Inbox) -> None:
    """What one of them cannot tell is unknown for the day, not counted from the other alone."""
    inbox.xlsx(
        "a.xlsx",
        ["订单编号", "付款时间", "店铺", "订单状态"],
        ["1", FIRST, SHOP, "交易成功"],
        [None, None, None, None],
        ["订单编号", "付款时间", "店铺", "订单状态", "售后状态"],
        ["2", FIRST, SHOP, "交易成功", "全额退款"],
        ["3", SECOND, SHOP, "交易关闭", "全额退款"],
    )
    found = inbox.read()
    assert [shown(row) for row in found.usage["C002"].rows] == [
        {"cancelled": "0", "orders": "2", "refunded": "blank"},
        {"cancelled": "1", "orders": "1", "refunded": "0"},
    ]


def test_a_shift_that_begins_on_an_earlier_day_blocks(inbox: Inbox) -> None:
    """The row's day and the day of its start contradict each other."""
    inbox.xlsx(
        "a.xlsx",
        ["日期", "店铺", "上班时间", "下班时间", "人数"],
        [SECOND, STORE, datetime(2026, 10, 1, 22), datetime(2026, 10, 2, 6), 2],  # noqa: DTZ001 - as in a cell
        [SECOND, STORE, datetime(2026, 10, 2, 22), datetime(2026, 10, 3, 6), 1],  # noqa: DTZ001 - as in a cell
    )
    found = inbox.read()
    assert blocked(found) == [("not_a_time", "a.xlsx!Sheet!C2", ("C001",))]
    assert [figures for *_, figures in told(found.usage["C001"])] == [
        {"end": "blank", "seats": "2", "start": "blank"},
        {"end": "1800", "seats": "1", "start": "1320"},
    ]
