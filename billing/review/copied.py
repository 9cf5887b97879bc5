"""The same figures as in an earlier month, day for day: a file that was copied."""

from collections.abc import Iterator

from billing.errors import Problem
from billing.review.finding import cells, held
from billing.review.kept import Series
from billing.review.subject import Subject

_DAYS = 10  # fewer days in a row may be alike by chance, or by plan
_DIFFERENT = 5  # so few different figures are a plan, not a count
_LENGTHS = 3  # months differ by up to this many days


def figures_copied(subject: Subject) -> Iterator[Problem]:
    """Figures by day that are those of a recent month in the same order; seats are a plan."""
    if not subject.limits.copied:
        return
    told = set()
    for track in subject.tracks():
        for past in reversed(subject.past):
            then = past.measured.get(track, Series())
            now = subject.now[track]
            once = (track.figure, track.store)
            if track.figure != "peak" and once not in told and _alike(now, then):
                told.add(once)
                yield held(
                    "figures_copied",
                    source=cells(subject, track),
                    found=str(min(len(now.days), len(then.days))),
                    figure=track.figure,
                    where=subject.where(track),
                    then=past.draft.month,
                )


def _alike(now: Series, then: Series) -> bool:
    """Whether the days of the shorter month are the first days of the longer one."""
    one, other = ([series.days[day] for day in sorted(series.days)] for series in (now, then))
    common = min(len(one), len(other))
    return (
        common >= _DAYS
        and abs(len(one) - len(other)) <= _LENGTHS
        and one[:common] == other[:common]
        and len(set(one)) >= _DIFFERENT
    )
