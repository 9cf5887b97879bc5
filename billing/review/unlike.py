"""Quantities far from the client's own recent months, and slips of a unit."""

from collections.abc import Iterator
from fractions import Fraction

from billing.errors import Problem
from billing.rate.covering import needed
from billing.review.finding import KINDS, cells, held, shown, times
from billing.review.kept import Track
from billing.review.subject import Beside, Subject

# Seats by day and hours come and go with the season; of these only a slip is told.
_UNEVEN = ("peak", "used")
_SLIPS = (10, 100, 1000, 10_000)  # 万 in place of 元 is the last
_NEAR = Fraction(5, 4)  # how far from a slip's exact size a month may be, either way


def unlike_recent_months(subject: Subject) -> Iterator[Problem]:
    """Every figure that is far above or below the recent months, per day billed; each once."""
    told = set()
    for track in subject.tracks():
        beside = subject.beside(track)
        if beside is None or not beside.rate or _small(subject, beside):
            continue
        same = (track.figure, beside.now.total, beside.usual)
        if same not in told and (problem := _unlike(subject, beside)):
            told.add(same)  # two charges of one store are billed by the same figure
            yield problem


def _small(subject: Subject, beside: Beside) -> bool:
    """Both of now and of recent months: too small to compare."""
    return max(beside.rate, beside.usual) * beside.days < subject.least(beside.track.figure)


def _unlike(subject: Subject, beside: Beside) -> Problem | None:
    slip = next((n for n in _SLIPS if n / _NEAR <= beside.size <= n * _NEAR), None)
    if slip and subject.limits.slip:
        return _told(subject, beside, "unit_slip", slip=shown(Fraction(slip)))
    limit = subject.limits.change
    steady = beside.track.figure not in _UNEVEN and _billed(subject, beside.track)
    if limit and steady and beside.size > Fraction(limit):
        return _told(subject, beside, "unlike_recent_months")
    return None


def _billed(subject: Subject, track: Track) -> bool:
    """Whether a charge is billed by it, though its tables may not show it: such as a band."""
    kind = KINDS.get(track.figure)
    return bool(track.charge) or any(
        kind in needed(row.terms)
        for charge in subject.contract.charges
        for row in charge.rows
        if row.period.common(subject.draft.period).days > 0
    )


def _told(subject: Subject, beside: Beside, code: str, **more: str) -> Problem:
    track = beside.track
    return held(
        code,
        source=cells(subject, track),
        found=shown(Fraction(beside.now.total)),
        expected=shown(beside.usual),
        figure=track.figure,
        where=subject.where(track),
        charge=track.charge,
        days=str(beside.days),
        now=shown(beside.rate),
        months=beside.months,
        ratio=times(beside.ratio),
        **more,
    )
