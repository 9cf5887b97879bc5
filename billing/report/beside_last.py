"""A draft's lines beside last month's, kind by kind, as rows of the book of drafts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from billing import money
from billing.catalogue import Language
from billing.invoice import DraftInvoice, Then, then
from billing.money import ZERO
from billing.report import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Lines of one kind; a quantity is told span by span where there are several."""

    description: str
    quantity_then: str
    quantity_now: str
    amount_then: Decimal | None  # None: the month had no such line
    amount_now: Decimal | None
    change: Decimal


def beside(draft: DraftInvoice, language: Language) -> tuple[Beside, ...]:
    """A row a kind, this month's order first; then a row of sums. None without a last month."""
    if not draft.last_month:
        return ()
    own = then(draft.lines)
    kinds = dict.fromkeys(line.key for line in (*own, *draft.last_month))
    rows = tuple(
        _row(
            [line for line in draft.last_month if line.key == kind],
            [line for line in own if line.key == kind],
            language,
        )
        for kind in kinds
    )
    before, now = (sum((line.amount for line in side), ZERO) for side in (draft.last_month, own))
    total = Beside(
        description=said.word("explain.sum_of_lines", language),
        quantity_then="",
        quantity_now="",
        amount_then=before,
        amount_now=now,
        change=now - before,
    )
    return (*rows, total)


def _row(before: list[Then], now: list[Then], language: Language) -> Beside:
    first = (*now, *before)[0]
    sums = [sum((line.amount for line in side), ZERO) for side in (before, now)]
    return Beside(
        description=first.description or said.known("line", first.key.split("/")[1], language),
        quantity_then=" / ".join(_quantities(before)),
        quantity_now=" / ".join(_quantities(now)),
        amount_then=sums[0] if before else None,
        amount_now=sums[1] if now else None,
        change=sums[1] - sums[0],
    )


def _quantities(spans: list[Then]) -> Iterator[str]:
    """3 seats, then 4, are not 7: each as it is, those in a row that are alike once."""
    texts = [money.text(line.quantity) for line in spans]
    yield from (text for place, text in enumerate(texts) if place == 0 or texts[place - 1] != text)
