# ruff: noqa: E501 - a case stands on one line
"""Every fault: which cell, what was found, what was expected, and whom it concerns."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from billing.catalogue import LANGUAGES, remedy, say, sentences
from billing.catalogue.registering import SENTENCES
from billing.errors import RegisterError, Severity
from billing.register import read
from tests.register.conftest import (
    CLIENT,
    FIXED,
    OTHER,
    RECEPTIONS,
    TIERS,
    UNTOUCHED,
    Book,
    Rows,
    every,
    said,
    two,
)
from tests.register.faults import FAULTS, PART, PROJECT, client_with

ROOT = Path(__file__).parents[2]
C1 = ("C001",)


@pytest.mark.parametrize("code, rows, cell, found, expected", FAULTS)
def test_a_fault_names_its_cell(
    book: Book, code: str, rows: Rows, cell: str, found: str, expected: str
) -> None:
    """One fault, at one cell, of C001 alone; C002 keeps its charge."""
    register = book.written(rows).read()
    assert said(register) == [(code, f"contracts.xlsx!{cell}", C1)]
    (problem,) = [p for p in every(register) if p.severity is Severity.BLOCKED]
    assert (problem.found, problem.expected) == (found, expected)
    first, other = register.contracts
    assert problem in first.problems
    assert (other.problems, [charge.code for charge in other.charges]) == ((), ["F-2"])


# code, value, number format, cell, found
CELLS: list[tuple[str, Any, str, str, str]] = [
    ("error_cell", "#REF!", "", "Fixed!L3", "#REF!"),
    ("formula_without_value", "=1+1", "", "Fixed!L3", "="),
    ("digits_lost", 1234567890123456789, "", "Fixed!L3", "1234567890123460000"),
    ("not_a_number", True, "", "Fixed!L3", "TRUE"),
    ("not_a_number", 2, "0%", "Fixed!L3", "200%"),
    ("not_a_date", 46000, "", "Fixed!G3", "46000"),
]


@pytest.mark.parametrize("code, value, shape, cell, found", CELLS)
def test_a_broken_cell_is_a_fault(
    book: Book, code: str, value: Any, shape: str, cell: str, found: str
) -> None:
    """Errors, formulas without a value, lost digits; one fault each, no further ones."""
    sheet, _, address = cell.partition("!")
    book.written(two(Fixed=[FIXED])).with_cell(sheet, address, value, shape or "General")
    register = book.read()
    assert said(register) == [(code, f"contracts.xlsx!{cell}", C1)]
    assert [p.found for p in every(register) if p.severity is Severity.BLOCKED] == [found]


def test_a_broken_price_is_not_a_missing_one(book: Book) -> None:
    """#REF! in the price is told once: not as a price that is absent."""
    book.written(two(Fixed=[FIXED])).with_cell("Fixed", "M3", "#REF!")
    assert said(book.read()) == [("error_cell", "contracts.xlsx!Fixed!M3", C1)]


def test_all_faults_of_a_row_are_told_at_once(book: Book) -> None:
    """Common columns, terms and references of one row; and of every other row."""
    wrong = {**FIXED, "seats": "x", "start": "soon", "store": "?", "tiers": "none"}
    register = book.written(
        {**two(Fixed=[wrong]), "Clients": [{**CLIENT, "tax_rate": "6"}, OTHER]}
    ).read()
    codes = ["not_a_date", "not_a_number", "not_a_rate", "unknown_table"]
    assert [code for code, _, _ in said(register)] == codes
    assert said(book.written(two(Fixed=[{**FIXED, "store": "?"}])).read())[0][0] == "unknown_store"


def test_a_broken_client_is_kept_and_blocked(book: Book) -> None:
    """A client whose code can be read is accounted for, with what else of it is sound."""
    register = book.written(client_with(name="", tax_rate="x", payment_days="15")).read()
    first = register.contracts[0]
    assert [code for code, _, _ in said(register)] == ["missing", "not_a_number"]
    assert (first.client.client, first.client.name, first.client.payment_days) == (
        "C001",
        "C001",
        15,
    )
    assert [charge.code for charge in first.charges] == ["F-1"]
    assert {problem.severity for problem in first.problems} == {Severity.BLOCKED}


def test_a_client_without_a_code_is_told_of_the_register(book: Book) -> None:
    """Nobody can be blocked for it."""
    register = book.written(
        {"Clients": [{**CLIENT, "client": ""}, OTHER], "Fixed": [UNTOUCHED]}
    ).read()
    assert said(register) == [("missing", "contracts.xlsx!Clients!A3", ())]
    assert [c.client.client for c in register.contracts] == ["C002"]


def test_a_row_of_an_unknown_client(book: Book) -> None:
    """Of nobody; of the one client that has its store; of the clients of its charge's other rows."""
    nobody = {**FIXED, "client": "C009"}
    by_store = {**nobody, "charge": "F-3", "store": "海滨旗舰店"}
    by_charge = {**nobody, "charge": "F-2", "start": "2027-01-01"}
    register = book.written(two(Fixed=[nobody, by_store, by_charge])).read()
    assert said(register) == [
        ("charge_clash", "contracts.xlsx!Fixed!A6", ("C002",)),
        ("unknown_client", "contracts.xlsx!Fixed!B3", ()),
        ("unknown_client", "contracts.xlsx!Fixed!B4", ("C001",)),
        ("unknown_client", "contracts.xlsx!Fixed!B5", ("C002",)),
    ]
    assert [p.expected for p in register.problems] == ["C002, C001"]


def test_a_code_used_by_two_clients_blocks_both(book: Book) -> None:
    """Whose usage and events it bills could not be told."""
    register = book.written(two(Fixed=[{**FIXED, "charge": "F-2"}])).read()
    assert said(register) == [("charge_clash", "contracts.xlsx!Fixed!A4", ("C001", "C002"))]


def test_milestones_and_unit_prices_of_no_charge(book: Book) -> None:
    """They are told of the register, with the nearest charge."""
    rows = two(Project=[PROJECT], Milestones=[{**PART, "charge": "P-2"}])
    register = book.written(rows).read()
    assert said(register) == [("unknown_charge", "contracts.xlsx!Milestones!A3", ())]
    assert [p.expected for p in register.problems] == ["P-1"]


def test_a_broken_table_blocks_those_who_use_it(book: Book) -> None:
    """Two clients share it, a third has another; a table that nobody uses blocks nobody."""
    third = {**OTHER, "client": "C003"}
    rows: Rows = {
        "Clients": [CLIENT, OTHER, third],
        "Receptions": [
            RECEPTIONS,
            {**RECEPTIONS, "charge": "R-2", "client": "C002"},
            {**RECEPTIONS, "charge": "R-3", "client": "C003", "tiers": "b"},
        ],
        "Tiers": [
            {**TIERS[2], "price": "x"},
            {**TIERS[2], "tiers": "b"},
            {**TIERS[2], "tiers": "c", "price": "x"},
        ],
    }
    register = book.written(rows).read()
    assert said(register) == [
        ("not_an_amount", "contracts.xlsx!Tiers!C3", ("C001", "C002")),
        ("not_an_amount", "contracts.xlsx!Tiers!C5", ()),
    ]
    assert [len(c.problems) for c in register.contracts] == [1, 1, 0]


def test_absent_and_repeated_columns(book: Book) -> None:
    """A needed column that is absent, or one that stands twice, is told once, of all its rows."""
    book.written(two(Fixed=[FIXED])).with_cell("Fixed", "L1", "sets")
    assert said(book.read()) == [("column_absent", "contracts.xlsx!Fixed!A1", ("C001", "C002"))]
    assert said(book.read(), Severity.WARNED) == [("column_unknown", "contracts.xlsx!Fixed!L1", ())]
    book.written(two(Fixed=[FIXED])).with_cell("Fixed", "Q1", "坐席数")
    assert said(book.read()) == [("column_twice", "contracts.xlsx!Fixed!Q1", ("C001", "C002"))]


def _codes() -> set[str]:
    """Every code that a column, a contract, a table or terms can raise."""
    files = [ROOT / "billing" / f"{name}.py" for name in ("column", "tables")]
    files += (ROOT / "billing" / "contract").glob("*.py")
    files += (ROOT / "billing" / "modes").rglob("*.py")
    return {
        code
        for file in files
        for code in re.findall(r'\bfault\(\s*"(\w+)"', file.read_text("utf-8"))
    }


def test_every_fault_has_its_sentence_and_its_test() -> None:
    """No code of a column or of terms is without either."""
    tested = {case[0] for case in FAULTS} | {case[0] for case in CELLS}
    assert {code for code in _codes() if f"register_{code}" not in sentences()} == set()
    assert _codes() - tested == set()


def test_every_sentence_is_said_by_the_reader() -> None:
    """No sentence is left over."""
    own = "\n".join(p.read_text("utf-8") for p in (ROOT / "billing" / "register").glob("*.py"))
    known = _codes() | _unreadable()
    left = {c.removeprefix("register_") for c in SENTENCES if c.startswith("register_")} - known
    assert [
        code for code in sorted(left) if f'"{code}"' not in own and f'"register_{code}"' not in own
    ] == []


def _unreadable() -> set[str]:
    """Codes that the reader of workbooks gives."""
    source = "\n".join(p.read_text("utf-8") for p in (ROOT / "billing" / "workbook").glob("*.py"))
    return set(re.findall(r'Unreadable\("(\w+)"', source))


def _spoiled(path: Path) -> bytes:
    """A register whose first sheet is no XML."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return path.read_bytes()


def _renamed(path: Path) -> None:
    Book(path).written(two()).with_cell("Clients", "A1", "client")
    book = openpyxl.load_workbook(path)
    book["Clients"].title = "Somebody"
    book.save(path)


UNREADABLE: list[tuple[str, Callable[[Path], Any]]] = [
    ("register_absent", lambda _: None),
    ("register_unopened", lambda path: path.mkdir()),
    ("register_file_empty", lambda path: path.write_bytes(b"")),
    ("register_file_unknown", lambda path: path.write_bytes(b"client,name\nC001,x\n")),
    ("register_file_encrypted", lambda path: path.write_bytes("xEncryptedPackage".encode("utf-16-le"))),
    ("register_file_damaged", lambda path: path.write_bytes(_spoiled(path))),
    ("register_without_clients", _renamed),
]  # fmt: skip


@pytest.mark.parametrize("code, make", UNREADABLE)
def test_a_register_that_cannot_be_read(
    tmp_path: Path, code: str, make: Callable[[Path], Any]
) -> None:
    """The command stops, with a sentence and a remedy."""
    path = tmp_path / "contracts.xlsx"
    make(path)
    with pytest.raises(RegisterError) as caught:
        read(path)
    assert caught.value.code == code
    for language in LANGUAGES:
        assert "contracts.xlsx" in say(code, language, caught.value.values)
        assert remedy(code, language, caught.value.values)
