"""Events: a row a happening of the month."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from billing.intake import figures, stated
from billing.intake.cells import Number, narrow, number, shown, word
from billing.intake.dates import Calendar
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.records import Found
from billing.intake.rows import Keyed, Row, keyed
from billing.period import Period, month
from billing.source import Cell, CellRange, address
from billing.usage import Event, Happening
from billing.workbook.grid import Value
from billing.workbook.words import name, unwrapped

NAMES: Mapping[Happening, tuple[str, ...]] = {
    Happening.VACANCY: ("空缺", "vacancy", "缺岗"),
    Happening.DELIVERED_HOURS: ("交付工时", "delivered hours", "实际工时"),
    Happening.MILESTONE_ACCEPTED: ("里程碑验收", "milestone accepted"),
    Happening.DAYS_LATE: ("延期天数", "days late", "逾期天数"),
    Happening.QUALITY_CASE: ("质量事故", "quality case", "质检扣款"),
    Happening.MEASURED_LEVEL: ("指标实测", "measured level", "实测值"),
    Happening.LATE_REFUND: ("后期退款", "late refund"),
    Happening.ADJUSTMENT: ("人工调整", "adjustment", "调整"),
    Happening.PREPAYMENT: ("预付款", "prepayment"),
    Happening.CREDIT: ("返还", "credit"),
    Happening.OPENING_QUOTA: ("期初额度", "opening quota"),
    Happening.OPENING_NET_SALES: ("期初净销售额", "opening net sales"),
    Happening.OPENING_CREDIT: ("期初返还", "opening credit"),
    Happening.OPENING_PREPAYMENT: ("期初预付款", "opening prepayment"),
}  # the first Chinese and the first English name stand in the template's drop-down

# What an event is nothing without.
NEEDED: Mapping[Happening, tuple[str, ...]] = {
    Happening.ADJUSTMENT: ("amount", "reason", "by", "reference"),
    Happening.PREPAYMENT: ("amount",),
    Happening.CREDIT: ("amount",),
    Happening.OPENING_CREDIT: ("amount",),
    Happening.OPENING_PREPAYMENT: ("amount",),
    Happening.OPENING_NET_SALES: ("amount",),
    Happening.OPENING_QUOTA: ("quantity",),
    Happening.DELIVERED_HOURS: ("quantity",),
    Happening.DAYS_LATE: ("quantity",),
    Happening.MEASURED_LEVEL: ("quantity",),
    Happening.LATE_REFUND: ("quantity", "reference"),
}
# What was still to be made good when the ledger began: never above zero.
_OWED = Happening.OPENING_NET_SALES
# What cannot be below zero: an adjustment may be, and so may a measured level.
_POSITIVE = NEEDED.keys() - {Happening.ADJUSTMENT, Happening.MEASURED_LEVEL, _OWED}

_KNOWN = {name(text): event for event, texts in NAMES.items() for text in texts}
_KNOWN |= {name(event.value): event for event in Happening}
_WORDS = ("charge", "item", "reason", "by", "reference")
_AMOUNTS = ("quantity", "price", "amount")


def read(located: Located, known: Register, headers: Headers) -> Found:
    """The events of a table, each with its client."""
    rows = keyed(located, known)
    reader = _Events(located, known)
    found = [(row.place.client, event) for row in rows.inside if (event := reader.event(row))]
    events = [(client, event) for client, event in found if _inside(event, known.periods[client])]
    beside = [pair for pair in found if pair not in events]
    elsewhere = (*beside, *_elsewhere(located, known, rows))
    laid, notes = figures.aside(located, rows, figures.Reader(located, headers.sorts[located.kind]))
    return Found(
        events=(*events, *_reaching_in(elsewhere, known)),
        accepted=tuple(_accepted(elsewhere, known)),
        aside=tuple(laid),
        clients=frozenset(row.place.client for row in rows.inside),
        rows=len(rows.inside),
        faults=(*rows.faults, *reader.faults, *notes),
    )


def _inside(event: Event, own: Period) -> bool:
    """A month in the date's cell is the client's own: October's cycle, not two halves of cycles."""
    return event.period.common(own).days > 0


def _elsewhere(located: Located, known: Register, rows: Keyed) -> Iterator[tuple[str, Event]]:
    """Events dated in other months that may matter here; their faults are told in their month."""
    reader = _Events(located, known)
    for row in rows.outside:
        if event := reader.event(row):
            yield row.place.client, event


def _reaching_in(
    elsewhere: Iterable[tuple[str, Event]], known: Register
) -> Iterator[tuple[str, Event]]:
    """Vacancies that last into the client's month, or began in it: their days here count here."""
    for client, event in elsewhere:
        inside = event.span and event.span.common(known.periods[client])
        if event.happening is Happening.VACANCY and inside and inside.days > 0:
            yield client, replace(event, period=inside)


def _accepted(
    elsewhere: Iterable[tuple[str, Event]], known: Register
) -> Iterator[tuple[str, Event]]:
    """Milestones accepted in earlier months: one that was never billed must not be forgotten."""
    for client, event in elsewhere:
        before = event.period.start < known.periods[client].start
        if event.happening is Happening.MILESTONE_ACCEPTED and before:
            yield client, event


class _Events:
    """Reads the rows of one events table."""

    def __init__(self, located: Located, known: Register) -> None:
        self._at = located
        self._known = known
        plain = Calendar(month=known.vocabulary.month, epoch=located.grid.epoch)
        table = located.table
        self._calendar = stated.based(table.sheet, located.title, table.file, plain)
        self.faults: list[Fault] = []

    def event(self, row: Row) -> Event | None:
        """The event of a row; None, and faults, where it cannot be understood."""
        happening = _KNOWN.get(name(shown(self._cell("event", row))))
        if happening is None:
            expected = ", ".join(f"{zh} / {en}" for zh, en, *_ in NAMES.values())
            self._fault("event_unknown", "event", row, expected)
            return None
        texts = {key: word(self._cell(key, row)) for key in _WORDS}
        points = happening is Happening.MEASURED_LEVEL
        amounts = {
            key: self._amount(key, row, points=points and key == "quantity") for key in _AMOUNTS
        }
        self._check(row, happening, {**texts, **amounts})
        return Event(
            happening=happening,
            period=self._period(row),
            store=row.place.store if word(self._cell("store", row)) else "",
            charge=texts["charge"],
            item=texts["item"],
            quantity=amounts["quantity"],
            price=amounts["price"],
            amount=amounts["amount"],
            span=self._span(row),
            reason=texts["reason"],
            by=texts["by"],
            reference=texts["reference"],
            source=self._source(row),
        )

    def _check(self, row: Row, happening: Happening, given: Mapping[str, object]) -> None:
        """An event without what it needs, or of a charge that is not the client's, blocks."""
        for key in NEEDED.get(happening, ()):
            value = given[key]
            if value in (None, "") and (key not in _AMOUNTS or self._states_none(key, row)):
                self._lacks(key, row)
            if happening in _POSITIVE and isinstance(value, Decimal) and value < 0:
                self._fault("number_negative", key, row, about=("figure", key))
            if happening is _OWED and isinstance(value, Decimal) and value > 0:
                self._fault("number_positive", key, row, about=("figure", key))
        if happening is Happening.VACANCY:
            self._check_span(row)
        charge = str(given["charge"])
        if charge and self._known.vocabulary.charges.get(charge) != row.place.client:
            own = [c for c, o in self._known.vocabulary.charges.items() if o == row.place.client]
            self._fault("charge_unknown", "charge", row, ", ".join(own))

    def _check_span(self, row: Row) -> None:
        """A vacancy from a day on lasts until a day that must be told, never one day by silence."""
        blank = [key for key in ("from", "to") if not shown(self._cell(key, row))]
        if len(blank) == 1:
            self._lacks(blank[0], row)

    def _lacks(self, key: str, row: Row) -> None:
        self._fault("event_lacks", key, row, key, about=("column", key))

    def _states_none(self, key: str, row: Row) -> bool:
        """Whether a cell is blank; one that cannot be read is told already."""
        found = self._points(key, row) if key == "quantity" else number(self._cell(key, row))
        return not found.code

    def _period(self, row: Row) -> Period:
        """A day; or the client's own month, where the cell names a month."""
        days, own = row.period, self._known.periods[row.place.client]
        whole = days.days >= 28 and days == month(f"{days.start:%Y-%m}")
        return month(f"{days.start:%Y-%m}", own.start.day) if whole else days

    def _span(self, row: Row) -> Period | None:
        """From and to, both included; one alone is a single day."""
        ends = [day for key in ("from", "to") if (day := self._day(key, row))]
        if not ends:
            return None
        span = Period(ends[0].start, ends[-1].end)
        if span.days <= 0:
            self._fault("end_before_start", "to", row)
            return None
        return span

    def _day(self, key: str, row: Row) -> Period | None:
        cell = self._cell(key, row)
        if isinstance(cell, str) and not cell.strip():
            return None
        day = self._calendar.read(cell)
        if day.code:
            self._fault(day.code, key, row)
        return day.period

    def _amount(self, key: str, row: Row, *, points: bool = False) -> Decimal | None:
        found = self._points(key, row) if points else number(self._cell(key, row))
        if found.code and not (found.code == "number_as_text" and self._at.grid.plain):
            self._fault(found.code, key, row)
        return found.value

    def _points(self, key: str, row: Row) -> Number:
        """91% is 91, written so or shown so; 0.91 alone may be 91 points or not one."""
        cell = self._cell(key, row)
        if isinstance(cell, str) and (text := unwrapped(narrow(cell))).endswith("%"):
            return number(text.removesuffix("%"))
        found = number(cell)
        if found.value is None:
            return found
        if (row.number, self._at.table.columns.get(key)) in self._at.percent:
            if not isinstance(cell, str):
                return found._replace(value=(found.value * 100).normalize() + Decimal(0))
        elif 0 < abs(found.value) <= 1:
            return Number(None, "percent_unclear")
        return found

    def _cell(self, key: str, row: Row) -> Value:
        column = self._at.table.columns.get(key)
        return self._at.grid.value(row.number, column) if column else ""

    def _fault(
        self,
        code: str,
        key: str,
        row: Row,
        expected: str = "",
        *,
        about: tuple[str, str] | None = None,
    ) -> None:
        """Kind is left out: an event always counts, whatever its client's contract needs."""
        table = self._at.table
        place = Cell(table.file, table.sheet, table.columns.get(key) or 1, row.number)
        found = shown(self._cell(key, row))
        values = (about,) if about else ()
        self.faults.append(Fault(code, place, found, expected, (row.place.client,), values=values))

    def _source(self, row: Row) -> CellRange:
        table = self._at.table
        first, last = min(table.columns.values()), max(table.columns.values())
        return CellRange(
            table.file, table.sheet, address(first, row.number), address(last, row.number)
        )
