"""A store that had usage in the last month billed, and has none now."""

from collections.abc import Iterator
from fractions import Fraction

from billing.errors import Problem
from billing.period import Period
from billing.review.finding import cells, held, shown
from billing.review.kept import Track
from billing.review.subject import Past, Subject


def usage_gone(subject: Subject) -> Iterator[Problem]:
    """Every figure of a charge that the register still bills, and that is zero or absent now."""
    if not subject.limits.gone or not subject.past:
        return
    last = subject.past[-1]
    for track, series in last.measured.items():
        missing = not subject.now.get(track) or not subject.now[track].total
        if missing and track.figure != "peak" and _expected(subject, track, last):
            yield held(
                "usage_gone",
                source=cells(subject, track),
                expected=shown(Fraction(series.total)),
                figure=track.figure,
                where=subject.where(track),
                then=last.draft.month,
            )


def _expected(subject: Subject, track: Track, last: Past) -> bool:
    """Whether as much as last month, for the days billed now, would be worth a word."""
    charge = subject.charges.get(track.charge)
    if charge is None or not _bills(subject, track) or _pooled_now(subject, track):
        return False
    then = len(subject.days(track, last.draft))
    rate = Fraction(last.measured[track].total) / then
    return rate * len(subject.days(track, subject.draft)) >= subject.least(track.figure)


def _bills(subject: Subject, track: Track) -> bool:
    """Whether the charge has a day in this month; one that ended says nothing."""
    days: Period = subject.draft.period
    return any(row.period.common(days).days > 0 for row in subject.charges[track.charge].rows)


def _pooled_now(subject: Subject, track: Track) -> bool:
    """Whether the file tells stores in another way than last month: as one, or one by one."""
    return any(
        other.figure == track.figure
        and other.charge == track.charge
        and bool(other.store) != bool(track.store)
        for other in subject.now
    )
