"""By day: how seats are counted, and what is missing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import daily
from billing.usage import Kind, Span, Usage, UsageRow
from tests.modes.conftest import NOVEMBER, codes, days, lines, of, row, used

RATES = daily.Rates(name="R", prices={"peak": Decimal(400), "ordinary": Decimal(220)})
PEAKS = daily.Calendar(name="C", spans=((days("2026-11-10", "2026-11-11"), "peak"),))
THREE = days("2026-11-10", "2026-11-12")
ONE = days("2026-11-10", "2026-11-10")
TENTH = "2026-11-10"


def _seats(*peaks: int, store: str = "S1") -> tuple[UsageRow, ...]:
    return tuple(
        row(Kind.STAFFING, f"2026-11-{day}", store, peak=peak) for day, peak in enumerate(peaks, 10)
    )


def _shift(start: int, end: int, seats: int, **more: Any) -> UsageRow:
    return row(Kind.STAFFING, TENTH, start=60 * start, end=60 * end, seats=seats, **more)


def _rated(
    usage: Usage | Sequence[UsageRow],
    span: Span | None = None,
    carried: Carried | None = None,
    **cells: Any,
) -> Rated:
    given = {
        "headcount": "peak",
        "rates": RATES,
        "calendar": PEAKS,
        "default_kind": "ordinary",
        **cells,
    }
    terms = daily.Terms.model_validate({k: v for k, v in given.items() if v is not None})
    taken = usage if isinstance(usage, Usage) else used(*usage)
    return daily.rate(terms, span or of(THREE, NOVEMBER), taken, carried or Carried())


SHIFTS: list[tuple[str, tuple[tuple[int, int, int], ...], str, str]] = [
    ("one after the other, across midnight", ((9, 18, 6), (18, 26, 4)), "6", "10"),
    ("an hour together", ((9, 18, 6), (17, 26, 4)), "10", "10"),
    ("alone", ((9, 18, 6),), "6", "6"),
    ("the same hours", ((9, 18, 6), (9, 18, 1)), "7", "7"),
    ("three, two at a time", ((8, 12, 3), (10, 16, 2), (12, 20, 4)), "6", "9"),
]


@pytest.mark.parametrize(
    "given, peak, shifts", [case[1:] for case in SHIFTS], ids=[case[0] for case in SHIFTS]
)
def test_peak_and_shifts(given: Sequence[tuple[int, int, int]], peak: str, shifts: str) -> None:
    """Shifts are [start, end) and belong to the day on which they start."""
    usage = [_shift(*one) for one in given]
    span = of(ONE, NOVEMBER)
    assert lines(_rated(usage, span))[0][2] == peak
    assert lines(_rated(usage, span, headcount="shifts"))[0][2] == shifts


def test_rows_by_name_of_shift() -> None:
    """Named shifts add up for `shifts`; for a peak they do not tell who was there at once."""
    usage = [
        row(Kind.STAFFING, TENTH, shift="早班", peak=6),
        row(Kind.STAFFING, TENTH, shift="晚班", peak=4),
    ]
    span = of(ONE, NOVEMBER)
    assert lines(_rated(usage, span, headcount="shifts"))[0][2] == "10"
    assert codes(_rated(usage, span)) == ["several_rows_a_day"]


def test_a_peak_is_no_count_of_shifts() -> None:
    """A day's peak alone does not say how many seat-shifts there were."""
    rated = _rated(_seats(6), of(ONE, NOVEMBER), headcount="shifts")
    assert (lines(rated), codes(rated)) == ([], ["needs_shifts"])


def test_several_services_of_a_day_add_up() -> None:
    """Rows of different services are different seats."""
    usage = [
        row(Kind.STAFFING, TENTH, service="pre-sales", peak=6),
        row(Kind.STAFFING, TENTH, service="after-sales", peak=4),
    ]
    assert lines(_rated(usage, of(ONE, NOVEMBER)))[0][2] == "10"


def test_stores_add_up() -> None:
    """A charge over several stores adds the stores' peaks."""
    usage = [*_seats(6), *_seats(4, store="S2")]
    span = of(ONE, NOVEMBER, stores=("S1", "S2"))
    assert lines(_rated(usage, span))[0][2] == "10"


BLOCKED: list[tuple[str, Sequence[UsageRow], list[tuple[str, str, str]]]] = [
    ("no rows", (), [("missing_staffing", "2026-11-10, 2026-11-11, 2026-11-12", "S1")]),
    ("a day", _seats(8, 10), [("missing_staffing", "2026-11-12", "S1")]),
    (
        "a blank cell",
        [*_seats(8, 10), row(Kind.STAFFING, "2026-11-12", blank=["peak"])],
        [("blank_seats", "2026-11-12", "S1")],
    ),
    (
        "a total of days",
        [row(Kind.STAFFING, THREE, peak=8)],
        [("needs_days", f"2026-11-1{n}", "S1") for n in range(3)],
    ),
    (
        "neither peak nor seats",
        [*_seats(8, 10), row(Kind.STAFFING, "2026-11-12", booked=8)],
        [("blank_seats", "2026-11-12", "S1")],
    ),
]


@pytest.mark.parametrize(
    "rows, expected", [case[1:] for case in BLOCKED], ids=[case[0] for case in BLOCKED]
)
def test_missing_is_never_zero(
    rows: Sequence[UsageRow], expected: list[tuple[str, str, str]]
) -> None:
    """With a default kind every day of the engagement needs a row."""
    rated = _rated(rows)
    assert lines(rated) == []
    assert [(one.code, one.found, one.values["store"]) for one in rated.problems] == expected


def test_missing_days_are_named_by_store() -> None:
    """S1 lacks the 12th, S2 the 11th: each is said of its own store."""
    usage = [*_seats(8, 10), *_seats(1, store="S2"),
             row(Kind.STAFFING, "2026-11-12", "S2", peak=1)]  # fmt: skip
    rated = _rated(usage, of(THREE, NOVEMBER, stores=("S1", "S2")))
    assert [(one.found, one.values["store"]) for one in rated.problems] == [
        ("2026-11-11", "S2"),
        ("2026-11-12", "S1"),
    ]


def test_files_set_aside_are_named() -> None:
    """The file of another month is part of the reason."""
    rated = _rated(used(set_aside=("october.xlsx",)))
    assert [(one.code, one.values["files"]) for one in rated.problems] == [
        ("missing_staffing_set_aside", "october.xlsx")
    ]


def test_a_row_without_store_needs_a_pooled_charge() -> None:
    """Staffing of no store cannot be one store's."""
    usage = _seats(8, store="")
    assert lines(_rated(usage, of(ONE, NOVEMBER)))[0][2] == "8"
    own = of(ONE, NOVEMBER, pooled=False)
    assert codes(_rated(usage, own)) == ["store_unknown"]
