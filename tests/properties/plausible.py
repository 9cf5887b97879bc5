"""Two years of a client as it may well be: seasons, sales days, growth, new stores, new prices.

Figures are drawn from a seed, and never from what the review looks at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from billing.contract import Charge, ChargeRow, Contract, Terms
from billing.modes import commission, daily, fixed, monthly, orders, receptions
from billing.period import FOREVER, Period, month
from billing.usage import Kind, Usage, UsageRow
from tests.modes.conftest import row
from tests.properties.contracts import charge_of, contract_of, row_of

YEARS = (2026, 2027)
YEAR = tuple(f"{year}-{number:02}" for year in YEARS for number in range(1, 13))
# Spring festival and the end of the year are quiet; June and November are the big sales.
_SEASON = (0.9, 0.6, 1.0, 0.95, 1.05, 1.4, 0.9, 0.95, 1.0, 1.1, 1.8, 1.2)
_SALES_DAYS = {"06-01": 2.0, "06-18": 4.0, "11-01": 3.0, "11-11": 6.0, "12-12": 2.5}
_CLOSED = [Period(date(year, 2, 15), date(year, 2, 22)) for year in YEARS]
_KINDS = ("receptions", "bands", "fixed", "monthly", "orders", "commission", "daily")
_RATES = daily.Rates(name="R", prices={"ordinary": Decimal(200)})


@dataclass(kw_only=True)
class Store:
    """A shop with its own size, its own growth, and the days that it is served."""

    name: str
    served: Period
    size: float  # receptions on a usual day
    levels: list[float] = field(default_factory=list)  # by month: growth, and how the month went


@dataclass(kw_only=True)
class Client:
    """A client's contract and stores over the years."""

    kind: str
    random: Random
    stores: list[Store]
    charges: tuple[Charge, ...]
    closes: bool  # over spring festival
    refunded: float  # share of sales
    busy: frozenset[date]  # its own sales days

    def contract(self, name: str) -> Contract:
        """The register as it is in a month: the stores that are served in it."""
        return contract_of(*self.charges, stores=[store.name for store in self.present(name)])

    def present(self, name: str) -> list[Store]:
        """The stores with a day in the month."""
        return [store for store in self.stores if store.served.common(month(name)).days > 0]

    def usage(self, name: str) -> Usage:
        """The figures of a month, store by store and day by day."""
        found: list[UsageRow] = []
        for store in self.present(name):
            for day in store.served.common(month(name)):
                found += self._day(store, day, YEAR.index(name))
        return Usage(rows=tuple(found))

    def _day(self, store: Store, day: date, place: int) -> Iterator[UsageRow]:
        random = self.random
        closed = self.closes and any(day in days for days in _CLOSED)
        sale = _SALES_DAYS.get(f"{day:%m-%d}", 2.5 if day in self.busy else 1.0)
        week = 0.8 if day.weekday() >= 5 else 1.0
        mean = store.size * store.levels[place] * _SEASON[place % 12] * week * sale
        talked = 0 if closed else round(mean * random.gammavariate(12, 1 / 12))
        yield row(Kind.RECEPTIONS, str(day), store.name, receptions=talked, number=day.day + 1)
        if self.kind == "orders":
            paid = round(talked * random.uniform(0.3, 0.6))
            gone = round(paid * random.uniform(0.02, 0.2))
            figures: dict[str, Any] = {"orders": paid, "cancelled": gone, "refunded": 0}
            yield row(Kind.ORDERS, str(day), store.name, number=day.day + 1, **figures)
        if self.kind == "commission":
            spent = talked * random.uniform(0.3, 0.5) * random.gammavariate(8, 15)
            sales, back = (
                round(spent, 2),
                round(spent * self.refunded * random.uniform(0.5, 1.5), 2),
            )
            figures_sold: dict[str, Any] = {"attributed_sales": sales, "refunds": back}
            yield row(Kind.SALES, str(day), store.name, number=day.day + 1, **figures_sold)
        if self.kind == "daily":
            seats = 0 if closed else max(1, round(talked / 120))
            given: dict[str, Any] = {"peak": seats, "approved": seats + random.choice((0, 0, 1, 2))}
            yield row(Kind.STAFFING, str(day), store.name, number=day.day + 1, **given)


def client(seed: int) -> Client:
    """A client of one of the ways of charging, the same for the same seed."""
    random = Random(seed)
    kind = _KINDS[seed % len(_KINDS)]
    start = _some_day(random, month("2026-05")) if random.random() < 0.15 else date(2026, 1, 1)
    stores = [_store(random, f"S{n}", start) for n in range(1, random.choice((1, 1, 1, 2, 3)) + 1)]
    if random.random() < 0.2 and kind != "daily":  # seats by day are told for every store
        first = max(start, _some_day(random, month(random.choice(YEAR[2:]))))
        stores.append(_store(random, "New", first))
    later = [start + timedelta(days=random.randrange(730)) for _ in range(8)]
    return Client(
        kind=kind,
        random=random,
        stores=stores,
        charges=(charge_of(*_rows(random, kind, start), code="K-1"),),
        closes=random.random() < 0.5,
        refunded=random.uniform(0.03, 0.35),
        busy=frozenset(later),
    )


def _store(random: Random, name: str, first: date) -> Store:
    """From a few receptions a day to many; the level drifts from month to month."""
    level, levels = 1.0, []
    for _ in YEAR:
        level *= random.lognormvariate(0.02, 0.12)
        levels.append(level * random.lognormvariate(0, 0.12))
    size = random.lognormvariate(4.3, 1.1)
    return Store(name=name, served=Period(first, FOREVER), size=size, levels=levels)


def _some_day(random: Random, whole: Period) -> date:
    return whole.start + timedelta(days=random.randrange(whole.days))


def _rows(random: Random, kind: str, start: date) -> Sequence[ChargeRow]:
    """One row; of every fourth client two, the second dearer or with more seats."""
    if random.random() < 0.75:
        return (row_of(_terms(kind, 1.0, 2), Period(start, FOREVER)),)
    change = max(start, date(2026, 6, 1)) + timedelta(days=random.randrange(1, 90))
    after = _terms(kind, random.uniform(0.85, 1.3), random.choice((2, 3, 4)))
    return (
        row_of(_terms(kind, 1.0, 2), Period(start, change)),
        row_of(after, Period(change, FOREVER)),
    )


def _terms(kind: str, dear: float, seats: int) -> Terms:
    def priced(price: float) -> Decimal:
        return Decimal(str(round(price * dear, 4)))

    match kind:
        case "receptions":
            return receptions.Terms.model_validate({"method": "flat", "price": priced(1.2)})
        case "bands" | "fixed":
            return fixed.Terms.model_validate({"seats": str(seats), "price": priced(2600)})
        case "monthly":
            cells = {"fee": priced(6000), "metric": "receptions", "included": "5000"}
            return monthly.Terms.model_validate({**cells, "overage_price": priced(1.2)})
        case "orders":
            return orders.Terms.model_validate({"method": "flat", "price": priced(2)})
        case "commission":
            cells = {"seats": str(seats), "base": priced(1500), "method": "flat"}
            return commission.Terms.model_validate({**cells, "rate": "2%"})
        case _:
            cells = {"headcount": "peak", "rates": _RATES, "default_kind": "ordinary"}
            return daily.Terms.model_validate(cells)
