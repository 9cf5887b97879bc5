"""Tier tables: each slice at its own price, the whole at one price, or a band by another figure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.second.second_contract import Case
from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    Line,
    Place,
    Row,
    needed,
    number,
    rate,
    text,
)


@dataclass(frozen=True)
class Tier:
    """One row; `up_to` is included, None is without end."""

    up_to: Fraction | None
    price: Fraction
    flat_fee: Fraction


def tiers(case: Case, terms: Row, *, bounds: bool = False, prices: bool = False) -> list[Tier]:
    """The table that the terms name; `bounds` and `prices` tell which columns are rates."""
    rows = [
        row for row in case.register.get("Tiers", ()) if text(row, "tiers") == text(terms, "tiers")
    ]
    upper: Callable[[Row, str], Fraction | None] = rate if bounds else number
    price: Callable[[Row, str], Fraction | None] = rate if prices else number
    found = []
    for row in rows:
        one = price(row, "price")
        if one is None:
            raise BlockedError("a tier without a price")
        found.append(Tier(upper(row, "up to"), one, number(row, "flat fee") or ZERO))
    limits = [tier.up_to for tier in found[:-1]]
    if not found or None in limits:
        raise BlockedError(f"tiers {text(terms, 'tiers')!r} are absent, or open in the middle")
    ends = [tier.up_to for tier in found if tier.up_to is not None]
    if ends != sorted(set(ends)):
        raise BlockedError(f"tiers {text(terms, 'tiers')!r} do not rise")
    return found


def reached(table: list[Tier], figure: Fraction) -> Tier:
    """The tier that the figure stands in; beyond a closed last one it blocks (G4, G12)."""
    for tier in table:
        if tier.up_to is None or figure <= tier.up_to:
            return tier
    raise BlockedError(f"{figure} is beyond the last tier, {table[-1].up_to}")


def blocks(units: Fraction, terms: Row) -> Fraction:
    """Units in blocks of `per`; a started one counts whole."""
    # choice: a block of 1 is no block, so that half an hour beyond the quota is half an hour.
    per = number(terms, "per") or ONE
    return units if per == 1 else Fraction(-((-units / per).__floor__()))


@dataclass(frozen=True)
class Pricing:
    """How a quantity is priced by tiers: place and code of its lines, multiplier, and counting."""

    place: Place
    code: str
    multiplier: Fraction
    counted: Callable[[Fraction], Fraction]  # a quantity as it is priced, such as in blocks

    def graduated(self, table: list[Tier], quantity: Fraction) -> Iterator[Line]:
        """A line for every slice that is entered, each followed by its flat fee."""
        reached(table, quantity)
        below = ZERO
        for tier in table:
            if quantity <= below:
                return
            top = quantity if tier.up_to is None else min(quantity, tier.up_to)
            # choice: with `per` the started blocks of every slice count whole.
            yield from self.priced(top - below, tier)
            below = top

    def volume(self, table: list[Tier], quantity: Fraction) -> Iterator[Line]:
        """The whole quantity at the price of the tier reached, and that tier's flat fee."""
        tier = reached(table, quantity)
        # choice: a quantity of zero enters no tier, and owes no flat fee.
        if quantity > 0:
            yield from self.priced(quantity, tier)

    def priced(self, quantity: Fraction, tier: Tier) -> Iterator[Line]:
        """The line of one tier, and its flat fee."""
        # choice: unit_price of a line is the price x the multiplier; flat fees are not multiplied.
        price = tier.price * self.multiplier
        yield from self.place.line(self.code, self.counted(quantity), price)
        yield from self.place.line(self.code, ONE, tier.flat_fee)


def own_or_tier_price(case: Case, terms: Row, figure: Callable[[], Fraction]) -> Fraction:
    """The price of the terms, or that of the band in which the figure lies."""
    if text(terms, "price") and text(terms, "tiers"):
        raise BlockedError("both price and tiers")
    if not text(terms, "tiers"):
        return needed(terms, "price")
    return reached(tiers(case, terms), figure()).price
