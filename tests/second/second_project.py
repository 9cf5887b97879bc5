"""Project: the signed monthly fee, the product of factors, or milestones; days late."""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from tests.second.second_contract import Case, Charge, Span
from tests.second.second_modes import Events
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    ChargeCarry,
    Line,
    Rated,
    Row,
    cents,
    needed,
    rate,
    text,
)
from tests.second.second_usage import by_date, events_of


def project(case: Case, charge: Charge, carry: ChargeCarry, events: Events, rated: Rated) -> None:
    """The signed fee, the factors, or milestones; then the deduction for days late."""
    spans = charge.of("Project")
    for span in spans:
        if text(span.terms, "contract sum"):
            # choice: lateness of a contract sum is on the contract sum, not on a milestone.
            base = needed(span.terms, "contract sum")
            accepted = events_of(case, events.get("milestone accepted", []), span, len(spans))
            rated.fees += milestones(case, charge.code, span, carry, accepted)
        else:
            # choice: lateness is on the fee as signed (or the product of the factors): exact,
            # before proration, floor and cap.
            base = project_price(span.terms)
            rated.fees += span.place.line("project_fee", ONE, base, span.ratio)
        late = events_of(case, events.get("days late", []), span, len(spans))
        days = sum((needed(row, "quantity") for row in late), ZERO)
        rated.lateness += lateness(span, base, days, carry)


def project_price(terms: Row) -> Fraction:
    """The signed fee, or base x scale x difficulty x timeliness, unrounded."""
    if text(terms, "fee") and text(terms, "base"):
        raise BlockedError("both a fee and factors")
    if text(terms, "fee"):
        return needed(terms, "fee")
    # choice: a factor left blank blocks.
    factors = [needed(terms, name) for name in ("base", "scale", "difficulty", "timeliness")]
    return factors[0] * factors[1] * factors[2] * factors[3]


def milestones(
    case: Case, code: str, span: Span, carry: ChargeCarry, accepted: list[Row]
) -> Iterator[Line]:
    """A line per milestone accepted in a span; the last to be billed takes what is left."""
    listed = [row for row in case.register.get("Milestones", ()) if text(row, "charge") == code]
    shares = {
        text(row, "milestone"): cast("Fraction", rate(row, "share", share=True)) for row in listed
    }
    if sum(shares.values(), ZERO) != 1:
        raise BlockedError("the milestones' shares are not 100 %")
    names = [text(row, "item") for row in accepted]
    if set(names) - set(shares) or len(set(names)) < len(names) or carry.milestones.keys() & names:
        raise BlockedError(f"milestones {names}: unknown, or accepted twice")
    # choice: of those accepted on one day the last is the last in the register.
    listing = list(shares)
    for row in by_date(case, sorted(accepted, key=lambda row: listing.index(text(row, "item")))):
        name, contract_sum = text(row, "item"), needed(span.terms, "contract sum")
        amount = cents(contract_sum * shares[name])
        # choice: the last is the one accepted last, whatever its row.
        if set(shares) == {name, *carry.milestones}:
            amount = cents(contract_sum - sum(carry.milestones.values(), ZERO))
        carry.milestones[name] = amount
        # choice: a milestone is one piece of its whole amount, of the days of its span.
        yield from span.place.stated("milestone_fee", ONE, amount, amount)


def lateness(span: Span, base: Fraction, days: Fraction, carry: ChargeCarry) -> Iterator[Line]:
    """Days late x the late rate x the fee, its own cap over the whole project."""
    # choice: days late without a late rate deduct nothing.
    each = rate(span.terms, "late rate") or ZERO
    cap = rate(span.terms, "late cap", share=True)
    amount = base * each * days
    room = None if cap is None else max(base * cap - carry.late, ZERO)
    if room is not None and amount > room:
        carry.late += cents(room)
        # A capped sum is one sum: days x price would no longer be the amount.
        yield from span.place.stated("late_deduction", -ONE, cents(room), -room)
    else:
        carry.late += cents(amount)
        yield from span.place.stated("late_deduction", -days, base * each, -amount)
