"""The chart of receptions shows those that are billed, where each store has one definition."""

from decimal import Decimal
from typing import Any

import pytest

from billing.charting import Charged, charts
from billing.modes import fixed, monthly, receptions
from billing.usage import Kind, UsageRow
from tests.modes.conftest import OCTOBER, row, table, used

BANDS = table(("100", "2000"), (None, "2500"), name="Bands")


def _terms(*exclude: str, price: str = "1.20") -> receptions.Terms:
    return receptions.Terms.model_validate(
        {"method": "flat", "price": price, "exclude": ";".join(exclude)}
    )


def _banded(*exclude: str) -> fixed.Terms:
    return fixed.Terms.model_validate({"seats": "1", "tiers": BANDS, "exclude": ";".join(exclude)})


def _chats(store: str, day: int, count: int, **more: Any) -> UsageRow:
    figures = {"robot": 3, "spam": 1, "effective": 50, **more}
    return row(Kind.RECEPTIONS, f"2026-10-0{day}", store=store, receptions=count, **figures)


DAYS = (_chats("S1", 1, 10), _chats("S1", 2, 20), _chats("S2", 1, 100), _chats("S2", 2, 200))
SEATS = fixed.Terms.model_validate({"seats": "1", "price": "2600"})
QUOTA = monthly.Terms.model_validate(
    {
        "fee": "6000",
        "metric": "receptions",
        "included": "5",
        "overage_price": "1",
        "exclude": "spam",
    }
)


@pytest.mark.parametrize(
    "charged, code, figures",
    [
        # what is charged by store, the chart, its first two days
        ([], "receptions", [110, 220]),
        ([("", SEATS)], "receptions", [110, 220]),
        ([("", _terms())], "receptions", [110, 220]),
        ([("", _banded("robot", "spam"))], "effective", [102, 212]),
        ([("", _terms("file"))], "effective", [100, 100]),
        ([("S1", _terms("robot")), ("S2", QUOTA)], "effective", [106, 216]),
        ([("S1", _terms("robot")), ("S2", _terms())], "effective", [107, 217]),
        ([("S1", _terms("robot")), ("", _terms("robot", price="2"))], "effective", [104, 214]),
        ([("S1", _terms("robot")), ("S1", _terms()), ("S2", SEATS)], "receptions", [110, 220]),
        ([("S1", _terms("robot"))], "receptions", [110, 220]),
        ([("", _terms("unheard"))], "receptions", [110, 220]),
    ],
)
def test_effective_receptions(charged: list[Charged], code: str, figures: list[int]) -> None:
    """Effective by the charges of each store; all of them where that is not one thing."""
    (chart,) = charts(used(*DAYS), OCTOBER, charged)
    assert chart.code == code
    assert [bar.figure for bar in chart.bars] == [Decimal(figure) for figure in figures]


def test_a_total_of_several_days_is_no_bar() -> None:
    """Beside days it is left out, as it is of all receptions."""
    days = (*DAYS, row(Kind.RECEPTIONS, OCTOBER, store="S1", receptions=9, robot=1))
    (chart,) = charts(used(*days), OCTOBER, [("", _terms("robot"))])
    assert [bar.figure for bar in chart.bars] == [Decimal(104), Decimal(214)]
