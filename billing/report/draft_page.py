"""One client's page of the book of drafts, drawn: a title, its state, and three tables."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from billing.catalogue import Language
from billing.errors import Problem
from billing.invoice import DraftInvoice
from billing.outcome import ClientOutcome
from billing.report import outcomes, said, sheets
from billing.report.beside_last import beside
from billing.report.explanation import arithmetic, steps
from billing.report.sheets import Came, Column, Row, Value
from billing.workbook import wrapping
from billing.working import percent

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LINES = (
    Column("line", 5), Column("description", 32), Column("store", 17), Column("charge", 13),
    Column("quantity", 12), Column("unit", 12), Column("unit_price", 12), Column("amount", 15),
    Column("working", 40), Column("cells", 36),
)  # fmt: skip
_BESIDE = (
    Column("line", 5), Column("description", 32), Column("quantity_then", 17),
    Column("quantity_now", 13), Column("amount_then", 12), Column("amount_now", 12),
    Column("change", 12),
)  # fmt: skip
_WIDTH = len(_LINES)
_STEP, _AMOUNT = 5, 8  # columns: the words of the totals, and the amounts under which they stand
_RIGHT = frozenset(
    {
        "amount", "amount_now", "amount_then", "change", "quantity", "quantity_now",
        "quantity_then", "unit_price",
    }
)  # fmt: skip
_RULE = "D9D9D9"  # the lines between the rows of a table


class _Pen:
    """Writes from above, and knows the row it is at."""

    def __init__(self, page: "Worksheet") -> None:
        self.page, self.row = page, 0

    def line(
        self, values: Sequence[Value], columns: Sequence[Column], *, bold: bool = False
    ) -> None:
        """A row of a table."""
        self.row += 1
        for place, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            cell = self.page.cell(self.row, place)
            if value is not None:
                sheets.put(cell, column, value)
            if bold:
                sheets.total(cell)
            _aligned(cell, column)
        texts = zip(columns, values, strict=True)
        self._tall((value, column.width - 2) for column, value in texts if isinstance(value, str))

    def step(self, words: str, value: Decimal, told: str, *, bold: bool = False) -> None:
        """A step of the totals: its words beside its amount."""
        blank = [None] * (_WIDTH - _AMOUNT - 1)
        before = [None] * (_STEP - 1), [None] * (_AMOUNT - _STEP - 1)
        self.line((*before[0], words, *before[1], value, told, *blank), _LINES, bold=bold)
        self._merged(_STEP, _AMOUNT - 1)
        self.page.row_dimensions[self.row].height = wrapping.height(
            [(told, _LINES[_AMOUNT].width * 9 // 10 - 2)]
        )

    def across(
        self, value: Value, *, size: int = 11, bold: bool = False, last: int = _WIDTH
    ) -> None:
        """A text over the width of the page, or up to a column."""
        from openpyxl.styles import Font  # noqa: PLC0415  # heavy, and only needed to write

        self.row += 1
        cell = self.page.cell(self.row, 1)
        sheets.put(cell, _LINES[0], value)
        cell.font = Font(name="Calibri", size=size, bold=bold)
        self._merged(1, last)
        room = sum(column.width for column in _LINES[:last])
        told = value.word if isinstance(value, Came) else str(value)
        self._tall([(told, room * 11 // size)], least=size * 3 // 2)

    def heads(self, title: str, columns: Sequence[Column], language: Language) -> None:
        """A table's title after a blank row, and the heads of its columns."""
        self.row += 1
        self.across(said.word(title, language), size=12, bold=True)
        self.row += 1
        for place, column in enumerate(columns, 1):
            words = said.word(f"report.head.{column.name}", language)
            cell = self.page.cell(self.row, place)
            sheets.head(cell, words)
            _aligned(cell, column, ruled=False)

    def _merged(self, first: int, last: int) -> None:
        self.page.merge_cells(
            start_row=self.row, end_row=self.row, start_column=first, end_column=last
        )

    def _tall(
        self, texts: "Iterator[tuple[str, int]] | list[tuple[str, int]]", least: int = 15
    ) -> None:
        room = ((text, width * 9 // 10) for text, width in texts)
        self.page.row_dimensions[self.row].height = max(wrapping.height(room), least)


def _aligned(cell: "Cell | MergedCell", column: Column, *, ruled: bool = True) -> None:
    """Figures to the right, a little away from the text beside them."""
    from openpyxl.styles import Alignment, Border, Side  # noqa: PLC0415

    side = "right" if column.name in _RIGHT else "center" if column.name == "line" else "left"
    indent = 0 if side == "center" else 1
    wraps = isinstance(cell.value, str)
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=wraps, indent=indent)
    if ruled:
        cell.border = Border(top=cell.border.top, bottom=Side(style="thin", color=_RULE))


def draw(
    page: "Worksheet", client: ClientOutcome, month: str, back: str, language: Language
) -> None:
    """The page of a client that has no number yet."""
    pen, draft = _Pen(page), client.draft
    _set_up(page)
    pen.across(
        said.word("page.title", language, client=client.client, name=client.name),
        size=16,
        bold=True,
    )
    pen.across(_state(draft, month, language))
    pen.across(Came(client.outcome, outcomes.told(client, language)), bold=True, last=2)
    _problems(pen, "page.reasons", client.reasons, language)
    if draft is not None:
        _lines(pen, draft, language)
        _totals(pen, draft, language)
        _beside(pen, draft, language)
    _problems(pen, "page.warnings", client.warnings, language)
    pen.row += 1
    pen.across(said.word("page.back", language))
    sheets.link(page.cell(pen.row, 1), back)


def _set_up(page: "Worksheet") -> None:
    """One page wide on A4, lines of the grid hidden: the tables have their own."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.page import PageMargins  # noqa: PLC0415

    for place, column in enumerate(_LINES, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.sheet_view.showGridLines = False
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.8, footer=0.4)
    if page.oddFooter is not None:
        page.oddFooter.center.text = "&A  &P / &N"
    sheets.printed(page)


def _state(draft: DraftInvoice | None, month: str, language: Language) -> str:
    if draft is None:
        return said.word("page.nothing", language, month=month)
    first, last = draft.period.start, draft.period.last
    told = said.word("page.draft", language, month=month, first=first, last=last)
    return f"{told} · {said.word(f'page.basis.{draft.price_basis}', language)}"


def _problems(pen: _Pen, title: str, problems: Sequence[Problem], language: Language) -> None:
    """Each with its place and what to do, over the whole width."""
    if not problems:
        return
    pen.row += 1
    pen.across(said.word(title, language), size=12, bold=True)
    for problem in problems:
        pen.across(said.placed(problem, language))


def _lines(pen: _Pen, draft: DraftInvoice, language: Language) -> None:
    pen.heads("page.lines", _LINES, language)
    for row in _rows(draft, language):
        pen.line(row, _LINES)


def _rows(draft: DraftInvoice, language: Language) -> Iterator[Row]:
    for place, line in enumerate(draft.lines, 1):
        yield (
            place,
            line.description,
            draft.store_names.get(line.store, line.store) or None,
            line.charge or None,
            line.quantity,
            said.known("unit", line.unit, language),
            line.unit_price,
            line.amount,
            line.working,
            said.joined([str(source) for source in line.sources]) or None,
        )


def _totals(pen: _Pen, draft: DraftInvoice, language: Language) -> None:
    """The steps to the amount due, each with its arithmetic where there is any."""
    ahead = draft.totals.prepaid_applied
    for name, value, how in steps(draft):
        words = said.word(f"explain.{name}", language)
        if name == "tax":
            words = said.word("page.tax", language, rate=percent(draft.totals.tax_rate).text)
        if name == "due" and ahead:
            pen.step(said.word("page.prepaid", language), ahead, "")
        told = arithmetic(value, how, draft.currency)
        plain = " " not in told or (name == "due" and not ahead)
        pen.step(words, value, "" if plain else told, bold=name == "due")
    pen.across(f"{said.word('page.words', language)}  {draft.amount_words}")


def _beside(pen: _Pen, draft: DraftInvoice, language: Language) -> None:
    rows = beside(draft, language)
    if not rows:
        pen.row += 1
        pen.across(said.word("page.first", language))
        return
    pen.heads("page.beside", _BESIDE, language)
    for place, row in enumerate(rows, 1):
        last = place == len(rows)
        values = (
            None if last else place,
            row.description,
            row.quantity_then or None,
            row.quantity_now or None,
            row.amount_then,
            row.amount_now,
            row.change,
        )
        pen.line(values, _BESIDE, bold=last)
