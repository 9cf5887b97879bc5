"""Random usage and events of one client's month, drawn onto the bounds of its contract."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from tests.second.contracts_at_random_terms import CLASSES, UNITS, Row, Terms

Days = tuple[date, date]  # both ends included
Cell = tuple[str, str, date]  # store, service, day


@dataclass
class Charge:
    """A charge as it was drawn: its rows with their days, and the days that share usage."""

    code: str
    terms: Terms
    stores: tuple[str, ...]
    service: str
    spans: list[Days]
    rows: list[Row]

    def parts(self, month: Days) -> list[Days]:
        """The days of a month that are billed, split where usage is."""
        found = [part for span in self.spans if (part := common(span, month))]
        if self.terms.seats_only and len(found) > 1:
            return [(found[0][0], found[-1][1])]
        return found

    @property
    def paused(self) -> bool:
        """Whether a day lies between its rows."""
        return any(
            before[1] + timedelta(days=1) < after[0] for before, after in pairwise(self.spans)
        )

    @property
    def fewest_seats(self) -> int:
        """Seats that every row of a Fixed charge has."""
        return min(int(row["seats"]) for row in self.rows)


@dataclass
class Account:
    """A client as it was drawn."""

    code: str
    stores: tuple[str, ...]
    services: tuple[str, ...]  # the usage files' column of services; ("",): there is none
    charges: list[Charge]
    levels: list[Row]
    exclude: str
    by_times: bool  # staffing rows have start, end and seats
    by_shift: bool  # receptions tell the night by shifts, not by a column
    inquiries: str  # the file that has them: orders, receptions, both
    wants_gap: bool
    empty: dict[tuple[str, str], int] = field(default_factory=dict)  # seats empty at month's end
    accepted: set[str] = field(default_factory=set)
    credited: bool = False  # so that a month may close at 0.00, without an invoice
    sold: dict[str, tuple[str, int]] = field(default_factory=dict)  # orders billed: month, number


Usage = dict[str, list[Row]]


def common(one: Days, other: Days) -> Days | None:
    """The days of both, if there are any."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def each_day(days: Days) -> list[date]:
    """The days in turn."""
    return [days[0] + timedelta(days=n) for n in range((days[1] - days[0]).days + 1)]


def split(dice: Random, total: int, parts: int) -> list[int]:
    """A total as so many summands, zeros among them."""
    cuts = sorted(dice.randint(0, total) for _ in range(parts - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def some_days(dice: Random, days: Days) -> list[date]:
    """One, a few, or all of the days."""
    every = each_day(days)
    wanted = dice.choice((1, 2, 3, 5, 8, len(every)))
    return sorted(dice.sample(every, min(wanted, len(every))))


def figure_on_bounds(dice: Random, charge: Charge, days: int) -> int:
    """A total of so many days: 0, 1, and just below, at, just above each bound; or any."""
    tops = [
        int(bound * days) if charge.terms.average else int(bound) for bound in charge.terms.bounds
    ]
    near = [top + step for top in tops for step in (-1, 0, 0, 1) if top + step >= 0]
    found = dice.choice([0, 1, *near, *near, dice.randint(0, 2 * max(tops) + 10)])
    return min(found, tops[-1]) if charge.terms.closed else found


class Drawing:
    """The usage of one client in one billing month."""

    def __init__(self, dice: Random, account: Account, month: str, days: Days) -> None:
        self._dice, self._account, self._month, self._days = dice, account, month, days
        self.usage: Usage = defaultdict(list)
        self.gap = ""

    def drawn(self) -> Usage:
        """All five kinds."""
        self._counted("receptions", ("receptions",))
        self._counted("orders", ("orders", "conversion"))
        self._counted("sales", ("sales", "units"))
        self._staffing()
        for charge, part in self._parts("orders", "conversion"):
            rows = [row for row in self.usage["orders"] if self._of(row, charge, part)]
            billable = sum(2 * int(row["orders"]) - _all_orders(row) for row in rows)
            whole = len(charge.parts(self._days)) == 1
            self._account.sold[charge.code] = (self._month, billable if whole else 0)
        return self.usage

    def _parts(self, *usages: str) -> Iterator[tuple[Charge, Days]]:
        for charge in self._account.charges:
            if charge.terms.usage in usages:
                for part in charge.parts(self._days):
                    yield charge, part

    def _counted(self, kind: str, usages: tuple[str, ...]) -> None:
        """Rows a store and day, whose totals lie on the bounds of one of the charges."""
        parts = list(self._parts(*usages))
        asked = kind == "receptions" and self._account.inquiries != "orders"
        spans = parts + (list(self._parts("conversion")) if asked else [])
        if not spans:
            return
        cells: dict[Cell, int] = {}
        if parts:
            self._driven(cells, *self._dice.choice(parts))
            if self._dice.random() < 0.4:
                self._scattered(cells)
        for charge, part in spans:
            for store in charge.stores:
                self._present(cells, charge, part, store)
        rows = [self._row(kind, cell, figure) for cell, figure in sorted(cells.items())]
        self.usage[kind] += rows
        if kind == "orders":
            self._buyers(rows)

    def _driven(self, cells: dict[Cell, int], charge: Charge, part: Days) -> None:
        total = figure_on_bounds(self._dice, charge, len(each_day(part)))
        days = some_days(self._dice, part)
        service = charge.service or self._dice.choice(self._account.services)
        places = [(store, service, day) for store in charge.stores for day in days]
        cells |= dict(zip(places, split(self._dice, total, len(places)), strict=True))

    def _scattered(self, cells: dict[Cell, int]) -> None:
        """Rows of any store and day: other charges', or nobody's."""
        for day in some_days(self._dice, self._days):
            cell = (
                self._dice.choice(self._account.stores),
                self._dice.choice(self._account.services),
                day,
            )
            cells.setdefault(cell, self._dice.choice((0, 1, self._dice.randint(0, 60))))

    def _present(self, cells: dict[Cell, int], charge: Charge, part: Days, store: str) -> None:
        """Each store has a row in each span: a typed 0 is usage."""
        services = (charge.service,) if charge.service else self._account.services
        held = any(
            own == store and service in services and part[0] <= day <= part[1]
            for own, service, day in cells
        )
        if not held:
            cells[store, services[0], self._dice.choice(each_day(part))] = 0

    def _row(self, kind: str, cell: Cell, figure: int) -> Row:
        store, service, day = cell
        row = {"date": f"{day}", "client": self._account.code, "store": store}
        if service:
            row["service"] = service
        row |= self._figures(kind, figure)
        if kind == "receptions" and self._account.by_shift:
            del row["night"]
            row["shift"] = self._dice.choice(("day", "night"))
        return row

    def _figures(self, kind: str, figure: int) -> Row:
        match kind:
            case "receptions":
                found: Mapping[str, int | Decimal] = self._receptions(figure)
            case "orders":
                found = self._orders(figure)
            case _:
                found = self._sales(figure)
        return {name: f"{value}" for name, value in found.items()}

    def _receptions(self, figure: int) -> dict[str, int]:
        """`figure` is what the client's usual exclusions leave."""
        dice, exclude = self._dice, self._account.exclude
        classes = {name: dice.choice((0, 0, 1, dice.randint(0, 9))) for name in CLASSES}
        left_out = classes if exclude == "file" else exclude.split(";")
        total = figure + sum(classes[name] for name in left_out if name)
        rest = total - sum(classes.values())
        if rest < 0:  # a class is part of the total, and never above it
            total, classes = figure, dict.fromkeys(CLASSES, 0)
        found = {"receptions": total, "effective": figure, **classes}
        least = min(figure, max(total - sum(classes.values()), 0))
        return found | {"night": dice.choice((0, least, dice.randint(0, least)))}

    def _orders(self, figure: int) -> dict[str, int]:
        """`figure` is billable: paid less cancelled less fully refunded."""
        dice = self._dice
        lost, back = (dice.choice((0, 0, 1, dice.randint(0, 9))) for _ in range(2))
        return {"orders": figure + lost + back, "cancelled": lost, "full refunds": back}

    def _sales(self, figure: int) -> dict[str, int | Decimal]:
        """`figure` in yuan, net; sometimes a cent or a whole loss beside it."""
        dice = self._dice
        refunds = dice.choice(
            (Decimal(0), Decimal("10.50"), Decimal(dice.randint(0, 99_999)) / 100)
        )
        cents = dice.choice((Decimal(0), Decimal(0), Decimal(0), Decimal("0.01"), Decimal("-0.01")))
        loss = dice.choice((0, 0, 0, 0, 0, 900, 20_000)) if figure < 100 else 0
        net = figure + cents - loss
        found: dict[str, int | Decimal] = {
            "attributed sales": max(net + refunds, Decimal(0)),
            "refunds": max(refunds, -net),
            "silent sales": dice.choice((0, 500)),
        }
        return found | {unit: dice.choice((0, figure % 50, dice.randint(0, 40))) for unit in UNITS}

    def _buyers(self, rows: list[Row]) -> None:
        """Paying and inquiry buyers: their ratio on, just below and just above a bound."""
        parts = list(self._parts("conversion"))
        if not parts:
            return
        for row in rows:
            row |= {"paying buyers": "0"}
        held = self._account.inquiries
        files = [self.usage[kind] for kind in ("orders", "receptions") if held in (kind, "both")]
        for row in (row for file in files for row in file):
            row["inquiry buyers"] = "0"
        for charge, part in parts:
            self._converted(charge, part, files)

    def _converted(self, charge: Charge, part: Days, files: list[list[Row]]) -> None:
        dice = self._dice
        free = charge.rows[0].get("no inquiries") == "price" or self._account.wants_gap
        asked = dice.choice((10, 20, 100, 500, 5000, *((0, 0) if free else ())))
        bound = dice.choice(charge.terms.bounds)
        buyers = max(0, int(asked * bound) + dice.choice((-1, 0, 0, 1))) if asked else 0
        if asked and charge.terms.closed:
            buyers = min(buyers, asked // 2)
        own = [row for row in self.usage["orders"] if self._of(row, charge, part)]
        for row, count in zip(own, split(dice, buyers, len(own)), strict=True):
            row["paying buyers"] = f"{count}"
        for file in files:
            told = [row for row in file if self._of(row, charge, part)]
            for row, count in zip(told, split(dice, asked, len(told)), strict=True):
                row["inquiry buyers"] = f"{count}"

    @staticmethod
    def _of(row: Row, charge: Charge, part: Days) -> bool:
        """Whether a charge counts a row."""
        service = not charge.service or row.get("service", "") == charge.service
        inside = part[0] <= date.fromisoformat(row["date"]) <= part[1]
        return service and inside and row["store"] in charge.stores

    # --- Staffing -----------------------------------------------------------------------------

    def _staffing(self) -> None:
        needed: set[tuple[str, date]] = set()
        for charge, part in self._parts("staffing"):
            days = engaged(charge, part)
            needed |= {(store, day) for store in charge.stores for day in days}
            if self._dice.random() < 0.3:
                needed |= {(charge.stores[0], day) for day in some_days(self._dice, part)}
        for store, day in sorted(needed):
            for service in self._account.services:
                self._on_duty(store, service, day)

    def _on_duty(self, store: str, service: str, day: date) -> None:
        dice = self._dice
        row = {"date": f"{day}", "client": self._account.code, "store": store}
        if service:
            row["service"] = service
        seats = dice.choice((0, 1, 2, 3, 4, 5, 6, 7))
        if not self._account.by_times:
            self.usage["staffing"].append(row | {"peak": f"{seats}"})
            return
        times = (("09:00", "18:00"), ("18:00", "02:00"), ("17:30", "23:00"), ("00:00", "09:00"))
        for start, end in dice.sample(times, dice.choice((1, 2, 3))):
            self.usage["staffing"].append(row | {"start": start, "end": end, "seats": f"{seats}"})
            seats = dice.choice((0, 1, 2, 4))


def _all_orders(row: Row) -> int:
    return sum(int(row[name]) for name in ("orders", "cancelled", "full refunds"))


def engaged(charge: Charge, part: Days) -> list[date]:
    """The days of a Daily charge that need a row: those of a kind, or all."""
    if charge.rows[0]["default kind"]:
        return each_day(part)
    return [
        day
        for day in each_day(part)
        if any(
            row["from"] <= f"{day}" <= (row["to"] or row["from"])
            for row in charge.terms.extra.get("Day kinds", [])
        )
    ]
