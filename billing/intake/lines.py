"""What a row of a table is: usage, a total, a footnote, or nothing."""

import re
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from billing.intake.cells import shown
from billing.intake.coded import Coded, Codes, Mask
from billing.intake.columns import Columns
from billing.workbook import units
from billing.workbook.grid import Grid, Value

_TOTAL = re.compile(
    r".*(合计|总计|小计|汇总|汇总值|均值|平均值|全店汇总值|同行同层均值)"
    r"|(.*\W)?((grand|sub) ?)?(total|subtotal|average)s?"
)
# Of the date, the client or the store only: an agent may be called Max, a shift 全月.
_SUM = re.compile(
    r"(本月|当月|月度?|全部)?(共计|总数|总和|累计|全月)|sum|[σ∑]"
)  # Σ in small letters
# Rows that are left out and not checked: averages, extremes, and other times beside this one.
_BESIDE = re.compile(
    r"平均|日均|人均|最大值?|最小值?|最高值?|最低值?|中位数|标准差|占比"
    r"|(较?(上月|上期|上周|去年|同期))?(环比|同比)(增长|增幅|增减|变化)?率?|增长率"
    r"|(去年|上年)(同期|同月)?|上月(同期)?|上期|同期|max|min|avg|average|mean|median|yoy|mom"
    r"|(合计|总计)/平均|(上月|上期|去年|上年).*(合计|总计)"
)
# Of an agent's name only: a platform or a shift called 全部 is a row like any other.
_EVERYBODY = re.compile(
    r"(全部|所有|全体|整体)(客服|人员|员工|账号|子账号|坐席)?|全店|整店|全员|总体|总数|总和|总"
    r"|(all|every)( ?(agents?|staff|accounts?))?|everyone|everybody|overall|sum"
)
_SPACED = re.compile(r"(?<=[^\x00-\x7f])[ \t\u00a0\u3000]+(?=[^\x00-\x7f])")
_OF_UNIT = re.compile(r"[(（][^()（）]{0,6}[)）]$")  # of 合计(人)
_AVERAGE = re.compile(r".*(均值|average)")
_FOOTNOTE = re.compile(r"(注|备注|说明|制表|审核|填表|导出|note|prepared)")
# An error such as #REF! that a text file holds is none.
_EXAMPLE = re.compile(r"#(?!(ref|div/0|value|null|num)!|n/a|name\?)")
_LONGEST = 40  # characters of a total's label
# Every text of the sort holds one of these: most columns hold none, and need no closer look.
_OF_TOTALS = (
    *("合计", "总计", "小计", "汇总", "均", "共计", "总数", "总和", "累计", "全月", "最大", "最小"),
    *("最高", "最低", "比", "增长率", "去年", "上年", "上月", "上期", "同期", "中位", "标准差"),
    *("total", "average", "sum", "σ", "∑", "max", "min", "avg", "mean", "median", "yoy", "mom"),
)
_OF_NOTES = ("注", "说明", "制表", "审核", "填表", "导出", "note", "prepared")


class Line(StrEnum):
    """What a row is."""

    USAGE = "usage"
    TOTAL = "total"
    AVERAGE = "average"  # a total that is not checked
    FOOTNOTE = "footnote"
    EXAMPLE = "example"  # begins with #: it shows how to fill in a template
    EMPTY = "empty"


def doubtful(
    columns: Columns, keys: Sequence[int], figures: Sequence[int], agent: int | None
) -> tuple[Mask, Mask]:
    """The rows that hold something, and those that may be no usage: `kind` looks at each of them.

    Columns count from 1; the rows are those of `columns`.
    """
    filled, doubt = _by_first_cell(columns)
    for key in keys:
        doubt |= _holding(columns.filled(key), _OF_TOTALS)
    if agent:
        doubt |= columns.filled(agent).flags(_is_everybody)
    doubt[_without(columns, figures)] = True
    return filled, doubt & filled


def _by_first_cell(columns: Columns) -> tuple[Mask, Mask]:
    """The rows with a cell that is not blank, and those whose first such cell may be a label."""
    filled, doubt = np.zeros(len(columns), np.bool_), np.zeros(len(columns), np.bool_)
    for column in range(1, columns.width + 1):
        cells = columns.plain(column)
        if _is_digits(cells):
            return np.ones(len(columns), np.bool_), doubt
        first = ~filled & ~cells.flags(_blank)
        doubt |= first & _holding(cells, ("#", *_OF_TOTALS, *_OF_NOTES))
        doubt |= first & cells.flags(_is_unit)
        filled |= first
        if filled.all():
            break
    return filled, doubt


def _is_digits(cells: Coded[Value]) -> bool:
    """Whether every cell is a text of digits, as order numbers are: none is blank, or a label."""
    texts = [cell for cell in cells.values if cell.__class__ is str and cell]
    return len(texts) == len(cells.values) > 0 and "".join(texts).isdecimal()


def _holding(cells: Coded[Value], words: Sequence[str]) -> Mask:
    """The rows whose text holds one of the words; it is looked for in all texts at once first."""
    every = _text("\n".join(cell for cell in cells.values if isinstance(cell, str)))
    near = [word for word in words if word in every]
    if not near:
        return np.zeros(len(cells), np.bool_)
    return cells.flags(lambda cell: any(word in _text(cell) for word in near))


def _is_unit(cell: Value) -> bool:
    return cell.__class__ is str and not cell[:1].isdecimal() and units.is_word(cell.strip())


def _without(columns: Columns, figures: Sequence[int]) -> Codes:
    """The rows without any figure."""
    every = [columns.cells(column) for column in figures]
    rows: Sequence[int] = range(len(columns))
    if any(str not in set(map(type, cells)) for cells in every):
        rows = ()  # one holds numbers alone
    for cells in every:
        rows = [row for row in rows if _blank(cells[row])]
    return np.fromiter(rows, np.int64)


def kind(
    cells: Sequence[Value],
    keys: Sequence[Value],
    figures: Sequence[Value],
    agent: Value = "",
    places: Sequence[Value] = (),
) -> Line:
    """What a row is, by its cells, those of its keys, those of its figures, and its agent.

    `places` are the cells of its date, client and store, and its first cell, if it is no agent's.
    """
    filled = [cell for cell in cells if not _blank(cell)]
    if not filled:
        return Line.EMPTY
    if _EXAMPLE.match(_text(filled[0])):
        return Line.EXAMPLE
    for label in (filled[0], *keys):
        if found := _total(_text(label)):
            return found
    for label in places:
        if found := _sum(_text(label)):
            return found
    if _is_everybody(agent):
        return Line.TOTAL
    return Line.FOOTNOTE if _is_footnote(filled, figures) else Line.USAGE


def too_long(grid: Grid, columns: Columns, rows: Codes) -> Mask:
    """Which lines of a text have more cells than their header: a comma split a number."""
    long = np.zeros(len(rows), np.bool_)
    head = grid.rows[columns.first - 2]
    if grid.plain and columns.width > width(head):
        for n, row in enumerate(rows.tolist()):
            cells = columns.rows[row]
            long[n] = len(cells) > len(head) or width(cells) > width(head)
    return long


def width(cells: Sequence[Value]) -> int:
    """The cells of a line up to its last that holds something."""
    return max((column for column, cell in enumerate(cells, 1) if shown(cell)), default=0)


def _blank(cell: Value) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _text(cell: Value) -> str:
    """Small letters, without the spaces inside Chinese words: 总 计."""
    if not isinstance(cell, str):
        return ""
    bare = cell.strip()
    return (bare if bare.isascii() else _SPACED.sub("", bare)).casefold()


def _is_everybody(agent: Value) -> bool:
    return bool(_EVERYBODY.fullmatch(_text(agent).rstrip(":： ")))


def _total(text: str) -> Line | None:
    plain = _label(text)
    if not plain or len(plain) > _LONGEST or not _TOTAL.fullmatch(plain):
        return None
    beside = _AVERAGE.fullmatch(plain) or _BESIDE.fullmatch(plain)
    return Line.AVERAGE if beside else Line.TOTAL


def _sum(text: str) -> Line | None:
    plain = _label(text)
    if _BESIDE.fullmatch(plain):
        return Line.AVERAGE
    return Line.TOTAL if _SUM.fullmatch(plain) else None


def _label(text: str) -> str:
    """A label without its unit and its colon."""
    return _OF_UNIT.sub("", text).strip(":：=（）() ")


def _is_footnote(filled: Sequence[Value], figures: Sequence[Value]) -> bool:
    """Text alone that begins like a note, or is a single cell in no figure's column."""
    if not all(isinstance(cell, str) for cell in filled):
        return False
    if all(map(_is_unit, filled)):  # 人, below the header
        return True
    begins = bool(_FOOTNOTE.match(_text(filled[0])))
    if all(_blank(figure) for figure in figures):
        return begins or len(filled) == 1
    return begins and len(filled) == 1
