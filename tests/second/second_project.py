"""Project: the signed monthly fee, the product of factors, or milestones; days late."""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from tests.second.second_contract import Case, Charge
from tests.second.second_modes import Events
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    ChargeCarry,
    Line,
    Place,
    Rated,
    Row,
    cents,
    day,
    needed,
    rate,
    text,
)
from tests.second.second_usage import headers


def project(case: Case, charge: Charge, carry: ChargeCarry, events: Events, rated: Rated) -> None:
    """The signed fee, the factors, or milestones; then the deduction for days late."""
    base = ZERO  # of lateness: before floor and cap
    for span in charge.of("Project"):
        if not text(span.terms, "contract sum"):
            lines = list(span.place.line("project_fee", ONE, project_price(span.terms), span.ratio))
            rated.fees += lines
            base += sum((line.amount for line in lines), ZERO)
    terms = charge.last_terms("Project", case.last)
    if text(terms, "contract sum"):
        # choice: lateness of a contract sum is on the contract sum, not on a milestone.
        base = needed(terms, "contract sum")
        accepted = events.get("milestone accepted", [])
        rated.fees += milestones(case, charge, terms, carry, accepted)
    days = sum((needed(row, "quantity") for row in events.get("days late", [])), ZERO)
    rated.lateness += lateness(case, charge, terms, base, days, carry)


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
    case: Case, charge: Charge, terms: Row, carry: ChargeCarry, accepted: list[Row]
) -> Iterator[Line]:
    """A line per milestone accepted this month; the last to be billed takes what is left."""
    listed = [
        row for row in case.register.get("Milestones", ()) if text(row, "charge") == charge.code
    ]
    shares = {
        text(row, "milestone"): cast("Fraction", rate(row, "share", share=True)) for row in listed
    }
    if sum(shares.values(), ZERO) != 1:
        raise BlockedError("the milestones' shares are not 100 %")
    names = [text(row, "item") for row in accepted]
    if set(names) - set(shares) or len(set(names)) < len(names) or carry.milestones.keys() & names:
        raise BlockedError(f"milestones {names}: unknown, or accepted twice")
    for row in sorted(accepted, key=lambda row: list(shares).index(text(row, "item"))):
        name, contract_sum = text(row, "item"), needed(terms, "contract sum")
        amount = cents(contract_sum * shares[name])
        # choice: the last is the last to be billed, whatever its row.
        if set(shares) == {name, *carry.milestones}:
            amount = contract_sum - sum(carry.milestones.values(), ZERO)
        carry.milestones[name] = amount
        # choice: the service span of a milestone is the day of its acceptance.
        on = text(row, *headers("date"))
        ends = (day(on), day(on)) if len(on) == 10 else (case.first, case.last)
        place = Place(charge.code, charge.store, *ends)
        yield from place.stated("milestone_fee", shares[name], contract_sum, amount)


def lateness(
    case: Case, charge: Charge, terms: Row, base: Fraction, days: Fraction, carry: ChargeCarry
) -> Iterator[Line]:
    """Days late x the late rate x the fee, its own cap over the whole project."""
    # choice: the fee is what the charge's project_fee lines sum to, for the cap as for the rate;
    # days late without a late rate deduct nothing.
    each, cap = rate(terms, "late rate") or ZERO, rate(terms, "late cap", share=True)
    amount = base * each * days
    if cap is not None:
        amount = max(min(amount, base * cap - carry.late), ZERO)
    carry.late += cents(amount)
    ends = (charge.runs[0].start, charge.runs[-1].end) if charge.runs else (case.first, case.last)
    place = Place(charge.code, charge.store, *ends)
    yield from place.stated("late_deduction", -days, base * each, -amount)
