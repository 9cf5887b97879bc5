"""What is said beside a month's work: used of included and carried, and what a tolerance leaves."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from billing import money
from billing.invoice import Note, Priced
from billing.modes.monthly.included import credited_below, free_up_to
from billing.modes.monthly.terms import Terms
from billing.money import Exact
from billing.working import Working


def of_quota(
    terms: Terms, quota: Working, limit: Working, used: Exact, carried: Decimal
) -> tuple[Note, ...]:
    """Used of included; then the bound of each tolerance that the use came near to.

    `limit` is the quota with the units carried from earlier months.
    """
    return (
        _used(quota, used, carried),
        *_beyond(terms, limit, used),
        *_below(terms, quota, used),
    )


def of_caps(lines: Sequence[Priced]) -> tuple[Note, ...]:
    """A credit that was cut short by its cap, with what it would have been."""
    cut = [line.words for line in lines if line.code == "shortfall_credit" and line.words]
    return tuple(Note(code="note.credit_cap", words=words) for words in cut)


def _used(quota: Working, used: Exact, carried: Decimal) -> Note:
    words = {"used": money.text(used), "included": _worked(quota)}
    if not carried:
        return Note(code="note.quota", words=words)
    return Note(code="note.quota_carried", words={**words, "carried": money.text(carried)})


def _beyond(terms: Terms, limit: Working, used: Exact) -> Iterator[Note]:
    if terms.tolerance and used > limit.value:
        free = free_up_to(terms, limit)
        words = {"tolerance": _share(terms.tolerance), "free": _worked(free)}
        last = free if terms.tolerance_mode == "above_tolerance" else limit
        code = "note.tolerance" if used <= free.value else "note.tolerance_passed"
        yield Note(code=code, words={**words, "last": money.text(last.value)})


def _below(terms: Terms, quota: Working, used: Exact) -> Iterator[Note]:
    if terms.unused != "credit" or used >= quota.value:
        return
    if terms.credit_tolerance:
        least = credited_below(terms, quota)
        words = {"tolerance": _share(terms.credit_tolerance), "least": _worked(least)}
        yield Note(code="note.credit_tolerance", words=words)


def _worked(quota: Working) -> str:
    """`5000`, or `floor(5000 × 20/31) = 3225`."""
    value = money.text(quota.value)
    return value if value == quota.text else f"{quota.printed} = {value}"


def _share(rate: Decimal) -> str:
    return f"{money.text(rate * 100)}%"
