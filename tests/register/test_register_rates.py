"""Rates at their ends, in every column that takes one (rule G17)."""

from collections import defaultdict
from collections.abc import Mapping

import pytest

from tests.register.conftest import CLIENT, FIXED, Book, Rows, said
from tests.register.faults import COMMISSION, MONTHLY, ORDERS, PART, PROJECT, SUM

Cells = Mapping[str, str]

LEVEL = {"measure": "满意度", "target": "93", "per_point_rate": "1%"}
TOLERANT = {**MONTHLY, "tolerance_mode": "from_quota"}
CREDIT = {**MONTHLY, "unused": "credit", "credit_price": "1"}
BY_RATE = {**COMMISSION, "rate": "", "method": "volume"}
BY_CONVERSION = {**ORDERS, "method": "conversion", "price": ""}

# The sheet and column of a rate; the cells of its row, and a row of a charge beside it.
COLUMNS: list[tuple[str, str, Cells, str, Cells]] = [
    ("Clients", "tax_rate", CLIENT, "Fixed", FIXED),
    ("Commission", "rate", COMMISSION, "", {}),
    ("Tiers", "price", {}, "Commission", BY_RATE),
    ("Tiers", "up_to", {"price": "1"}, "Orders", BY_CONVERSION),
    ("Project", "late_rate", PROJECT, "", {}),
    ("Project", "late_cap", PROJECT, "", {}),
    ("Service levels", "per_point_rate", LEVEL, "Fixed", FIXED),
    ("Service levels", "cap_rate", LEVEL, "Fixed", FIXED),
    ("Monthly", "tolerance", TOLERANT, "", {}),
    ("Monthly", "credit_tolerance", CREDIT, "", {}),
    ("Monthly", "credit_cap", CREDIT, "", {}),
    ("Milestones", "share", PART, "Project", SUM),
]
GOOD = ("0.000001", "0.0001%", "0.02", "2%", "２％", " 2 %", "0.999999", "99.9999%", "100%")
BAD = ("1.01", "2", "93", "100.01%", "101%", "-0.02", "-2%", "0.0000001", "0.00001%")


def _register(sheet: str, column: str, own: Cells, other: str, charge: Cells) -> Rows:
    """A client for each rate; what it refers to is its own."""
    rows: Rows = defaultdict(list)
    for place, rate in enumerate((*GOOD, "1", *BAD)):
        names = {"client": f"C{place}", "charge": f"K-{place}", "tiers": f"T{place}"}
        rows["Clients"].append({**CLIENT, "client": f"C{place}"})
        known = _of_sheet(sheet, names)
        if sheet == "Clients":
            rows["Clients"][-1] |= {column: rate}
        else:
            rows[sheet].append({**own, **known, column: rate})
        if other:
            tiers = {"tiers": names["tiers"]} if sheet == "Tiers" else {}
            rows[other].append({**charge, **_of_sheet(other, names), **tiers})
    return rows


def _of_sheet(sheet: str, names: Cells) -> dict[str, str]:
    """The names that a row of a sheet has."""
    wanted = {"Tiers": ("tiers",), "Milestones": ("charge",), "Service levels": ("client",)}
    return {name: names[name] for name in wanted.get(sheet, ("client", "charge"))}


@pytest.mark.parametrize(
    "sheet, column, own, other, charge", COLUMNS, ids=[case[1] for case in COLUMNS]
)
def test_rates_at_their_ends(
    book: Book, sheet: str, column: str, own: Cells, other: str, charge: Cells
) -> None:
    """2% and 0.02 alike; a bare number above 1 is a slip of 100; 1 only for shares."""
    found = book.written(_register(sheet, column, own, other, charge)).read()
    codes = ("not_a_rate", "not_an_amount")  # a tier's price below 0 is no price either
    blocked = {client for code, _, clients in said(found) if code in codes for client in clients}
    rates = (*GOOD, "1", *BAD)
    alone = () if column == "share" else ("1",)
    refused = [rate for place, rate in enumerate(rates) if f"C{place}" in blocked]
    assert refused == [*alone, *BAD]
