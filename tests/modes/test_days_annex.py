"""Annex tables by store and day: whole tables, and that they add up to what is billed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.balance import Carried
from billing.invoice import Annex, Rated
from billing.modes import commission, monthly, orders, receptions
from billing.usage import Happening, Kind
from tests.modes.conftest import days, event, of, row, used

FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)


def _rated(mode: Any, terms: dict[str, Any], *given: Any, **span: Any) -> Rated:
    found: Rated = mode.rate(mode.Terms(**terms), of(**span), used(*given), Carried())
    return found


def _table(rated: Rated, code: str) -> Annex | None:
    return next((table for table in rated.annex if table.code == code), None)


def _shown(table: Annex | None) -> list[list[str]]:
    """Heads, rows and totals as text; nothing where there is no table."""
    if table is None:
        return []
    return [[str(cell) for cell in cells] for cells in (table.columns, *table.rows, table.totals)]


FLAT = {"method": "flat", "price": Decimal(1)}


def test_receptions_by_store_and_day() -> None:
    """Stores in the register's order, services of a day in one row, exclusions below zero."""
    rated = _rated(
        receptions,
        {**FLAT, "exclude": ("robot",), "night_multiplier": Decimal("1.3")},
        row(Kind.RECEPTIONS, "2026-10-02", "S1", receptions=10, robot=1, night=3),
        row(Kind.RECEPTIONS, "2026-10-01", "S1", service="chat", receptions=20, robot=2, night=4),
        row(Kind.RECEPTIONS, "2026-10-01", "S1", service="mail", receptions=5, robot=0, night=0),
        row(Kind.RECEPTIONS, "2026-10-01", "S2", receptions=7, robot=7, night=0),
        stores=("S2", "S1"),
    )
    assert _shown(_table(rated, "receptions_by_day")) == [
        ["store", "date", "receptions", "robot", "effective", "night"],
        ["S2", "2026-10-01", "7", "-7", "0", "0"],
        ["S1", "2026-10-01", "25", "-2", "23", "4"],
        ["S1", "2026-10-02", "10", "-1", "9", "3"],
        ["total", "", "42", "-10", "32", "7"],
    ]


def test_orders_by_day_of_one_store() -> None:
    """A charge of one store needs no column of stores; with_agent counts its own columns."""
    more: dict[str, Any] = {"orders": 99, "cancelled": 9, "refunded": 9}
    rated = _rated(
        orders,
        {**FLAT, "count": "with_agent"},
        row(
            Kind.ORDERS,
            "2026-10-01",
            orders_with_agent=9,
            cancelled_with_agent=2,
            refunded_with_agent=1,
            **more,
        ),
        row(
            Kind.ORDERS,
            "2026-10-02",
            orders_with_agent=4,
            cancelled_with_agent=0,
            refunded_with_agent=3,
            **more,
        ),
    )
    assert _shown(_table(rated, "orders_by_day")) == [
        ["date", "paid", "cancelled", "refunded", "billable"],
        ["2026-10-01", "9", "2", "1", "6"],
        ["2026-10-02", "4", "0", "3", "1"],
        ["total", "13", "2", "4", "7"],
    ]


def test_sales_by_day() -> None:
    """The net of a day is its own; silent sales are left blank where a file has no such column."""
    rated = _rated(
        commission,
        {"seats": 1, "base": Decimal(1500), "method": "flat", "rate": Decimal("0.02")},
        row(Kind.SALES, "2026-10-01", attributed_sales="100.5", refunds=120, silent_sales=7),
        row(Kind.SALES, "2026-10-02", attributed_sales=900, refunds="0.25"),
    )
    assert _shown(_table(rated, "sales_by_day")) == [
        ["date", "sales", "refunds", "net", "silent_sales"],
        ["2026-10-01", "100.5", "120", "-19.5", "7"],
        ["2026-10-02", "900", "0.25", "899.75", ""],
        ["total", "1000.5", "120.25", "880.25", "7"],
    ]


def test_units_by_day() -> None:
    """A column a priced unit, under its own name, and the headers that it was read from."""
    rated = _rated(
        commission,
        {
            "seats": 1,
            "base": Decimal(1500),
            "on": "units",
            "unit_prices": {"trial": Decimal(5), "gift": Decimal(2)},
        },
        row(Kind.SALES, "2026-10-01", trial=3, gift=1),
        row(Kind.SALES, "2026-10-02", trial=4, gift=0),
    )
    table = _table(rated, "sales_by_day")
    assert table is not None
    assert _shown(table) == [
        ["date", "trial", "gift"],
        ["2026-10-01", "3", "1"],
        ["2026-10-02", "4", "0"],
        ["total", "7", "1"],
    ]
    assert table.headers == ("the trial", "the gift")


@pytest.mark.parametrize(
    "metric, code, usage",
    [
        ("receptions", "receptions_by_day", {"receptions": 8}),
        ("orders", "orders_by_day", {"orders": 8, "cancelled": 0, "refunded": 0}),
    ],
)
def test_use_of_a_quota_by_day(metric: str, code: str, usage: dict[str, Any]) -> None:
    """After the month's table; the days name the headers, for the month's does not."""
    terms = {"fee": Decimal(6000), "metric": metric, "included": 5, "overage_price": Decimal(1)}
    kind = Kind(metric)
    rated = _rated(monthly, terms, *(row(kind, f"2026-10-0{day}", **usage) for day in (1, 2)))
    assert [table.code for table in rated.annex] == ["monthly", code]
    assert rated.annex[1].totals[-1] == 16
    assert rated.annex[1].headers == tuple(f"the {name}" for name in usage)


def test_a_quota_of_blocked_orders_has_no_table() -> None:
    """What is missing blocks; it is no table of nothing."""
    terms = {"fee": Decimal(6000), "metric": "orders", "included": 5, "overage_price": Decimal(1)}
    assert _rated(monthly, terms).annex == ()


def test_hours_by_day() -> None:
    """As the events have them, days rising; one event is a row without a total."""
    terms = {"fee": Decimal(6000), "metric": "hours", "included": 5, "overage_price": Decimal(1)}
    given = [
        event(Happening.DELIVERED_HOURS, "2026-10-02", quantity="7.5"),
        event(Happening.DELIVERED_HOURS, "2026-10-01", quantity="8"),
    ]
    assert _shown(_table(_rated(monthly, terms, *given), "hours_by_day")) == [
        ["date", "hours"],
        ["2026-10-01", "8"],
        ["2026-10-02", "7.5"],
        ["total", "15.5"],
    ]
    assert _shown(_table(_rated(monthly, terms, given[0]), "hours_by_day")) == [
        ["date", "hours"],
        ["2026-10-02", "7.5"],
        [],
    ]


def test_totals_of_several_days_are_no_days() -> None:
    """Without a single day there is no table; beside days, a total keeps its row."""
    whole = row(Kind.RECEPTIONS, days("2026-10-01", "2026-10-30"), receptions=50)
    last = row(Kind.RECEPTIONS, "2026-10-31", receptions=3)
    assert _table(_rated(receptions, FLAT, whole), "receptions_by_day") is None
    assert _shown(_table(_rated(receptions, FLAT, whole, last), "receptions_by_day")) == [
        ["date", "receptions"],
        ["2026-10-01 – 2026-10-30", "50"],
        ["2026-10-31", "3"],
        ["total", "53"],
    ]


COUNTS = st.integers(0, 40)


@given(
    st.lists(
        st.tuples(st.integers(1, 31), st.sampled_from(("S1", "S2")), COUNTS, COUNTS), min_size=1
    )
)
def test_days_add_up_to_what_is_billed(found: list[tuple[int, str, int, int]]) -> None:
    """Every column of the table adds up to its total, and the last to the line's quantity."""
    rated = _rated(
        receptions,
        {**FLAT, "exclude": ("spam",)},
        *(
            row(Kind.RECEPTIONS, f"2026-10-{day:02}", store, receptions=spam + more, spam=spam)
            for day, store, spam, more in found
        ),
        stores=sorted({store for _, store, _, _ in found}),
    )
    table = _table(rated, "receptions_by_day")
    assert table is not None
    figures = [place for place, name in enumerate(table.columns) if name not in ("store", "date")]
    for place in figures:
        assert sum(Decimal(str(cells[place])) for cells in table.rows) == table.totals[place]
    assert table.totals[-1] == rated.lines[0].quantity
    assert len(table.rows) == len({(day, store) for day, store, _, _ in found})
