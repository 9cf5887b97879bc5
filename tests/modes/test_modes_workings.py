"""The printed working is the computation: read again by an evaluator that knows only the text."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import working
from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import commission, fixed, monthly, orders, project, receptions
from billing.period import Period, Proration, Share
from billing.usage import Happening, Kind
from billing.working import Working
from tests.modes.conftest import OCTOBER, days, event, of, row, table, used
from tests.modes.reading import read

NUMBERS = st.decimals(-99999, 99999, places=6).map(working.number)
PRICES = st.decimals(0, 99999, places=4).map(working.price)
PERCENTS = st.decimals(0, 1, places=6).map(working.percent)
RATIOS = st.integers(1, 31).flatmap(
    lambda of: st.integers(0, of).map(lambda part: working.ratio(part, of))
)
ATOMS = NUMBERS | PRICES | PERCENTS | RATIOS
ONE: dict[str, Callable[[Working], Working]] = {
    "up": working.up,
    "down": working.down,
    "cents": working.to_cents,
    "minus": Working.__neg__,
}


def _two(pair: tuple[str, Working, Working]) -> Working:
    sign, left, right = pair
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "/" if right.value:
            return left / right
        case _:
            return left * right


TERMS = st.recursive(
    ATOMS,
    lambda parts: (
        st.tuples(st.sampled_from("+-x/"), parts, parts).map(_two)
        | st.tuples(st.sampled_from(sorted(ONE)), parts).map(lambda pair: ONE[pair[0]](pair[1]))
    ),
    max_leaves=9,
)


@given(TERMS)
def test_any_working_reads_as_it_was_computed(term: Working) -> None:
    """Whatever is combined how, the text alone gives the exact value again."""
    assert read(term.text) == term.value


@pytest.mark.parametrize(
    "text, value",
    [
        ("2 x 2600.00 x 20/31", Fraction(2 * 2600 * 20, 31)),
        ("10 - 2 - 3", Fraction(5)),
        ("12 / (2 x 3)", Fraction(2)),
        ("12 / 2 x 3", Fraction(18)),
        ("5 - (-3)", Fraction(8)),
        ("floor(7 / 2) x 50%", Fraction(3, 2)),
        ("round(1 / 3)", Fraction(33, 100)),
    ],
)
def test_the_evaluator_itself(text: str, value: Fraction) -> None:
    """Precedence and brackets as people read them."""
    assert read(text) == value


@pytest.mark.parametrize("text", ["2 *3", "2 x", "(2", "2)", "ceil 3", "1,000"])
def test_the_evaluator_refuses(text: str) -> None:
    """What is not such a text is no working."""
    with pytest.raises((AssertionError, IndexError, ValueError)):
        read(text)


def _checked(rated: Rated) -> None:
    for line in rated.lines:
        assert read(line.working.text) == line.working.value


AMOUNTS = st.decimals(0, 20000, places=6)
COUNTS = st.integers(0, 20000)
SHARES = st.decimals(0, 1, places=4)
PARTS = st.integers(1, 31).map(lambda last: days("2026-10-01", f"2026-10-{last:02}"))
BOUNDS = table(("1000", "1.5", "3"), ("5000", "1.234567"), (None, "0.9", "8"))


@given(seats=st.integers(0, 50), price=AMOUNTS, part=PARTS, way=st.sampled_from(Proration))
def test_workings_of_fixed(seats: int, price: Decimal, part: Period, way: Proration) -> None:
    """Any seats, price and part of the month."""
    terms = fixed.Terms(seats=seats, price=price, grace_days=1)
    vacancy = event(Happening.VACANCY, "2026-10-01", span=OCTOBER, quantity="1.5")
    _checked(fixed.rate(terms, of(part, proration=way), used(vacancy), Carried()))


@given(
    count=COUNTS,
    method=st.sampled_from(["graduated", "volume"]),
    per=st.integers(1, 300),
)
def test_workings_of_receptions(count: int, method: Any, per: int) -> None:
    """Any count and block size, graduated or volume."""
    terms = receptions.Terms(method=method, tiers=BOUNDS, per=per)
    usage = used(row(Kind.RECEPTIONS, OCTOBER, receptions=count))
    _checked(receptions.rate(terms, of(), usage, Carried()))


@given(
    paid=COUNTS,
    cancelled=COUNTS,
    multiplier=AMOUNTS,
    method=st.sampled_from(["graduated", "volume"]),
)
def test_workings_of_orders(paid: int, cancelled: int, multiplier: Decimal, method: Any) -> None:
    """Any count and multiplier, graduated or volume."""
    terms = orders.Terms(method=method, tiers=BOUNDS, multiplier=multiplier)
    usage = used(
        row(Kind.ORDERS, OCTOBER, orders=paid + cancelled, cancelled=cancelled, refunded=0)
    )
    _checked(orders.rate(terms, of(), usage, Carried()))


@given(
    sales=AMOUNTS,
    refunds=AMOUNTS,
    before=AMOUNTS,
    multiplier=AMOUNTS,
    method=st.sampled_from(["graduated", "volume"]),
)
def test_workings_of_commission(
    sales: Decimal, refunds: Decimal, before: Decimal, multiplier: Decimal, method: Any
) -> None:
    """Any sales and refunds, with a net carried in."""
    rates = table(("1000", "0.01"), (None, "0.015"))
    terms = commission.Terms(
        seats=1, base=Decimal(1500), multiplier=multiplier, method=method, tiers=rates
    )
    usage = used(row(Kind.SALES, OCTOBER, attributed_sales=sales, refunds=refunds))
    _checked(commission.rate(terms, of(), usage, Carried(net_sales=-before)))


@given(
    count=COUNTS,
    included=COUNTS,
    tolerance=SHARES,
    mode=st.sampled_from(["above_tolerance", "from_quota"]),
    unused=st.sampled_from(["lost", "credit"]),
    part=PARTS,
)
def test_workings_of_monthly(
    count: int, included: int, tolerance: Decimal, mode: Any, unused: Any, part: Period
) -> None:
    """Any use of any quota, with tolerance or credit, in any part of the month."""
    terms = monthly.Terms(
        fee=Decimal("6000.01"),
        metric="receptions",
        included=Decimal(included),
        overage_price=Decimal("1.234567"),
        tolerance=tolerance,
        tolerance_mode=mode,
        unused=unused,
        credit_price=Decimal("0.8"),
        credit_tolerance=tolerance,
        credit_cap=Decimal("0.2"),
    )
    usage = used(row(Kind.RECEPTIONS, part, receptions=count))
    _checked(monthly.rate(terms, of(part), usage, Carried()))


@given(base=AMOUNTS, factor=AMOUNTS, late=st.integers(0, 99), before=AMOUNTS)
def test_workings_of_project(base: Decimal, factor: Decimal, late: int, before: Decimal) -> None:
    """Any factors and lateness, with a cap partly used."""
    terms = project.Terms(
        project="Launch",
        base=base,
        scale=factor,
        difficulty=factor,
        timeliness=factor,
        late_rate=Decimal("0.005"),
        late_cap=Decimal("0.1"),
    )
    usage = used(event(Happening.DAYS_LATE, "2026-10-20", quantity=str(late)))
    _checked(project.rate(terms, of(share=Share(days=7, of=31)), usage, Carried(late=before)))
