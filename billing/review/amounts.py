"""Amounts far from those of recent months: a price or seats typed wrongly in the register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from billing import money
from billing.contract import Charge, Mode
from billing.errors import Problem
from billing.invoice import DraftInvoice
from billing.review.finding import held, times
from billing.review.kept import Measured, Track
from billing.review.subject import Subject

# Peaks and projects are billed when they happen, so their months are never alike.
_UNEVEN = (Mode.DAILY, Mode.PROJECT)


def amounts_unlike(subject: Subject) -> Iterator[Problem]:
    """Charges that were billed before too, one by one: a new one is no surprise."""
    limit = subject.limits.amount
    for code, charge in subject.charges.items():
        now = _billed(subject, subject.draft, subject.now, code)
        then = [
            (past.draft.month, billed)
            for past in subject.past
            if (billed := _billed(subject, past.draft, past.measured, code)).amount
        ]
        if not limit or not then or charge.mode in _UNEVEN:
            continue
        usual = [billed for _, billed in then]
        ratio = _ratio(now, usual)
        most = max(now.amount, *(one.amount for one in usual))
        if max(ratio, 1 / ratio) > limit and most >= subject.limits.least_amount:
            yield _told(subject, charge, now, ratio, then)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Billed:
    """What a charge came to in a month."""

    amount: Fraction
    days: int
    units: Fraction  # counted by day or month; zero where nothing is


def _billed(subject: Subject, draft: DraftInvoice, measured: Measured, code: str) -> _Billed:
    """What is deducted says nothing of the price."""
    own = (line.amount for line in draft.lines if line.charge == code and line.amount > 0)
    units = (series.total for track, series in measured.items() if track.charge == code)
    return _Billed(
        amount=Fraction(sum(own, money.ZERO)),
        days=len(subject.days(Track("", code), draft)),
        units=Fraction(sum(units, money.ZERO)),
    )


def _ratio(now: _Billed, usual: Sequence[_Billed]) -> Fraction:
    """The one nearest to 1 of: the amount's, the amount's a day, the amount's a unit.

    Where one of them is as usual it explains the others: fees are prorated or not, and a charge
    of more work, or of one more store, comes to more.
    """
    if not now.amount:
        return Fraction(1)  # a month without work; a draft of zero is told by itself
    ratios = [
        now.amount / median(one.amount for one in usual),
        now.amount / now.days / median(one.amount / one.days for one in usual),
    ]
    if now.units and all(one.units for one in usual):
        ratios.append(now.amount / now.units / median(one.amount / one.units for one in usual))
    return min(ratios, key=lambda ratio: max(ratio, 1 / ratio))


def _told(
    subject: Subject,
    charge: Charge,
    now: _Billed,
    ratio: Fraction,
    then: Sequence[tuple[str, _Billed]],
) -> Problem:
    usual = Fraction(median(billed.amount for _, billed in then))
    return held(
        "amount_unlike",
        source=charge.rows[-1].source,
        found=_money(now.amount, subject.draft),
        expected=_money(usual, subject.draft),
        charge=charge.code,
        days=str(now.days),
        ratio=times(ratio),
        months=", ".join(name for name, _ in then),
    )


def _money(value: Fraction, draft: DraftInvoice) -> str:
    return money.shown(money.rounded(value, draft.currency), draft.currency)
