"""Where a tier begins and ends, as it is printed beside its line and in the table of them all."""

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from billing import working
from billing.invoice import Annex, AnnexCell
from billing.tiers import Tier, Tiers
from billing.usage import Span
from billing.working import Working

Shown = Callable[[Decimal], Working]  # words a bound as a working does


def tier_words(table: Tiers, index: int, shown: Shown = working.number) -> dict[str, str]:
    """The place of a tier, from 1, and its bounds.

    The sign tells which end is exclusive: of `0–1000`, `>1000–3000` and `>3000` the first holds
    the 1000th.
    """
    return {"tier": str(index + 1), "bounds": _bounds(table, shown)[index]}


def tier_table(
    table: Tiers,
    span: Span,
    measured: Literal["average", "billable", "conversion", "effective", "net_sales"],
    reached: Collection[int],
    shown: Shown = working.number,
    *,
    gives: Literal["price", "month_fee", "commission_rate"] = "price",
) -> Annex:
    """All tiers of a charge, so that the right one can be told: bounds of what is measured, price.

    `reached` are the places, from 0, of those that bill this month.
    """
    bounds = _bounds(table, shown)
    return Annex(
        code="tiers",
        charge=span.charge,
        columns=("tier", measured, gives, "flat_fee", "applies"),
        rows=tuple(
            (
                index + 1,
                bounds[index],
                _given(tier, gives),
                tier.flat_fee or "",
                "this_month" if index in reached else "",
            )
            for index, tier in enumerate(table.rows)
        ),
    )


def _given(tier: Tier, gives: str) -> AnnexCell:
    return working.percent(tier.price).text if gives == "commission_rate" else tier.price


@lru_cache(maxsize=1024)  # the tables of a register are few
def _bounds(table: Tiers, shown: Shown) -> Sequence[str]:
    """The bounds of each tier."""
    ends = [tier.up_to for tier in table.rows]
    starts = ["0", *(f">{shown(end).text}" for end in ends[:-1] if end is not None)]
    return tuple(
        f"{start}–{shown(end).text}" if end is not None else start if index else "≥0"
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
