"""A second calculator of one client's month, written from the rules alone.

It shares no code with the product, works in plain fractions, and is there to disagree with it.
Where the rules leave something open, a comment `choice: ...` tells what was chosen.
"""

from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction

from tests.second.second_after import (
    adjustments,
    everywhere,
    fines,
    late_refunds,
    raised,
    service_levels,
)
from tests.second.second_contract import Case, Charge, charges, client_ratio, opened
from tests.second.second_counted import daily, orders, receptions
from tests.second.second_modes import commission, fixed, monthly
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    Book,
    Carry,
    ChargeCarry,
    Line,
    Place,
    Rated,
    Result,
    Row,
    Table,
    cents,
    number,
    rate,
    text,
    word,
)
from tests.second.second_project import project
from tests.second.second_usage import charge_events

__all__ = ["Book", "Carry", "ChargeCarry", "Line", "Result", "Table", "calculate"]


def calculate(register: Book, usage: Book, client: str, month: str, carry: Carry) -> Result:
    """What the client owes for the month, and what the next month opens with."""
    opening = deepcopy(carry)
    try:
        return drafted(opened(register, usage, client, month), opening)
    except BlockedError as reason:
        return Result("blocked", str(reason), carry=deepcopy(carry))


def drafted(case: Case, carry: Carry) -> Result:
    """The draft of a client that is not blocked."""
    found = charges(case)
    raised(case, found, carry)
    accepted = charge_events(case, "milestone accepted", is_project, found)
    own = {
        "vacancy": charge_events(case, "vacancy", lambda one: bool(one.of("Fixed")), found),
        "delivered hours": charge_events(
            case, "delivered hours", lambda one: bool(one.of("Monthly")), found
        ),
        "milestone accepted": accepted,
        "days late": charge_events(case, "days late", is_project, found),
    }
    rated = []
    for charge in found:
        mine = {name: rows.get(charge.code, []) for name, rows in own.items()}
        rated.append(rated_charge(case, charge, carry, mine))
    lines = list(fees(case, found, rated))
    lines += deductions(case, found, rated, sum((line.amount for line in lines), ZERO), carry)
    # choice: a contract sum alone is active only in a month with an accepted milestone (G11);
    # but a fine, an adjustment or the client's minimum that makes a line is never lost.
    if not lines and not accepted and not any(map(bills_by_time, found)):
        return Result("nothing_due", "no charge is active", carry=carry)
    lines += settled(case, sum((line.amount for line in lines), ZERO), carry)
    return totals(case, tuple(lines), carry)


def is_project(charge: Charge) -> bool:
    """Whether the charge is a project, at whatever time."""
    return charge.has("Project")


def bills_by_time(charge: Charge) -> bool:
    """Whether the charge is active this month other than by its milestones."""
    return any(not text(span.terms, "contract sum") for span in charge.spans)


def rated_charge(case: Case, charge: Charge, carry: Carry, events: dict[str, list[Row]]) -> Rated:
    """All lines of one charge, with its own minimum and cap last among the fees."""
    rated, own = Rated(), carry.of(charge.code)
    if charge.of("Fixed"):
        fixed(case, charge, own, events, rated)
    commission(case, charge, own, rated)
    monthly(case, charge, own, events, rated)
    daily(case, charge, own, rated)
    receptions(case, charge, rated)
    orders(case, charge, carry, rated)
    if charge.has("Project"):
        project(case, charge, own, events, rated)
    rated.fees.sort(key=lambda line: span_place(charge, line))
    rated.fees += charge_limits(charge, rated.fees)
    return rated


def span_place(charge: Charge, line: Line) -> int:
    """The span that a line lies in, so that modes of one charge stand by date."""
    places = [at for at, span in enumerate(charge.spans) if span.start <= line.start <= span.end]
    return places[0] if places else len(charge.spans)


def charge_limits(charge: Charge, fees: list[Line]) -> Iterator[Line]:
    """The charge's one minimum and one cap of the month (G7)."""
    # choice: floor and cap of a project are not for what milestones bill.
    runs = [run for run in charge.runs if not text(run.terms, "contract sum")]
    if not runs:
        return
    least, most = ZERO, ZERO
    capped = True
    for run in runs:
        names = ("floor", "cap") if run.mode == "Project" else ("minimum fee", "cap fee")
        least += (number(run.terms, names[0]) or ZERO) * run.ratio
        cap = number(run.terms, names[1])
        # choice: a span without a cap leaves the month without one.
        capped = capped and cap is not None
        most += (cap or ZERO) * run.ratio
    timed = [line for line in fees if line.code != "milestone_fee"]
    place = Place(charge.code, charge.store, runs[0].start, runs[-1].end)
    billed = sum((line.amount for line in timed), ZERO)
    yield from limited(place, billed, cents(least), cents(most) if capped else None)


def limited(
    place: Place, billed: Fraction, least: Fraction, most: Fraction | None
) -> Iterator[Line]:
    """The line that brings a sum up to its minimum or down to its cap."""
    if billed < least:
        yield from place.line("minimum_topup", ONE, least - billed)
    elif most is not None and billed > most:
        yield from place.line("cap_adjust", ONE, most - billed)


def fees(case: Case, charges: list[Charge], rated: list[Rated]) -> Iterator[Line]:
    """The charges' fees; where any charge has a day in the month, the client's minimum and cap."""
    lines = [line for one in rated for line in one.fees]
    yield from lines
    if not any(charge.spans for charge in charges):
        return
    share = client_ratio(case)
    least = cents((number(case.client, "minimum fee") or ZERO) * share)
    cap = number(case.client, "cap fee")
    most = None if cap is None else cents(cap * share)
    yield from limited(everywhere(case), sum((one.amount for one in lines), ZERO), least, most)


def deductions(
    case: Case, charges: list[Charge], rated: list[Rated], fee: Fraction, carry: Carry
) -> Iterator[Line]:
    """What comes after the fees, in G5's order; `fee` is before any of it."""
    for stage in ("vacancy", "undelivered", "shortfall", "lateness"):
        for one in rated:
            yield from getattr(one, stage)
    yield from service_levels(case, fee)
    yield from fines(case)
    yield from late_refunds(case, charges, carry)
    yield from adjustments(case)


def settled(case: Case, billed: Fraction, carry: Carry) -> Iterator[Line]:
    """Credit used; or, below zero, what is carried forward and becomes credit (G6)."""
    if billed < 0:
        carry.credit -= billed
        yield from everywhere(case).line("carried_forward", ONE, -billed)
        return
    used = min(billed, carry.credit)
    carry.credit -= used
    yield from everywhere(case).line("credit_applied", ONE, -used)


def totals(case: Case, lines: tuple[Line, ...], carry: Carry) -> Result:
    """Tax by the client's price basis, then the prepayment against the amount due (G10)."""
    subtotal = sum((line.amount for line in lines), ZERO)
    tax_rate = rate(case.client, "tax rate")
    basis = word(case.client, "price basis")
    if tax_rate is None or basis not in ("inclusive", "exclusive"):
        raise BlockedError("tax rate or price basis is missing")
    net = cents(subtotal / (1 + tax_rate)) if basis == "inclusive" else subtotal
    tax = subtotal - net if basis == "inclusive" else cents(net * tax_rate)
    gross = net + tax
    prepaid = min(gross, carry.prepayment)
    carry.prepayment -= prepaid
    return Result(
        "drafted",
        lines=lines,
        subtotal=subtotal,
        net=net,
        tax=tax,
        gross=gross,
        prepaid_applied=prepaid,
        amount_due=gross - prepaid,
        carry=carry,
    )
