# ruff: noqa: E501 - a case stands on one line
"""Registers written to a folder, and what is said of them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from billing.catalogue import LANGUAGES, full
from billing.contract import Register
from billing.errors import Problem, Severity
from billing.register import read, write

Rows = dict[str, list[dict[str, str]]]
Said = tuple[str, str, tuple[str, ...]]

CLIENT = {
    "client": "C001",
    "name": "示例海滨贸易有限公司",
    "email_to": "billing@client1.example",
    "tax_rate": "6%",
    "price_basis": "exclusive",
}
OTHER = {**CLIENT, "client": "C002", "name": "示例山丘电子有限公司"}
SHOP = {"client": "C001", "store": "海滨旗舰店", "aliases": "海滨官旗;海滨店"}
FIXED = {"charge": "F-1", "client": "C001", "start": "2026-01-01", "seats": "2", "price": "2600"}
UNTOUCHED = {**FIXED, "charge": "F-2", "client": "C002"}
RECEPTIONS = {
    "charge": "R-1",
    "client": "C001",
    "start": "2026-01-01",
    "method": "graduated",
    "tiers": "receptions-a",
}
TIERS = [
    {"tiers": "receptions-a", "up_to": "1000", "price": "1.50"},
    {"tiers": "receptions-a", "up_to": "3000", "price": "1.20"},
    {"tiers": "receptions-a", "price": "0.90"},
]


def two(**more: list[dict[str, str]]) -> Rows:
    """C001 with a store, and C002 with a sound charge; `more` are rows of other sheets."""
    fixed = more.pop("Fixed", [])
    rest = {name.replace("_", " "): rows for name, rows in more.items()}
    return {
        "Clients": [CLIENT, OTHER],
        "Stores": [SHOP],
        "Fixed": [*fixed, UNTOUCHED],
        **rest,
    }


def mixed() -> Rows:
    """Twelve clients: one of each mode, five of several charges; tables shared by some."""
    codes = [f"C{n:03}" for n in range(1, 13)]
    rows: Rows = {
        "Clients": [{**CLIENT, "client": code, "name": f"示例{code}", "proration": "fixed_30"} for code in codes],
        "Stores": [{**SHOP, "client": code, "store": f"{code}店"} for code in codes],
        "Tiers": [*TIERS, {"tiers": "rates", "up_to": "100000", "price": "1%"}, {"tiers": "rates", "price": "1.5%"}],
        "Day rates": [{"rates": "peaks", "kind": "peak", "price": "400"}, {"rates": "peaks", "kind": "平日", "price": "220"}],
        "Day kinds": [{"calendar": "2026", "start": "2026-11-10", "end": "2026-11-11", "kind": "peak"}, {"calendar": "2026", "start": "2026-12-12", "kind": "peak"}],
        "Milestones": [{"charge": "C007-p", "milestone": "上线", "share": "60%"}, {"charge": "C007-p", "milestone": "验收", "share": "40%"}],
        "Unit prices": [{"charge": "C012-c", "unit": "办卡数", "price": "5"}],
        "Service levels": [{"client": "C001", "measure": "满意度", "target": "93", "per_point_rate": "2%", "cap_rate": "10%"}, {"client": "C001", "measure": "投诉", "per_case": "50"}],
    }  # fmt: skip
    charges: list[tuple[str, str, str, dict[str, str]]] = [
        ("Fixed", "C001", "f", {"seats": "2", "price": "2600", "store": "C001店"}),
        ("Commission", "C002", "c", {"seats": "1", "base": "1500", "method": "graduated", "tiers": "rates"}),
        ("Monthly", "C003", "m", {"fee": "6000", "metric": "receptions", "included": "5000", "overage_price": "1.20"}),
        ("Daily", "C004", "d", {"headcount": "peak", "rates": "peaks", "calendar": "2026", "default_kind": "平日"}),
        ("Receptions", "C005", "r", {"method": "graduated", "tiers": "receptions-a", "exclude": "robot;spam"}),
        ("Orders", "C006", "o", {"method": "flat", "price": "2.00", "minimum_fee": "1000", "cap_fee": "4500"}),
        ("Project", "C007", "p", {"project": "上线", "contract_sum": "18000", "floor": "100", "cap": "9000"}),
        *(("Fixed", code, "f", {"seats": "1", "price": "2500"}) for code in codes[7:11]),
        *(("Receptions", code, "r", {"method": "flat", "price": "1"}) for code in codes[7:11]),
        ("Commission", "C012", "c", {"seats": "1", "base": "1500", "on": "units"}),
    ]  # fmt: skip
    for sheet, client, letter, terms in charges:
        common = {"charge": f"{client}-{letter}", "client": client, "start": "2026-01-01"}
        rows.setdefault(sheet, []).append({**common, **terms})
    return rows


class Book:
    """A register in a file."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist yet."""
        self.path = path

    def written(self, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> "Book":
        """Write these rows, with English headers."""
        write(self.path, rows, "en")
        return self

    def with_cell(self, sheet: str, cell: str, value: Any, shape: str = "") -> "Book":
        """Put a value into one cell, as a person would."""
        book = openpyxl.load_workbook(self.path)
        book[sheet][cell] = value
        if shape:
            book[sheet][cell].number_format = shape
        book.save(self.path)
        return self

    def read(self) -> Register:
        """The register; each of its problems can be said in both languages."""
        register = read(self.path)
        for problem in every(register):
            blanks = {"found": problem.found, "expected": problem.expected, **problem.values}
            assert all(full(problem.code, language, blanks) for language in LANGUAGES)
        return register


def every(register: Register) -> list[Problem]:
    """All problems, each once."""
    found = [*register.problems]
    for contract in register.contracts:
        found += [problem for problem in contract.problems if problem not in found]
    return found


def said(register: Register, severity: Severity = Severity.BLOCKED) -> list[Said]:
    """Problems of a severity as code, place and clients."""
    return sorted(
        (problem.code.removeprefix("register_"), str(problem.source), problem.clients)
        for problem in every(register)
        if problem.severity is severity
    )


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A register not yet written."""
    return Book(tmp_path / "contracts.xlsx")


@pytest.fixture
def new_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Book]:
    """Makes registers, for tests that need several."""
    return lambda: Book(tmp_path_factory.mktemp("register") / "contracts.xlsx")
