"""Orders: a row an order, or a part of one; counted per store and day."""

import re
from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from billing.intake import figures
from billing.intake.aliases import Sort
from billing.intake.cells import shown, word
from billing.intake.coded import Coded, Codes, Mask, constant
from billing.intake.columns import Columns
from billing.intake.faults import Fault
from billing.intake.figures import Figure, Reader
from billing.intake.header import Located
from billing.intake.headers import Headers
from billing.intake.keyed import Keyed
from billing.intake.known import Register
from billing.intake.listed import Listed
from billing.intake.records import Found
from billing.intake.rows import keyed
from billing.intake.scaled import Scaled
from billing.source import Cell
from billing.usage import Table
from billing.workbook.grid import Broken, Value
from billing.workbook.words import name


class State(StrEnum):
    """What a status means for billing."""

    PAID = "paid"
    CLOSED = "closed"
    UNPAID = "unpaid"  # never paid: no order


class AfterSale(StrEnum):
    """What an after-sale status means."""

    UNTOLD = "untold"  # nothing said: the amount refunded tells, if any
    NONE = "none"  # none asked for: an amount that says otherwise is a contradiction
    OPEN = "open"  # withdrawn, or still open: an amount is what was asked for
    REFUNDED = "refunded"  # fully or in part: the amounts tell
    FULL = "full"
    PART = "part"


STATUSES: Mapping[State, tuple[str, ...]] = {
    State.PAID: (
        "交易成功", "已完成", "已付款", "待发货", "已发货", "待收货", "已签收", "部分发货",
        "已收货", "买家已付款,等待卖家发货", "卖家已发货,等待买家确认", "等待卖家发货",
        "等待买家确认收货",
        "卖家部分发货", "待评价", "paid", "shipped", "completed", "delivered",
    ),
    State.CLOSED: ("交易关闭", "已关闭", "已取消", "取消", "closed", "cancelled", "canceled"),
    State.UNPAID: ("等待买家付款", "待付款", "未付款", "待支付", "unpaid", "awaiting payment"),
}  # fmt: skip

AFTER_SALES: Mapping[AfterSale, tuple[str, ...]] = {
    AfterSale.UNTOLD: ("", "-", "--", "/"),
    AfterSale.NONE: ("无", "无售后", "无退款申请", "没有申请退款", "none"),
    AfterSale.OPEN: (
        "无售后或售后取消", "售后取消", "售后关闭", "退款关闭", "退款中", "售后处理中", "待处理",
        "pending",
    ),
    AfterSale.REFUNDED: ("退款成功", "已退款", "售后完成", "退款完成", "refunded"),
    AfterSale.FULL: ("全额退款", "已全额退款", "full refund", "fully refunded"),
    AfterSale.PART: ("部分退款", "已部分退款", "part refund", "partial refund"),
}  # fmt: skip

_STATE = {name(text): state for state, texts in STATUSES.items() for text in texts}
_AFTER = {name(text): after for after, texts in AFTER_SALES.items() for text in texts}
_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+\d+")  # 1.00E+18: what is shown of one
_DAMAGED_DIGITS = 16  # a spreadsheet keeps 15 digits of a number


def read(located: Located, known: Register, headers: Headers) -> Found:
    """The order rows of a table. Orders never paid are no orders; an unknown status blocks."""
    lines = _Lines(located)
    rows = keyed(located, known, lines.unpaid)
    listed = lines.orders(rows)
    laid, notes = figures.aside(located, rows, Reader(located, headers.sorts[located.kind]))
    return Found(
        orders=listed,
        aside=tuple(laid),
        clients=rows.inside.clients,
        rows=len(rows.inside),
        faults=(*rows.faults, *lines.faults, *notes),
    )


def counting(located: Located) -> Table:
    """The table with the figures counted from its orders, at the columns that tell them."""
    columns = located.table.columns
    refund = columns.get("after_sale") or columns.get("refund")
    told: dict[str, int] = {"orders": columns["order_id"], "cancelled": columns["status"]}
    if refund:
        told["refunded"] = refund
    if "agent" in columns:
        told |= {f"{figure}_with_agent": column for figure, column in told.items()}
    at = {column: header for figure, column in columns.items() for header in [figure]}
    headers = {f: located.table.headers[at[column]] for f, column in told.items()}
    told["order_id"] = columns["order_id"]  # tells a list from counts
    return Table(located.table.file, located.table.sheet, told, headers)


class _Lines:
    """Reads the rows of one orders table, each different cell once."""

    def __init__(self, located: Located) -> None:
        self._at = located
        self._amounts = {"paid", "refund"} <= located.table.columns.keys()
        self._read: dict[str, Figure] = {}  # amounts by their column
        self._rows: list[tuple[int, Fault]] = []  # faults by their row, in order once sorted
        self.faults: list[Fault] = []

    def unpaid(self, columns: Columns, rows: Codes) -> Mask:
        """Which rows are orders never paid; a closed one without a day is."""
        states = self._states(columns, rows)
        never = states.flags(lambda state: state is State.UNPAID)
        days = [self._at.table.columns.get(key) for key in ("date", "month")]
        undated = [columns.plain(day).of(rows).flags(_is_blank) for day in days if day]
        if undated:
            closed = states.flags(lambda state: state is State.CLOSED)
            never |= closed & np.logical_and.reduce(undated)
        for row in rows[never].tolist():
            self.faults.append(self._fault("orders_unpaid", "status", columns.number(row), ()))
        return never

    def orders(self, rows: Keyed) -> Listed:
        """The order rows; one whose status or number cannot be told is left out, with a fault."""
        inside, columns = rows.inside, rows.columns
        states = self._states(columns, inside.at)
        order, part = (self._ids(key, rows) for key in ("order_id", "sub_id"))
        self._tell("order_id", rows, order.flags(lambda text: text is None), "number_damaged")
        self._tell("order_id", rows, order.flags(lambda text: text == ""), "order_without_number")
        self._tell("sub_id", rows, part.flags(lambda text: text is None), "number_damaged")
        unknown = states.flags(lambda state: state is None)
        self._tell("status", rows, unknown, "status_unknown")
        sound = ~unknown & order.flags(bool) & part.flags(lambda text: text is not None)
        closed = states.flags(lambda state: state is State.CLOSED)
        refunded = self._refunded(rows, sound, sound & ~closed)
        self.faults += [fault for _, fault in sorted(self._rows, key=lambda one: one[0])]
        return Listed(
            place=inside.place,
            order=_texts(order),
            part=_texts(part),
            period=inside.period,
            service=inside.service,
            closed=closed,
            refunded=refunded & ~closed,
            agent=inside.agent.flags(bool),
            table=constant(counting(self._at), len(inside)),
            rows=inside.numbers,
        ).of(sound)

    def _states(self, columns: Columns, rows: Codes) -> Coded[State | None]:
        status = columns.plain(self._at.table.columns["status"])
        return status.of(rows).mapped(lambda cell: _STATE.get(name(shown(cell))))

    def _ids(self, key: str, rows: Keyed) -> Coded[str | None]:
        column = self._at.table.columns.get(key)
        if not column:
            return constant("", len(rows.inside))
        return rows.columns.plain(column).of(rows.inside.at).mapped(_id)

    def _refunded(self, rows: Keyed, sound: Mask, going: Mask) -> Mask:
        """Which rows are refunded fully: by their status, or as much refunded as was paid.

        `sound` are the rows that count, `going` those not closed: what is closed needs no refund.
        """
        column = self._at.table.columns.get("after_sale")
        if not column:
            return self._by_amount(rows, going)
        cells = rows.columns.plain(column).of(rows.inside.at)
        told = cells.mapped(lambda cell: _AFTER.get(name(shown(cell))))
        unknown = told.flags(lambda after: after is None) & sound
        self._tell("after_sale", rows, unknown, "after_sale_unknown")
        full = told.flags(lambda after: after is AfterSale.FULL)
        untold = told.flags(lambda after: after is AfterSale.UNTOLD) & going
        full |= self._by_amount(rows, untold)
        none = told.flags(lambda after: after is AfterSale.NONE) & going
        self._tell("after_sale", rows, self._by_amount(rows, none), "refund_unclear")
        asked = told.flags(lambda after: after is AfterSale.REFUNDED) & going
        if self._amounts:
            return full | self._by_amount(rows, asked, stated=True)
        self._tell("after_sale", rows, asked, "refund_unclear")
        return full

    def _by_amount(self, rows: Keyed, asked: Mask, *, stated: bool = False) -> Mask:
        """Which of the rows have as much refunded as was paid.

        `stated`: a refund was made, so that an amount must stand there; else none is no refund.
        Without what was paid, only no refund at all is sure.
        """
        if "refund" not in self._at.table.columns or not asked.any():
            return np.zeros(len(rows.inside), np.bool_)
        refund = self._amount("refund", rows, asked, needed=stated)
        some = (refund.units > 0).astype(np.bool_) & asked
        if not self._amounts:
            self._tell("refund", rows, some, "refund_unclear")
            return np.zeros(len(rows.inside), np.bool_)
        paid = self._amount("paid", rows, some, needed=True)
        places = max(paid.places, refund.places)
        return (refund.at(places) >= paid.at(places)).astype(np.bool_) & some & paid.told

    def _amount(self, key: str, rows: Keyed, asked: Mask, *, needed: bool) -> Scaled:
        """Amounts; an unreadable one is a fault, and so is none where it is `needed`."""
        if key not in self._read:
            cells = rows.columns.cells(self._at.table.columns[key])
            own = [cells[row] for row in rows.inside.at.tolist()]
            self._read[key] = figures.column(own, Sort.SIGNED)
        found = self._read[key]
        fine = {"", "number_as_text"} | (set() if needed else {"blank_cell"})
        wrong = found.codes.flags(lambda code: code not in fine)
        wrong |= (found.numbers.units < 0).astype(np.bool_)
        self._tell(key, rows, wrong & asked, "refund_unclear")
        return found.numbers

    def _tell(self, key: str, rows: Keyed, wrong: Mask, code: str) -> None:
        """A fault for each of the rows that are wrong."""
        for row in np.flatnonzero(wrong).tolist():
            number, client = rows.inside.number(row), rows.inside.place[row].client
            self._rows.append((number, self._fault(code, key, number, (client,))))

    def _fault(self, code: str, key: str, row: int, clients: tuple[str, ...]) -> Fault:
        table = self._at.table
        place = Cell(table.file, table.sheet, table.columns[key], row)
        cell = shown(self._at.grid.value(row, place.column)) or "-"
        found = "" if code == "orders_unpaid" else cell
        return Fault(code, place, found, "", clients, self._at.kind)


def _id(cell: Value) -> str | None:
    """An order's number; None for one that a spreadsheet has damaged."""
    if isinstance(cell, str) and cell.isalnum():
        return cell
    if isinstance(cell, int | float) and abs(cell) >= 10 ** (_DAMAGED_DIGITS - 1):
        return None
    text = word(cell)
    return None if _SHORTENED.fullmatch(text) else text


def _texts(numbers: Coded[str | None]) -> Coded[str]:
    """The numbers of rows that all have one."""
    return numbers.mapped(lambda text: text or "")


def _is_blank(cell: Value) -> bool:
    return not word(cell) if isinstance(cell, str) else isinstance(cell, Broken)
