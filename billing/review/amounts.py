"""Amounts far from those of recent months: a price or seats typed wrongly in the register."""

from collections.abc import Container, Iterator
from fractions import Fraction
from statistics import median

from billing import money
from billing.contract import Mode
from billing.errors import Problem
from billing.invoice import DraftInvoice
from billing.review.finding import held, shown, times
from billing.review.kept import Track
from billing.review.subject import Subject

# Peaks and projects are billed when they happen, so their months are never alike.
_UNEVEN = (Mode.DAILY, Mode.PROJECT)


def amounts_unlike(subject: Subject, explained: Container[str]) -> Iterator[Problem]:
    """Charges that were billed before too, one by one: a new one is no surprise.

    A charge is odd only if both its amount and its amount a day are: some are prorated, some not.
    `explained` are charges whose quantities are told already.
    """
    limit = subject.limits.amount
    for code, charge in subject.charges.items():
        now, then = _amount(subject.draft, code), _before(subject, code)
        if not limit or not now or not then or charge.mode in _UNEVEN or code in explained:
            continue
        days = len(subject.days(Track("", code), subject.draft))
        whole = now / median(amount for amount, _ in then)
        daily = now / days / median(amount / count for amount, count in then)
        # The ratio nearer to 1 decides; on two sides of it the proration explains both.
        ratio = min(whole, daily) if min(whole, daily) >= 1 else max(whole, daily)
        if not 1 / Fraction(limit) <= ratio <= Fraction(limit) and _worth(subject, now, then):
            yield held(
                "amount_unlike",
                source=charge.rows[-1].source,
                found=_money(now, subject.draft),
                expected=_money(Fraction(median(amount for amount, _ in then)), subject.draft),
                charge=code,
                days=str(days),
                now=shown(now / days),
                ratio=times(ratio),
                months=", ".join(
                    past.draft.month for past in subject.past if _amount(past.draft, code)
                ),
            )


def _amount(draft: DraftInvoice, code: str) -> Fraction:
    """What a charge comes to; what is deducted says nothing of it."""
    own = (line.amount for line in draft.lines if line.charge == code and line.amount > 0)
    return Fraction(sum(own, money.ZERO))


def _before(subject: Subject, code: str) -> list[tuple[Fraction, int]]:
    """Its amounts in recent months, each with the days billed."""
    return [
        (amount, len(subject.days(Track("", code), past.draft)))
        for past in subject.past
        if (amount := _amount(past.draft, code))
    ]


def _worth(subject: Subject, now: Fraction, then: list[tuple[Fraction, int]]) -> bool:
    return max(now, *(amount for amount, _ in then)) >= subject.limits.least_amount


def _money(value: Fraction, draft: DraftInvoice) -> str:
    return money.shown(money.rounded(value, draft.currency), draft.currency)
