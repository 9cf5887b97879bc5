"""Months of several rows, stores and events: whose days, whose usage, whose seats."""

from decimal import Decimal

from billing.modes import commission, fixed, receptions
from billing.period import Period, Proration
from billing.usage import Happening, Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, event, row, table
from tests.properties.contracts import charge_of, contract_of, row_of
from tests.rate.rated import month
from tests.rate.rated_carrying import PACK, SOLD
from tests.rate.rated_sums import CHAT, HALVES, chats, seats, vacant

FIRST, REST = days("2026-01-01", "2026-10-10"), days("2026-10-11", "2026-12-31")
NONE = Proration.NONE
TIERS = table(("100", "2000"), ("200", "2500"), (None, "3000"))
INCLUDING = receptions.Terms.model_validate(
    {"method": "flat", "price": "1", "included_per_seat_per_day": "10"}
)

CARDS = commission.Terms.model_validate(
    {"seats": "1", "base": "1500", "on": "units", "unit_prices": {"cards": Decimal(5)}}
)


def banded(count: int) -> fixed.Terms:
    """Seats at a price by average receptions."""
    return fixed.Terms.model_validate({"seats": count, "tiers": TIERS})


def shop(name: str, count: int, period: Period = OCTOBER) -> UsageRow:
    """Receptions of a store."""
    return row(Kind.RECEPTIONS, period, name, receptions=count)


TWO = ("S2", "S1")  # in the register's order
SPANS = (
    month(
        "pooled first, then stores in the register's order, then codes",
        contract_of(
            charge_of(seats(), code="K-2", store="S1"),
            charge_of(seats(), code="K-1", store="S1", service="pre-sales"),
            charge_of(seats(), code="K-3", store="S2"),
            charge_of(seats(), code="K-4"),
            charge_of(row_of(seats(), days("2026-01-01", "2026-09-30")), code="K-0"),
            stores=TWO,
        ),
    ),
    month(
        "seats change: their fee by days, their usage as one",
        contract_of(charge_of(row_of(banded(2), FIRST), row_of(banded(3), REST))),
        chats(3500),
        vacant("2026-10-10", "2026-10-12", item="1"),
    ),
    month(
        "a price changes: usage is of its own days",
        contract_of(
            charge_of(
                row_of(CHAT, FIRST), row_of(CHAT.model_copy(update={"price": Decimal(2)}), REST)
            )
        ),
        chats(50, HALVES[0]),
        chats(70, HALVES[1]),
    ),
    month(
        "a label changes: nothing else does",
        contract_of(charge_of(row_of(seats(), FIRST, label="a"), row_of(seats(), REST, label="b"))),
    ),
    month(
        "a gap between two rows",
        contract_of(
            charge_of(row_of(seats(), FIRST), row_of(seats(), days("2026-10-13", "2026-12-31")))
        ),
    ),
    month(
        "three rows, of which the first two share their sales, by thirtieths",
        contract_of(
            charge_of(
                row_of(SOLD, FIRST, proration=Proration.FIXED_30),
                row_of(
                    SOLD.model_copy(update={"seats": 2}),
                    days("2026-10-11", "2026-10-20"),
                    proration=Proration.FIXED_30,
                ),
                row_of(
                    SOLD.model_copy(update={"rate": Decimal("0.03")}),
                    days("2026-10-21", "2026-12-31"),
                    proration=Proration.FIXED_30,
                ),
            )
        ),
        row(Kind.SALES, days("2026-10-01", "2026-10-20"), attributed_sales=1000, refunds=10),
        row(Kind.SALES, days("2026-10-21", "2026-10-31"), attributed_sales=500, refunds=0),
    ),
    month(
        "units of two rows that differ in seats",
        contract_of(
            charge_of(row_of(CARDS, FIRST), row_of(CARDS.model_copy(update={"seats": 2}), REST))
        ),
        row(Kind.SALES, OCTOBER, cards=4),
    ),
    month(
        "a cycle from the 26th, of a contract from the 1st to the 20th",
        contract_of(charge_of(seats()), cycle_day="26", start="2026-10-01", end="2026-10-20"),
    ),
    month(
        "the seats of the store, whatever row they are of",
        contract_of(
            charge_of(INCLUDING, code="R", store="S1"),
            charge_of(row_of(seats(1), FIRST), row_of(seats(2), REST), code="F", store="S1"),
            charge_of(seats(4), code="G", store="S1"),
            charge_of(seats(9), code="H", store="S2"),
            charge_of(SOLD, code="S", store="S2"),
            stores=TWO,
        ),
        shop("S1", 2000),
        row(Kind.SALES, OCTOBER, "S2", attributed_sales=1000, refunds=10),
    ),
    month(
        "the seats of all stores, for receptions of all",
        contract_of(
            charge_of(INCLUDING, code="R"),
            charge_of(seats(1), code="F", store="S1"),
            charge_of(seats(2), code="H"),
            stores=TWO,
        ),
        shop("S1", 2000),
        shop("S2", 5),
    ),
    month(
        "pooled seats are of no one store, and nothing is included by none",
        contract_of(
            charge_of(INCLUDING, code="R", store="S1"),
            charge_of(CHAT, code="T", store="S1"),
            charge_of(seats(2), code="H"),
            charge_of(seats(2), code="I"),
            stores=TWO,
        ),
        shop("S1", 2000),
    ),
    month(
        "what else is pooled has no seats",
        contract_of(
            charge_of(INCLUDING, code="R", store="S1"),
            charge_of(seats(2), code="F", store="S1"),
            charge_of(CHAT, code="T"),
            stores=TWO,
        ),
        shop("S1", 2000),
        shop("S2", 1),
    ),
    month(
        "pooled seats, and a row that includes some",
        contract_of(
            charge_of(row_of(CHAT, FIRST), row_of(INCLUDING, REST), code="R", store="S1"),
            charge_of(seats(2), code="H"),
            stores=TWO,
        ),
        shop("S1", 20, HALVES[0]),
        shop("S1", 30, HALVES[1]),
    ),
    month(
        "pooled seats of the only store",
        contract_of(charge_of(INCLUDING, code="R", store="S1"), charge_of(seats(2), code="H")),
        shop("S1", 2000),
    ),
    month(
        "another store's receptions, and rows of no store",
        contract_of(charge_of(CHAT, store="S1"), stores=TWO),
        shop("S1", 20),
        shop("S2", 300),
        shop("", 4000),
    ),
    month(
        "quota that a row hands on to the next",
        contract_of(
            charge_of(
                row_of(PACK, FIRST), row_of(PACK.model_copy(update={"fee": Decimal(9000)}), REST)
            )
        ),
        event(Happening.DELIVERED_HOURS, "2026-10-03", quantity="200"),
        event(Happening.DELIVERED_HOURS, "2026-10-13", quantity="480"),
    ),
    month(
        "hours of no day, where terms change",
        contract_of(
            charge_of(
                row_of(PACK, FIRST), row_of(PACK.model_copy(update={"fee": Decimal(9000)}), REST)
            )
        ),
        event(Happening.DELIVERED_HOURS, OCTOBER, quantity="700"),
    ),
    month(
        "a row of the months before",
        contract_of(
            charge_of(
                row_of(seats(), days("2026-01-01", "2026-09-30")),
                row_of(seats(2), days("2026-10-01", "2026-12-31")),
            )
        ),
    ),
    month("the contract is over", contract_of(charge_of(seats()), end="2026-09-30")),
)
