"""Fixed, Commission and Monthly: what is priced by the month."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial

from tests.second.second_contract import (
    DAY,
    Case,
    Charge,
    Run,
    Span,
    month_shifted,
    proration,
    share,
)
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    ChargeCarry,
    Line,
    Rated,
    Row,
    cents,
    day,
    needed,
    number,
    rate,
    text,
    word,
)
from tests.second.second_tiers import Pricing, blocks, own_or_tier_price, tiers
from tests.second.second_usage import (
    billable_orders,
    days_of,
    effective,
    events_of,
    of_span,
    quantity_or_one,
    total,
)

Events = dict[str, list[Row]]  # name of the event -> the charge's own


# 1. Fixed ---------------------------------------------------------------------------------------


def fixed(case: Case, charge: Charge, carry: ChargeCarry, events: Events, rated: Rated) -> None:
    """Seats x the monthly price, a line per run; empty seats beyond the grace are deducted."""
    prices: list[tuple[Run, Fraction]] = []
    for span in charge.of("Fixed"):
        price = own_or_tier_price(case, span.terms, partial(daily_average, case, span))
        for run in span.runs:
            rated.fees += run.place.line("seat_fee", needed(run.terms, "seats"), price, run.ratio)
            prices.append((run, price))
    empty = empty_runs(case, events.get("vacancy", []), carry)
    vacated_seats_exist(empty, prices)
    for run, price in prices:
        for found in empty:
            rated.vacancy += vacancy(case, run, price, found)
    carry.vacant = {
        item: (case.last - begun).days + 1 for item, _, begun, end in empty if end >= case.last
    }


def daily_average(case: Case, span: Span) -> Fraction:
    """Average daily effective receptions over the span's own days, of the whole store."""
    rows = of_span(case, "receptions", span, whole_store=True)
    return effective(rows, span.terms) / span.days


Empty = tuple[str, Fraction, date, date]  # item, seats, first empty day, last empty day


def empty_runs(case: Case, rows: list[Row], carry: ChargeCarry) -> list[Empty]:
    """Vacancies by date, adjoining ones of one item joined, also to the month before."""
    found: list[Empty] = []
    for row in rows:
        first, last = days_of(case, row)
        # choice: a vacancy without from and to lasts the days of its date.
        begun = day(text(row, "from")) if text(row, "from") else first
        if text(row, "from") and not text(row, "to"):
            raise BlockedError("a vacancy with from and without to")
        end = day(text(row, "to")) if text(row, "to") else last
        found.append((text(row, "item"), quantity_or_one(row), begun, end))
    joined: list[Empty] = []
    for item, seats, begun, end in sorted(found, key=lambda one: (one[0], one[2])):
        # choice: a seat is known again by the event's item; days in a row count as one vacancy.
        if joined and joined[-1][:2] == (item, seats) and joined[-1][3] + DAY == begun:
            joined[-1] = (item, seats, joined[-1][2], end)
        elif begun == case.first:
            joined.append((item, seats, begun - carry.vacant.get(item, 0) * DAY, end))
        else:
            joined.append((item, seats, begun, end))
    return sorted(joined, key=lambda one: (max(one[2], case.first), one[0]))


def vacated_seats_exist(empty: list[Empty], prices: list[tuple[Run, Fraction]]) -> None:
    """Block where on any day more seats are empty than charged."""
    for run, _ in prices:
        for offset in range(run.days):
            on = run.start + offset * DAY
            seats = sum((one[1] for one in empty if one[2] <= on <= one[3]), ZERO)
            if seats > needed(run.terms, "seats"):
                raise BlockedError(f"{seats} seats empty on {on}, more than charged")


def vacancy(case: Case, run: Run, price: Fraction, empty: Empty) -> Iterator[Line]:
    """The deduction for the days of one run that an empty seat is beyond its grace."""
    _, seats, begun, end = empty
    start = max(run.start, begun + int(number(run.terms, "grace days") or 0) * DAY)
    last = min(run.end, end)
    if start > last:
        return
    # choice: empty days prorate as billed days do (`none`: calendar), never above the run's share.
    # A seat that is empty on all days of the run gives back all that it costs.
    days = (last - start).days + 1
    part = min(run.ratio, share(case, proration(case, run.terms), days))
    ratio = run.ratio if days == run.days else part
    yield from run.place.line("vacancy", -seats, price, ratio)


# 2. Commission ----------------------------------------------------------------------------------


def commission(case: Case, charge: Charge, carry: ChargeCarry, rated: Rated) -> None:
    """Base salary by seats and days, then commission on net sales or on units."""
    for span in charge.of("Commission"):
        terms = span.terms
        multiplier = number(terms, "multiplier")
        factor = ONE if multiplier is None else multiplier
        for run in span.runs:
            base = needed(terms, "base") * factor
            rated.fees += run.place.line("base_fee", needed(run.terms, "seats"), base, run.ratio)
        # choice: `on` left blank is net sales.
        if word(terms, "on", "net_sales") == "units":
            rated.fees += on_units(case, span, factor)
        else:
            rated.fees += on_net_sales(case, span, factor, carry)


def on_units(case: Case, span: Span, factor: Fraction) -> Iterator[Line]:
    """A line per priced unit, in the register's order."""
    own = text(span.terms, "charge")
    prices = [row for row in case.register.get("Unit prices", ()) if text(row, "charge") == own]
    if not prices:
        raise BlockedError(f"no unit prices of {own}")
    rows = of_span(case, "sales", span)
    for row in prices:
        quantity = total(rows, text(row, "unit"))
        yield from span.place.line("unit_commission", quantity, needed(row, "price") * factor)


def net_sales(rows: list[Row]) -> Fraction:
    """Attributed sales less refunds; a net column that differs and an adjustment block."""
    for row in rows:
        net = needed(row, "attributed sales") - needed(row, "refunds")
        if number(row, "net sales") not in (None, net) or number(row, "manual adjustment"):
            raise BlockedError("net sales differ, or are adjusted by hand")
    return total(rows, "attributed sales") - total(rows, "refunds")


def on_net_sales(case: Case, span: Span, factor: Fraction, carry: ChargeCarry) -> Iterator[Line]:
    """Commission on the net and what was carried; a negative net is carried on, or forgotten."""
    net = net_sales(of_span(case, "sales", span)) + carry.net_sales
    # choice: `negative` left blank carries; a negative net of a span passes to the next span.
    forgotten = word(span.terms, "negative", "carry_forward") == "zero"
    carry.net_sales = ZERO if forgotten else min(net, ZERO)
    yield from commission_lines(case, span, factor, max(net, ZERO))


def commission_lines(case: Case, span: Span, factor: Fraction, net: Fraction) -> Iterator[Line]:
    """Commission by one rate or by tiers."""
    flat, method = rate(span.terms, "rate"), word(span.terms, "method")
    if (flat is None) == (not text(span.terms, "tiers")):
        raise BlockedError("a rate or tiers, not both")
    if flat is not None and method in ("", "flat"):
        yield from span.place.line("commission", net, flat * factor)
        return
    pricing = Pricing(span.place, "commission", factor, lambda units: units)
    yield from by_method(case, span, method, pricing, net, prices=True)


def by_method(
    case: Case, span: Span, method: str, pricing: Pricing, quantity: Fraction, *, prices: bool
) -> Iterator[Line]:
    """Graduated or volume by the span's tiers; which one must be named."""
    if method not in ("graduated", "volume"):
        raise BlockedError(f"method {method!r} with tiers")
    table = tiers(case, span.terms, prices=prices)
    chosen = pricing.graduated if method == "graduated" else pricing.volume
    yield from chosen(table, quantity)


# 3. Monthly -------------------------------------------------------------------------------------


def monthly(case: Case, charge: Charge, carry: ChargeCarry, events: Events, rated: Rated) -> None:
    """The fee, overage beyond quota, carried quota and tolerance; shortfall and undelivered."""
    spans = charge.of("Monthly")
    for span in spans:
        rated.fees += span.place.line("package_fee", ONE, needed(span.terms, "fee"), span.ratio)
        rows = events_of(case, events.get("delivered hours", []), span, len(spans))
        delivered = delivered_hours(rows)
        used = used_units(case, span, delivered)
        if used is not None:
            unused = quota_settled(case, span, used, carry, rated)
            # choice: what a span leaves unused may be used by a later span of the month already.
            carry.quota += ((case.month, unused),) if unused else ()
        rated.undelivered += undelivered(span, delivered)
    if spans:
        next_month = month_shifted(case.month, 1)
        carry.quota = expired_left_out(spans[-1].terms, carry.quota, next_month)


def delivered_hours(rows: list[Row]) -> Fraction | None:
    """The sum of delivered figures; None where there is none."""
    return sum((needed(row, "quantity") for row in rows), ZERO) if rows else None


def used_units(case: Case, span: Span, delivered: Fraction | None) -> Fraction | None:
    """What the span used of its quota; None for a metric that bills nothing beyond the fee."""
    metric = word(span.terms, "metric")
    if metric == "receptions":
        return effective(of_span(case, "receptions", span), span.terms)
    if metric == "orders":
        # choice: the metric `orders` counts billable orders, as mode 6 does.
        return billable_orders(of_span(case, "orders", span))
    # choice: hours are needed only where money depends on them; the hours used are those delivered.
    billed = text(span.terms, "overage price") or word(span.terms, "unused", "lost") != "lost"
    if metric != "hours" or not billed:
        return None
    if delivered is None:
        raise BlockedError("delivered hours are missing")
    return delivered


def quota_of(span: Span) -> Fraction:
    """The span's quota, prorated with the fee, rounded down."""
    return Fraction((needed(span.terms, "included") * span.ratio).__floor__())


def expired_left_out(
    terms: Row, quota: tuple[tuple[str, Fraction], ...], month: str
) -> tuple[tuple[str, Fraction], ...]:
    """The carried units that may still be used in that month."""
    # choice: carried units are usable only while the terms say carry_over, by the terms' months.
    if word(terms, "unused", "lost") != "carry_over":
        return ()
    months = int(needed(terms, "carry months"))
    return tuple(
        (arose, units) for arose, units in quota if units and month_shifted(arose, months) >= month
    )


def quota_settled(
    case: Case, span: Span, used: Fraction, carry: ChargeCarry, rated: Rated
) -> Fraction:
    """Overage and shortfall of one span; gives the units that are newly carried on."""
    terms, quota = span.terms, quota_of(span)
    carry.quota = expired_left_out(terms, carry.quota, case.month)
    beyond = max(used - quota, ZERO)
    left = []
    limit = quota
    for arose, units in carry.quota:
        taken = min(units, beyond)
        beyond -= taken
        limit += taken
        left.append((arose, units - taken))
    carry.quota = tuple(one for one in left if one[1])
    rated.fees += overage(span, charged_units(terms, limit, beyond))
    unused = max(quota - used, ZERO)
    if word(terms, "unused", "lost") == "credit":
        rated.shortfall += shortfall_credit(span, quota, used)
    return unused if word(terms, "unused", "lost") == "carry_over" else ZERO


def charged_units(terms: Row, limit: Fraction, beyond: Fraction) -> Fraction:
    """The units beyond the limit (quota and carried units used) that no tolerance frees."""
    # choice: the tolerance is a share of the whole limit, carried units included.
    tolerance = rate(terms, "tolerance") or ZERO
    band = max(Fraction((limit * (1 + tolerance)).__floor__()) - limit, ZERO)
    mode = word(terms, "tolerance mode")
    if tolerance and mode not in ("above_tolerance", "from_quota"):
        raise BlockedError("a tolerance without a mode")
    if beyond <= band:
        return ZERO
    return beyond if mode == "from_quota" else beyond - band


def overage(span: Span, units: Fraction) -> Iterator[Line]:
    """Units beyond the quota, in blocks; without a price they block."""
    # choice: use beyond the quota without an overage price blocks (for hours: is not asked).
    if units and word(span.terms, "metric") != "hours":
        needed(span.terms, "overage price")
    price = number(span.terms, "overage price")
    if units and price is not None:
        yield from span.place.line("overage", blocks(units, span.terms), price)


def shortfall_credit(span: Span, quota: Fraction, used: Fraction) -> Iterator[Line]:
    """The units below included x (1 - tolerance) at the credit price, capped by the fee's share."""
    limit = Fraction((quota * (1 - (rate(span.terms, "credit tolerance") or ZERO))).__floor__())
    units = max(limit - used, ZERO)
    price, cap = needed(span.terms, "credit price"), rate(span.terms, "credit cap", share=True)
    amount = units * price
    most = None if cap is None else cap * needed(span.terms, "fee") * span.ratio
    if most is not None and amount > most:
        # A capped sum is one sum: units x price would no longer be the amount.
        yield from span.place.stated("shortfall_credit", -ONE, cents(most), -most)
    else:
        yield from span.place.stated("shortfall_credit", -units, price, -amount)


def undelivered(span: Span, delivered: Fraction | None) -> Iterator[Line]:
    """The fee's part that was not delivered; one sum, as the price of an hour has no end."""
    if word(span.terms, "undelivered") != "pro_rata":
        return
    if delivered is None:
        raise BlockedError("no delivered figure")
    quota = quota_of(span)
    missing = max(quota - delivered, ZERO)
    if missing:
        amount = needed(span.terms, "fee") * span.ratio * missing / quota
        yield from span.place.stated("undelivered", -ONE, cents(amount), -amount)
