"""Daily, Receptions and Orders: what is priced by the seat-day, the reception and the order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.second.second_contract import (
    DAY,
    Case,
    Charge,
    Span,
    kind_of,
    last_engaged,
    seats_by_day,
)
from tests.second.second_modes import by_method
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    Carry,
    ChargeCarry,
    Line,
    Rated,
    Row,
    needed,
    number,
    text,
    word,
)
from tests.second.second_tiers import Pricing, blocks, reached, tiers
from tests.second.second_usage import (
    billable_orders,
    by_night,
    by_store,
    days_of,
    effective,
    headers,
    matches,
    of_span,
    present,
    total,
)

# 4. Daily ---------------------------------------------------------------------------------------


def daily(case: Case, charge: Charge, carry: ChargeCarry, rated: Rated) -> None:
    """Seats x the rate of the day's kind, a line per kind; the missing days of the engagement."""
    for span in charge.of("Daily"):
        rated.fees += day_fees(case, span, carry)
    spans = charge.of("Daily")
    last = last_engaged(case, charge) if spans else case.first
    ending = [span for span in spans if span.start <= last <= span.end]
    if ending:
        rated.fees += missing_days(case, ending[0], carry)


def day_fees(case: Case, span: Span, carry: ChargeCarry) -> Iterator[Line]:
    """A line per day kind, by its first billed day."""
    kinds = {on: kind_of(case, span.terms, on) for on in each_day(span)}
    engaged = [on for on, kind in kinds.items() if kind]
    # choice: a span without any day of the engagement needs no staffing.
    staffed = by_store(case, "staffing", narrowed(span, engaged)) if engaged else {}
    seats: dict[str, Fraction] = {}
    for on in engaged:
        heads = sum((of_day(case, span.terms, rows, on) for rows in staffed.values()), ZERO)
        billed = billed_seats(span.terms, heads)
        day_rate(case, span.terms, kinds[on])
        # choice: a day on which no seat is billed is no billed day.
        if billed:
            seats[kinds[on]] = seats.get(kinds[on], ZERO) + billed
            carry.days += 1
            carry.first_kind = carry.first_kind or kinds[on]
    for kind, quantity in seats.items():
        yield from span.place.line("day_fee", quantity, day_rate(case, span.terms, kind))


def each_day(span: Span) -> list[date]:
    """Every day of a span."""
    return [span.start + offset * DAY for offset in range(span.days)]


def narrowed(span: Span, days: list[date]) -> Span:
    """The span from its first to its last engaged day."""
    return Span((replace(span.runs[0], start=days[0], end=days[-1]),))


def of_day(case: Case, terms: Row, rows: list[Row], on: date) -> Fraction:
    """The headcount of one store and day: its peak, or its seat-shifts."""
    own = [row for row in rows if days_of(case, row) == (on, on)]
    if not own:
        raise BlockedError(f"no staffing on {on}")
    timed = [row for row in own if text(row, "start") and text(row, "end")]
    if word(terms, "headcount") == "shifts":
        if len(timed) < len(own):
            raise BlockedError(f"seat-shifts without start and end on {on}")
        return sum((seats_of(row) for row in own), ZERO)
    if len(timed) == len(own):
        return peak_of(own)
    services = [text(row, "service") for row in own]
    if len(own) > 1 and ("" in services or len(set(services)) < len(own)):
        raise BlockedError(f"several rows without start and end on {on}")
    # choice: the peaks of several services of a day add up.
    return total(own, "peak")


def seats_of(row: Row) -> Fraction:
    """The seats of a shift; a named agent without a figure is one."""
    return ONE if text(row, "agent") and not text(row, "seats") else needed(row, "seats")


def minutes(cell: str) -> int:
    """Minutes of a time of day; HH:MM, or a date and time."""
    hours, found = cell[-8:].replace("T", " ").rpartition(" ")[2].split(":")[:2]
    return int(hours) * 60 + int(found)


def peak_of(rows: list[Row]) -> Fraction:
    """Most seats at one moment of shifts [start, end), all counted to the day they start on."""
    shifts = []
    for row in rows:
        start, end = minutes(text(row, "start")), minutes(text(row, "end"))
        shifts.append((start, end if end > start else end + 24 * 60, seats_of(row)))
    return max(
        sum((seats for start, end, seats in shifts if start <= moment < end), ZERO)
        for moment, _, _ in shifts
    )


def billed_seats(terms: Row, heads: Fraction) -> Fraction:
    """min(max(heads, minimum), maximum), then only those above."""
    found = max(heads, number(terms, "minimum seats") or ZERO)
    maximum = number(terms, "maximum seats")
    if maximum is not None:
        found = min(found, maximum)
    return max(found - (number(terms, "only above") or ZERO), ZERO)


def day_rate(case: Case, terms: Row, kind: str) -> Fraction:
    """The rate of a kind of day; one that is not there blocks."""
    for row in case.register.get("Day rates", ()):
        if (text(row, "rates"), text(row, "kind")) == (text(terms, "rates"), kind):
            return needed(row, "price")
    raise BlockedError(f"no rate of {kind} days")


def missing_days(case: Case, span: Span, carry: ChargeCarry) -> Iterator[Line]:
    """The days short of the engagement's minimum, at the minimum seats."""
    missing = (number(span.terms, "minimum days") or ZERO) - carry.days
    if missing <= 0:
        return
    prices = [
        text(row, "kind")
        for row in case.register.get("Day rates", ())
        if text(row, "rates") == text(span.terms, "rates")
    ]
    # choice: without any billed day the only kind there is; of several none is guessed.
    kind = carry.first_kind or (prices[0] if len(prices) == 1 else "")
    if not kind:
        raise BlockedError("no billed day whose rate the minimum days have")
    # choice: the minimum seats are taken as stated, `only above` does not lessen them.
    quantity = missing * needed(span.terms, "minimum seats")
    price = day_rate(case, span.terms, kind)
    yield from span.place.line("min_days_topup", quantity, price)


# 5. Receptions ----------------------------------------------------------------------------------


def receptions(case: Case, charge: Charge, rated: Rated) -> None:
    """Effective receptions, flat, by tiers or by a band; beyond those that the seats include."""
    for span in charge.of("Receptions"):
        method = word(span.terms, "method")
        one_price(span.terms, method, "price" if method == "flat" else "tiers")
        # choice: the band of a Receptions charge counts the whole store too.
        rows = of_span(case, "receptions", span, whole_store=method == "band")
        scope = word(span.terms, "scope", "all")
        night = night_split(span.terms, rows, scope)
        counted = effective(rows, span.terms)
        # choice: excluded classes come off the day; the night figure stands as it is told.
        if scope != "all":
            counted = night if scope == "night" else counted - night
        if counted < 0 or (scope == "all" and counted < night):
            raise BlockedError("more by night, or excluded, than there are")
        rated.fees += reception_lines(case, span, method, counted, night)


def one_price(terms: Row, method: str, wanted: str) -> None:
    """Block where the method's own column is blank, or a forbidden multiplier stands."""
    other = "tiers" if wanted == "price" else "price"
    if not text(terms, wanted) or text(terms, other):
        raise BlockedError(f"method {method!r} needs {wanted}, not {other}")
    if method != "flat" and (number(terms, "night multiplier") or ONE) != 1:
        raise BlockedError("a night multiplier goes only with flat")


def night_split(terms: Row, rows: list[Row], scope: str) -> Fraction:
    """The night's receptions where they are priced apart, else zero."""
    multiplied = (number(terms, "night multiplier") or ONE) != 1
    return by_night(rows, terms) if scope != "all" or multiplied else ZERO


def reception_lines(
    case: Case, span: Span, method: str, counted: Fraction, night: Fraction
) -> Iterator[Line]:
    """The lines of one span; `night` is part of `counted`."""
    included = number(span.terms, "included per seat per day")
    if included is not None:
        yield from beyond_included(case, span, method, counted, included)
    elif method == "flat":
        yield from by_day_and_night(span, counted, night)
    elif method == "band":
        fee = reached(tiers(case, span.terms), counted / span.days).price
        yield from span.place.line("band_fee", ONE, fee, span.ratio)
    else:
        pricing = Pricing(span.place, "reception_fee", ONE, lambda units: blocks(units, span.terms))
        yield from by_method(case, span, method, pricing, counted, prices=False)


def by_day_and_night(span: Span, counted: Fraction, night: Fraction) -> Iterator[Line]:
    """The day's line at the price, the night's at price x multiplier."""
    price = needed(span.terms, "price")
    multiplier = number(span.terms, "night multiplier")
    dark = price * (ONE if multiplier is None else multiplier)
    if word(span.terms, "scope", "all") == "day":
        night = ZERO
    # choice: with `per` the blocks of day and night are counted apart.
    yield from span.place.line("reception_fee", blocks(counted - night, span.terms), price)
    yield from span.place.line("reception_fee", blocks(night, span.terms), dark)


def beyond_included(
    case: Case, span: Span, method: str, counted: Fraction, included: Fraction
) -> Iterator[Line]:
    """One overage line for what the store's Fixed seats do not include."""
    # choice: included receptions go with a flat price and without a night multiplier.
    if method != "flat" or (number(span.terms, "night multiplier") or ONE) != 1:
        raise BlockedError("included receptions go only with one price")
    pool = included * seats_by_day(case, text(span.terms, "store"), span.start, span.end)
    units = blocks(max(counted - pool, ZERO), span.terms)
    yield from span.place.line("overage", units, needed(span.terms, "price"))


# 6. Orders --------------------------------------------------------------------------------------


def orders(case: Case, charge: Charge, carry: Carry, rated: Rated) -> None:
    """Billable orders, flat, by tiers or by the month's conversion rate."""
    billed: list[tuple[Fraction, Fraction]] = []
    single = True  # whether every order has a price of its own
    spans = charge.of("Orders")
    for span in spans:
        rows = counted_rows(span.terms, of_span(case, "orders", span))
        quantity = billable_orders(rows)
        multiplier = number(span.terms, "multiplier")
        factor = ONE if multiplier is None else multiplier
        if word(span.terms, "method") == "graduated":
            single = False
            rated.fees += tiered(case, span, factor, quantity)
            continue
        rated.fees += order_lines(case, span, factor, quantity, rows)
        # choice: with `per` no order has a price of its own; its late refund blocks.
        single = single and (number(span.terms, "per") or ONE) == 1
        if quantity:
            billed.append((quantity, price_billed(case, span, factor, quantity, rows)))
    if spans:
        carry.billed_orders[charge.code, case.month] = tuple(billed) if single else ()


def counted_rows(terms: Row, rows: list[Row]) -> list[Row]:
    """All rows, or those that name an agent."""
    if word(terms, "count", "all") == "all":
        return rows
    # choice: counts are `with agent` where their row names one; no row that does blocks.
    found = [row for row in rows if text(row, "agent")]
    if not found:
        raise BlockedError("no row of orders names an agent")
    return found


def tiered(case: Case, span: Span, factor: Fraction, quantity: Fraction) -> Iterator[Line]:
    """Graduated or volume lines."""
    pricing = Pricing(span.place, "order_fee", factor, lambda units: blocks(units, span.terms))
    method = word(span.terms, "method")
    yield from by_method(case, span, method, pricing, quantity, prices=False)


def order_lines(
    case: Case, span: Span, factor: Fraction, quantity: Fraction, rows: list[Row]
) -> Iterator[Line]:
    """The lines of a span whose orders all have one price."""
    if word(span.terms, "method") == "volume":
        yield from tiered(case, span, factor, quantity)
        return
    price = price_billed(case, span, factor, quantity, rows)
    yield from span.place.line("order_fee", blocks(quantity, span.terms), price)


def price_billed(
    case: Case, span: Span, factor: Fraction, quantity: Fraction, rows: list[Row]
) -> Fraction:
    """The one price of an order, multiplied: flat, of the volume reached, or of the conversion."""
    method = word(span.terms, "method")
    if method == "flat":
        return needed(span.terms, "price") * factor
    if method == "volume":
        return reached(tiers(case, span.terms), quantity).price * factor
    if method != "conversion":
        raise BlockedError(f"method {method!r}")
    inquiring = inquiry_buyers(case, span, rows)
    if inquiring:
        table = tiers(case, span.terms, bounds=True)
        return reached(table, total(rows, "paying buyers") / inquiring).price * factor
    if word(span.terms, "no inquiries") != "price":
        raise BlockedError("no inquiries, so no conversion rate")
    return needed(span.terms, "price") * factor


def inquiry_buyers(case: Case, span: Span, rows: list[Row]) -> Fraction:
    """Those of the orders file, else of receptions; where both tell and differ, block."""
    if not any(told(row) for row in rows):
        return total(of_span(case, "receptions", span), "inquiry buyers")
    found = total(rows, "inquiry buyers")
    present_rows = [row for _, row in present(case, "receptions", span)]
    others = [row for row in present_rows if told(row) and matches(row, span.terms)]
    if others and total(others, "inquiry buyers") != found:
        raise BlockedError("inquiry buyers of orders and receptions differ")
    return found


def told(row: Row) -> bool:
    """Whether the row tells how many inquired."""
    return bool(text(row, *headers("inquiry buyers")))
