"""The only tier arithmetic: which slice, tier or band a figure falls into.

A tier reaches up to and includes `up_to`; the last may be open (None).
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from billing.money import Exact, exact
from billing.working import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One row of a table: a price (or rate, or a band's fee) up to and including a bound."""

    up_to: Decimal | None  # inclusive; None: no limit
    price: Decimal
    flat_fee: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The part of a quantity that falls into one tier: (above, above + quantity]."""

    index: int  # the tier's place, from 0
    tier: Tier
    above: Decimal  # exclusive lower bound
    quantity: Exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """A named table, its rows rising by `up_to`."""

    name: str
    rows: tuple[Tier, ...]

    def __hash__(self) -> int:
        """By its name, which tells the tables of a register apart."""
        return hash(self.name)

    def __str__(self) -> str:
        """`1000: 1.50, 3000: 1.20, above: 0.90`, for messages."""
        return ", ".join(
            f"{'above' if row.up_to is None else f'{row.up_to:f}'}: {row.price:f}"
            for row in self.rows
        )


def graduated(tiers: Tiers, quantity: Exact) -> tuple[Slice, ...] | None:
    """Each slice at its own price; tiers not entered give none. None: beyond a closed last tier."""
    slices = []
    above = Decimal(0)
    least: Exact = 0  # the same number
    for index, tier in enumerate(tiers.rows):
        top = quantity if tier.up_to is None else min(quantity, exact(tier.up_to))
        if top > least:  # else not entered; nobody enters a first tier up to 0
            slices.append(Slice(index=index, tier=tier, above=above, quantity=top - least))
        if tier.up_to is None:
            return tuple(slices)
        above, least = tier.up_to, exact(tier.up_to)
    return None if quantity > least else tuple(slices)


def reached(tiers: Tiers, figure: Exact) -> tuple[int, Tier] | None:
    """The tier that a figure reaches, with its place: for volume tables and bands.

    None: beyond a closed last tier.
    """
    for index, tier in enumerate(tiers.rows):
        if tier.up_to is None or figure <= exact(tier.up_to):
            return index, tier
    return None


def place(tiers: Tiers, figure: Exact) -> tuple[int, ...]:
    """The place of the tier that a figure reaches, from 0; none beyond a closed last tier."""
    found = reached(tiers, figure)
    return () if found is None else (found[0],)


def size(part: Slice, whole: Working, shown: Callable[[Decimal], Working]) -> Working:
    """A slice's own arithmetic: its upper bound, or the whole, less its lower bound."""
    bound = part.tier.up_to
    end = exact(part.above) + part.quantity
    top = whole if bound is None or end < exact(bound) else shown(bound)
    return top if part.above == 0 else top - shown(part.above)
