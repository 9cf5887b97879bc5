"""Months whose sums are limited, deducted from, credited or carried."""

from decimal import Decimal
from typing import Any

from billing.contract import ChargeRow, Contract
from billing.modes import fixed, monthly, project, receptions
from billing.period import Period, Proration
from billing.usage import Event, Happening, Kind, UsageRow
from tests.modes.conftest import OCTOBER, days, event, row
from tests.properties.contracts import charge_of, contract_of, level_of, row_of
from tests.rate.rated import month

FIRST, REST = days("2026-01-01", "2026-10-10"), days("2026-10-11", "2026-12-31")


def seats(count: int = 1, price: str = "3100", **more: str) -> fixed.Terms:
    """Seats at a price."""
    return fixed.Terms.model_validate({"seats": count, "price": price, **more})


def limited(terms: Any, minimum: str = "", cap: str = "", **more: Any) -> ChargeRow:
    """A row with a minimum, a cap or both."""
    limits = {"minimum": minimum, "cap": cap}
    given: dict[str, Any] = {name: Decimal(value) for name, value in limits.items() if value}
    return row_of(terms, **given, **more)


CHAT = receptions.Terms.model_validate({"method": "flat", "price": "1"})
HALVES = (days("2026-10-01", "2026-10-10"), days("2026-10-11", "2026-10-31"))


def chats(count: str | int, period: Period = OCTOBER, **more: Any) -> UsageRow:
    """Receptions of some days."""
    return row(Kind.RECEPTIONS, period, receptions=count, **more)


def vacant(first: str, last: str, **more: Any) -> Event:
    """A seat that was empty from the first day to the last."""
    return event(Happening.VACANCY, first, span=days(first, last), **more)


LATE = project.Terms.model_validate({"project": "X", "fee": "9000", "late_rate": "1%"})
HOURS = monthly.Terms.model_validate(
    {"fee": "6000", "metric": "hours", "included": "720", "undelivered": "pro_rata"}
)
BACK = monthly.Terms.model_validate(
    {
        "fee": "6000",
        "metric": "receptions",
        "included": "5000",
        "unused": "credit",
        "credit_price": "0.5",
    }
)
THIRTY = Proration.FIXED_30
LIMITS = (
    month("up to a minimum", contract_of(charge_of(limited(CHAT, "100", "200"))), chats(99)),
    month("at the minimum", contract_of(charge_of(limited(CHAT, "100", "200"))), chats(100)),
    month("at the cap", contract_of(charge_of(limited(CHAT, "100", "200"))), chats(200)),
    month("down to a cap", contract_of(charge_of(limited(CHAT, "100", "200"))), chats(201)),
    month("a minimum alone", contract_of(charge_of(limited(CHAT, "100"))), chats(5)),
    month("a cap alone", contract_of(charge_of(limited(CHAT, "", "100"))), chats(500)),
    month(
        "a minimum of two rows, each for its days",
        contract_of(
            charge_of(limited(CHAT, "310", period=FIRST), limited(CHAT, "620", period=REST))
        ),
        chats(60, HALVES[0]),
        chats(70, HALVES[1]),
    ),
    month(
        "only the second row states limits",
        contract_of(charge_of(row_of(CHAT, FIRST), limited(CHAT, "620", "700", period=REST))),
        chats(9999, HALVES[0]),
        chats(70, HALVES[1]),
    ),
    month(
        "only the first row states a cap, by thirtieths",
        contract_of(
            charge_of(
                limited(CHAT, "", "300", period=FIRST, proration=THIRTY),
                row_of(CHAT, REST, proration=THIRTY),
            )
        ),
        chats(500, HALVES[0]),
        chats(70, HALVES[1]),
    ),
    month(
        "of the client, over two charges",
        contract_of(charge_of(CHAT), charge_of(seats(), code="K-0"), cap_fee="3000"),
        chats(500),
    ),
    month(
        "of the client, in a part month",
        contract_of(charge_of(CHAT), minimum_fee="3100", start="2026-10-22"),
        chats(500, days("2026-10-22", "2026-10-31")),
    ),
    month(
        "of the client, in a part month by thirtieths",
        contract_of(charge_of(CHAT), minimum_fee="3000", start="2026-10-22", proration="fixed_30"),
        chats(500, days("2026-10-22", "2026-10-31")),
    ),
    month("of the client, without a charge", contract_of(minimum_fee="3100")),
    month(
        "a minimum is of the fee, before what was not used is credited",
        contract_of(charge_of(limited(BACK, "6000", "6000"))),
        chats(4800),
    ),
    month(
        "deductions in an order of their own, whatever their charges' order",
        contract_of(
            charge_of(LATE, code="K-1"),
            charge_of(HOURS, code="K-2"),
            charge_of(seats(), code="K-3"),
        ),
        event(Happening.DAYS_LATE, "2026-10-05", charge="K-1", quantity="2"),
        event(Happening.DELIVERED_HOURS, OCTOBER, charge="K-2", quantity="690"),
        vacant("2026-10-01", "2026-10-10", charge="K-3", item="1"),
    ),
    month(
        "limits are of fees, and deductions stand behind them",
        contract_of(
            charge_of(limited(seats(2), "6300"), code="K-1"),
            charge_of(seats(), code="K-2"),
            cap_fee="9000",
        ),
        vacant("2026-10-01", "2026-10-10", charge="K-1", item="1"),
        vacant("2026-10-01", "2026-10-05", charge="K-2", item="1"),
    ),
)


def measured(count: str | None, item: str = "speed", **more: Any) -> Event:
    """A level that was measured."""
    return event(Happening.MEASURED_LEVEL, OCTOBER, item=item, quantity=count, charge="", **more)


def cases(count: str | None = None, item: str = "speed") -> Event:
    """Cases of poor quality."""
    return event(Happening.QUALITY_CASE, OCTOBER, item=item, quantity=count, charge="")


def levelled(*levels: dict[str, str], cap: str = "") -> Contract:
    """A seat of 3100.00 with service levels."""
    return contract_of(
        charge_of(limited(seats(), "", cap)), levels=[level_of(**cells) for cells in levels]
    )


TARGET = {"target": "93", "per_point_rate": "2%", "cap_rate": "10%"}
FINE = {"measure": "fines", "per_case": "200"}
LEVELS = (
    month("missed", levelled(TARGET), measured("91.5")),
    month("missed by more than the cap", levelled(TARGET), measured("80")),
    month("missed up to the cap", levelled(TARGET), measured("88")),
    month(
        "missed without a cap", levelled({"target": "93", "per_point_rate": "2%"}), measured("80")
    ),
    month("met", levelled(TARGET), measured("93")),
    month("more than met", levelled(TARGET), measured("94")),
    month(
        "a target of nothing",
        levelled({"target": "0", "per_point_rate": "2%", "direction": "lower"}),
        measured("2"),
    ),
    month("measured as nothing", levelled(TARGET), measured("0")),
    month(
        "missed in a month without a fee",
        contract_of(charge_of(seats(0)), levels=[level_of(**TARGET)]),
        measured("91"),
    ),
    month("lower is better", levelled({**TARGET, "direction": "lower"}), measured("94.5")),
    month("a target that costs nothing", levelled({"target": "93"}), measured("80")),
    month("not measured", levelled(TARGET)),
    month("measured without a number", levelled(TARGET), measured(None)),
    month("measured twice", levelled(TARGET), measured("93"), measured("91")),
    month("on the fee after its cap", levelled(TARGET, cap="1000"), measured("92")),
    month("a tenth of a cent", levelled(TARGET), measured("92.9999")),
    month("fines", levelled(FINE), cases("2", "fines"), cases(None, "fines")),
    month("no case", levelled(FINE)),
    month("cases of nothing", levelled(FINE), cases("0", "fines")),
    month(
        "a target and fines of one measure, and another's",
        levelled({**TARGET, "per_case": "50"}, FINE),
        measured("92"),
        cases("3", "speed"),
        cases("1", "fines"),
    ),
    month(
        "what no register names",
        levelled(
            TARGET, FINE, *({"measure": name, "target": "1"} for name in ("calls", "a", "t", "e"))
        ),
        measured("93"),
        *(measured("93", name) for name in ("calls", "a", "t", "e")),
        measured("93", "mood"),
        measured("5", "fines"),
        cases("1", "speed"),
        event(Happening.CREDIT, OCTOBER, amount=Decimal(1), charge="", item="mood"),
    ),
)
