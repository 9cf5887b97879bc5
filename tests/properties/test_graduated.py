"""Graduated and volume prices against a count unit by unit, through a whole draft."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from billing.contract import Terms
from billing.invoice import DraftInvoice
from billing.modes import commission, orders, receptions
from billing.tiers import Tier, Tiers
from billing.usage import Kind, Usage
from tests.modes.conftest import OCTOBER, row, used
from tests.modes.reading import read
from tests.properties.contracts import billed, charge_of, contract_of
from tests.properties.terms import MULTIPLIERS, PERCENTS, PRICES

often = settings(max_examples=150, derandomize=True, deadline=None)
COUNTS = st.integers(0, 300)


@st.composite
def _tables(draw: st.DrawFn, prices: st.SearchStrategy[str], steps: int = 1) -> Tiers:
    bounds = draw(st.lists(st.integers(0, 250 * steps), unique=True, max_size=4).map(sorted))
    rows = []
    for top in (*(Decimal(bound) / steps for bound in bounds), None):
        text = draw(prices)
        share = Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        fee = Decimal(draw(st.sampled_from(("0", "0", "7.5"))))
        rows.append(Tier(up_to=top, price=share, flat_fee=fee))
    return Tiers(name="T", rows=tuple(rows))


@st.composite
def _near_bounds(draw: st.DrawFn) -> tuple[Tiers, int]:
    """A table and a count: any, or one at a bound or beside it."""
    table = draw(_tables(PRICES))
    bounds = [int(tier.up_to) for tier in table.rows if tier.up_to is not None]
    if not bounds or draw(st.booleans()):
        return table, draw(COUNTS)
    return table, max(0, draw(st.sampled_from(bounds)) + draw(st.integers(-1, 1)))


def _sum(draft: DraftInvoice, *without: str) -> Fraction:
    """What the lines come to before rounding."""
    texts = [line.working.rpartition(" = ")[0] for line in draft.lines if line.code not in without]
    return sum((read(text) for text in texts), Fraction(0))


def _chats(count: int) -> Usage:
    return used(row(Kind.RECEPTIONS, OCTOBER, receptions=count))


def _taken(count: int) -> Usage:
    return used(row(Kind.ORDERS, OCTOBER, orders=count, cancelled=0, refunded=0))


def _tier_of(table: Tiers, unit: Decimal) -> Tier:
    """The first tier that a unit does not pass."""
    return next(tier for tier in table.rows if tier.up_to is None or unit <= tier.up_to)


def _by_unit(table: Tiers, count: int, per: int, multiplier: Fraction) -> Fraction:
    """Units of each tier are counted one by one; started blocks of a tier count whole."""
    tiers = [_tier_of(table, Decimal(unit)) for unit in range(1, count + 1)]
    entered = [tier for tier in table.rows if tier in tiers]
    blocks = {tier: ceil(Fraction(tiers.count(tier), per)) for tier in entered}
    return sum(
        (
            blocks[tier] * Fraction(tier.price) * multiplier + Fraction(tier.flat_fee)
            for tier in entered
        ),
        Fraction(0),
    )


def _worth(terms: Terms, usage: Usage) -> Fraction:
    """What the month comes to, but for lines below half a cent, which are none."""
    return _sum(billed(contract_of(charge_of(terms)), usage))


def _near(one: Fraction, other: Fraction, lines: Sequence[Tier]) -> bool:
    """Alike, but for lines of less than half a cent."""
    return abs(one - other) < Fraction(len(lines), 200)


@often
@given(_near_bounds(), st.sampled_from((1, 7, 100)), MULTIPLIERS)
def test_graduated_is_a_count_of_units(at: tuple[Tiers, int], per: int, times: str) -> None:
    """Each unit at the price of the tier that it falls into."""
    table, count = at
    chats = receptions.Terms(method="graduated", tiers=table, per=per)
    taken = orders.Terms(method="graduated", tiers=table, per=per, multiplier=Decimal(times))
    expected = _by_unit(table, count, per, Fraction(1))
    assert _near(_worth(chats, _chats(count)), expected, table.rows)
    expected = _by_unit(table, count, per, Fraction(times))
    assert _near(_worth(taken, _taken(count)), expected, table.rows)


@often
@given(_near_bounds(), st.sampled_from((1, 7, 100)))
def test_graduated_never_falls_and_never_jumps(at: tuple[Tiers, int], per: int) -> None:
    """One reception more costs at most one more (a block of them), and the fee of its tier."""
    table, count = at
    terms = receptions.Terms(method="graduated", tiers=table, per=per)
    below, above = (_worth(terms, _chats(number)) for number in (count, count + 1))
    tier = _tier_of(table, Decimal(count + 1))
    slack = Fraction(len(table.rows), 200)
    assert -slack < above - below < Fraction(tier.price) + Fraction(tier.flat_fee) + slack


@often
@given(_near_bounds(), st.sampled_from((1, 7, 100)), MULTIPLIERS)
def test_volume_is_all_at_one_price(at: tuple[Tiers, int], per: int, times: str) -> None:
    """The tier of the last unit prices them all, and alone owes its fee."""
    table, count = at
    tier = _tier_of(table, Decimal(count))
    fee = Fraction(tier.flat_fee) if count else Fraction(0)
    blocks = ceil(Fraction(count, per))
    chats = receptions.Terms(method="volume", tiers=table, per=per)
    expected = blocks * Fraction(tier.price) + fee
    assert _near(_worth(chats, _chats(count)), expected, table.rows)
    taken = orders.Terms(method="volume", tiers=table, per=per, multiplier=Decimal(times))
    expected = blocks * Fraction(tier.price) * Fraction(times) + fee
    assert _near(_worth(taken, _taken(count)), expected, table.rows)


@often
@given(_tables(PERCENTS, 100), st.decimals(-50, 300, places=2), MULTIPLIERS)
def test_commission_is_a_share_of_each_slice(table: Tiers, net: Decimal, times: str) -> None:
    """Each slice at its own rate; a net of zero or below earns nothing."""
    cells = {"seats": 0, "base": Decimal(0), "multiplier": Decimal(times), "tiers": table}
    usage = used(
        row(
            Kind.SALES,
            OCTOBER,
            attributed_sales=max(net, Decimal(0)),
            refunds=max(-net, Decimal(0)),
        )
    )
    graduated, low = Fraction(0), Decimal(0)
    for tier in table.rows:
        high = net if tier.up_to is None else min(net, tier.up_to)
        if high > low:
            graduated += Fraction(high - low) * Fraction(tier.price) * Fraction(times)
            graduated += Fraction(tier.flat_fee)
        low = max(low, high)
    terms = commission.Terms.model_validate({**cells, "method": "graduated"})
    assert _near(_worth(terms, usage), graduated, table.rows)
    tier = _tier_of(table, net)
    volume = Fraction(net) * Fraction(tier.price) * Fraction(times) + Fraction(tier.flat_fee)
    terms = commission.Terms.model_validate({**cells, "method": "volume"})
    assert _near(_worth(terms, usage), volume if net > 0 else Fraction(0), table.rows)
