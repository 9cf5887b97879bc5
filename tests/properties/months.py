"""Random months: a client with charges of every mode, whatever its terms may state, and events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from billing.balance import Balances
from billing.contract import Charge, ChargeRow, Contract, Mode, ServiceLevel
from billing.invoice import DraftInvoice
from billing.modes import fixed
from billing.period import Period, Proration, month
from billing.rate import rate
from billing.usage import Event, Happening, Usage, single
from tests.modes.conftest import event
from tests.properties.contracts import (
    ALWAYS,
    billed,
    charge_of,
    contract_of,
    level_of,
    row_of,
)
from tests.properties.terms import TERMS
from tests.properties.usages import LEVELS, STEPS, rows_of

MONTHS = st.sampled_from((("2026-10", 1), ("2026-02", 1), ("2026-11", 1), ("2026-10", 26)))
FEES = st.sampled_from(("0", "0.01", "99.99", "5000", "20000"))


@dataclass(frozen=True, kw_only=True)
class Month:
    """A contract and its usage; printed as a person would tell it."""

    name: str
    contract: Contract
    usage: Usage
    before: Balances
    level: int
    step: int

    def draft(self) -> DraftInvoice:
        """The month's draft."""
        return billed(self.contract, self.usage, self.name, self.before)

    def __repr__(self) -> str:
        """Client, charges with what their terms state, usage and events, a line each."""
        client = self.contract.client
        lines = [
            f"{self.name}, cycle day {client.cycle_day}, {client.price_basis} {client.tax_rate}",
            f"proration {client.proration}, minimum {client.minimum_fee}, cap {client.cap_fee}",
            f"usage: rows_of(..., level={self.level}, step={self.step})",
            f"before: credit {self.before.credit}, prepayment {self.before.prepayment}",
            *(_charge(charge) for charge in self.contract.charges),
            *(repr(level.model_dump(exclude_defaults=True)) for level in self.contract.levels),
            *(_event(one) for one in self.usage.events),
        ]
        return "\n  ".join(["Month", *lines])

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """How Hypothesis shows it where a property does not hold."""
        printer.text(repr(self))


def _charge(charge: Charge) -> str:
    rows = (
        f"\n    {row.period.start}.. {row.proration} minimum {row.minimum} cap {row.cap} "
        f"{row.terms!r}"
        for row in charge.rows
    )
    return f"{charge.code} {charge.mode} of {charge.store or 'all stores'}{''.join(rows)}"


def _event(one: Event) -> str:
    return (
        f"{one.happening} {one.period} {one.charge} {one.item} quantity {one.quantity} "
        f"amount {one.amount} {one.span or ''}"
    )


@st.composite
def _limits(draw: st.DrawFn) -> tuple[Decimal | None, Decimal | None]:
    low, high = sorted(Decimal(draw(FEES)) for _ in range(2))
    return (
        low if draw(st.booleans()) else None,
        high if draw(st.booleans()) else None,
    )


@st.composite
def _rows(draw: st.DrawFn, mode: Mode, whole: Period) -> tuple[ChargeRow, ...]:
    """One row; or two that adjoin inside the month, of other terms or another label."""
    terms = draw(TERMS[mode])
    low, high = draw(_limits())
    way = draw(st.sampled_from(Proration))
    first = row_of(terms, proration=way, minimum=low, cap=high, label="A")
    kind = draw(st.sampled_from(("one", "one", "label", "terms")))
    if kind == "one" or way is Proration.NONE:
        return (replace(first, period=draw(_stretch(whole))),)
    cut = whole.start + timedelta(days=draw(st.integers(1, whole.days - 1)))
    after = terms if kind == "label" else draw(TERMS[mode])
    return (
        replace(first, period=Period(ALWAYS.start, cut)),
        replace(first, period=Period(cut, ALWAYS.end), terms=after, label="B"),
    )


@st.composite
def _stretch(draw: st.DrawFn, whole: Period) -> Period:
    """All the month, or from or to a day of it."""
    start, end = ALWAYS.start, ALWAYS.end
    place = whole.start + timedelta(days=draw(st.integers(1, whole.days - 1)))
    return draw(st.sampled_from((ALWAYS, Period(start, place), Period(place, end))))


@st.composite
def charges(draw: st.DrawFn, whole: Period, stores: Sequence[str]) -> tuple[Charge, ...]:
    """One to four charges; each of a store, or of all. Seats that include receptions are pooled."""
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        mode = draw(st.sampled_from(Mode))
        rows = draw(_rows(mode, whole))
        includes = any(getattr(row.terms, "included_per_seat_per_day", 0) for row in rows)
        pooled = mode is Mode.FIXED or includes or draw(st.booleans())
        store = "" if pooled else draw(st.sampled_from(stores))
        found.append(charge_of(*rows, code=f"K-{number}", store=store))
    return tuple(found)


def _day(draw: st.DrawFn, period: Period) -> date:
    return period.start + timedelta(days=draw(st.integers(0, period.days - 1)))


def _events_of(draw: st.DrawFn, charge: Charge, whole: Period) -> list[Event]:
    """Events that a charge needs, or may have, on its days of the month."""
    found: list[Event] = []
    for row in charge.rows:
        days = row.period.common(whole)
        where: dict[str, Any] = {"charge": charge.code}
        metric = getattr(row.terms, "metric", None)
        if charge.mode is Mode.MONTHLY and metric == "hours":
            hours = str(draw(st.integers(0, 900)))
            when = single(days.start)
            found.append(event(Happening.DELIVERED_HOURS, when, quantity=hours, **where))
        if charge.mode is Mode.PROJECT and draw(st.booleans()):
            late = str(draw(st.integers(0, 40)))
            found.append(event(Happening.DAYS_LATE, single(days.start), quantity=late, **where))
        if isinstance(row.terms, fixed.Terms) and row.terms.seats and draw(st.booleans()):
            start = _day(draw, days)
            empty = Period(start, start + timedelta(days=draw(st.integers(1, 20))))
            span = empty.common(whole)
            found.append(
                event(Happening.VACANCY, single(start), span=span, item=f"{row.label}", **where)
            )
    return found


def _accepted(draw: st.DrawFn, charge: Charge, whole: Period) -> list[Event]:
    last = charge.rows[-1]
    names = [part.name for part in getattr(last.terms, "milestones", ())]
    if not names:
        return []
    day = single(last.period.common(whole).start)
    wanted = draw(st.lists(st.sampled_from(names), unique=True))
    return [event(Happening.MILESTONE_ACCEPTED, day, charge=charge.code, item=n) for n in wanted]


@st.composite
def _levels(draw: st.DrawFn, whole: Period) -> tuple[tuple[ServiceLevel, ...], list[Event]]:
    if draw(st.booleans()):
        return (), []
    target, measured = (str(draw(st.integers(80, 100))) for _ in range(2))
    level = level_of(
        target=target,
        per_point_rate="2%",
        cap_rate=draw(st.sampled_from((None, "10%", "5%"))),
        direction=draw(st.sampled_from(("higher", "lower"))),
    )
    fine = level_of(measure="cases", per_case="50.5")
    when = single(whole.start)
    events = [
        event(Happening.MEASURED_LEVEL, when, charge="", item="speed", quantity=measured),
        event(Happening.QUALITY_CASE, when, charge="", item="cases", quantity="3"),
    ]
    return (level, fine), events[: draw(st.integers(1, 2))]


def _adjustments(draw: st.DrawFn, whole: Period) -> list[Event]:
    amounts = draw(st.lists(st.decimals(-20000, 20000, places=2), max_size=2))
    return [
        event(
            Happening.ADJUSTMENT, single(whole.start), charge="", amount=str(amount),
            reason="r", by="b", reference=f"A{place}",
        )
        for place, amount in enumerate(amounts)
    ]  # fmt: skip


@st.composite
def months(draw: st.DrawFn) -> Month:
    """Any month that can be billed, of any client."""
    name, cycle_day = draw(MONTHS)
    whole = month(name, cycle_day)
    stores = ("S1", "S2")[: draw(st.integers(1, 2))]
    low, high = draw(_limits())
    own = draw(charges(whole, stores))
    levels, measured = draw(_levels(whole))
    contract = contract_of(
        *own,
        stores=stores,
        levels=levels,
        cycle_day=cycle_day,
        tax_rate=draw(st.sampled_from(("0", "6%", "13%"))),
        price_basis=draw(st.sampled_from(("inclusive", "exclusive"))),
        minimum_fee=low,
        cap_fee=high,
    )
    level, step = draw(LEVELS), draw(STEPS)
    events = [
        *(one for charge in own for one in _events_of(draw, charge, whole)),
        *(one for charge in own for one in _accepted(draw, charge, whole)),
        *measured,
        *_adjustments(draw, whole),
    ]
    money = st.sampled_from((Decimal(0), Decimal("0.01"), Decimal("777.77"), Decimal(99999)))
    credit = draw(money)
    before = Balances(
        credit=credit,
        prepayment=draw(money),
        price_basis=contract.client.price_basis if credit else "",
        tax_rate=contract.client.tax_rate if credit else None,
    )
    usage = Usage(rows=tuple(rows_of(whole, stores, level, step)), events=tuple(events))
    # Days to make up, and no billed day to price them: the one thing left that blocks.
    assume(not rate(contract, name, usage, before).blocked)
    return Month(
        name=name,
        contract=contract,
        usage=usage,
        before=before,
        level=level,
        step=step,
    )
