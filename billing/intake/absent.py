"""Columns that are not known, and what billing.toml would have to say to make them so."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from billing.intake.aliases import COLUMNS, KEYS, NEEDED
from billing.intake.cells import shown
from billing.intake.faults import Fault
from billing.intake.headers import Headers
from billing.source import CellRange
from billing.synonyms import entry
from billing.usage import Kind, Table
from billing.workbook import units, words
from billing.workbook.grid import Book, Value

_TOP = 20  # a first header stands in one of the first rows
_SURE = 0.6  # how alike two headers have to be

Alike = Sequence[tuple[str, str, str]]  # a header of the file, one like it, and its figure


def columns(table: Table, kind: Kind, cells: Sequence[Value]) -> Fault:
    """Which columns are needed, which were found, which look like a needed one, and how to map."""
    alike = _alike(kind, cells, frozenset().union(*NEEDED[kind]))
    near = ", ".join(f"{cell} ~ {text}" for cell, text, _ in alike)
    entries = _entries(table.columns.keys(), kind, alike)
    return Fault(
        "column_absent",
        CellRange(table.file, table.sheet),
        _listed(cells),
        " / ".join(" + ".join(_named(kind, group)) for group in NEEDED[kind]),
        kind=kind,
        values=(("nearest", near or "-"), ("entry", _lines(entries))),
    )


def table(file: str, book: Book, headers: Headers, clients: tuple[str, ...]) -> Fault:
    """No row of a file is known as a header: which is most like one, of which kind, how to map.

    Only what is like a header is told: where there is none, any cell may be a buyer's.
    """
    kind, cells = max(_likely(book), key=lambda one: _weight(one[0], one[1], headers))
    known = headers.figures(cells).get(kind, set())
    needed = _alike(kind, cells, frozenset().union(*NEEDED[kind]))
    entries = _entries(known, kind, needed)
    near = _alike(kind, cells, KEYS)
    keys = {
        figure: cell
        for cell, _, figure in reversed(near)
        if figure not in known and cell not in entries.values()
    }
    values = (("table", kind.value), ("entry", _lines({**keys, **entries})))
    told = {cell for cell, _, _ in (*needed, *near)}
    found = ", ".join(text for cell in cells if (text := shown(cell)) in told)
    return Fault(
        "file_without_table", CellRange(file), found or "-", clients=clients, values=values
    )


def _likely(book: Book) -> Iterator[tuple[Kind, Sequence[Value]]]:
    """Every kind with every row that may be its header; kind and row before others where equal."""
    rows = [row for grid in book.grids for row in grid.rows[:_TOP] if _texts(row) > 1]
    for row in rows or [()]:
        for kind in NEEDED:
            yield kind, row


def _texts(row: Sequence[Value]) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and cell)


def _weight(kind: Kind, cells: Sequence[Value], headers: Headers) -> int:
    """How many figures of a kind the cells name, or nearly do."""
    alike = _alike(kind, cells, KEYS.union(*NEEDED[kind]))
    return len(headers.figures(cells).get(kind, set()) | {figure for _, _, figure in alike})


def _alike(kind: Kind, cells: Sequence[Value], figures: AbstractSet[str]) -> Alike:
    """Headers like those of the figures; never one of a multiple, an average or another time."""
    wanted = {
        words.header(text): (text, column.figure)
        for column in COLUMNS[kind]
        if column.figure in figures
        for text in column.headers
    }
    return [
        (shown(cell), *wanted[close])
        for cell in cells
        if not (units.of_header(shown(cell)) or words.derived(shown(cell)))
        for close in difflib.get_close_matches(words.header(shown(cell)), wanted, 1, _SURE)
    ]


def _entries(known: AbstractSet[str], kind: Kind, alike: Alike) -> Mapping[str, str]:
    """The header of each figure that has to be mapped; empty where none is like it.

    Of the sets of columns that would do it is the one of which the table has most.
    """
    nearest = max(NEEDED[kind], key=lambda group: len(group & known))
    likely = {figure: cell for cell, _, figure in reversed(alike) if figure not in known}
    absent = sorted(nearest - known)
    mapped = {figure: cell for figure, cell in likely.items() if figure in absent} or likely
    return mapped or dict.fromkeys(absent, "")


def _lines(entries: Mapping[str, str]) -> str:
    return "\n".join(entry(figure, header) for figure, header in entries.items())


def _named(kind: Kind, figures: AbstractSet[str]) -> Iterator[str]:
    """Figures by the headers of the templates, in both languages: 接待人数 (receptions)."""
    for column in COLUMNS[kind]:
        if column.figure in figures:
            yield (
                f"{column.zh[0]} ({(*column.en, column.figure)[0]})" if column.zh else column.figure
            )
    yield from sorted(figures - {column.figure for column in COLUMNS[kind]})


def _listed(cells: Sequence[Value]) -> str:
    return ", ".join(shown(cell) for cell in cells if cell != "")
