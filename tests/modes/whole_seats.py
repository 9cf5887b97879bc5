"""Cases of the modes that price seats: fixed, commission, daily."""

from decimal import Decimal
from typing import Any

from billing.modes import daily
from billing.period import Proration, month
from billing.usage import Event, Happening, Kind, UsageRow
from tests.modes.conftest import NOVEMBER, OCTOBER, days, event, of, row, table
from tests.modes.whole import case

PART = days("2026-10-12", "2026-10-31")
BANDS = table(("100", "2000"), ("200", "2500"), ("300", "3000"), name="Bands")


def chats(count: str | int, period: Any = OCTOBER, **more: Any) -> UsageRow:
    """Receptions of some days."""
    return row(Kind.RECEPTIONS, period, receptions=count, **more)


def vacant(first: str, last: str, **more: Any) -> Event:
    """A seat that was empty from the first day to the last."""
    return event(Happening.VACANCY, first, span=days(first, last), **more)


FIXED = (
    case("a price for a whole month", {"seats": "2", "price": "2600"}),
    case("a price in a part month", {"seats": "2", "price": "2600"}, span=of(PART)),
    case("no seat", {"seats": "0", "price": "2600"}),
    case(
        "empty seats: one named, one counted, one within its grace, one of another month's days",
        {"seats": "9", "price": "2700", "grace_days": "2"},
        vacant("2026-10-10", "2026-10-14", item="1", reason="left"),
        vacant("2026-10-20", "2026-10-31", quantity="2", reason="ill"),
        vacant("2026-10-05", "2026-10-06", item="3"),
        vacant("2026-10-01", "2026-10-01", item="4"),
        event(Happening.VACANCY, "2026-10-30", item="5"),
        event(Happening.VACANCY, "2026-10-30", item="6", charge="K-2"),
        vacant={"4": 4, "1": 9},
    ),
    case(
        "the deduction ends with the fee",
        {"seats": "1", "price": "2700"},
        vacant("2026-10-01", "2026-10-20", item="1"),
        vacant("2026-10-05", "2026-10-31", item="2"),
    ),
    case(
        "a seat of none",
        {"seats": "1", "price": "2700"},
        vacant("2026-10-01", "2026-10-20", quantity="0"),
    ),
    case(
        "empty all February, by thirtieths",
        {"seats": "2", "price": "2700"},
        vacant("2026-02-01", "2026-02-28", item="1"),
        span=of(whole=month("2026-02"), proration=Proration.FIXED_30),
    ),
    case(
        "empty in a row that others follow",
        {"seats": "2", "price": "2700", "grace_days": "1"},
        vacant("2026-10-01", "2026-10-31", item="1"),
        span=of(days("2026-10-01", "2026-10-15")),
        vacant={"1": 3},
    ),
    case(
        "empty when the charge ends",
        {"seats": "2", "price": "2700", "grace_days": "1"},
        vacant("2026-10-01", "2026-10-15", item="1"),
        span=of(days("2026-10-01", "2026-10-15"), final=True),
        vacant={"1": 3},
        late=Decimal(7),
    ),
    case(
        "a band by the average of what is effective",
        {"seats": "2", "tiers": BANDS, "exclude": "robot"},
        chats(5000, robot=350, number=4),
        vacant("2026-10-10", "2026-10-14", item="1"),
    ),
    case(
        "a band of a part month, in which a day is missing",
        {"seats": "1", "tiers": BANDS},
        chats(4000, days("2026-10-12", "2026-10-30"), service="other", shift="night"),
        span=of(PART, service="pre-sales", shift="day"),
    ),
    case("beyond the bands", {"seats": "1", "tiers": BANDS}, chats(12400)),
    case("no receptions for bands", {"seats": "1", "tiers": BANDS}, days=3),
    case(
        "more empty than there are",
        {"seats": "2", "price": "2700"},
        vacant("2026-10-10", "2026-10-14", item="1"),
        vacant("2026-10-12", "2026-10-16", quantity="1.5"),
        vacant("2026-10-14", "2026-10-14", item="3"),
    ),
)


def sold(sales: str, refunds: str, period: Any = OCTOBER, **more: Any) -> UsageRow:
    """Sales and refunds of some days."""
    return row(Kind.SALES, period, attributed_sales=sales, refunds=refunds, **more)


SHARE = {"seats": "1", "base": "1500", "rate": "2%", "method": "flat"}
STEPS = table(("100000", "0.01"), ("300000", "0.015", "88"), (None, "0.02"), name="Steps")
CLOSED = table(("1000", "0.01"), ("3000", "0.02"), name="Closed")
STEPPED = {"seats": "2", "base": "1500", "tiers": STEPS, "method": "graduated"}
UNITS = {
    "seats": "1",
    "base": "1500",
    "on": "units",
    "unit_prices": {"trials": Decimal(5), "cards": Decimal("12.5")},
}
COMMISSION = (
    case("a rate", SHARE, sold("86420.50", "6420.50", number=7)),
    case(
        "a rate and a multiplier, in a part month; silent sales are shown",
        {**SHARE, "multiplier": "1.2"},
        sold("1000", "100", days("2026-10-12", "2026-10-20"), silent_sales="77", number=2),
        sold("500", "0", days("2026-10-21", "2026-10-31"), silent_sales="3.5", number=3),
        sold("1", "0", "2026-10-12", number=5),
        span=of(PART),
    ),
    case("two tiers, and a flat fee", STEPPED, sold("300000", "50000")),
    case(
        "the tier reached, and a multiplier",
        {**STEPPED, "method": "volume", "multiplier": "2"},
        sold("250000", "0"),
    ),
    case("an open tier", {**STEPPED, "method": "volume"}, sold("300000.01", "0")),
    case("net sales of nothing", STEPPED, sold("100", "100")),
    case("net sales of one yuan", STEPPED, sold("100", "99")),
    case("negative, carried on", SHARE, sold("100", "900.5")),
    case("negative, forgotten", {**SHARE, "negative": "zero"}, sold("100", "900.5")),
    case("owed from the month before", SHARE, sold("1000", "100"), net_sales=Decimal("-300.5")),
    case(
        "more than was thought from before",
        SHARE,
        sold("1000", "100"),
        net_sales=Decimal("0.5"),
        days=4,
    ),
    case(
        "beyond a closed table",
        {**STEPPED, "tiers": CLOSED},
        sold("5000", "999.5"),
        net_sales=Decimal(-2),
    ),
    case("a negative net and a closed table", {**STEPPED, "tiers": CLOSED}, sold("0", "9000")),
    case("no sales", SHARE, aside=("old.xlsx",), net_sales=Decimal(-5), days=2),
    case("a blank cell", SHARE, row(Kind.SALES, OCTOBER, blank=["refunds"], attributed_sales=1)),
    case("no column", SHARE, row(Kind.SALES, OCTOBER, attributed_sales=1)),
    case("a day without a row", SHARE, sold("10", "1", days("2026-10-01", "2026-10-30"))),
    case(
        "no day for the beyond of a closed table",
        {**STEPPED, "tiers": CLOSED},
        sold("4000", "0", days("2026-10-02", "2026-10-31")),
    ),
    case(
        "a row whose sales another one bills",
        SHARE,
        sold("10", "1"),
        span=of(days("2026-10-01", "2026-10-10"), closing=False),
        net_sales=Decimal(-5),
    ),
    case(
        "units",
        {**UNITS, "multiplier": "2"},
        row(Kind.SALES, days("2026-10-01", "2026-10-30"), trials=30, cards="2.5", number=9),
        days=5,
    ),
    case("units of nothing", UNITS, row(Kind.SALES, OCTOBER, trials=0, cards=1)),
    case("no column of a unit", UNITS, row(Kind.SALES, OCTOBER, trials=30), days=5),
)

RATES = daily.Rates(name="R", prices={"peak": Decimal(400), "ordinary": Decimal(220)})
PEAKS = daily.Calendar(
    name="C",
    spans=(
        (days("2026-11-10", "2026-11-11"), "peak"),
        (days("2026-11-11", "2026-11-12"), "ordinary"),
        (days("2026-11-11", "2026-11-11"), "peak"),
    ),
)
FOUR = days("2026-11-09", "2026-11-12")
PEAK = {"headcount": "peak", "rates": RATES, "default_kind": "ordinary"}
DATED = {"headcount": "peak", "rates": RATES, "calendar": PEAKS, "precedence": "peak"}


def staffed(day: int, seats: int | str, store: str = "S1", **more: Any) -> UsageRow:
    """The peak of a day in November."""
    return row(Kind.STAFFING, f"2026-11-{day:02}", store, peak=seats, number=day, **more)


def shift(day: int, start: int, end: int, seats: int, **more: Any) -> UsageRow:
    """A shift of a day in November, in hours."""
    name = f"2026-11-{day:02}"
    return row(Kind.STAFFING, name, start=start * 60, end=end * 60, seats=seats, **more)


NINE = of(days("2026-11-09", "2026-11-09"), NOVEMBER)
DAILY = (
    case(
        "two kinds, one date of both, in the order of their first day",
        {**DATED, "default_kind": "ordinary"},
        *(staffed(day, seats) for day, seats in ((9, 3), (10, 8), (11, 10), (12, 6))),
        span=of(FOUR, NOVEMBER),
        days=4,
    ),
    case(
        "only the calendar's dates; the first billed day is remembered",
        {**DATED, "only_above": "6"},
        *(staffed(day, seats) for day, seats in ((10, 6), (11, 10), (12, 7))),
        span=of(FOUR, NOVEMBER),
    ),
    case(
        "two kinds and no precedence",
        {**DATED, "precedence": ""},
        *(staffed(day, 1) for day in (10, 11, 12)),
        span=of(FOUR, NOVEMBER),
        days=2,
    ),
    case("no date of the calendar", DATED, span=of(days("2026-11-20", "2026-11-22"), NOVEMBER)),
    case(
        "between minimum and maximum, less those paid otherwise",
        {**PEAK, "minimum_seats": "4", "maximum_seats": "8", "only_above": "3"},
        *(staffed(day, seats) for day, seats in ((9, 0), (10, 5), (11, 9), (12, "4.5"))),
        span=of(FOUR, NOVEMBER),
    ),
    case(
        "several stores",
        PEAK,
        staffed(9, 3),
        staffed(9, 4, "S2"),
        span=of(days("2026-11-09", "2026-11-09"), NOVEMBER, stores=("S1", "S2")),
    ),
    case(
        "services and shifts of others",
        PEAK,
        staffed(9, 3, service="pre-sales", shift="day"),
        staffed(9, 4, service="after-sales", shift="day"),
        staffed(9, 5, service="pre-sales", shift="night"),
        span=of(days("2026-11-09", "2026-11-09"), NOVEMBER, service="pre-sales", shift="day"),
    ),
    case(
        "most at one moment",
        PEAK,
        shift(9, 9, 18, 6),
        shift(9, 18, 26, 4),
        shift(9, 17, 19, 1),
        shift(9, 12, 17, 2),
        span=NINE,
    ),
    case(
        "seat-shifts",
        {**PEAK, "headcount": "shifts"},
        shift(9, 9, 18, 6),
        shift(9, 18, 26, 4),
        staffed(9, 2, shift="late"),
        span=NINE,
    ),
    case(
        "several rows, each of a service",
        PEAK,
        staffed(9, 3, service="a"),
        staffed(9, 4, service="b"),
        span=NINE,
    ),
    case("several rows of a day", PEAK, staffed(9, 3), staffed(9, 4), span=NINE),
    case("a peak is no sum of shifts", {**PEAK, "headcount": "shifts"}, staffed(9, 3), span=NINE),
    case(
        "a blank cell, and a day without a row, of one store",
        PEAK,
        staffed(9, 3),
        row(Kind.STAFFING, "2026-11-10", blank=["peak"]),
        staffed(12, 3, "S2"),
        span=of(FOUR, NOVEMBER, stores=("S1", "S2")),
    ),
    case("files set aside", PEAK, span=NINE, aside=("a.xlsx", "b.xlsx")),
    case(
        "a row of several days",
        PEAK,
        row(Kind.STAFFING, days("2026-11-09", "2026-11-10"), peak=3),
        span=NINE,
    ),
    case(
        "a row of no store, where stores are not pooled",
        PEAK,
        staffed(9, 3, ""),
        span=of(days("2026-11-09", "2026-11-09"), NOVEMBER, pooled=False),
    ),
    case(
        "no store at all",
        PEAK,
        staffed(9, 3, ""),
        span=of(days("2026-11-09", "2026-11-09"), NOVEMBER, stores=()),
    ),
    case("neither a peak nor seats", PEAK, row(Kind.STAFFING, "2026-11-09", booked=3), span=NINE),
    case(
        "days are made up in the last month, at the first kind",
        {**PEAK, "minimum_seats": "2", "minimum_days": "12"},
        staffed(9, 3),
        span=of(days("2026-11-09", "2026-11-09"), NOVEMBER, final=True),
        days=4,
        first_kind="peak",
    ),
    case(
        "not before",
        {**PEAK, "minimum_seats": "2", "minimum_days": "12"},
        staffed(9, 3),
        span=NINE,
        days=4,
        first_kind="peak",
    ),
    case(
        "made up with the calendar's last date, though the charge goes on",
        {**DATED, "minimum_seats": "2", "minimum_days": "7"},
        *(staffed(day, 3) for day in (10, 11, 12)),
        span=of(FOUR, NOVEMBER),
        days=3,
    ),
    case(
        "no day was billed, and two kinds are priced",
        {**DATED, "minimum_seats": "2", "minimum_days": "7"},
        span=of(days("2026-11-20", "2026-11-22"), NOVEMBER, final=True),
    ),
    case(
        "no day was billed, and one kind is priced",
        {
            **DATED,
            "rates": daily.Rates(name="R", prices={"peak": Decimal(400)}),
            "calendar": daily.Calendar(
                name="C", spans=((days("2026-11-10", "2026-11-10"), "peak"),)
            ),
            "minimum_seats": "2",
            "minimum_days": "7",
        },
        span=of(days("2026-11-20", "2026-11-22"), NOVEMBER, final=True),
    ),
    case(
        "after the calendar's last date nothing is made up again",
        {**DATED, "minimum_seats": "2", "minimum_days": "7"},
        span=of(days("2026-11-20", "2026-11-22"), NOVEMBER, final=True),
        days=3,
        first_kind="peak",
    ),
    case(
        "as many days as agreed",
        {**PEAK, "minimum_seats": "2", "minimum_days": "5"},
        staffed(9, 3),
        span=of(days("2026-11-09", "2026-11-09"), NOVEMBER, final=True),
        days=4,
    ),
)
