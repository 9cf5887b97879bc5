# ruff: noqa: E501 - a case stands on one line
"""What is sound and yet looks wrong."""

import openpyxl
import pytest

from billing.catalogue import say
from billing.errors import Severity
from tests.register.conftest import (
    CLIENT,
    FIXED,
    OTHER,
    RECEPTIONS,
    TIERS,
    Book,
    Rows,
    every,
    said,
    two,
)

VOLUME = {**RECEPTIONS, "method": "volume"}
COMMISSION = {"charge": "K-1", "client": "C001", "start": "2026-01-01", "seats": "1", "base": "1500", "method": "flat", "rate": "21%"}  # fmt: skip
PROJECT = {"charge": "P-1", "client": "C001", "start": "2026-01-01", "project": "上线", "fee": "4999.99"}  # fmt: skip
FACTORS = {"fee": "", "base": "20000", "scale": "1.1", "difficulty": "1", "timeliness": "1"}
ORDERS = {"charge": "O-1", "client": "C001", "start": "2026-01-01", "method": "flat", "price": "2"}  # fmt: skip
MONTHLY = {"charge": "M-1", "client": "C001", "start": "2026-01-01", "fee": "6000", "metric": "receptions", "included": "5000"}  # fmt: skip
DAILY = {"charge": "D-1", "client": "C001", "start": "2026-01-01", "headcount": "peak", "rates": "peaks", "default_kind": "peak", "minimum_seats": "2"}  # fmt: skip
RATES = [{"rates": "peaks", "kind": "peak", "price": "400"}]
BY_RATE = {**COMMISSION, "method": "graduated", "rate": "", "tiers": "rates"}
FROM_NOTHING = [{**TIERS[0], "up_to": "0"}, TIERS[2]]


def _rates(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [{"tiers": "rates", "up_to": top, "price": price} for top, price in rows]


def _both(sheet: str, first: dict[str, str], **other: str) -> Rows:
    """Two charges of one mode, alike but for these cells."""
    return two(**{sheet: [first, {**first, "charge": f"{first['charge'][0]}-9", **other}]})


WARNINGS: list[tuple[Rows, list[tuple[str, str, str]]]] = [
    (two(Fixed=[FIXED], Clients=[{**CLIENT, "email_to": ""}, OTHER]), [("no_email", "Clients!J3", "")]),
    (two(), [("no_charge", "Clients!A3", "C001")]),
    (two(Fixed=[FIXED], Clients=[{**CLIENT, "end": "2025-12-31"}, OTHER]), [("no_charge", "Clients!A3", "C001")]),
    (two(Receptions=[RECEPTIONS], Tiers=TIERS[:2]), [("last_tier_closed", "Receptions!N3", "receptions-a")]),
    (two(Receptions=[VOLUME], Tiers=TIERS), [("volume_cliff", "Receptions!N3", "receptions-a")] * 2),
    (two(Receptions=[VOLUME], Tiers=[TIERS[0], {**TIERS[2], "price": "1.50"}]), []),
    (two(Commission=[COMMISSION]), [("commission_high", "Commission!Q3", "21%")]),
    (two(Commission=[{**COMMISSION, "rate": "20%"}]), []),
    (two(Commission=[{**COMMISSION, "rate": "18%", "multiplier": "1.2"}]), [("commission_high", "Commission!Q3", "21.6%")]),
    (two(Commission=[{**COMMISSION, "rate": "20%", "multiplier": "1"}]), []),
    (two(Commission=[{**COMMISSION, "rate": "20.0001%"}]), [("commission_high", "Commission!Q3", "20.0001%")]),
    (two(Commission=[BY_RATE], Tiers=_rates(("1000", "20%"), ("", "20.01%"))), [("commission_high", "Commission!R3", "20.01%")]),
    (two(Commission=[BY_RATE], Tiers=_rates(("1000", "20%"), ("", "1%"))), []),
    (two(Commission=[BY_RATE], Tiers=_rates(("1000", "2%"))), [("last_tier_closed", "Commission!R3", "rates")]),
    (two(Fixed=[{**FIXED, "price": "", "tiers": "receptions-a"}], Tiers=TIERS[:2]), [("last_tier_closed", "Fixed!N3", "receptions-a")]),
    (two(Orders=[{**ORDERS, "method": "conversion", "price": "", "tiers": "rates"}], Tiers=_rates(("10%", "1"), ("99.99%", "2"))), [("last_tier_closed", "Orders!N3", "rates")]),
    (two(Orders=[{**ORDERS, "method": "conversion", "price": "", "tiers": "rates"}], Tiers=_rates(("10%", "1"), ("100%", "2"))), []),
    (two(Receptions=[RECEPTIONS], Tiers=FROM_NOTHING), [("tier_unreachable", "Receptions!N3", "receptions-a")]),
    (two(Receptions=[{**RECEPTIONS, "method": "band"}], Tiers=FROM_NOTHING), []),
    (two(Receptions=[{**RECEPTIONS, "method": "band"}], Tiers=[{**TIERS[0], "flat_fee": "0.00"}, {**TIERS[2], "price": "￥１，２００"}]), []),
    (two(Daily=[{**DAILY, "minimum_days": "5"}], Day_rates=RATES), [("minimum_days_open", "Daily!S3", "5")]),
    (two(Daily=[{**DAILY, "minimum_days": "5", "end": "2026-01-31"}], Day_rates=RATES), []),
    (two(Daily=[{**DAILY, "minimum_days": "5"}], Day_rates=RATES, Clients=[{**CLIENT, "end": "2026-12-31"}, OTHER]), []),
    (two(Daily=[{**DAILY, "minimum_days": "0"}], Day_rates=RATES), []),
    (two(Project=[PROJECT]), [("project_fee_unusual", "Project!K3", "4,999.99")]),
    (two(Project=[{**PROJECT, "fee": "5000", "late_rate": "6%"}]), [("late_rate_high", "Project!S3", "6%")]),
    (two(Project=[{**PROJECT, "fee": "20000", "late_rate": "5%"}]), []),
    (two(Project=[{**PROJECT, "fee": "20000.01", "late_rate": "5.01%"}]), [("project_fee_unusual", "Project!K3", "20,000.01"), ("late_rate_high", "Project!S3", "5.01%")]),
    (two(Project=[{**PROJECT, **FACTORS, "base": "5000", "scale": "1"}]), []),
    (two(Project=[{**PROJECT, **FACTORS, "base": "5000", "scale": "0.999999"}]), []),  # billed as 5000.00
    (two(Project=[{**PROJECT, **FACTORS, "base": "5000", "scale": "0.999998"}]), [("project_fee_unusual", "Project!L3", "4,999.99")]),
    (two(Project=[{**PROJECT, **FACTORS}]), [("project_fee_unusual", "Project!L3", "22,000.00")]),
    (two(Fixed=[FIXED, {**FIXED, "charge": "F-3"}]), [("billed_twice", "Fixed!A4", "F-3")]),
    (two(Fixed=[FIXED, {**FIXED, "charge": "F-3", "store": "海滨店"}]), [("billed_twice", "Fixed!A4", "F-3")]),
    (two(Fixed=[FIXED, {**FIXED, "charge": "F-3", "service": "售后"}]), []),
    (_both("Orders", ORDERS, service="售后"), [("billed_twice", "Orders!A4", "O-9")]),
    (_both("Orders", {**ORDERS, "service": "售前"}, service="售后"), []),
    (_both("Orders", {**ORDERS, "shift": "早班"}, shift="晚班"), [("billed_twice", "Orders!A4", "O-9")]),
    (_both("Commission", {**COMMISSION, "rate": "2%", "shift": "早班"}, shift="晚班"), [("billed_twice", "Commission!A4", "K-9")]),
    (_both("Monthly", {**MONTHLY, "shift": "早班"}, shift="晚班"), []),
    (_both("Monthly", MONTHLY, shift="晚班"), [("billed_twice", "Monthly!A4", "M-9")]),
    (_both("Monthly", MONTHLY, metric="orders"), []),
    (_both("Monthly", {**MONTHLY, "metric": "", "included": ""}, service="售后"), []),
    (_both("Monthly", {**MONTHLY, "metric": "orders", "shift": "早班"}, shift="晚班"), [("billed_twice", "Monthly!A4", "M-9")]),
    (_both("Project", {**PROJECT, "fee": "8000"}, project="另一个"), []),
    (_both("Project", {**PROJECT, "fee": "8000"}, start="2026-10-01"), [("billed_twice", "Project!A4", "P-9")]),
    (_both("Fixed", {**FIXED, "end": "2026-06-30"}, start="2026-06-30"), [("billed_twice", "Fixed!A4", "F-9")]),
    (two(Fixed=[{**FIXED, "end": "2026-06-30"}, {**FIXED, "charge": "F-3", "start": "2026-07-01"}]), []),
]  # fmt: skip


@pytest.mark.parametrize("rows, expected", WARNINGS)
def test_what_looks_wrong_is_a_warning(
    book: Book, rows: Rows, expected: list[tuple[str, str, str]]
) -> None:
    """It names its cell and C001, and blocks nobody."""
    found = book.written(rows).read()
    assert said(found) == []
    warned = [(p.code.removeprefix("register_"), str(p.source), p.found) for p in every(found)]
    assert warned == [(code, f"contracts.xlsx!{cell}", text_) for code, cell, text_ in expected]
    assert all(problem.clients == ("C001",) for problem in every(found))


def test_a_cliff_tells_both_amounts(book: Book) -> None:
    """3000 bill 3600.00, 3001 bill 2700.90."""
    found = every(book.written(two(Receptions=[VOLUME], Tiers=TIERS)).read())
    assert [say(p.code, "en", {"found": p.found, **p.values}) for p in found] == [
        "The volume tiers receptions-a fall as usage rises: 1000 bill 1,500.00, 1001 bill 1,201.20.",
        "The volume tiers receptions-a fall as usage rises: 3000 bill 3,600.00, 3001 bill 2,700.90.",
    ]


def test_unknown_sheets_and_columns_are_told(book: Book) -> None:
    """By name, with the nearest; a column without a header by its first content."""
    book.written(two(Fixed=[FIXED])).with_cell("Fixed", "Q1", "prize").with_cell("Fixed", "R3", "x")
    workbook = openpyxl.load_workbook(book.path)
    workbook.create_sheet("Recepshuns")["A1"] = "x"
    workbook.create_sheet("Empty")
    workbook.save(book.path)
    found = book.read()
    assert said(found, Severity.WARNED) == [
        ("column_unknown", "contracts.xlsx!Fixed!Q1", ()),
        ("column_unnamed", "contracts.xlsx!Fixed!R3", ()),
        ("sheet_unknown", "contracts.xlsx!Recepshuns", ()),
    ]
    assert {p.found: p.expected.split(", ")[0] for p in found.problems} == {"prize": "price", "x": "", "Recepshuns": "Receptions"}  # fmt: skip
