"""What is odd in a tier table for the charge that names it: falls, and tiers nobody enters."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from billing import money
from billing.contract import Terms
from billing.modes import commission, orders, receptions
from billing.tiers import Tier, reached

Counted = commission.Terms | orders.Terms | receptions.Terms

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cliff:
    """Two quantities next to each other, of which the larger one bills less."""

    at: Decimal
    amount_at: Decimal  # as the lines are rounded
    beyond: Decimal
    amount_beyond: Decimal


def cliffs(terms: Terms) -> Iterator[Cliff]:
    """Each bound of a volume table past which the amount falls.

    The two quantities are the last that a bound holds and the next: whole ones, cents of net
    sales. 3000 at 1.20 bill 3600.00, 3001 at 0.90 bill 2700.90.
    """
    if not isinstance(terms, Counted) or terms.method != "volume":
        return
    for at in dict.fromkeys(_last_held(terms)):
        beyond = at + _step(terms)
        before, after = _billed(terms, at), _billed(terms, beyond)
        if before is not None and after is not None and after < before:
            yield Cliff(at=at, amount_at=before, beyond=beyond, amount_beyond=after)


def unentered(terms: Terms) -> Iterator[Tier]:
    """Tiers of a graduated or volume table that hold no quantity there can be, such as up to 0."""
    if not isinstance(terms, Counted) or terms.method not in ("graduated", "volume"):
        return
    assert terms.tiers is not None, "such a method has tiers"
    below = Decimal(0)
    for tier, last in zip(terms.tiers.rows, _last_held(terms), strict=False):
        if last == below:
            yield tier
        below = last


def _step(terms: Counted) -> Decimal:
    """What quantities are whole multiples of."""
    return _CENT if isinstance(terms, commission.Terms) else Decimal(1)


def _last_held(terms: Counted) -> Iterator[Decimal]:
    """The largest quantity in each closed tier."""
    step = _step(terms)
    for tier in terms.tiers.rows if terms.tiers else ():
        if tier.up_to is not None:
            yield tier.up_to // step * step


def _billed(terms: Counted, quantity: Decimal) -> Decimal | None:
    """What a volume table bills, line by line; None beyond a closed last tier."""
    assert terms.tiers is not None, "volume has tiers"
    found = reached(terms.tiers, Fraction(quantity))
    if found is None:
        return None
    fee = found[1].flat_fee if quantity else Decimal(0)
    return money.rounded(_price(terms, found[1], quantity)) + money.rounded(fee)


def _price(terms: Counted, tier: Tier, quantity: Decimal) -> Fraction:
    """Quantity, or its started blocks, x price x multiplier."""
    per = 1 if isinstance(terms, commission.Terms) else terms.per
    blocks = Fraction(quantity) if per == 1 else Fraction(-(-Fraction(quantity) // per))
    multiplier = 1 if isinstance(terms, receptions.Terms) else Fraction(terms.multiplier)
    return blocks * Fraction(tier.price) * multiplier
