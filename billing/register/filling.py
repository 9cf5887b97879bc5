"""The sheets of a register to fill in: every column with its drop-down, help and example."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Literal, get_args, get_type_hints

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from billing import money
from billing.catalogue import Language, say
from billing.column import Column
from billing.register import sheets
from billing.register.sheets import SHEETS, Sheet
from billing.register.template import Rows
from billing.workbook.writing import packed

Written = str | Decimal | date | None

_LAST = 20_000  # row up to which drop-downs reach
_FACE = "Calibri"
_NEEDED = PatternFill("solid", fgColor="BDD7EE")
_OPTIONAL = PatternFill("solid", fgColor="EDEDED")
_EXAMPLE = Font(name=_FACE, italic=True, color="808080")
_TEXT, _DATE = "@", "yyyy-mm-dd"
_MOST_LISTED = 255  # characters of a list inside a rule
_MOST_PROMPT = 255


def workbook(rows: Rows, language: Language) -> bytes:
    """The bytes of a register with these rows below the examples."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title(language))
        _fill(page, sheet, rows.get(sheet.en, ()), language)
    return packed(book)


def _fill(
    page: Worksheet, sheet: Sheet, rows: Sequence[Mapping[str, str]], language: Language
) -> None:
    """Header, example and rows of one sheet, a column at a time."""
    unknown = {name for row in rows for name in row} - sheet.columns.keys()
    assert not unknown, unknown
    page.freeze_panes = "B2"
    page.row_dimensions[1].height = 32
    for number, (name, column) in enumerate(sheet.columns.items(), 1):
        _head(page, number, column, language, needed=sheet.needed(name))
        _example(page, number, column, language)
        letter = get_column_letter(number)
        texts = [row.get(name, "") for row in rows]
        for row, text in enumerate(texts, 3):
            _put(page, row, number, _shown(column, text, language), kind(sheet, name))
        page.column_dimensions[letter].width = _width(column, texts, language)
        page.column_dimensions[letter].number_format = _format(kind(sheet, name))
        page.add_data_validation(_rule(sheet, name, letter, language))


def kind(sheet: Sheet, name: str) -> type:
    """What a field holds: Decimal, int, date, or str (also for names of tables and lists)."""
    owner = sheet.row if name in sheet.row.model_fields else sheet.terms
    assert owner is not None, name
    hint = get_type_hints(owner)[name]
    found = next((part for part in get_args(hint) or (hint,) if part is not NoneType), str)
    return found if found in (Decimal, int, date) else str


def _head(
    page: Worksheet, number: int, column: Column, language: Language, *, needed: bool
) -> None:
    cell = page.cell(1, number, _name(column, language))
    cell.font = Font(name=_FACE, bold=True)
    cell.fill = _NEEDED if needed else _OPTIONAL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    remark = say("register.needed" if needed else "register.optional", language)
    parts = [remark, _help(column, language)]
    if column.refers:
        place = sheets.named(column.refers).title(language)
        parts.append(say("register.refers", language, {"sheet": place}))
    cell.comment = Comment("\n".join(parts), "billing", width=300, height=110)


def _example(page: Worksheet, number: int, column: Column, language: Language) -> None:
    text = (column.example_zh if language == "zh" else "") or column.example
    shown = _shown(column, text, language)
    text = f"# {shown}" if number == 1 else shown
    cell = page.cell(2, number, text or None)
    cell.font = _EXAMPLE
    cell.number_format = _TEXT


def _put(page: Worksheet, row: int, number: int, text: str, sort: type) -> None:
    """A cell as Excel would keep what was typed: numbers and dates as such."""
    if not text:
        return
    value, shape = _typed(text, sort)
    cell = page.cell(row, number, value)
    cell.number_format = shape


def _typed(text: str, sort: type) -> tuple[Written, str]:
    """The value of a cell and its number format; text where it is no plain number or date."""
    if sort is str:
        return text, _TEXT
    try:
        if sort is date:
            return date.fromisoformat(text), _DATE
        value = money.parsed(text.removesuffix("%"))
    except ValueError:
        return text, _TEXT
    if not text.endswith("%"):
        return value, "General"
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return value / 100, f"0.{'0' * places}%" if places else "0%"


def _rule(sheet: Sheet, name: str, letter: str, language: Language) -> DataValidation:
    """The drop-down of a column, and the help that shows when one of its cells is chosen."""
    column = sheet.columns[name]
    rule = DataValidation(allow_blank=True, showInputMessage=True)
    rule.promptTitle = _name(column, language)[:32]
    rule.prompt = _help(column, language)[:_MOST_PROMPT]
    if column.choices:
        names = [zh if language == "zh" else en for en, zh in column.choices.items()]
        listed = ",".join(names)
        assert len(listed) < _MOST_LISTED, "longer lists must stand in cells"
        _listing(rule, f'"{listed}"', "stop", say("register.choose", language))
    elif column.refers:
        home = sheets.named(column.refers)
        source = f"'{home.title(language)}'!{_referred(column, home)}"
        _listing(rule, source, "warning", say("register.not_there", language))
    rule.add(f"{letter}3:{letter}{_LAST}")
    return rule


def _listing(
    rule: DataValidation, source: str, style: Literal["stop", "warning"], error: str
) -> None:
    rule.type = "list"
    rule.formula1 = source
    rule.showErrorMessage = True
    rule.errorStyle = style
    rule.error = error


def _referred(column: Column, home: Sheet) -> str:
    """The column of another sheet that holds the names; stores have theirs in the second."""
    number = 2 if home is sheets.STORES else 1
    assert column.refers == home.en
    letter = get_column_letter(number)
    return f"${letter}$3:${letter}${_LAST}"


def _shown(column: Column, text: str, language: Language) -> str:
    """A choice in the language of the book; anything else as it is."""
    return column.choices.get(text, text) if language == "zh" else text


def _name(column: Column, language: Language) -> str:
    return column.zh if language == "zh" else column.en


def _help(column: Column, language: Language) -> str:
    return column.help_zh if language == "zh" else column.help_en


def _format(sort: type) -> str:
    """The format of a column's empty cells: codes and accounts stay text."""
    return {str: _TEXT, date: _DATE}.get(sort, "General")


def _width(column: Column, texts: Sequence[str], language: Language) -> float:
    """Wide enough for the header, the example and most contents; CJK counts double."""
    example = (column.example_zh if language == "zh" else "") or column.example
    shown = (_name(column, language), example, *texts)
    widest = max(sum(2 if letter > "⺀" else 1 for letter in text) for text in shown)
    return float(min(40, max(10, widest + 3)))
