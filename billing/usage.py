"""What was done for one client in one billing month, and where every figure was read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from billing.period import Period, Share
from billing.source import CellRange, SheetColumn, runs, unbroken


class Kind(StrEnum):
    """The five kinds of usage tables, known by their headers."""

    RECEPTIONS = "receptions"
    ORDERS = "orders"
    SALES = "sales"
    STAFFING = "staffing"
    EVENTS = "events"


class Happening(StrEnum):
    """The events of a month."""

    VACANCY = "vacancy"
    DELIVERED_HOURS = "delivered_hours"
    MILESTONE_ACCEPTED = "milestone_accepted"
    DAYS_LATE = "days_late"
    QUALITY_CASE = "quality_case"
    MEASURED_LEVEL = "measured_level"
    LATE_REFUND = "late_refund"
    ADJUSTMENT = "adjustment"
    PREPAYMENT = "prepayment"
    CREDIT = "credit"
    OPENING_QUOTA = "opening_quota"
    OPENING_NET_SALES = "opening_net_sales"
    OPENING_CREDIT = "opening_credit"
    OPENING_PREPAYMENT = "opening_prepayment"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table of one sheet: which column each figure was read from, and under which header."""

    file: str
    sheet: str
    columns: Mapping[str, int]  # figure -> column, from 1
    headers: Mapping[str, str]  # figure -> header as it stands in the file


@dataclass(frozen=True, slots=True)
class Rows:
    """Consecutive rows of a table, both ends included, counted from 1 as the sheet shows them."""

    table: Table
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageRow:
    """The figures of one store, service, shift and day (or of a whole span, as a period total).

    The names of figures, by kind of table; every figure is exact:
    - receptions: receptions, effective, robot, spam, transferred_in, night, inquiry_buyers, and
      any column that a contract excludes by its header (under that header, normalised)
    - orders: orders (distinct paid main orders), cancelled (closed or cancelled), refunded (fully),
      each also as ..._with_agent where the file names agents; paying_buyers, inquiry_buyers
    - sales: attributed_sales, refunds, net_sales, silent_sales, store_sales, and a priced unit
      under its name
    - staffing: peak; or start, end (minutes from midnight of the row's day, [start, end), an end
      on the next day is above 1440) and seats; booked, approved
    """

    kind: Kind
    store: str = ""  # the store's code; empty: the file names only the client
    service: str = ""
    shift: str = ""
    period: Period  # one day, or the days that a total covers
    figures: Mapping[str, Decimal]
    blank: frozenset[str] = frozenset()  # columns that exist and hold nothing in one of the rows
    day_kind: str = ""  # staffing only: as written in the file
    at: tuple[Rows, ...]

    @property
    def columns(self) -> frozenset[str]:
        """The figures that the file has columns for."""
        return frozenset(name for rows in self.at for name in rows.table.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening of the month. A field the event has no use for is empty or None."""

    happening: Happening
    period: Period  # a day, or a month
    store: str = ""
    charge: str = ""
    item: str = ""
    quantity: Decimal | None = None
    price: Decimal | None = None
    amount: Decimal | None = None
    span: Period | None = None  # from .. to
    reason: str = ""
    by: str = ""
    reference: str = ""
    source: CellRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """All usage of one client in its billing month, in order of store, day, service and shift."""

    rows: tuple[UsageRow, ...] = ()
    events: tuple[Event, ...] = ()
    # Files with rows of this client, none of them in its month, by the kind of their tables.
    set_aside: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    accepted: tuple[Event, ...] = ()  # milestones accepted before its month; not of its usage

    @property
    def files(self) -> frozenset[str]:
        """The names of the files it was read from."""
        return frozenset(
            (
                *(part.table.file for row in self.rows for part in row.at),
                *(event.source.file for event in self.events),
            )
        )

    def select(
        self, kind: Kind, period: Period, stores: Iterable[str], service: str = "", shift: str = ""
    ) -> tuple[UsageRow, ...]:
        """The rows of a kind whose days overlap the period, of these stores.

        A service or shift filters only where the row's file has that column, and only when named.
        A row without a store belongs to the client's only store.
        """
        wanted = {*stores, ""}
        start, end = period.start, period.end
        found = [  # a list is made quicker than a generator hands on
            row
            for row in self.rows
            if row.kind is kind
            and row.store in wanted
            and row.period.start < end
            and start < row.period.end
            and (not service or not row.service or row.service == service)
            and (not shift or not row.shift or row.shift == shift)
        ]
        return tuple(found) if start < end else ()

    def happened(self, happening: Happening, charge: str = "", item: str = "") -> tuple[Event, ...]:
        """The events of a sort, of one charge (and of the client as a whole) or item if named."""
        if not self.events:  # as in most months
            return ()
        return tuple(
            event
            for event in self.events
            if event.happening is happening
            and (not charge or event.charge == charge)
            and (not item or event.item == item)
        )


def sources(rows: Iterable[UsageRow], *figures: str) -> tuple[CellRange, ...]:
    """The ranges of the cells that these figures of these rows were read from."""
    read: dict[Table, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        for part in row.at:
            read[part.table].append((part.first, part.last))
    cells: dict[SheetColumn, list[tuple[int, int]]] = defaultdict(list)
    for table, stretches in read.items():
        joined = unbroken(stretches)  # once for all figures
        for column in filter(None, map(table.columns.get, figures)):
            cells[table.file, table.sheet, column] += joined
    return runs(cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of one row of a charge inside one billing month, and whose usage it bills.

    Rows that change only seats or label share their usage (rule G14): `measured` is the days of
    them all, and the last of them, `closing`, bills it.
    """

    charge: str
    period: Period  # the days of this row, within `month`
    month: Period  # the whole billing month or cycle
    month_name: str  # 2026-10
    share: Share  # of a monthly amount, by the charge's proration
    day_base: int  # a day is 1 / day_base of a monthly amount
    measured: Period  # the days whose usage belongs together, within `month`
    together: Share | None = None  # of the rows of `measured`; None: of this row alone
    parts: int = 1  # how many such groups of days the charge has in this month
    closing: bool = True  # the last row of its charge that shares `measured`
    final: bool = False  # the charge ends inside this month, in this row
    stores: tuple[str, ...]  # the registered stores it covers; none: the client has no stores
    pooled: bool = True  # they are all the client's stores
    service: str = ""
    shift: str = ""
    seats: Mapping[date, int] = field(default_factory=dict)  # Fixed seats of these stores by day

    @property
    def measured_share(self) -> Share:
        """The share of a monthly amount that all the days of `measured` bear."""
        return self.together or self.share


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreWords:
    """A store's code and every name that a file may give it."""

    code: str
    names: tuple[str, ...]
    platform: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientWords:
    """A client's code, its names and stores, and its billing month."""

    code: str
    names: tuple[str, ...]
    period: Period
    stores: tuple[StoreWords, ...] = ()
    needs: frozenset[Kind] = frozenset()  # kinds without which it cannot be billed


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The register's words that a reader of usage needs."""

    month: str  # 2026-10
    clients: tuple[ClientWords, ...]
    units: tuple[str, ...] = ()  # priced units: columns of sales tables
    classes: tuple[str, ...] = ()  # excluded classes that contracts name by header
    services: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()
    charges: Mapping[str, str] = field(default_factory=dict)  # charge -> client
    milestones: tuple[str, ...] = ()


def single(day: date) -> Period:
    """The period of one day."""
    return Period(day, date.fromordinal(day.toordinal() + 1))
