"""What one month hands to the next, for one client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from billing.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLeft:
    """Unused units of one month that may still be used."""

    month: str  # 2026-10, the month in which they were unused
    units: Decimal  # below zero: used already, and taken back by a correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a single charge has handed on from the months before."""

    quota: tuple[QuotaLeft, ...] = ()  # oldest first
    lost: tuple[QuotaLeft, ...] = ()  # carried units that ran out unused in this month
    net_sales: Decimal = ZERO  # below zero: net sales still to be made good
    days: int = 0  # days of the engagement billed so far
    first_kind: str = ""  # the day kind of the engagement's first billed day
    milestones: Mapping[str, Decimal] = field(default_factory=dict)  # billed: name -> amount
    waived: tuple[str, ...] = ()  # milestones never billed, and let go by an approval
    late: Decimal = ZERO  # deducted for lateness so far, as a positive amount
    vacant: Mapping[str, int] = field(default_factory=dict)  # seat -> empty days up to month's end


NOTHING = Carried()


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """All that a client carries: per charge, and the credit and prepayment of the client.

    `credit` is in the client's price basis (before tax where prices exclude it); `prepayment` is
    money received ahead, applied to the amount due. Both are zero or above, but for what a
    correction took back after it was used: that is below zero, and due with the next invoice.
    """

    charges: Mapping[str, Carried] = field(default_factory=dict)
    credit: Decimal = ZERO
    prepayment: Decimal = ZERO
    price_basis: str = ""  # in which `credit` is kept; empty while there is none
    tax_rate: Decimal | None = None  # at which `credit` arose

    def of(self, charge: str) -> Carried:
        """What a charge carries; nothing for one that is new."""
        return self.charges.get(charge, NOTHING)
