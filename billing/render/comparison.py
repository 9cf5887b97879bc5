"""This paper's lines beside those of another: last month's, or of the invoice it replaces."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from markupsafe import Markup

from billing.invoice import DraftInvoice, Then, then
from billing.money import ZERO
from billing.render import figures
from billing.render.descriptions import described
from billing.render.figures import Figure
from billing.render.labels import Labels
from billing.render.lines import quantity, unit_price, way
from billing.render.page import Compared

# What stands for a span, and is not counted: 3 seats, then 4, are not 7.
_STANDING = ("month", "seat")

_BETWEEN = " / "

_Step = tuple[Decimal, str]  # the quantity at a price, and the price as it is printed


@dataclass(frozen=True, kw_only=True)
class _Both:
    """The lines of one kind on the two papers, in their order; one side may have none."""

    key: str
    then: tuple[Then, ...]
    now: tuple[Then, ...]

    @cached_property
    def unit(self) -> str:
        """The unit of either side; lines kept before they had one are known by their code."""
        found = [line.unit for line in (*self.now, *self.then) if line.unit]
        return found[0] if found else "net_sales" if "/commission/" in f"/{self.key}/" else ""

    @property
    def change(self) -> Decimal:
        return _amount(self.now) - _amount(self.then)


def last_month(draft: DraftInvoice, labels: Labels) -> tuple[Compared, ...]:
    """A row for each kind of line of either month; none where there is no last month."""
    return compared(draft.last_month, draft, labels) if draft.last_month else ()


def compared(other: tuple[Then, ...], draft: DraftInvoice, labels: Labels) -> tuple[Compared, ...]:
    """A row for each kind of line of the draft, then for those that only the other paper had."""
    pairs = _pairs(other, then(draft.lines))
    columns = zip(
        _aligned([_quantity(pair.then, pair.unit) for pair in pairs]),
        _aligned([_quantity(pair.now, pair.unit) for pair in pairs]),
        _aligned([_price(pair.then, pair.unit) for pair in pairs]),
        _aligned([_price(pair.now, pair.unit) for pair in pairs]),
        strict=True,
    )
    return tuple(
        Compared(
            description=_description(pair, labels),
            way=way(pair.key.partition("/")[0], _description(pair, labels), draft),
            quantity_then=quantity_then,
            quantity_now=quantity_now,
            price_then=price_then,
            price_now=price_now,
            amount_then=figures.amount(_amount(pair.then), draft.currency) if pair.then else "",
            amount_now=figures.amount(_amount(pair.now), draft.currency) if pair.now else "",
            change=figures.change(pair.change, draft.currency),
        )
        for pair, (quantity_then, quantity_now, price_then, price_now) in zip(
            pairs, columns, strict=True
        )
    )


def _pairs(other: tuple[Then, ...], own: tuple[Then, ...]) -> list[_Both]:
    return [
        _Both(
            key=key,
            then=tuple(line for line in other if line.key == key),
            now=tuple(line for line in own if line.key == key),
        )
        for key in dict.fromkeys(line.key for line in (*own, *other))
    ]


def _description(pair: _Both, labels: Labels) -> str | Markup:
    """This paper's words, or the other's; where neither was kept, the name of the code."""
    description = (*pair.now, *pair.then)[0].description
    if description:
        return described(description, labels.language)
    _, code, detail = f"{pair.key}//".split("/")[:3]
    name = labels.known("line", code)
    return Markup("{} {}").format(name, detail) if detail else name


def _amount(spans: tuple[Then, ...]) -> Decimal:
    return sum((line.amount for line in spans), ZERO)


def _quantity(spans: tuple[Then, ...], unit: str) -> str:
    """The quantity of all spans; of each in turn, where they do not add up."""
    return _joined([quantity(count, unit) for count, _ in _steps(spans, unit)], unit)


def _price(spans: tuple[Then, ...], unit: str) -> str:
    """The price, or each of them beside its quantity."""
    prices = [price for _, price in _steps(spans, unit)]
    return prices[0] if len(set(prices)) == 1 else _BETWEEN.join(prices)


def _steps(spans: tuple[Then, ...], unit: str) -> list[_Step]:
    """The spans in their order, those in a row joined that say the same, or count at one price."""
    found: list[_Step] = []
    for line in spans:
        quantity, price = line.quantity, unit_price(line.unit_price, unit)
        if found and found[-1] == (quantity, price) and unit in _STANDING:
            continue
        if found and found[-1][1] == price and unit not in _STANDING:
            quantity += found.pop()[0]
        found.append((quantity, price))
    return found


def _joined(texts: list[str], unit: str) -> str:
    if unit in _STANDING and len(set(texts)) == 1:
        return texts[0]
    return _BETWEEN.join(texts)


def _aligned(texts: list[str]) -> tuple[Figure, ...]:
    """Decimal points in line; several figures in one cell may take more than one row."""
    return tuple(
        Figure(figure.text, "many") if _BETWEEN in figure.text else figure
        for figure in figures.aligned(texts)
    )
