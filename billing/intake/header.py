"""Finding tables in a grid: their header rows, their kind, and the column of every figure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from billing.intake import absent, multiples
from billing.intake.aliases import BARE_SALES, HINTS, KEYS, NEEDED, Sort
from billing.intake.captions import caption
from billing.intake.cells import shown
from billing.intake.faults import Fault
from billing.intake.headers import Headers
from billing.intake.multiples import Headed
from billing.source import Cell, CellRange
from billing.usage import Kind, Table
from billing.workbook import words
from billing.workbook.grid import Grid, Places, Value

TOP = 20  # a first header stands in one of the first rows
_BARE = words.header(BARE_SALES)
_TELLING = frozenset(figure for needed in NEEDED.values() for group in needed for figure in group)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Located:
    """A table found in a grid: rows `first` to `last`, both included, lie below its header.

    With `faults` its figures cannot be used; its rows still tell whom they concern.
    """

    kind: Kind
    grid: Grid
    table: Table
    first: int
    last: int
    title: str = ""  # the text above its header, or above that of the table before
    captioned: bool = False  # a later table of its sheet with a title of its own
    faults: tuple[Fault, ...] = ()
    origin: Grid | None = None  # of a day of a roster: the sheet that it was taken from
    mended: tuple[Fault, ...] = ()  # of a day of a roster: what was mended in the sheet
    percent: Places = frozenset()  # of events: cells that show their number as a percentage


def locate(grid: Grid, file: str, headers: Headers) -> tuple[Located, ...]:
    """The tables of a grid, each from below its header to above the next."""
    starts = [row for row in _candidates(grid, headers) if not _continued(grid, row, headers)]
    if not starts or starts[0] > TOP:
        return ()
    ends = [*(start - 1 for start in starts[1:]), len(grid.rows)]
    found: list[Located] = []
    for row, last in zip(starts, ends, strict=True):
        own = caption(grid, row, found[-1].first if found else 0)
        located = _located(grid, file, headers, row, last, [*(one.title for one in found[:1]), own])
        title = own or (found[-1].title if found else "")
        found.append(replace(located, title=title, captioned=bool(found and own)))
    return tuple(found)


def _candidates(grid: Grid, headers: Headers) -> list[int]:
    texts = {str}  # a header is text alone, but where a merge fills its cells
    return [
        row
        for row, cells in enumerate(grid.rows, 1)
        if (grid.merged or texts.issuperset(map(type, cells)))
        and _is_header(headers, cells, row, grid)
    ]


def _is_header(headers: Headers, cells: Sequence[Value], row: int, grid: Grid) -> bool:
    """Two figures of one kind at least, one of which tells whose, when, or what."""
    first = next((cell for cell in cells if cell != ""), None)
    if not isinstance(first, str):
        return False
    found = headers.figures(_filled(grid, row) if grid.merged else cells)
    return any(len(figures) > 1 and figures & (KEYS | _TELLING) for figures in found.values())


def _filled(grid: Grid, row: int) -> list[Value]:
    return [grid.filled(row, column) for column in range(1, len(grid.rows[row - 1]) + 1)]


def _continued(grid: Grid, row: int, headers: Headers) -> bool:
    """Whether the row below is a header too, tied to this one by merged cells: then it decides."""
    tied = any(
        grid.merged.get((row + 1, column)) for column in range(1, 1 + len(grid.rows[row - 1]))
    )
    return tied and row < len(grid.rows) and _is_header(headers, grid.rows[row], row + 1, grid)


def _located(
    grid: Grid, file: str, headers: Headers, row: int, last: int, titles: Sequence[str]
) -> Located:
    cells = _filled(grid, row)
    kind = _kind(headers.figures(cells), f"{grid.sheet} {file}", headers.units)
    columns, faults = _columns(cells, kind, headers, CellRange(file, grid.sheet), row)
    headed = Headed(
        grid=grid,
        file=file,
        kind=kind,
        cells=cells,
        columns=columns,
        sorts=headers.sorts[kind],
        mapped=frozenset(text for own, _, text in headers.mapped if own is kind),
        row=row,
        last=last,
        final=last == len(grid.rows),
    )
    faults += multiples.faults(headed, titles)
    table = Table(
        file, grid.sheet, columns, {figure: shown(cells[at - 1]) for figure, at in columns.items()}
    )
    lacking = (
        ()
        if _complete(kind, set(columns), headers.units)
        else (absent.columns(table, kind, cells),)
    )
    return Located(
        kind=kind,
        grid=grid,
        table=table,
        first=row + 1,
        last=last,
        faults=(*faults, *(lacking if not faults else ())),
    )


def _kind(found: Mapping[Kind, set[str]], name: str, units: frozenset[str]) -> Kind:
    """The kind whose needs are met by the most figures; else the one that the name tells."""
    lower = name.casefold()

    def weight(kind: Kind) -> tuple[bool, int, bool]:
        hinted = any(hint in lower for hint in HINTS[kind])
        complete = _complete(kind, found[kind] | _bare(found[kind]), units)
        return (complete, len(found[kind]) if complete else 0, hinted)

    best = max(weight(kind) for kind in found)
    return max((kind for kind in found if weight(kind) == best), key=lambda kind: len(found[kind]))


def _bare(figures: set[str]) -> set[str]:
    return {"attributed_sales"} if "bare_sales" in figures else set()


def _complete(kind: Kind, figures: set[str], units: frozenset[str]) -> bool:
    held = figures | ({"unit"} if figures & units else set())
    return any(group <= held for group in NEEDED[kind])


def _columns(
    cells: Sequence[Value], kind: Kind, headers: Headers, sheet: CellRange, row: int
) -> tuple[dict[str, int], list[Fault]]:
    """The column of each figure. A header of billing.toml wins; two others for one are a fault."""
    found: dict[str, list[int]] = defaultdict(list)
    for column, cell in enumerate(cells, 1):
        for figure in headers.known.get(words.header(shown(cell)), {}).get(kind, ()):
            found[figure].append(column)
    faults = []
    for figure, columns in found.items():
        own = [
            c
            for c in columns
            if (kind, figure, words.header(shown(cells[c - 1]))) in headers.mapped
        ]
        found[figure] = own or columns
        if len(found[figure]) > 1 and headers.sorts[kind].get(figure) is not Sort.UNREAD:
            names = ", ".join(shown(cells[column - 1]) for column in found[figure])
            place = Cell(sheet.file, sheet.sheet, found[figure][1], row)
            faults.append(Fault("column_twice", place, names, figure, kind=kind))
    _settle_sales(found, faults, kind, sheet, row)
    return {figure: columns[0] for figure, columns in found.items()}, faults


def _settle_sales(
    found: dict[str, list[int]], faults: list[Fault], kind: Kind, sheet: CellRange, row: int
) -> None:
    """A bare 销售额 is ours only beside the name of an agent."""
    bare = found.pop("bare_sales", None)
    if bare is None or "attributed_sales" in found:
        return
    if "agent" in found:
        found["attributed_sales"] = bare
        return
    place = Cell(sheet.file, sheet.sheet, bare[0], row)
    faults.append(Fault("bare_sales", place, BARE_SALES, "attributed_sales", kind=kind))
