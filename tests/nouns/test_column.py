"""How the text of a register's cell is understood (rule G17)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from billing.column import Amount, Count, Day, Points, Portion, Rate, Words, one_of


def _read(kind: Any, cell: str) -> Any:
    return TypeAdapter(kind).validate_python(cell)


@pytest.mark.parametrize(
    "kind, cell, value",
    [
        (Rate, "2%", "0.02"),
        (Rate, "0.02", "0.02"),
        (Rate, "２％", "0.02"),
        (Rate, " 0.5 % ", "0.005"),
        (Rate, "0", "0"),
        (Rate, "100%", "1"),
        (Portion, "1", "1"),
        (Portion, "100%", "1"),
        (Points, "93", "93"),
        (Points, "93%", "93"),
        (Points, "91.5", "91.5"),
        (Amount, "1,234.50", "1234.50"),
        (Amount, "￥1，234.50元", "1234.50"),
        (Amount, "0.000001", "0.000001"),
    ],
)
def test_amounts_and_rates(kind: Any, cell: str, value: str) -> None:
    """`2%` and `0.02` are one rate; points are plain numbers."""
    assert _read(kind, cell) == Decimal(value)


@pytest.mark.parametrize(
    "kind, cell, code",
    [
        (Rate, "2", "register_not_a_rate"),
        (Rate, "1", "register_not_a_rate"),
        (Rate, "101%", "register_not_a_rate"),
        (Rate, "-1%", "register_not_a_rate"),
        (Rate, "2%%", "register_not_a_number"),
        (Portion, "1.01", "register_not_a_rate"),
        (Amount, "-1", "register_not_an_amount"),
        (Amount, "0.0000001", "register_not_an_amount"),
        (Amount, "NaN", "register_not_a_number"),
        (Amount, "1e3", "register_not_a_number"),
        (Amount, "12,34", "register_not_a_number"),
        (Count, "1.5", "register_not_a_count"),
        (Count, "-1", "register_not_a_count"),
        (Day, "2026-02-30", "register_not_a_date"),
        (Day, "soon", "register_not_a_date"),
    ],
)
def test_refused(kind: Any, cell: str, code: str) -> None:
    """A bare number above 1 is no rate; nothing is bent into shape."""
    with pytest.raises(ValidationError) as caught:
        _read(kind, cell)
    assert [fault["type"] for fault in caught.value.errors()] == [code]


@pytest.mark.parametrize(
    "cell", ["2026-10-01", "2026/10/1", "2026.10.1", "20261001", "2026年10月1日"]
)
def test_dates(cell: str) -> None:
    """The forms that people type."""
    assert _read(Day, cell) == date(2026, 10, 1)


def test_lists_and_choices() -> None:
    """Lists are separated by `;` of either width; a choice is read by value or Chinese name."""
    assert _read(Words, " robot；spam; ;转入 ") == ("robot", "spam", "转入")
    choice = one_of({"net_sales": "净销售额", "units": "件数"})
    for cell in ("net_sales", "Net Sales", " 净销售额 "):
        assert choice.func(cell) == "net_sales"  # type: ignore[call-arg]
