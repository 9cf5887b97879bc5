"""Months that cannot be rated, each for a reason of its own, and those near them that can."""

from decimal import Decimal
from typing import Any

from billing.contract import Charge
from billing.modes import commission, daily, orders, project, receptions
from billing.usage import Happening, Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, event, row
from tests.properties.contracts import charge_of, contract_of, row_of
from tests.rate.rated import month
from tests.rate.rated_carrying import PACK, SOLD
from tests.rate.rated_rows import FIRST, NONE, REST, TIERS
from tests.rate.rated_sums import CHAT, HALVES, chats, limited, seats, vacant

DAYS = daily.Terms.model_validate(
    {
        "headcount": "peak",
        "rates": daily.Rates(name="R", prices={"peak": Decimal(400)}),
        "default_kind": "peak",
        "minimum_seats": "1",
        "minimum_days": "9",
    }
)
BASELESS = commission.Terms.model_validate(
    {"seats": "1", "base": "0", "rate": "2%", "method": "flat"}
)
UNITS = commission.Terms.model_validate(
    {"seats": "1", "base": "1", "on": "units", "unit_prices": {"cards": Decimal(1)}}
)
SUM = project.Terms.model_validate(
    {
        "project": "X",
        "contract_sum": "9000",
        "milestones": (
            project.Milestone(name="a", share=Decimal("0.5")),
            project.Milestone(name="b", share=Decimal("0.5")),
        ),
    }
)
SIGNED = project.Terms.model_validate({"project": "X", "fee": "9000"})
BAND = receptions.Terms.model_validate({"method": "band", "tiers": TIERS})
ORDER = orders.Terms.model_validate({"method": "flat", "price": "2", "late_refunds": "credit"})


def twice(one: Any, **changed: Any) -> Charge:
    """Two rows without proration, the second with other terms."""
    other = one.model_copy(update=changed)
    return charge_of(row_of(one, FIRST, proration=NONE), row_of(other, REST, proration=NONE))


def sold(first: str, last: str) -> UsageRow:
    """Sales of some days."""
    return row(Kind.SALES, days(first, last), attributed_sales=1000, refunds=0)


SALES = (sold("2026-10-01", "2026-10-10"), sold("2026-10-11", "2026-10-31"))
CHATS = (chats(50, HALVES[0]), chats(70, HALVES[1]))
HOURS = (
    event(Happening.DELIVERED_HOURS, "2026-10-03", quantity="700"),
    event(Happening.DELIVERED_HOURS, "2026-10-13", quantity="700"),
)
PAID = tuple(row(Kind.ORDERS, part, orders=9, cancelled=0, refunded=0) for part in HALVES)
STAFF = tuple(row(Kind.STAFFING, f"2026-10-{day:02}", peak=1, number=day) for day in range(1, 11))
FAULTS = (
    month("seats twice without proration", contract_of(twice(seats(), seats=2))),
    month("a fee twice", contract_of(twice(PACK, fee=Decimal(1))), *HOURS),
    month("a base twice", contract_of(twice(SOLD, rate=Decimal("0.01"))), *SALES),
    month("no base, twice", contract_of(twice(BASELESS, rate=Decimal("0.01"))), *SALES),
    month("a project twice", contract_of(twice(SIGNED, fee=Decimal(6000)))),
    month("a contract sum twice", contract_of(twice(SUM, contract_sum=Decimal(6000)))),
    month("a band twice", contract_of(twice(BAND, exclude=("robot",))), *CHATS),
    month("receptions twice", contract_of(twice(CHAT, price=Decimal(2))), *CHATS),
    month("orders twice", contract_of(twice(ORDER, price=Decimal(3))), *PAID),
    month(
        "a minimum twice, and a cap",
        contract_of(
            charge_of(
                limited(CHAT, "100", period=FIRST, proration=NONE),
                row_of(CHAT, REST, proration=NONE),
                code="A",
            ),
            charge_of(
                row_of(CHAT, FIRST, proration=NONE),
                limited(CHAT, "", "100", period=REST, proration=NONE),
                code="B",
            ),
        ),
        *CHATS,
    ),
    month(
        "one row alone, without proration",
        contract_of(charge_of(row_of(seats(), REST, proration=NONE))),
    ),
    month(
        "events of no charge, of another mode's, of other days",
        contract_of(
            charge_of(row_of(seats(), REST), code="F"),
            charge_of(SIGNED, code="P"),
            charge_of(PACK, code="M"),
        ),
        event(Happening.DELIVERED_HOURS, OCTOBER, quantity="700", charge="M"),
        vacant("2026-10-12", "2026-10-12", charge="P", item="1"),
        event(Happening.VACANCY, "2026-10-03", charge="F", item="2"),
        event(Happening.VACANCY, "2026-10-13", charge=""),
        event(Happening.DAYS_LATE, "2026-10-13", charge="F", quantity="1"),
        event(Happening.MILESTONE_ACCEPTED, "2026-10-13", charge="M", item="a"),
        event(Happening.OPENING_QUOTA, OCTOBER, charge="P", quantity="1"),
        event(Happening.OPENING_NET_SALES, OCTOBER, charge="X", amount=Decimal(1)),
        event(Happening.ADJUSTMENT, OCTOBER, charge="F", amount=Decimal(1)),
        event(Happening.ADJUSTMENT, OCTOBER, charge="X", amount=Decimal(1)),
        event(Happening.ADJUSTMENT, OCTOBER, charge="", amount=Decimal(1)),
    ),
    month(
        "on the day after the charge's last",
        contract_of(charge_of(row_of(seats(), FIRST)), charge_of(SIGNED, code="P")),
        event(Happening.ADJUSTMENT, "2026-10-10", amount=Decimal(1)),
        event(Happening.ADJUSTMENT, "2026-10-11", amount=Decimal(2)),
        event(Happening.DAYS_LATE, "2026-12-11", charge="P", quantity="3"),
    ),
    month(
        "empty before the charge's second row, and no seat at all",
        contract_of(
            charge_of(row_of(seats(), days("2026-01-01", "2026-09-30")), row_of(seats(), REST)),
            charge_of(row_of(SIGNED, REST), code="P"),
        ),
        vacant("2026-10-09", "2026-10-12", item="1"),
        event(Happening.VACANCY, "2026-10-12", span=days("2026-10-09", "2026-10-12"), charge="P"),
    ),
    month(
        "empty on days that are not billed",
        contract_of(charge_of(row_of(seats(3), REST)), end="2026-10-20"),
        vacant("2026-10-09", "2026-10-12", item="1"),
        vacant("2026-09-01", "2026-09-30", item="2"),
        vacant("2026-10-11", "2026-10-25", item="3"),
    ),
    month(
        "one seat entered twice, another on the day after",
        contract_of(charge_of(seats(9))),
        vacant("2026-10-05", "2026-10-07", item="1"),
        vacant("2026-10-07", "2026-10-09", item="1"),
        vacant("2026-10-12", "2026-10-13", item="2"),
        vacant("2026-10-14", "2026-10-15", item="2"),
        vacant("2026-10-12", "2026-10-13"),
        vacant("2026-10-13", "2026-10-15"),
    ),
    month(
        "unnamed seats from before the month, and at its end",
        contract_of(charge_of(seats(9, grace_days="1"))),
        vacant("2026-09-20", "2026-10-07"),
        vacant("2026-10-05", "2026-10-09"),
        vacant("2026-10-20", "2026-10-31"),
        vacant("2026-10-22", "2026-10-31"),
        vacant("2026-10-25", "2026-10-30"),
    ),
    month(
        "more unnamed seats from the day on which a row ends",
        contract_of(charge_of(seats(9, grace_days="1"))),
        vacant("2026-10-10", "2026-10-12", quantity="2"),
        vacant("2026-10-05", "2026-10-09"),
    ),
    month(
        "as many, fewer, and more on another day",
        contract_of(charge_of(seats(9, grace_days="1"))),
        vacant("2026-10-03", "2026-10-04", quantity="2"),
        vacant("2026-10-05", "2026-10-09", quantity="2"),
        vacant("2026-10-10", "2026-10-12"),
        vacant("2026-10-14", "2026-10-15", quantity="3"),
    ),
    month(
        "an unnamed seat from before the month, entered after another",
        contract_of(charge_of(seats(9))),
        vacant("2026-10-05", "2026-10-09"),
        vacant("2026-09-20", "2026-10-07"),
    ),
    month(
        "half a seat, and then a whole one",
        contract_of(charge_of(seats(9, grace_days="1"))),
        vacant("2026-10-03", "2026-10-04", quantity="0.5"),
        vacant("2026-10-05", "2026-10-09"),
    ),
    month(
        "an unnamed seat from the first of the month, twice",
        contract_of(charge_of(seats(9))),
        vacant("2026-10-01", "2026-10-05"),
        vacant("2026-10-03", "2026-10-04"),
    ),
    month(
        "three rows, of which the first and the last are of one seat",
        contract_of(charge_of(seats(9))),
        vacant("2026-10-03", "2026-10-05", item="1"),
        vacant("2026-10-03", "2026-10-05", item="2"),
        vacant("2026-10-05", "2026-10-06", item="1"),
    ),
    month(
        "empty on the one day of the charge",
        contract_of(charge_of(row_of(seats(), days("2026-10-11", "2026-10-11")))),
        vacant("2026-10-11", "2026-10-11", item="1"),
    ),
    month(
        "empty between two rows of the charge",
        contract_of(
            charge_of(row_of(seats(), FIRST), row_of(seats(), days("2026-10-13", "2026-12-31")))
        ),
        vacant("2026-10-10", "2026-10-13", item="1"),
    ),
    month(
        "events that their charges make no use of",
        contract_of(
            charge_of(PACK.model_copy(update={"unused": "lost"}), code="A"),
            charge_of(PACK.model_copy(update={"metric": None}), code="B"),
            charge_of(SOLD.model_copy(update={"negative": "zero"}), code="C"),
            charge_of(UNITS, code="D"),
            charge_of(SIGNED, code="E"),
            charge_of(SUM, code="F"),
            charge_of(PACK, code="G"),
            charge_of(SOLD, code="H"),
            charge_of(row_of(SIGNED, FIRST), row_of(SUM, REST), code="I"),
        ),
        row(Kind.SALES, OCTOBER, attributed_sales=9, refunds=0, cards=1),
        *(
            event(Happening.OPENING_QUOTA, OCTOBER, charge=code, quantity="1")
            for code in ("A", "G")
        ),
        *(
            event(Happening.DELIVERED_HOURS, OCTOBER, charge=code, quantity="700")
            for code in ("A", "B", "G")
        ),
        *(
            event(Happening.OPENING_NET_SALES, OCTOBER, charge=code, amount=Decimal(-1))
            for code in ("C", "D", "H")
        ),
        *(
            event(Happening.MILESTONE_ACCEPTED, "2026-10-13", charge=code, item="a")
            for code in ("E", "F", "I")
        ),
        event(Happening.DAYS_LATE, "2026-10-13", charge="E", quantity="1"),
    ),
    month(
        "unnamed seats at the month's end, without grace",
        contract_of(charge_of(seats(9))),
        vacant("2026-10-20", "2026-10-31"),
        vacant("2026-10-22", "2026-10-31"),
    ),
    month(
        "the engagement ends inside the month",
        contract_of(charge_of(DAYS), end="2026-10-10"),
        *STAFF[:3],
        *(row(Kind.STAFFING, f"2026-10-{day:02}", peak=0, number=day) for day in range(4, 11)),
    ),
)
