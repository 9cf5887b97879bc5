"""What is measured: events of days, figures by day, words for the night."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from billing import measure
from billing.measure.receptions import is_night
from billing.usage import Happening, Kind
from tests.modes.conftest import OCTOBER, days, event, of, row, used

FIRST = days("2026-10-01", "2026-10-10")


@pytest.mark.parametrize(
    "shift, night",
    [
        *((name, True) for name in ("night", " Night ", "晚班", "夜班", "凌晨", "夜间", "夜班 ")),
        *((name, False) for name in ("", "day", "白班", "早班", "nights", "晚")),
    ],
)
def test_names_of_the_night(shift: str, night: bool) -> None:
    """In Chinese, and in English in any case."""
    assert is_night(shift) is night


@pytest.mark.parametrize(
    "parts, expected", [(1, ()), (2, ("2026-10-01..2026-10-31", "2026-10-10..2026-10-11"))]
)
def test_events_of_changing_terms_need_their_day(parts: int, expected: tuple[str, ...]) -> None:
    """One that reaches beyond the days of its terms would count in both."""
    happened = [
        event(Happening.DAYS_LATE, OCTOBER, quantity="1"),
        event(Happening.DAYS_LATE, "2026-10-10", quantity="2"),
        event(Happening.DAYS_LATE, FIRST, quantity="3"),
        event(Happening.DAYS_LATE, days("2026-10-10", "2026-10-11"), quantity="4"),
        event(Happening.DAYS_LATE, "2026-10-11", quantity="5"),
    ]
    span = replace(of(FIRST), parts=parts)
    found, wide = measure.events(used(*happened), span, Happening.DAYS_LATE)
    assert found == tuple(happened[:4])
    assert tuple(problem.found for problem in wide) == expected
    for problem in wide:
        assert (problem.code, problem.source) == ("event_needs_day", happened[0].source)
        assert problem.values == {"charge": "K-1", "days": "2026-10-01..2026-10-10"}


def test_a_figure_by_day() -> None:
    """Days rise; rows of one day are added up; totals, and rows without the figure, stay out."""
    rows = [
        row(Kind.RECEPTIONS, "2026-10-03", receptions=7),
        row(Kind.RECEPTIONS, "2026-10-01", receptions=5),
        row(Kind.RECEPTIONS, "2026-10-03", receptions="0.5", store="S2"),
        row(Kind.RECEPTIONS, FIRST, receptions=100),
        row(Kind.RECEPTIONS, "2026-10-02", robot=1),
    ]
    found = measure.by_day(rows, "receptions")
    assert list(found.items()) == [
        (date(2026, 10, 1), Fraction(5)),
        (date(2026, 10, 3), Fraction(15, 2)),
    ]
