"""What a row of a table is: usage, a total, a footnote, or nothing."""

import re
from collections.abc import Sequence
from enum import StrEnum

from billing.workbook.grid import Value

_TOTAL = re.compile(
    r".*(合计|总计|小计|汇总|汇总值|均值|平均值|全店汇总值|同行同层均值)"
    r"|(.*\W)?((grand|sub) ?)?(total|subtotal|average)s?"
)
# Of an agent's name only: a platform or a shift called 全部 is a row like any other.
_EVERYBODY = re.compile(
    r"(全部|所有|全体|整体)(客服|人员|员工|账号|子账号|坐席)?|全店|整店|全员|总体|总数|总和|总"
    r"|(all|every)( ?(agents?|staff|accounts?))?|everyone|everybody|overall|sum"
)
_AVERAGE = re.compile(r".*(均值|average)")
_FOOTNOTE = re.compile(r"(注|备注|说明|制表|审核|填表|导出|note|prepared)")
# An error such as #REF! that a text file holds is none.
_EXAMPLE = re.compile(r"#(?!(ref|div/0|value|null|num)!|n/a|name\?)")
_LONGEST = 40  # characters of a total's label


class Line(StrEnum):
    """What a row is."""

    USAGE = "usage"
    TOTAL = "total"
    AVERAGE = "average"  # a total that is not checked
    FOOTNOTE = "footnote"
    EXAMPLE = "example"  # begins with #: it shows how to fill in a template
    EMPTY = "empty"


def kind(
    cells: Sequence[Value], keys: Sequence[Value], figures: Sequence[Value], agent: Value = ""
) -> Line:
    """What a row is, by its cells, those of its keys, those of its figures, and its agent."""
    filled = [cell for cell in cells if not _blank(cell)]
    if not filled:
        return Line.EMPTY
    if _EXAMPLE.match(_text(filled[0])):
        return Line.EXAMPLE
    for label in (filled[0], *keys):
        if found := _total(_text(label)):
            return found
    if _EVERYBODY.fullmatch(_text(agent).rstrip(":： ")):
        return Line.TOTAL
    return Line.FOOTNOTE if _is_footnote(filled, figures) else Line.USAGE


def _blank(cell: Value) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _text(cell: Value) -> str:
    return cell.strip().casefold() if isinstance(cell, str) else ""


def _total(text: str) -> Line | None:
    plain = text.rstrip(":： ")
    if not plain or len(plain) > _LONGEST or not _TOTAL.fullmatch(plain):
        return None
    return Line.AVERAGE if _AVERAGE.fullmatch(plain) else Line.TOTAL


def _is_footnote(filled: Sequence[Value], figures: Sequence[Value]) -> bool:
    """Text alone that begins like a note, or is a single cell in no figure's column."""
    if not all(isinstance(cell, str) for cell in filled):
        return False
    begins = bool(_FOOTNOTE.match(_text(filled[0])))
    if all(_blank(figure) for figure in figures):
        return begins or len(filled) == 1
    return begins and len(filled) == 1
