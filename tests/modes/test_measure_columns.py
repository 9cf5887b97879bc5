"""Columns of figures: the same numbers as exact fractions give, whatever the digits."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from billing import measure, money
from billing.measure.columns import Column, cell
from billing.usage import Kind, UsageRow
from tests.modes.conftest import of, row, used

FIRST = date(2026, 10, 1)
_FIGURES = st.decimals(-(10**18), 10**18, allow_nan=False, places=6) | st.integers(0, 999)
_ROWS = st.lists(
    st.tuples(st.sampled_from(["S1", "S2"]), st.integers(0, 4), _FIGURES, _FIGURES),
    min_size=1,
    max_size=12,
)


def _row(store: str, day: int, receptions: Decimal | int, robot: Decimal | int) -> UsageRow:
    when = str(FIRST + timedelta(days=day))
    return row(Kind.RECEPTIONS, when, store, receptions=receptions, robot=robot)


@given(_ROWS)
def test_a_table_of_days_is_exact(found: list[tuple[str, int, Decimal, Decimal]]) -> None:
    """Every cell is the sum of its rows as fractions, in the shortest form; so are the totals."""
    rows = used(*(_row(*one) for one in found)).rows
    figures = {
        "receptions": measure.summed("receptions"),
        "effective": lambda columns: columns.less("receptions", ("robot",)),
    }
    table = measure.days(
        "receptions_by_day", of(stores=("S2", "S1")), measure.Columns(rows), figures
    )[0]
    expected = []
    for store in ("S2", "S1"):
        for day in range(5):
            own = [one for one in found if one[:2] == (store, day)]
            if own:
                expected.append((store, FIRST + timedelta(days=day), *_sums(own)))
    several = len({store for store, *_ in found}) > 1
    assert list(table.rows) == [one if several else one[1:] for one in expected]
    assert [*map(str, table.totals[-2:])] == [*map(str, _sums(found))]


def _sums(rows: list[tuple[str, int, Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    receptions = sum((Fraction(one[2]) for one in rows), Fraction(0))
    robot = sum((Fraction(one[3]) for one in rows), Fraction(0))
    return money.decimal(receptions), money.decimal(receptions - robot)


@given(_FIGURES)
def test_a_cell_has_one_form(figure: Decimal | int) -> None:
    """Alone or with others, `5.0` and `-0` are shown as the fraction is."""
    units, places = money.units([Decimal(figure)])
    shown = str(money.decimal(Fraction(figure)))
    alone, others = Column(units, places), Column([*units, 0, 0], places, frozenset([1]))
    assert alone.total == figure
    assert (str(cell(alone)), str(cell(others))) == (shown, shown)


def test_a_cell_that_no_row_tells() -> None:
    """Nothing told is empty, and never zero."""
    none = [Column([0] * count, 0, frozenset(range(count))) for count in (1, 2)]
    assert [*map(cell, none), cell(Column([0, 0], 0, frozenset([1])))] == ["", "", Decimal(0)]
