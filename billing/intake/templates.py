"""The usage templates of `billing init`: one workbook a kind, from the reader's own columns."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from billing.catalogue import Language, say
from billing.intake import events
from billing.intake.aliases import COLUMNS, Column
from billing.usage import Kind
from billing.workbook.writing import packed

# The columns of each template, in order; `*` marks those without which a row cannot be billed.
LAYOUT: dict[Kind, tuple[str, ...]] = {
    Kind.RECEPTIONS: (
        "date*", "client", "store*", "service", "agent", "shift", "receptions*", "effective",
        "robot", "spam", "transferred_in", "night", "inquiry_buyers",
    ),
    Kind.ORDERS: (
        "date*", "client", "store*", "order_id*", "sub_id", "status*", "after_sale", "paid",
        "refund", "agent",
    ),
    Kind.SALES: (
        "date*", "client", "store*", "agent", "attributed_sales*", "refunds*", "silent_sales",
        "store_sales",
    ),
    Kind.STAFFING: (
        "date*", "client", "store*", "service", "shift", "start", "end", "seats", "peak",
        "approved", "day_kind",
    ),
    Kind.EVENTS: (
        "date*", "client*", "store", "charge", "event*", "item", "quantity", "price", "amount",
        "from", "to", "reason", "by", "reference",
    ),
}  # fmt: skip

# One example a kind, by language where they differ. Its first cell begins with #: never read.
_EXAMPLES: dict[Kind, dict[str, Any]] = {
    Kind.RECEPTIONS: {"receptions": 120, "effective": 110, "robot": 10, "night": 20},
    Kind.ORDERS: {"order_id": "1000000000000000001", "sub_id": "1", "paid": 99.5, "refund": 0},
    Kind.SALES: {"attributed_sales": 5000, "refunds": 300, "silent_sales": 800},
    Kind.STAFFING: {"start": "09:00", "end": "18:00", "seats": 6},
    Kind.EVENTS: {"amount": -20, "reference": "M-1"},
}
_WORDS: dict[str, tuple[str, str]] = {  # figure -> Chinese, English
    "client": ("C-EX", "C-EX"),
    "store": ("示例店", "Example shop"),
    "service": ("售前", "pre-sales"),
    "status": ("交易成功", "completed"),
    "after_sale": ("无售后", "none"),
    "event": ("人工调整", "adjustment"),
    "reason": ("示例：送错商品", "Example: wrong goods sent"),
    "by": ("示例经办人", "Example person"),
}
_DAY = "# 2026-10-01"
_LAST = 5000  # rows that a drop-down covers
_HEAD = PatternFill("solid", fgColor="DDEBF7")


def write(folder: Path, language: Language) -> tuple[Path, ...]:
    """Write `usage_receptions.xlsx` and its four sisters; the paths, in order of the kinds."""
    return tuple(_write(folder / f"usage_{kind.value}.xlsx", kind, language) for kind in LAYOUT)


def headers(kind: Kind, language: Language) -> tuple[str, ...]:
    """The headers of a kind's template, in order."""
    return tuple(_header(column, language) for column, _ in _columns(kind))


def _columns(kind: Kind) -> tuple[tuple[Column, bool], ...]:
    """The columns of the template, each with whether it is needed."""
    known = {column.figure: column for column in COLUMNS[kind]}
    return tuple((known[name.rstrip("*")], name.endswith("*")) for name in LAYOUT[kind])


def _header(column: Column, language: Language) -> str:
    return column.zh[0] if language == "zh" else (column.en or (column.figure,))[0]


def _write(path: Path, kind: Kind, language: Language) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = kind.value
    sheet.append(list(headers(kind, language)))
    sheet.append(_example(kind, language))
    for number, (column, needed) in enumerate(_columns(kind), 1):
        _head(sheet, number, column, language, needed=needed)
    if kind is Kind.EVENTS:
        _list(sheet, language)
    sheet.freeze_panes = "A2"
    path.write_bytes(packed(book))
    return path


def _example(kind: Kind, language: Language) -> list[Any]:
    given: dict[str, Any] = {
        **{figure: words[language == "en"] for figure, words in _WORDS.items()},
        **_EXAMPLES[kind],
        "date": _DAY,
    }
    return [given.get(column.figure) for column, _ in _columns(kind)]


def _head(
    sheet: Worksheet, number: int, column: Column, language: Language, *, needed: bool
) -> None:
    """Style a header, and say in its comment what stands below it."""
    cell = sheet.cell(1, number)
    cell.font = Font(bold=needed)
    cell.fill = _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    parts = [
        say("template.needed" if needed else "template.optional", language),
        say(f"template.{column.sort.value}", language),
        say("template.names", language, {"names": ", ".join(dict.fromkeys(column.headers))}),
    ]
    cell.comment = Comment("\n".join(parts), "billing", width=320, height=140)
    sheet.column_dimensions[get_column_letter(number)].width = 16


def _list(sheet: Worksheet, language: Language) -> None:
    """The drop-down of the events, in the rule itself, which may hold 255 characters."""
    names = ",".join(words[0] if language == "zh" else words[1] for words in events.NAMES.values())
    assert len(names) <= 253, "longer lists must stand in cells"
    rule = DataValidation(type="list", formula1=f'"{names}"', allow_blank=True)
    letter = get_column_letter(LAYOUT[Kind.EVENTS].index("event*") + 1)
    rule.add(f"{letter}3:{letter}{_LAST}")
    sheet.add_data_validation(rule)
