"""Sheets of values to a workbook that looks the same everywhere and whose sums are formulas.

XlsxWriter, not openpyxl: it writes a formula's value beside it, for phones and mail programs that
compute nothing, and its bytes do not depend on which XML library is installed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import compress
from typing import TYPE_CHECKING, Any

from billing import money
from billing.invoice import DraftInvoice
from billing.render.detail_cells import Cells, Fact, Number, Sum, Value, height, width

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9  # of the paper sizes that Excel knows by number
_NAME = 31  # characters of a sheet's name
_FACTS = (0, 3)  # the columns of a row's facts
_LONGEST = 32767  # characters that a cell holds
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")  # what a program may take for a formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: title and facts, then a table whose rows are as wide as `heads`, then notes."""

    name: str
    title: str
    facts: tuple[tuple[Fact, ...], ...]  # rows of one or two
    heads: tuple[str, ...]
    rows: tuple[Cells, ...]
    totals: tuple[Cells, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def top(self) -> int:
        """The row of the heads; rows and columns count from 0 here."""
        return len(self.facts) + 2


def without_empty(sheet: Sheet) -> Sheet:
    """The sheet without the columns that are empty in every row, as its paper."""
    rows = (*sheet.rows, *sheet.totals)
    kept = [any(row[column] != "" for row in rows) for column in range(len(sheet.heads))]
    if not any(kept):
        return sheet
    return replace(
        sheet,
        heads=tuple(compress(sheet.heads, kept)),
        rows=tuple(tuple(compress(row, kept)) for row in sheet.rows),
        totals=tuple(tuple(compress(row, kept)) for row in sheet.totals),
    )


def workbook(
    sheets: Sequence[Sheet], draft: DraftInvoice, number: str, made: date, colour: str
) -> bytes:
    """The workbook, dated as its paper; the same bytes for the same sheets."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # only needed to write

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    looks = _Looks(book, colour)
    book.set_properties(
        {
            "title": _clean(f"{number} {draft.client.name}"),
            "author": _clean(draft.provider.name),
            "created": datetime.combine(made, time()),  # a stamp has no zone
        }
    )
    for sheet in map(without_empty, sheets):
        _write(book.add_worksheet(sheet.name[:_NAME]), sheet, looks, number)
    book.close()
    return stream.getvalue()


class _Looks:
    """The formats of a workbook, each made once, in the order in which they are first used."""

    def __init__(self, book: "Workbook", colour: str) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.head = {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True}
        self.title = {"bold": True, "font_size": 16, "font_color": colour}
        self.row = {"valign": "top", "bottom": 4, "bottom_color": "#9CA3AF"}
        self.total = {"valign": "top", "bold": True}
        self.remark = {"font_color": "#6B7280"}

    def __call__(self, **look: Any) -> "Format":
        """The format of these properties."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": "Calibri", **look})
        return self._made[key]


def _write(page: "Worksheet", sheet: Sheet, looks: _Looks, number: str) -> None:
    _text(page, 0, 0, sheet.title, looks, **looks.title)
    page.set_row(0, 26)
    for row, facts in enumerate(sheet.facts, 1):
        for (label, text), place in zip(facts, _FACTS, strict=False):
            _text(page, row, place, label, looks, **looks.remark)
            _text(page, row, place + 1 if place == 0 else place + 2, text, looks)
    _table(page, sheet, looks)
    below = sheet.top + 2 + len(sheet.rows) + len(sheet.totals)
    for row, note in enumerate(sheet.notes, below):
        _text(page, row, 0, note, looks, **looks.remark)
    _printed(page, sheet, number)


def _table(page: "Worksheet", sheet: Sheet, looks: _Looks) -> None:
    first = sheet.top + 1
    widths = [_width(sheet, column) for column in range(len(sheet.heads))]
    for column, head in enumerate(sheet.heads):
        page.set_column(column, column, widths[column])
        align = {"align": "right"} if _has_figures(sheet, column) else _indented(column)
        _text(page, sheet.top, column, head, looks, **looks.head, **align)
    page.set_row(sheet.top, height(sheet.heads, widths))
    for row, cells in enumerate(sheet.rows, first):
        _row(page, row, cells, first, looks, looks.row)
        page.set_row(row, height(cells, widths))
    for place, cells in enumerate(sheet.totals):
        line = {} if place else {"top": 1}
        _row(page, first + len(sheet.rows) + place, cells, first, looks, {**looks.total, **line})


def _row(
    page: "Worksheet", row: int, cells: Cells, first: int, looks: _Looks, look: dict[str, Any]
) -> None:
    for column, value in enumerate(cells):
        _put(page, row, column, value, first, looks, **look)


def _put(
    page: "Worksheet", row: int, column: int, value: Value, first: int, looks: _Looks, **look: Any
) -> None:
    match value:
        case str():
            _text(page, row, column, value, looks, text_wrap=True, **look, **_indented(column))
        case date():
            own = looks(num_format="yyyy-mm-dd", **look, **_indented(column))
            page.write_datetime(row, column, datetime.combine(value, time()), own)
        case Number():
            page.write_number(row, column, value.value, looks(num_format=value.form, **look))
        case Sum():
            own = looks(num_format=value.form, **look)
            page.write_formula(row, column, _formula(value, column, first), own, _plain(value))


def _formula(total: Sum, column: int, first: int) -> str:
    from xlsxwriter.utility import xl_range  # noqa: PLC0415

    return f"=SUM({xl_range(first + total.first, column, first + total.last, column)})"


def _plain(total: Sum) -> Decimal:
    """The value without an exponent, as a cell wants it."""
    return Decimal(money.text(total.value))


def _text(page: "Worksheet", row: int, column: int, text: str, looks: _Looks, **look: Any) -> None:
    """Text, never a formula: neither here nor when someone edits the cell (`quote_prefix`)."""
    own = looks(**look, **({"quote_prefix": True} if text.startswith(_STARTS) else {}))
    if text:
        page.write_string(row, column, _clean(text), own)
    elif "bottom" in look or "top" in look:
        page.write_blank(row, column, None, own)


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST]


def _indented(column: int) -> dict[str, Any]:
    """Text keeps clear of the figures on its left; the first column stands below the title."""
    return {"align": "left", "indent": 1 if column else 0}


def _has_figures(sheet: Sheet, column: int) -> bool:
    return any(isinstance(row[column], Number | Sum) for row in (*sheet.rows, *sheet.totals))


def _width(sheet: Sheet, column: int) -> int:
    cells = (row[column] for row in (*sheet.rows, *sheet.totals))
    return width(sheet.heads[column], cells)


def _printed(page: "Worksheet", sheet: Sheet, number: str) -> None:
    """A4 across, one page wide; heads stay in sight on the screen and on every page."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(sheet.top)
    page.freeze_panes(sheet.top + 1, 0)
    page.hide_gridlines(2)
    page.set_footer(f"&L{number}&C&A&R&P / &N")
    if sheet.rows:
        page.autofilter(sheet.top, 0, sheet.top + len(sheet.rows), len(sheet.heads) - 1)
