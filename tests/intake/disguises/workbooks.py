"""Cases of disguise as plain tables, and the programs that write them as real files."""

import csv
import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter
from xlsxwriter.utility import xl_cell_to_rowcol

from billing.errors import Problem, Severity
from billing.intake import Intake

Cells = Sequence[Sequence[Any]]

_SHOWN = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm"}
SAVED = Path(__file__).parents[1] / "files" / "disguises"  # what LibreOffice wrote
STORE = "海滨官旗"
HEADER = ("日期", "店铺", "接待人数")
FIRST, SECOND, THIRD = (date(2026, 10, day) for day in (1, 2, 3))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet, and what a person does to it by hand."""

    rows: Cells
    name: str = "Sheet"
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)  # cell -> number format

    @property
    def plain(self) -> bool:
        """Whether a text file can hold all of it."""
        formulas = any(str(cell).startswith(("=", "#")) for row in self.rows for cell in row)
        made = self.merged or self.hidden or self.hidden_rows or self.hidden_columns
        return not (made or self.formats or formulas)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A disguise: what is in the inbox, and what must be read from it, exactly.

    `figures` are all the rows and events read; `codes` all that is said, each with its cell.
    A disguise whose figures cannot be told must block; what is read of it is told all the same.
    """

    found: str  # the row of the table in docs/usage.md
    name: str
    files: Mapping[str, tuple[Sheet, ...]] = field(default_factory=dict)
    by_hand: Callable[[Path], None] | None = None  # writes what no library writes
    figures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    only: tuple[str, ...] = ()  # the programs that can write it; none: all of them
    settings: Mapping[str, Any] = field(default_factory=dict)  # of billing.toml

    @property
    def slug(self) -> str:
        """Its name as a part of a file's name."""
        letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in self.name)
        return f"{'-'.join(letters.casefold().split())[:40]}-{self._number:08x}"

    def programs(self) -> tuple[str, ...]:
        """The programs that write it: of LibreOffice's formats one, unless it is named."""
        if self.by_hand:
            return ("by hand",)
        if self.only:
            return self.only
        sheets = [sheet for own in self.files.values() for sheet in own]
        text = len(sheets) == len(self.files) and all(sheet.plain for sheet in sheets)
        every = (*PROGRAMS, *(TEXTS if text else ()))
        office = [program for program in every if program.startswith("LibreOffice")]
        other = office[self._number % len(office)]
        return tuple(program for program in every if program not in office or program == other)

    @property
    def _number(self) -> int:
        return zlib.crc32(self.name.encode())


def one(*rows: Sequence[Any], name: str = "a", **more: Any) -> Mapping[str, tuple[Sheet, ...]]:
    """One file with one sheet."""
    return {name: (Sheet(rows=rows, **more),)}


def day(n: int, figures: str, store: str = "S1") -> str:
    """A row that was read, of a day of October."""
    return f"{store} 2026-10-{n:02} {figures}"


def by_openpyxl(sheets: tuple[Sheet, ...], path: Path) -> None:
    """Write a workbook by openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        for row in sheet.rows:
            made.append(list(row))
        for cell, shown in sheet.formats.items():
            made[cell].number_format = shown
        for merge in sheet.merged:
            made.merge_cells(merge)
        for number in sheet.hidden_rows:
            made.row_dimensions[number].hidden = True
        for number in sheet.hidden_columns:
            made.column_dimensions[get_column_letter(number)].hidden = True
        made.sheet_state = "hidden" if sheet.hidden else "visible"
    book.save(path)


def _xlsxwriter(sheets: tuple[Sheet, ...], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    for sheet in sheets:
        made = book.add_worksheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                _write(book, made, sheet, (number, column), value)
        for hidden in sheet.hidden_rows:
            made.set_row(hidden - 1, None, None, {"hidden": True})
        for hidden in sheet.hidden_columns:
            made.set_column(hidden - 1, hidden - 1, None, None, {"hidden": True})
        if sheet.hidden:
            made.hide()
    book.close()


def _write(book: Any, made: Any, sheet: Sheet, at: tuple[int, int], value: Any) -> None:
    """One cell; the first of a merge with all of it, its others not at all."""
    cell = f"{get_column_letter(at[1] + 1)}{at[0] + 1}"
    shown = sheet.formats.get(cell) or _SHOWN.get(type(value))
    style = book.add_format({"num_format": shown}) if shown else None
    merge = next((merge for merge in sheet.merged if _inside(*at, merge)), "")
    if merge.startswith(f"{cell}:"):
        made.merge_range(merge, value, style)
    elif not merge and isinstance(value, date | time):
        made.write_datetime(*at, value, style)
    elif not merge:
        made.write(*at, value, style)


def _inside(row: int, column: int, merge: str) -> bool:
    (top, left), (bottom, right) = (xl_cell_to_rowcol(part) for part in merge.split(":"))
    return bool(top <= row <= bottom and left <= column <= right)


def _text(sheets: tuple[Sheet, ...], encoding: str, separator: str) -> bytes:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=separator)
    writer.writerows(["" if cell is None else cell for cell in row] for row in sheets[0].rows)
    return lines.getvalue().encode(encoding)


PROGRAMS = ("openpyxl", "XlsxWriter", "LibreOffice xlsx", "LibreOffice xls", "LibreOffice ods")
TEXTS = ("csv", "GB18030 csv", "UTF-16 csv", "LibreOffice csv")


def write(case: Case, program: str, inbox: Path) -> None:
    """The files of a case, as a program writes them."""
    if case.by_hand:
        case.by_hand(inbox)
    for name, sheets in case.files.items():
        form, _, suffix = program.rpartition(" ")
        path = inbox / f"{name}.{'xlsx' if program in PROGRAMS[:2] else suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        match form, suffix:
            case "LibreOffice", _:
                path.write_bytes(saved(case, name, suffix).read_bytes())
            case "", "openpyxl":
                by_openpyxl(sheets, path)
            case "", "XlsxWriter":
                _xlsxwriter(sheets, path)
            case "GB18030", _:
                path.write_bytes(_text(sheets, "gb18030", "\t"))
            case "UTF-16", _:
                path.write_bytes(_text(sheets, "utf-16", ";"))
            case _:
                path.write_bytes(_text(sheets, "utf-8", ","))


def saved(case: Case, name: str, suffix: str) -> Path:
    """Where the file of a case lies that LibreOffice saved."""
    number = list(case.files).index(name)
    return SAVED / f"{case.slug}{f'-{number + 1}' if number else ''}.{suffix}"


def told(found: Intake) -> list[str]:
    """All the figures that were read, as lines."""
    lines = []
    for client, usage in sorted(found.usage.items()):
        for row in usage.rows:
            texts = [f"{name}={value:f}" for name, value in sorted(row.figures.items())]
            texts += [f"{name}=?" for name in sorted(row.blank)]
            labels = [label for label in (row.service, row.shift) if label]
            place = row.store or client
            lines.append(" ".join((place, str(row.period), *labels, *texts)))
        for event in usage.events:
            texts = [
                f"{key}={value:f}" if key != "item" else f"{key}={value}"
                for key in ("item", "quantity", "price", "amount")
                if (value := getattr(event, key)) not in (None, "")
            ]
            lines.append(" ".join((client, str(event.period), event.happening.value, *texts)))
    return lines


def said(problems: Sequence[Problem], *, plain: bool = False) -> list[str]:
    """All that is said, as `code place`; `!` before the code of what blocks.

    The file's name is left out, and the sheet's where it is the usual one: every program writes
    its own form. A text file holds all its numbers as text, and has a form of its own.
    """
    lines = []
    for problem in problems:
        if plain and problem.code in ("csv_form", "number_as_text"):
            continue
        block = "!" * (problem.severity is Severity.BLOCKED)
        lines.append(f"{block}{problem.code} {_place(problem)}".rstrip())
    return sorted(lines)


def _place(problem: Problem) -> str:
    place = problem.source
    if place is None:
        return ""
    cells = str(place).removeprefix(place.file).removeprefix("!")
    return cells.removeprefix("Sheet").removeprefix("!")
