"""Monthly at its bounds: quota, tolerance, blocks, what is unused, what was not delivered."""

from decimal import Decimal
from typing import Any

import pytest

from billing.balance import Carried, QuotaLeft
from billing.invoice import Rated
from billing.modes import monthly
from billing.usage import Kind, Span
from tests.modes.bounds import last_days, told
from tests.modes.conftest import OCTOBER, Cells, codes, of, row, used


def _rated(
    count: str | int, span: Span | None = None, carried: Carried | None = None, **cells: Any
) -> Rated:
    """6000 for 5000 receptions, 1.20 beyond, unless the cells say otherwise."""
    given = {"fee": "6000", "metric": "receptions", "included": "5000", "overage_price": "1.20"}
    terms = monthly.Terms.model_validate({**given, **cells})
    where = span or of()
    usage = used(row(Kind.RECEPTIONS, where.period, receptions=count))
    return monthly.rate(terms, where, usage, carried or Carried())


def _beyond(rated: Rated) -> list[str]:
    """The lines after the fee, without their codes' names."""
    assert told(rated)[0].startswith("package_fee ")
    return [line.split(" ", 1)[1] for line in told(rated)[1:]]


# Included 999, tolerance 5 %: 999 x 1.05 = 1048.95, so 1048 are free.
TOLERANCE: list[tuple[int, str, str]] = [
    (0, "", ""),
    (1, "", ""),
    (998, "", ""),
    (999, "", ""),
    (1000, "", ""),
    (1047, "", ""),
    (1048, "", ""),
    (1049, "(1049 - 1048) x 1.20 = 1.20", "(1049 - 999) x 1.20 = 60.00"),
    (1050, "(1050 - 1048) x 1.20 = 2.40", "(1050 - 999) x 1.20 = 61.20"),
]


@pytest.mark.parametrize("count, above, whole", TOLERANCE)
def test_tolerance(count: int, above: str, whole: str) -> None:
    """A fractional limit rounds down to whole units; beyond it, or all from the quota."""
    for mode, expected in (("above_tolerance", above), ("from_quota", whole)):
        rated = _rated(count, included="999", tolerance="5%", tolerance_mode=mode)
        assert _beyond(rated) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "count, tolerance, expected",
    [
        (0, "0", ""),
        (1, "0", "(1 - 0) x 1.20 = 1.20"),
        (1, "100%", "(1 - 0) x 1.20 = 1.20"),  # a share of nothing is nothing
    ],
)
def test_nothing_included(count: int, tolerance: str, expected: str) -> None:
    """0 included: the first unit is beyond."""
    rated = _rated(count, included="0", tolerance=tolerance, tolerance_mode="above_tolerance")
    assert _beyond(rated) == ([expected] if expected else [])


# 300 for each started 100 beyond 5000; with a tolerance of 1 % beyond 5050.
BLOCKS: list[tuple[int, str, str]] = [
    (5000, "", ""),
    (5001, "ceil((5001 - 5000) / 100) x 300.00 = 300.00", ""),
    (5099, "ceil((5099 - 5000) / 100) x 300.00 = 300.00", "49"),
    (5100, "ceil((5100 - 5000) / 100) x 300.00 = 300.00", "50"),
    (5101, "ceil((5101 - 5000) / 100) x 300.00 = 600.00", "51"),
    (5150, "ceil((5150 - 5000) / 100) x 300.00 = 600.00", "100"),
    (5151, "ceil((5151 - 5000) / 100) x 300.00 = 600.00", "101"),
]


@pytest.mark.parametrize("count, expected, beyond", BLOCKS)
def test_blocks(count: int, expected: str, beyond: str) -> None:
    """A started block counts whole: 100 beyond are one, 101 are two."""
    cells: Cells = {"overage_price": "300", "per": "100"}
    assert _beyond(_rated(count, **cells)) == ([expected] if expected else [])
    tolerant = _rated(count, **cells, tolerance="1%", tolerance_mode="above_tolerance")
    amount = {"": "", "101": "600.00"}.get(beyond, "300.00")
    working = f"ceil(({count} - 5050) / 100) x 300.00 = {amount}"
    assert _beyond(tolerant) == ([working] if beyond else [])


@pytest.mark.parametrize(
    "days, below, at",
    [
        (1, 161, "(162 - 161) x 1.20 = 1.20"),  # 5000/31 = 161.29
        (30, 4838, "(4839 - 4838) x 1.20 = 1.20"),  # 150000/31 = 4838.7
        (31, 5000, "(5001 - 5000) x 1.20 = 1.20"),
    ],
)
def test_the_quota_of_a_part_month(days: int, below: int, at: str) -> None:
    """Fee and quota prorate together; a fractional quota rounds down."""
    span = last_days(days, "2026-10")
    assert _beyond(_rated(below - 1, span)) == []
    assert _beyond(_rated(below, span)) == []
    assert _beyond(_rated(below + 1, span)) == [at]


@pytest.mark.parametrize(
    "count, blocks",
    [(4999, []), (5000, []), (5250, []), (5251, ["no_overage_price"])],
)
def test_without_a_price_beyond(count: int, blocks: list[str]) -> None:
    """What is within the tolerance needs none."""
    terms = monthly.Terms.model_validate(
        {
            "fee": "6000", "metric": "receptions", "included": "5000",
            "tolerance": "5%", "tolerance_mode": "from_quota",
        }
    )  # fmt: skip
    usage = used(row(Kind.RECEPTIONS, OCTOBER, receptions=count))
    assert codes(monthly.rate(terms, of(), usage, Carried())) == blocks


def _held(*left: tuple[str, int]) -> Carried:
    return Carried(quota=tuple(QuotaLeft(month=name, units=Decimal(n)) for name, n in left))


# Carried in from September, three months long; used; the overage; what is carried on.
CARRIED: list[tuple[int, int, str, tuple[tuple[str, int], ...]]] = [
    (0, 0, "", (("2026-10", 5000),)),
    (0, 4999, "", (("2026-10", 1),)),
    (0, 5000, "", ()),
    (1, 4999, "", (("2026-09", 1), ("2026-10", 1))),
    (1, 5000, "", (("2026-09", 1),)),
    (1, 5001, "", ()),
    (1, 5002, "(5002 - 5001) x 1.20 = 1.20", ()),
    (300, 5299, "", (("2026-09", 1),)),
    (300, 5300, "", ()),
    (300, 5301, "(5301 - 5300) x 1.20 = 1.20", ()),
]


@pytest.mark.parametrize("held, count, expected, after", CARRIED)
def test_carried_quota(
    held: int, count: int, expected: str, after: tuple[tuple[str, int], ...]
) -> None:
    """Used after this month's and before overage, to the last unit."""
    before = _held(("2026-09", held)) if held else _held()
    rated = _rated(count, carried=before, unused="carry_over", carry_months="3")
    assert _beyond(rated) == ([expected] if expected else [])
    assert rated.carried.quota == _held(*after).quota


@pytest.mark.parametrize(
    "month, usable, kept",
    [("2026-09", True, True), ("2026-08", True, False), ("2026-07", False, False)],
)
def test_how_long_quota_is_carried(month: str, usable: bool, kept: bool) -> None:
    """Two months: usable in the second, and gone after it."""
    cells: Cells = {"unused": "carry_over", "carry_months": "2"}
    before = _held((month, 10))
    over = _beyond(_rated(5010, carried=before, **cells))
    assert over == ([] if usable else ["(5010 - 5000) x 1.20 = 12.00"])
    after = _rated(5000, carried=before, **cells).carried
    assert after.quota == (before.quota if kept else ())


@pytest.mark.parametrize("unused", ["lost", "credit"])
def test_terms_that_carry_nothing_use_nothing_carried(unused: str) -> None:
    """100 left by earlier terms have run out, also where the months still stand in their cell."""
    cells: Cells = {"unused": unused, "carry_months": "3", "credit_price": "0.80"}
    rated = _rated(5060, carried=_held(("2026-09", 100)), **cells)
    assert _beyond(rated) == ["(5060 - 5000) x 1.20 = 72.00"]
    assert rated.carried.quota == ()
