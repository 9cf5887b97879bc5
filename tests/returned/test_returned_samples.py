"""Every workbook of the samples and of the reader's tests, marked: it is read as before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from billing.errors import Severity
from billing.intake.parse import parse
from billing.returned import Remark, Task, is_workbook, marked, ours, workbook
from billing.returned.plain import title
from billing.source import CellRange, File
from billing.workbook import claim
from billing.workbook.grid import Book, Broken, Grid, Unreadable, Value

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "sample_inputs" / "inbox", ROOT / "tests" / "intake" / "files")


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".xlsx", ".xlsm", ".xls", ".ods", ".csv"):
                yield path


def _remarks(book: Book) -> Iterator[Remark]:
    """On each sheet a cell that is there, one beside it, and some below everything."""
    for grid in book.grids:
        below = len(grid.rows) + 3
        for first, last in (("A2", "A3"), ("AZ4", "AZ4"), (f"B{below}", f"B{below + 1}")):
            cells = (CellRange("f", title(grid), first, last),)
            yield Remark(
                severity=Severity.BLOCKED, sheet=title(grid), cells=cells, sentence="x", remedy="y"
            )


def _filled(grid: Grid) -> list[tuple[int, int, str]]:
    """Every cell that holds something, by its place; what is broken as its text."""
    return [
        (row, column, _told(value))
        for row, cells in enumerate(grid.rows, 1)
        for column, value in enumerate(cells, 1)
        if value != ""
    ]


def _told(value: Value) -> str:
    """A value's text; a day with its midnight, and a number with the digits that a sheet shows."""
    if isinstance(value, Broken):
        return value.found
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value).removesuffix(" 00:00:00")


@pytest.mark.parametrize("path", [*_files()], ids=lambda path: path.name)
def test_a_marked_file_is_read_as_it_was(path: Path) -> None:
    """The same values, merges and hidden cells in every sheet behind the first."""
    content = path.read_bytes()
    try:
        before = parse(content, path.name)
    except Unreadable:
        pytest.skip("it cannot be opened, and is not given back")
    whole = content.startswith(b"PK") and is_workbook(content)
    if not whole:
        content = workbook(before)
    task = Task(file=File(name=path.name, sha256="ab" * 32), language="en",
                remarks=tuple(_remarks(before)))  # fmt: skip
    given = marked(content, task)
    assert ours(given)
    after, found = claim.split(given, parse(given, "given.xlsx"))
    assert found.mends == ("ab" * 32,)
    assert [grid.sheet for grid in after.grids] == [title(grid) for grid in before.grids]
    for old, new in zip(before.grids, after.grids, strict=True):
        assert _filled(new) == _filled(old)
        assert new.merged == old.merged
        assert new.percent == old.percent
        if whole:
            assert (new.hidden, new.hidden_rows, new.hidden_columns) == (
                old.hidden, old.hidden_rows, old.hidden_columns
            )  # fmt: skip
