"""Cases of the mode daily."""

from decimal import Decimal
from typing import Any

from billing.modes import daily
from billing.usage import Kind
from tests.modes.conftest import NOVEMBER, days, of, row
from tests.modes.whole import case, shift, staffed

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
DATED = {"headcount": "peak", "rates": RATES, "calendar": PEAKS, "precedence": "launch;peak"}
ONE = days("2026-11-09", "2026-11-09")
BESIDE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("peak", {"seats": 3}),
    ("seats", {"peak": 3}),
    ("start", {"seats": 3}),
    ("end", {"seats": 3}),
)
NINE = of(ONE, NOVEMBER)
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
    case(
        "hours of one service, a peak of another",
        PEAK,
        shift(9, 9, 18, 6, service="a"),
        shift(9, 18, 26, 4, service="b"),
        staffed(9, 3, service="c"),
        span=NINE,
    ),
    case(
        "a row of several days beside one of its day",
        PEAK,
        staffed(9, 3, service="a"),
        row(Kind.STAFFING, days("2026-11-09", "2026-11-10"), peak=3, service="b"),
        span=NINE,
    ),
    case(
        "a blank row beside a full one",
        PEAK,
        row(Kind.STAFFING, "2026-11-09", service="a", start=1, end=2, blank=["seats"]),
        staffed(9, 3, service="b"),
        span=NINE,
    ),
    *(
        case(
            f"a blank {name} beside what counts",
            {**PEAK, "headcount": "shifts"},
            row(Kind.STAFFING, "2026-11-09", shift="day", blank=[name], **told),
            span=NINE,
        )
        for name, told in BESIDE
    ),
    case(
        "a peak beside a shift",
        {**PEAK, "headcount": "shifts"},
        shift(9, 9, 18, 6),
        staffed(9, 3, service="b"),
        span=NINE,
    ),
    case("of one store, not pooled", PEAK, staffed(9, 3), span=of(ONE, NOVEMBER, pooled=False)),
    case(
        "no store, and a day without a row",
        PEAK,
        staffed(9, 3, ""),
        span=of(days("2026-11-09", "2026-11-10"), NOVEMBER, stores=()),
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
        "no day was billed so far, and two kinds are priced",
        {**DATED, "minimum_seats": "2", "minimum_days": "7"},
        span=of(days("2026-11-01", "2026-11-02"), NOVEMBER),
    ),
    case(
        "no day was billed after the calendar's last date, and the charge goes on",
        {**DATED, "minimum_seats": "2", "minimum_days": "7"},
        span=of(days("2026-11-20", "2026-11-22"), NOVEMBER),
    ),
    case(
        "no day was billed, and none was agreed",
        DATED,
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
