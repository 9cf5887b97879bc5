"""This month's lines beside last month's."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from billing.invoice import DraftInvoice, Line
from billing.money import ZERO
from billing.render import figures
from billing.render.labels import Labels
from billing.render.lines import unit_price
from billing.render.page import Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """The lines of one key in the two months; `then` and `now` may be missing."""

    key: str
    now: tuple[Line, ...]
    quantity_then: Decimal | None
    price_then: Decimal | None
    amount_then: Decimal
    description_then: str = ""

    @property
    def amount_now(self) -> Decimal:
        return sum((line.amount for line in self.now), ZERO)


def compared(draft: DraftInvoice, labels: Labels) -> tuple[Compared, ...]:
    """A row for each kind of line of either month; none where there is no last month."""
    if not draft.last_month:
        return ()
    pairs = _pairs(draft)
    columns = zip(
        figures.aligned([_plain(pair.quantity_then) for pair in pairs]),
        figures.aligned([_quantity_now(pair.now) for pair in pairs]),
        figures.aligned([_price_then(pair) for pair in pairs]),
        figures.aligned([_price_now(pair.now) for pair in pairs]),
        strict=True,
    )
    return tuple(
        Compared(
            description=_description(pair, labels),
            way=draft.charge_labels.get(pair.key.partition("/")[0], ""),
            quantity_then=quantity_then,
            quantity_now=quantity_now,
            price_then=price_then,
            price_now=price_now,
            amount_then=_amount(pair.amount_then, draft, shown=pair.quantity_then is not None),
            amount_now=_amount(pair.amount_now, draft, shown=bool(pair.now)),
            change=figures.change(pair.amount_now - pair.amount_then, draft.currency),
        )
        for pair, (quantity_then, quantity_now, price_then, price_now) in zip(
            pairs, columns, strict=True
        )
    )


def _pairs(draft: DraftInvoice) -> tuple[_Both, ...]:
    """Lines of now in their order, then those that only last month had."""
    now = [(_spanless(line.key), line) for line in draft.lines]
    then = {line.key: line for line in draft.last_month}
    keys = dict.fromkeys([*(key for key, _ in now), *then])
    return tuple(
        _Both(
            key=key,
            now=tuple(line for other, line in now if other == key),
            quantity_then=then[key].quantity if key in then else None,
            price_then=then[key].unit_price if key in then else None,
            amount_then=then[key].amount if key in then else ZERO,
            description_then=then[key].description if key in then else "",
        )
        for key in keys
    )


def _spanless(key: str) -> str:
    """The key without the span's first day, as last month's lines are kept."""
    return key.rpartition("/")[0]


def _description(pair: _Both, labels: Labels) -> str | Markup:
    """This month's words; for a line of last month only, the name of its code."""
    if pair.now:
        return pair.now[0].description
    if pair.description_then:
        return pair.description_then
    _, code, detail = f"{pair.key}//".split("/")[:3]
    name = labels.known("line", code)
    return Markup("{} {}").format(name, detail) if detail else name


def _quantity_now(now: Iterable[Line]) -> str:
    quantities = [line.quantity for line in now]
    return figures.plain(sum(quantities, Decimal(0))) if quantities else ""


def _price_now(now: Iterable[Line]) -> str:
    """The price, where all lines of the key have the same."""
    prices = {unit_price(line) for line in now}
    return prices.pop() if len(prices) == 1 else ""


def _price_then(pair: _Both) -> str:
    """Last month's price, as a rate where this month's is one."""
    if pair.price_then is None:
        return ""
    rate = "/commission/" in f"/{pair.key}/"
    return figures.percentage(pair.price_then) if rate else figures.plain(pair.price_then, 2)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else figures.plain(value)


def _amount(value: Decimal, draft: DraftInvoice, *, shown: bool) -> str:
    return figures.amount(value, draft.currency) if shown else ""
