"""Events: a row a happening of the month."""

from collections.abc import Mapping
from decimal import Decimal

from billing.intake import figures
from billing.intake.cells import number, shown, word
from billing.intake.dates import Calendar
from billing.intake.faults import Fault
from billing.intake.header import Headers, Located
from billing.intake.known import Register
from billing.intake.records import Found
from billing.intake.rows import Row, keyed
from billing.intake.words import name
from billing.period import Period, month
from billing.source import Cell, CellRange, address
from billing.usage import Event, Happening
from billing.workbook.grid import Value

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
}

_KNOWN = {name(text): event for event, texts in NAMES.items() for text in texts}
_KNOWN |= {name(event.value): event for event in Happening}
_WORDS = ("charge", "item", "reason", "by", "reference")
_AMOUNTS = ("quantity", "price", "amount")


def read(located: Located, known: Register, headers: Headers) -> Found:
    """The events of a table, each with its client."""
    rows = keyed(located, known)
    reader = _Events(located, known)
    events = [(row.place.client, event) for row in rows.inside if (event := reader.event(row))]
    laid, notes = figures.aside(located, rows, figures.Reader(located, headers.sorts[located.kind]))
    return Found(
        events=tuple(events),
        aside=tuple(laid),
        clients=frozenset(row.place.client for row in rows.inside),
        rows=len(rows.inside),
        faults=(*rows.faults, *reader.faults, *notes),
    )


class _Events:
    """Reads the rows of one events table."""

    def __init__(self, located: Located, known: Register) -> None:
        self._at = located
        self._known = known
        self._calendar = Calendar(month=known.vocabulary.month, epoch=located.grid.epoch)
        self.faults: list[Fault] = []

    def event(self, row: Row) -> Event | None:
        """The event of a row; None, and faults, where it cannot be understood."""
        happening = _KNOWN.get(name(shown(self._cell("event", row))))
        if happening is None:
            expected = ", ".join(f"{zh} / {en}" for zh, en, *_ in NAMES.values())
            self._fault("event_unknown", "event", row, expected)
            return None
        texts = {key: word(self._cell(key, row)) for key in _WORDS}
        amounts = {key: self._amount(key, row) for key in _AMOUNTS}
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
            if given[key] in (None, ""):
                self._fault("event_lacks", key, row, key)
        charge = str(given["charge"])
        if charge and self._known.vocabulary.charges.get(charge) != row.place.client:
            own = [c for c, o in self._known.vocabulary.charges.items() if o == row.place.client]
            self._fault("charge_unknown", "charge", row, ", ".join(own))

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

    def _amount(self, key: str, row: Row) -> Decimal | None:
        found = number(self._cell(key, row))
        if found.code and not (found.code == "number_as_text" and self._at.grid.plain):
            self._fault(found.code, key, row)
        return found.value

    def _cell(self, key: str, row: Row) -> Value:
        column = self._at.table.columns.get(key)
        return self._at.grid.value(row.number, column) if column else ""

    def _fault(self, code: str, key: str, row: Row, expected: str = "") -> None:
        """Kind is left out: an event always counts, whatever its client's contract needs."""
        table = self._at.table
        place = Cell(table.file, table.sheet, table.columns.get(key) or 1, row.number)
        found = shown(self._cell(key, row))
        self.faults.append(Fault(code, place, found, expected, (row.place.client,)))

    def _source(self, row: Row) -> CellRange:
        table = self._at.table
        first, last = min(table.columns.values()), max(table.columns.values())
        return CellRange(
            table.file, table.sheet, address(first, row.number), address(last, row.number)
        )
