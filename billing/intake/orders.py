"""Orders: a row an order, or a part of one; counted per store and day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from billing.intake import figures
from billing.intake.cells import number, shown, word
from billing.intake.faults import Fault
from billing.intake.figures import Reader
from billing.intake.header import Located
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.records import Found, OrderRow
from billing.intake.rows import Row, keyed
from billing.source import Cell
from billing.usage import Table
from billing.workbook.grid import Value
from billing.workbook.words import name


class State(StrEnum):
    """What a status means for billing."""

    PAID = "paid"
    CLOSED = "closed"
    UNPAID = "unpaid"  # never paid: no order


class AfterSale(StrEnum):
    """What an after-sale status means."""

    NONE = "none"  # none asked for, withdrawn, or still open
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
    AfterSale.NONE: (
        "", "-", "--", "/", "无", "无售后", "无退款申请", "没有申请退款", "无售后或售后取消",
        "售后取消", "售后关闭", "退款关闭", "退款中", "售后处理中", "待处理", "none", "pending",
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
    rows = keyed(located, known, skip=lines.unpaid)
    reader = Reader(located, headers.sorts[located.kind])
    found = [order for row in rows.inside if (order := lines.order(row))]
    laid, notes = figures.aside(located, rows, reader)
    return Found(
        orders=tuple(found),
        aside=tuple(laid),
        clients=frozenset(row.place.client for row in rows.inside),
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
    return Table(located.table.file, located.table.sheet, told, headers)


class _Lines:
    """Reads the rows of one orders table."""

    def __init__(self, located: Located) -> None:
        self._at = located
        self._table = counting(located)
        self._amounts = {"paid", "refund"} <= located.table.columns.keys()
        self.faults: list[Fault] = []

    def unpaid(self, row: int) -> bool:
        """Whether a row is an order that was never paid; a closed one without a day is."""
        state = _STATE.get(name(shown(self._cell("status", row))))
        dated = any(word(self._cell(key, row)) for key in ("date", "month"))
        never = state is State.UNPAID or (state is State.CLOSED and not dated and self._has_days())
        if never:
            self._fault("orders_unpaid", "status", row, ())
        return never

    def order(self, row: Row) -> OrderRow | None:
        """The order row; None, and a fault, where its status or number cannot be told."""
        clients = (row.place.client,)
        state = _STATE.get(name(shown(self._cell("status", row.number))))
        number_, part = (self._number(key, row.number, clients) for key in ("order_id", "sub_id"))
        if state is None:
            self._fault("status_unknown", "status", row.number, clients)
        if state is None or not number_ or part is None:
            return None
        return OrderRow(
            place=row.place,
            order=number_,
            part=part,
            period=row.period,
            service=row.service,
            closed=state is State.CLOSED,
            refunded=self._refunded(row.number, clients),
            agent=bool(row.agent),
            table=self._table,
            row=row.number,
        )

    def _has_days(self) -> bool:
        return not self._at.table.columns.keys().isdisjoint({"date", "month"})

    def _number(self, key: str, row: int, clients: tuple[str, ...]) -> str | None:
        """An order's number; None for one that a spreadsheet has damaged."""
        cell = self._cell(key, row)
        if isinstance(cell, int | float) and abs(cell) >= 10 ** (_DAMAGED_DIGITS - 1):
            self._fault("number_damaged", key, row, clients)
            return None
        text = word(cell)
        if _SHORTENED.fullmatch(text):
            self._fault("number_damaged", key, row, clients)
            return None
        if key == "order_id" and not text:
            self._fault("order_without_number", key, row, clients)
        return text

    def _refunded(self, row: int, clients: tuple[str, ...]) -> bool:
        """Whether the row is refunded fully: by its status, or as much refunded as was paid."""
        after = AfterSale.REFUNDED
        if "after_sale" in self._at.table.columns:
            told = _AFTER.get(name(shown(self._cell("after_sale", row))))
            if told is None:
                self._fault("after_sale_unknown", "after_sale", row, clients)
            after = told or AfterSale.NONE
        elif not self._amounts:
            return self._amountless(row, clients)
        if after is AfterSale.REFUNDED:
            return self._by_amount(row, clients)
        return after is AfterSale.FULL

    def _amountless(self, row: int, clients: tuple[str, ...]) -> bool:
        """Without what was paid, only no refund at all is sure."""
        if "refund" in self._at.table.columns and self._amount("refund", row, clients):
            self._fault("refund_unclear", "refund", row, clients)
        return False

    def _by_amount(self, row: int, clients: tuple[str, ...]) -> bool:
        if not self._amounts:
            self._fault("refund_unclear", "after_sale", row, clients)
            return False
        paid, refund = (self._amount(key, row, clients) for key in ("paid", "refund"))
        return refund > 0 and refund >= paid

    def _amount(self, key: str, row: int, clients: tuple[str, ...]) -> Decimal:
        """An amount; none stated is no refund, and an unreadable one is a fault."""
        found = number(self._cell(key, row))
        blank = found.value is None and not found.code
        wrong = found.code not in ("", "number_as_text") or (blank and key == "paid")
        if wrong or (found.value is not None and found.value < 0):
            self._fault("refund_unclear", key, row, clients)
        return found.value or Decimal(0)

    def _cell(self, key: str, row: int) -> Value:
        column = self._at.table.columns.get(key)
        return self._at.grid.value(row, column) if column else ""

    def _fault(self, code: str, key: str, row: int, clients: tuple[str, ...]) -> None:
        table = self._at.table
        place = Cell(table.file, table.sheet, table.columns[key], row)
        found = shown(self._cell(key, row)) if code != "orders_unpaid" else ""
        self.faults.append(Fault(code, place, found, "", clients, self._at.kind))


def mains(rows: Iterable[OrderRow]) -> Mapping[tuple[str, str], list[OrderRow]]:
    """The rows of each main order, by client and its number."""
    found: dict[tuple[str, str], list[OrderRow]] = defaultdict(list)
    for row in rows:
        found[row.place.client, row.order].append(row)
    return found


def counted(parts: list[OrderRow]) -> dict[str, int]:
    """What one main order adds: closed if all its parts are, refunded if all others are."""
    closed = all(part.closed for part in parts)
    refunded = not closed and all(part.closed or part.refunded for part in parts)
    found = {"orders": 1, "cancelled": int(closed), "refunded": int(refunded)}
    agent = any(part.agent for part in parts)
    return found | {f"{figure}_with_agent": n * agent for figure, n in found.items()}
