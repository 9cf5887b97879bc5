"""A cell is told once: what is wrong with it, as a reason where it blocks."""

import json

import openpyxl

from billing.errors import Problem, Severity
from billing.month.problems import split
from billing.source import CellRange
from tests.month.desk import Desk, charge, receptions

BLOCKED, WARNED = Severity.BLOCKED, Severity.WARNED


def _problem(code: str, severity: Severity, *cells: str, found: str = "") -> Problem:
    at = tuple(CellRange("a.xlsx", "S", *(one.split(":") * 2)[:2]) for one in cells)
    return Problem(
        code=code,
        severity=severity,
        source=at[0],
        found=found,
        cells=at if len(at) > 1 else (),
    )


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [
        (one.code, one.found, ", ".join(str(cell) for cell in one.cells or (one.source,)))
        for one in problems
    ]


def test_a_blank_of_which_more_is_known_is_told_by_that() -> None:
    """Blocked with what was found; the cells that are not billed only warn."""
    reasons, warnings = split(
        (
            _problem("error_cell", WARNED, "D3:D5", "D9", found="#REF!"),
            _problem("blank_figure", BLOCKED, "D4"),
            _problem("blank_figure", BLOCKED, "D9"),
        )
    )
    assert _told(reasons) == [("error_cell", "#REF!", "a.xlsx!S!D4, a.xlsx!S!D9")]
    assert _told(warnings) == [("error_cell", "#REF!", "a.xlsx!S!D3, a.xlsx!S!D5")]


def test_a_cell_that_is_only_blank_says_so() -> None:
    """Its remark as blank does not stand beside the reason."""
    blank = _problem("blank_figure", BLOCKED, "D4")
    reasons, warnings = split((_problem("blank_cell", WARNED, "D4"), blank))
    assert _told(reasons) == [("blank_figure", "", "a.xlsx!S!D4")]
    assert warnings == ()


def test_what_blocks_already_is_not_told_as_blank_and_other_cells_stay() -> None:
    """Each problem once, in any order."""
    negative = _problem("number_negative", BLOCKED, "D4", found="-1")
    other = _problem("blank_figure", BLOCKED, "E4")
    warned = _problem("error_cell", WARNED, "F4", found="#N/A")
    whole = Problem(code="rows_clash", severity=BLOCKED)
    given = (_problem("blank_figure", BLOCKED, "D4"), negative, other, warned, whole, negative)
    assert split(given) == ((negative, whole, other), (warned,))
    assert split(reversed(given)) == ((negative, whole, other), (warned,))


def test_one_remark_for_one_cell_in_the_report_and_in_the_workbook(desk: Desk) -> None:
    """An error in a column that is billed: everywhere once, as what keeps the client waiting."""
    desk.rows["Receptions"][0] = charge(
        "B-1", "B", store="Shop B", method="flat", price="1.20", exclude="file"
    )
    desk.register()
    table = [[*row, row[2]] for row in receptions("Shop B")]
    table[0][3] = "effective"
    table[5][3] = "#DIV/0!"
    desk.drop("b.xlsx", table)
    report = json.loads(desk.call("check", "--month", "2026-10", "--json").out)
    (client,) = (one for one in report["clients"] if one["client"] == "B")
    assert [(one["code"], one["cell"]) for one in client["reasons"]] == [("error_cell", "D6")]
    assert client["warnings"] == []
    (file,) = (one for one in report["check"]["files"] if one["file"] == "b.xlsx")
    told = [(one["code"], one["severity"]) for one in file["problems"]]
    assert told == [("error_cell", "blocked")]
    book = openpyxl.load_workbook(desk.root / "outbox" / "2026-10" / "returned" / "b.xlsx")
    rows = [row[1:5] for row in book["To correct"].iter_rows(values_only=True) if row[3] == "D6"]
    assert rows == [("correct", "Sheet1", "D6", "The cell holds #DIV/0!, and no usable value.")]
