"""Months whose usage two charges would bill, or none does."""

from decimal import Decimal
from typing import Any

from billing.contract import Charge
from billing.modes import daily, monthly
from billing.period import Period
from billing.usage import Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, row
from tests.properties.contracts import charge_of, contract_of, row_of
from tests.rate.rated import Month, month
from tests.rate.rated_carrying import PACK, SOLD
from tests.rate.rated_faults import BAND, ORDER, SIGNED, UNITS
from tests.rate.rated_rows import FIRST, INCLUDING, REST, banded
from tests.rate.rated_sums import CHAT, HALVES, seats

HOURS, CHATS, PAID = (
    monthly.Terms.model_validate({"fee": "1", "metric": metric, "included": "9999"})
    for metric in ("hours", "receptions", "orders")
)
STAFF = daily.Terms.model_validate(
    {
        "headcount": "peak",
        "rates": daily.Rates(name="R", prices={"p": Decimal(1)}),
        "default_kind": "p",
    }
)
KINDS: tuple[tuple[Kind, dict[str, Any]], ...] = (
    (Kind.RECEPTIONS, {"receptions": 9}),
    (Kind.ORDERS, {"orders": 9, "cancelled": 0, "refunded": 0}),
    (Kind.SALES, {"attributed_sales": 9, "refunds": 0, "cards": 1}),
    (Kind.STAFFING, {"peak": 9}),
)
TWO = ("S1", "S2")
ANY = tuple(row(kind, OCTOBER, "S2", number=7, **figures) for kind, figures in KINDS)


def chats(
    period: Period = OCTOBER, store: str = "S1", service: str = "", shift: str = ""
) -> UsageRow:
    """Receptions of a store, and what they were of."""
    return row(Kind.RECEPTIONS, period, store, service=service, shift=shift, receptions=9)


def of(code: str, *terms: Any, store: str = "S1", **more: str) -> Charge:
    """A charge of one store."""
    return charge_of(*terms, code=code, store=store, **more)


def parted(why: str, *terms: Any, **second: str) -> Month:
    """Two charges of other services, of rows that tell none."""
    one, other = terms[0], terms[-1]
    charges = (of("A", one, service="x"), of("B", other, **{"service": "y", **second}))
    usage = [row(kind, OCTOBER, number=7, **figures) for kind, figures in KINDS]
    return month(why, contract_of(*charges, stores=TWO), *usage)


COVERING = (
    *(
        month(
            f"nobody bills the second store's usage, {number}",
            contract_of(of("A", terms), stores=TWO),
            *ANY,
        )
        for number, terms in enumerate(
            (
                seats(),
                banded(1),
                SOLD,
                UNITS,
                CHATS,
                PAID,
                HOURS,
                PACK,
                CHAT,
                BAND,
                ORDER,
                STAFF,
                SIGNED,
            ),
            1,
        )
    ),
    month(
        "usage of days that no row bills",
        contract_of(of("A", row_of(CHAT, FIRST), row_of(CHAT, days("2026-10-21", "2026-12-31")))),
        chats(HALVES[0]),
        chats(days("2026-10-11", "2026-10-15")),
        chats(days("2026-10-15", "2026-10-20"), service="x"),
        chats(days("2026-10-21", "2026-10-31")),
    ),
    month(
        "usage of other months, and of no store",
        contract_of(of("A", CHAT, service="x"), stores=TWO, end="2026-10-20"),
        chats(days("2026-10-01", "2026-10-20"), service="x"),
        chats(days("2026-10-20", "2026-10-25"), service="y"),
        chats(days("2026-10-21", "2026-10-25"), service="z", store="S2"),
        chats(days("2026-10-01", "2026-10-02"), service="z", store=""),
    ),
    parted("receptions of two services", CHAT),
    parted("of one service", CHAT, service="x"),
    parted("of one service and of all", CHAT, service=""),
    parted("of two stores", CHAT, store="S2"),
    parted("of two shifts of one service", CHAT, service="x", shift="night"),
    parted("receptions and orders", CHAT, ORDER),
    parted("sales and sales", SOLD),
    parted("sales and units", SOLD, UNITS),
    parted("orders", ORDER),
    parted("receptions, and a fee by receptions", CHAT, CHATS),
    month(
        "a band to the 10th, and then a price",
        contract_of(
            of("A", row_of(BAND, FIRST), row_of(CHAT, REST), service="x"),
            of("B", CHAT, service="y"),
        ),
        chats(HALVES[0]),
        chats(HALVES[1]),
    ),
    month(
        "a band to the 10th, beside another's price to the 10th",
        contract_of(
            of("A", row_of(BAND, FIRST), row_of(CHAT, REST), service="x"),
            of("B", row_of(CHAT, FIRST), service="y"),
        ),
        chats(HALVES[0]),
        chats(HALVES[1]),
    ),
    month(
        "of one day, and of another shift",
        contract_of(
            of("A", row_of(CHAT, days("2026-10-01", "2026-10-01"))), of("B", CHAT, shift="night")
        ),
        chats(days("2026-10-01", "2026-10-01"), shift="day"),
        chats(days("2026-10-02", "2026-10-02"), shift="day"),
        chats(shift="night"),
    ),
    parted("a fee by receptions", CHATS),
    parted("seats by receptions", banded(1)),
    parted("a band, and a price", BAND, CHAT),
    parted("a band", BAND),
    month(
        "of two shifts, and a third charge of all, of rows that tell none",
        contract_of(
            charge_of(CHAT, code="A", shift="day"),
            charge_of(CHAT, code="B"),
            charge_of(CHAT, code="C", shift="night"),
            stores=TWO,
        ),
        chats(),
        chats(store="S2"),
        chats(store=""),
    ),
    month(
        "of two services, of rows that tell them",
        contract_of(of("A", CHAT, service="x"), of("B", CHAT, service="y")),
        chats(service="x"),
        chats(service="y"),
    ),
    month(
        "of two services, of days that do not meet",
        contract_of(
            of("A", row_of(CHAT, FIRST), service="x"), of("B", row_of(CHAT, REST), service="y")
        ),
        chats(HALVES[0]),
        chats(HALVES[1]),
    ),
    month(
        "included by two charges of one store",
        contract_of(of("A", INCLUDING), charge_of(INCLUDING, code="B"), of("C", CHAT), stores=TWO),
        chats(),
        chats(store="S2"),
    ),
    month(
        "included by two charges of all stores",
        contract_of(
            charge_of(INCLUDING, code="A"),
            charge_of(INCLUDING, code="B"),
            stores=("S5", "S1", "S4", "S2", "S3"),
        ),
        chats(),
        chats(store="S2"),
    ),
    month(
        "included by two charges of two stores",
        contract_of(of("A", INCLUDING), of("B", INCLUDING, store="S2"), stores=TWO),
        chats(),
        chats(store="S2"),
    ),
    month(
        "included by a row of this month, and by rows of others",
        contract_of(
            of("A", row_of(CHAT, FIRST), row_of(INCLUDING, REST)),
            of("B", INCLUDING),
            of(
                "C",
                row_of(INCLUDING, days("2026-01-01", "2026-09-30")),
                row_of(CHAT, days("2026-10-01", "2026-12-31")),
            ),
        ),
        chats(HALVES[0]),
        chats(HALVES[1]),
    ),
    month(
        "included by a row of one day",
        contract_of(
            of("A", row_of(INCLUDING, days("2026-10-01", "2026-10-01"))), of("B", INCLUDING)
        ),
        chats(days("2026-10-01", "2026-10-01")),
        chats(days("2026-10-02", "2026-10-31")),
    ),
)
