"""Where a tier begins and ends, as it is printed beside its line."""

from collections.abc import Callable
from decimal import Decimal

from billing import working
from billing.tiers import Tiers
from billing.working import Working


def tier_words(
    table: Tiers, index: int, shown: Callable[[Decimal], Working] = working.number
) -> dict[str, str]:
    """The place of a tier, from 1, and its bounds; `shown` words a bound as a working does.

    The sign tells which end is exclusive: of `0–1000`, `>1000–3000` and `>3000` the first holds
    the 1000th.
    """
    return {"tier": str(index + 1), "bounds": _bounds(table, index, shown)}


def _bounds(table: Tiers, index: int, shown: Callable[[Decimal], Working]) -> str:
    below = table.rows[index - 1].up_to if index else None
    start = "0" if below is None else f">{shown(below).text}"
    end = table.rows[index].up_to
    if end is None:
        return start if index else "≥0"
    return f"{start}–{shown(end).text}"
