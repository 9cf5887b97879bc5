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
WARNINGS: list[tuple[Rows, list[tuple[str, str, str]]]] = [
    (two(Fixed=[FIXED], Clients=[{**CLIENT, "email_to": ""}, OTHER]), [("no_email", "Clients!J3", "")]),
    (two(), [("no_charge", "Clients!A3", "C001")]),
    (two(Fixed=[FIXED], Clients=[{**CLIENT, "end": "2025-12-31"}, OTHER]), [("no_charge", "Clients!A3", "C001")]),
    (two(Receptions=[RECEPTIONS], Tiers=TIERS[:2]), [("last_tier_closed", "Receptions!N3", "receptions-a")]),
    (two(Receptions=[VOLUME], Tiers=TIERS), [("volume_cliff", "Receptions!N3", "receptions-a")] * 2),
    (two(Receptions=[VOLUME], Tiers=[TIERS[0], {**TIERS[2], "price": "1.50"}]), []),
    (two(Commission=[COMMISSION]), [("commission_high", "Commission!Q3", "21%")]),
    (two(Commission=[{**COMMISSION, "rate": "20%"}]), []),
    (two(Project=[PROJECT]), [("project_fee_unusual", "Project!K3", "4,999.99")]),
    (two(Project=[{**PROJECT, "fee": "5000", "late_rate": "6%"}]), [("late_rate_high", "Project!S3", "6%")]),
    (two(Project=[{**PROJECT, **FACTORS}]), [("project_fee_unusual", "Project!L3", "22,000.00")]),
    (two(Fixed=[FIXED, {**FIXED, "charge": "F-3"}]), [("billed_twice", "Fixed!A4", "F-3")]),
    (two(Fixed=[FIXED, {**FIXED, "charge": "F-3", "store": "海滨店"}]), [("billed_twice", "Fixed!A4", "F-3")]),
    (two(Fixed=[FIXED, {**FIXED, "charge": "F-3", "service": "售后"}]), []),
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
