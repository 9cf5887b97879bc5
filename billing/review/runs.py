"""Days in a row that no count has: one figure again and again, or figures that only rise.

The first is a month's total, or a plan, in every day; the second a figure added up from day to day.
Both are told of the month alone, so they are seen in a first month too.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from billing.errors import Problem
from billing.review.finding import cells, held, shown
from billing.review.kept import Series, Track
from billing.review.subject import Subject

_GROWN = Fraction(3, 2)  # a sum of days grows at least so much; a store that grows does by less
_FEW = 10  # a day: so few may well be the same for weeks

Days = Sequence[tuple[date, Decimal]]


def figures_constant(subject: Subject) -> Iterator[Problem]:
    """The same figure on many days in a row; seats are a plan, and stay as they are."""
    for track, run in _found(subject, Decimal(subject.limits.constant), _same, len):
        if run[0][1] >= _FEW:
            yield _told(subject, "figures_constant", track, run)


def figures_rising(subject: Subject) -> Iterator[Problem]:
    """A figure that never falls, and rises on many days; days of rest leave it as it is."""
    for track, run in _found(subject, Decimal(subject.limits.rising), _not_less, _different):
        if run[-1][1] >= _GROWN * Fraction(run[0][1]):
            yield _told(subject, "figures_rising", track, run)


def _found(
    subject: Subject,
    least: Decimal,
    follows: Callable[[Decimal, Decimal], bool],
    length: Callable[[Days], int],
) -> Iterator[tuple[Track, Days]]:
    """Each figure's longest run, where long and large enough, told once; 0: none."""
    told = set()
    for track in subject.tracks() if least else ():
        run = max(_runs(subject.now[track], follows), key=length, default=())
        once = (track.figure, tuple(run))
        large = sum((figure for _, figure in run), Decimal(0)) >= subject.least(track.figure)
        if track.figure != "peak" and length(run) >= least and large and once not in told:
            told.add(once)
            yield track, run


def _runs(series: Series, follows: Callable[[Decimal, Decimal], bool]) -> Iterator[Days]:
    """The days with figures, parted where one does not follow on the day before."""
    days = sorted(series.days.items())
    starts = [
        place
        for place, (one, other) in enumerate(pairwise(days), 1)
        if not follows(one[1], other[1])
    ]
    for start, end in pairwise((0, *starts, len(days))):
        yield days[start:end]


def _same(one: Decimal, other: Decimal) -> bool:
    return one == other


def _not_less(one: Decimal, other: Decimal) -> bool:
    return one <= other


def _different(run: Days) -> int:
    return len({figure for _, figure in run})


def _told(subject: Subject, code: str, track: Track, run: Days) -> Problem:
    return held(
        code,
        source=cells(subject, track, [day for day, _ in run]),
        found=shown(Fraction(run[0][1])),
        expected=shown(Fraction(run[-1][1])),
        figure=track.figure,
        where=subject.where(track),
        days=str(len(run)),
        first=str(run[0][0]),
        last=str(run[-1][0]),
    )
