"""A day that is many times the median day of its own month."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from billing.errors import Problem
from billing.review.finding import cells, held, listed, shown, times
from billing.review.subject import Subject

_DAYS = 7  # with fewer days there is no usual one
_BUSY = 5  # a sales day may be this many times as busy as any other


def days_far(subject: Subject) -> Iterator[Problem]:
    """One finding a figure, with its days."""
    if not subject.limits.day:
        return
    told = set()
    for track in subject.tracks():
        worked = {day: figure for day, figure in subject.now[track].days.items() if figure > 0}
        if len(worked) < _DAYS:
            continue
        usual = Fraction(median(worked.values()))
        far = _far(subject, worked, usual * Fraction(subject.limits.day), track.figure)
        if far and (track.figure, tuple(far)) not in told:
            told.add((track.figure, tuple(far)))
            yield held(
                "day_far_from_median",
                source=cells(subject, track, far[:1]),
                found=listed([_day(day, worked[day], usual) for day in far]),
                expected=shown(usual),
                figure=track.figure,
                where=subject.where(track),
            )


def _far(
    subject: Subject, worked: Mapping[date, Decimal], limit: Fraction, figure: str
) -> list[date]:
    """The days at or above the limit, the farthest first; on sales days it is much higher."""
    found = [
        day
        for day, value in worked.items()
        if value >= max(limit * (_BUSY if subject.busy(day) else 1), subject.least(figure))
    ]
    return sorted(found, key=lambda day: (-worked[day], day))


def _day(day: date, value: Decimal, usual: Fraction) -> str:
    return f"{day} {shown(Fraction(value))} ({times(Fraction(value) / usual)})"
