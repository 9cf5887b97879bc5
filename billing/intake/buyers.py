"""Columns about buyers: never read, and given back empty."""

import re
from collections.abc import Iterator

from billing.intake.aliases import Sort
from billing.intake.cells import shown
from billing.intake.header import locate
from billing.intake.headers import Headers
from billing.source import address
from billing.usage import Kind
from billing.workbook import words
from billing.workbook.grid import Book, Grid
from billing.workbook.opened import BuyersColumn

_TOP = 20  # a header stands in one of the first rows
_LONGEST = 60  # letters of a header
# Who it is, or how to reach them. What a buyer paid, and how many they were, is none of it.
_PERSONAL = re.compile(
    r"收货|收件|收貨|收件|地址|手机|手機|电话|電話|联系方式|联系人|聯繫|昵称|暱稱|会员名|會員名"
    r"|旺旺|微信|qq|支付宝账|银行卡|邮箱|身份证|姓名|生日|留言|买家备注|买家所在|(下单|付款)人$"
    r"|买家(id|名|账号|帐号|号|会员|旺旺)?$|顾客(姓名|名称|id)?$|用户(名|id|昵称|账号)"
    r"|\b(buyer|customer)('?s)?'?(name|nick|id|account|email|message)?$"
    r"|receiver|recipient|consignee|shipto|deliverto|phone|mobile|\btel\b|^tel|address|nick"
    r"|e-?mail|wechat|idcard|idnumber|passport"
)
_OTHERS = re.compile(r"客服|卖家|商家|掌柜|店铺|店长|网店|agent|seller|shop|store|merchant|staff")
# A mobile number, also with spaces or dashes, in no longer run of digits.
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)")
_SUMS = re.compile(r"金额|货款|邮费|积分|人数|单数|次数|费$|数$|率$|amount|count|fee")


def columns(book: Book, file: str, headers: Headers) -> tuple[BuyersColumn, ...]:
    """The columns about buyers of every table, and of every other sheet with such a header."""
    return tuple(found for grid in book.grids for found in _of(grid, file, headers))


def personal(header: str) -> bool:
    """Whether a header names or describes buyers."""
    bare = words.header(header)
    return (
        0 < len(bare) <= _LONGEST
        and bool(_PERSONAL.search(bare))
        and not _OTHERS.search(bare)
        and not _SUMS.search(bare)
    )


def _of(grid: Grid, file: str, headers: Headers) -> Iterator[BuyersColumn]:
    located = locate(grid, file, headers)
    for one in located:
        sorts = headers.sorts[one.kind]
        known = {
            word
            for word, kinds in headers.known.items()
            if any(sorts.get(figure) is not Sort.UNREAD for figure in kinds.get(one.kind, ()))
        }
        noted = one.kind is Kind.ORDERS
        yield from _under(grid, one.first - 1, one.last, known, noted=noted)
    if not located and (row := _header(grid, headers)):
        yield from _under(grid, row, len(grid.rows), set())


def _under(
    grid: Grid, row: int, last: int, known: set[str], *, noted: bool = False
) -> Iterator[BuyersColumn]:
    """The columns below one header row; those with a header of ours are no buyers'.

    `noted`: so is any other column that holds a telephone number, such as remarks on orders: names
    and addresses stand beside it.
    """
    widest = max((len(cells) for cells in grid.rows[row - 1 : last]), default=0)
    for column in range(1, widest + 1):
        header = shown(grid.filled(row, column))
        if words.header(header) in known or last <= row:
            continue
        if personal(header) or (noted and _telephones(grid, column, row + 1, last)):
            yield BuyersColumn(grid.sheet, header or address(column, row), column, row + 1, last)


def _telephones(grid: Grid, column: int, first: int, last: int) -> bool:
    cells = (grid.value(row, column) for row in range(first, last + 1))
    return any(
        _TELEPHONE.search(shown(cell)) for cell in cells if isinstance(cell, str | float | int)
    )


def _header(grid: Grid, headers: Headers) -> int:
    """The first row of a sheet without tables that looks like a header and names buyers.

    Words that may as well be an agent's, such as 姓名, do not tell.
    """
    for row, cells in enumerate(grid.rows[:_TOP], 1):
        filled = [cell for cell in cells if cell != ""]
        texts = [shown(cell) for cell in filled if isinstance(cell, str)]
        telling = [text for text in texts if words.header(text) not in headers.known]
        if 1 < len(filled) == len(texts) and any(map(personal, telling)):
            return row
    return 0
