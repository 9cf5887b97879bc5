"""contracts.xlsx as entries: for each row of each sheet the text of its cells, by field."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from billing.errors import Problem, RegisterError, Severity
from billing.register import cells, sheets
from billing.register.entries import Entries, Entry, Fault, Layout, nearest
from billing.register.sheets import Sheet, key
from billing.source import CellRange, address
from billing.workbook import spreadsheet
from billing.workbook.grid import Broken, Grid, Places, Unreadable, Value

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def collect(content: bytes, file: str) -> Entries:
    """Every row of the workbook. Raises RegisterError where it is none that can be read."""
    parts = [_sheet(grid, file) for grid in _parsed(content, file)]
    return Entries(
        entries=tuple(entry for part in parts for entry in part.entries),
        faults=tuple(fault for part in parts for fault in part.faults),
        named=frozenset().union(*(part.named for part in parts)),
    )


def _parsed(content: bytes, file: str) -> tuple[Grid, ...]:
    if _ENCRYPTED in content:
        raise RegisterError("register_file_encrypted", file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
        if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
            raise RegisterError("register_file_unknown", file=file)
        return spreadsheet.read(content).grids
    except Unreadable as error:
        raise RegisterError(f"register_{error.code}", file=file) from error
    except zipfile.BadZipFile as error:
        raise RegisterError("register_file_unknown", file=file) from error
    except spreadsheet.DAMAGED as error:
        raise RegisterError("register_file_damaged", file=file) from error


def _sheet(grid: Grid, file: str) -> Entries:
    sheet = sheets.by_title().get(key(grid.sheet))
    first = next((n for n, row in enumerate(grid.rows, 1) if not _skipped(row)), 0)
    if sheet is None:
        fault = _told("sheet_unknown", CellRange(file, grid.sheet), grid.sheet, _titles(grid))
        return Entries(faults=(fault,) if first else ())
    if not first:
        return Entries(named=frozenset({sheet.en}))
    layout, faults = _layout(grid, sheet, file, first)
    found = tuple(
        _entry(layout, grid.rows[n - 1], n, grid.percent)
        for n in range(first + 1, len(grid.rows) + 1)
        if layout.columns and not _skipped(grid.rows[n - 1])
    )
    entries = tuple(entry for entry, _ in found)
    return Entries(
        entries=entries,
        faults=(
            *(fault._replace(entries=entries) if _blocks(fault) else fault for fault in faults),
            *_absent(layout, entries, first),
            *(fault for _, own in found for fault in own),
        ),
        named=frozenset({sheet.en}),
    )


def _blocks(fault: Fault) -> bool:
    return fault.problem.severity is Severity.BLOCKED


def _titles(grid: Grid) -> str:
    return nearest(grid.sheet, [name for sheet in sheets.SHEETS for name in (sheet.zh, sheet.en)])


def _skipped(row: Sequence[Value]) -> bool:
    """Whether a row is blank, or an example or remark: its first filled cell begins with #."""
    filled = next((cell for cell in row if isinstance(cell, Broken) or str(cell).strip()), "")
    return isinstance(filled, str) and (not filled or filled.strip().startswith("#"))


def _told(
    code: str,
    source: CellRange,
    found: str,
    expected: str = "",
    severity: Severity = Severity.WARNED,
) -> Fault:
    """A fault of a sheet or column."""
    code = f"register_{code}"
    return Fault(
        Problem(code=code, severity=severity, source=source, found=found, expected=expected)
    )


def _layout(grid: Grid, sheet: Sheet, file: str, first: int) -> tuple[Layout, list[Fault]]:
    """Which column holds which field, and the headers that say nothing or the same twice."""
    fields = sheets.by_header(sheet)
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    layout = Layout(sheet=sheet, file=file, title=grid.sheet, columns=columns, headers=headers)
    faults: list[Fault] = []
    for number in range(1, max(map(len, grid.rows)) + 1):
        header = cells.text(grid.value(first, number)).text
        name = fields.get(key(header))
        if name is None:
            faults += _unknown(layout, grid, first, number)
        elif name in columns:
            place, other = layout.cell(number, first), address(columns[name], first)
            faults.append(_told("column_twice", place, header, other, Severity.BLOCKED))
        else:
            columns[name], headers[name] = number, header
    return layout, faults


def _unknown(layout: Layout, grid: Grid, first: int, number: int) -> Iterator[Fault]:
    """A column that no field has; one without header and content is none."""
    header = cells.text(grid.value(first, number)).text
    names = [text for c in layout.sheet.columns.values() for text in (c.zh, c.en)]
    if header:
        place = layout.cell(number, first)
        yield _told("column_unknown", place, header, nearest(header, names))
        return
    for row in range(first + 1, len(grid.rows) + 1):
        if found := cells.text(grid.value(row, number)).text:
            yield _told("column_unnamed", layout.cell(number, row), found)
            return


def _absent(layout: Layout, entries: tuple[Entry, ...], first: int) -> Iterator[Fault]:
    """Columns that every row must fill and that the sheet lacks."""
    missing = [
        n for n in layout.sheet.columns if layout.sheet.needed(n) and n not in layout.columns
    ]
    if missing and (entries or not layout.columns):
        place = layout.cell(1, first)
        expected = ", ".join(map(layout.header, missing))
        headers = ", ".join(layout.headers.values())
        fault = _told("column_absent", place, headers, expected, Severity.BLOCKED)
        yield fault._replace(entries=entries)


def _entry(
    layout: Layout, row: Sequence[Value], number: int, shown: Places
) -> tuple[Entry, list[Fault]]:
    found = {
        name: cells.text(row[column - 1], percent=(number, column) in shown)
        for name, column in layout.columns.items()
        if column <= len(row)
    }
    entry = Entry(
        layout=layout,
        number=number,
        texts={name: cell.text for name, cell in found.items() if cell.text and not cell.code},
        broken=frozenset(name for name, cell in found.items() if cell.code),
    )
    return entry, [entry.fault(c.code, n, found=c.text) for n, c in found.items() if c.code]
