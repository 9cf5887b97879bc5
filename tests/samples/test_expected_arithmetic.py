"""The expected amounts stand on arithmetic of their own: no module of the product is used here."""

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parents[2] / "sample_inputs" / "expected.csv"
OUTCOMES = {"issued", "held", "blocked", "nothing_due"}


def _rows() -> list[dict[str, str]]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cents(value: Fraction) -> Fraction:
    """Rounded to the cent, half away from zero."""
    sign = -1 if value < 0 else 1
    return Fraction(sign * int(abs(value) * 100 + Fraction(1, 2)), 100)


def _line(text: str) -> Fraction:
    """`3 x 2600 x 15/31`, to the cent."""
    value = Fraction(1)
    for factor in text.split(" x "):
        assert re.fullmatch(r"-?\d+(\.\d+)?(/\d+)?", factor), factor
        top, _, bottom = factor.partition("/")
        value *= Fraction(top) / Fraction(bottom or 1)
    return _cents(value)


def _gross(row: dict[str, str]) -> Fraction:
    subtotal = sum((_line(part) for part in row["lines"].split("; ")), Fraction(0))
    if row["price_basis"] == "inclusive":
        return subtotal
    return subtotal + _cents(subtotal * Fraction(row["tax_rate"]))


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row['month']}-{row['client']}") for row in _rows()]
)
def test_gross_is_the_sum_of_its_lines(row: dict[str, str]) -> None:
    """Each amount follows from the lines beside it; a client not billed has neither."""
    assert row["outcome"] in OUTCOMES
    billed = row["outcome"] in {"issued", "held"}
    assert (
        (row["gross"], row["lines"]) != ("", "") if billed else row["gross"] == row["lines"] == ""
    )
    assert not billed or f"{float(_gross(row)):.2f}" == row["gross"]


def test_every_client_of_a_month_stands_once() -> None:
    """24 clients in October; three of them begin after September."""
    found = [(row["month"], row["client"]) for row in _rows()]
    late = {"C015", "C023", "C024"}
    every = [f"C{number:03}" for number in range(1, 25)]
    assert found == [
        *(("2026-09", client) for client in every if client not in late),
        *(("2026-10", client) for client in every),
    ]
