"""The rows of a table that count: whose and when each is; totals, footnotes and blanks left out."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache

import numpy as np

from billing.intake import dates, lines, voided, whole
from billing.intake.cells import NOT_APPLICABLE, shown, word
from billing.intake.coded import Coded, Codes, Mask, combined, constant, placed
from billing.intake.columns import Columns
from billing.intake.counting import counted
from billing.intake.dates import Day
from billing.intake.faults import Fault
from billing.intake.finished import in_order
from billing.intake.header import Located
from billing.intake.keyed import KEYS, LABELS, Keyed, Keys, Row
from billing.intake.known import Register
from billing.intake.names import Misnamed, Place
from billing.period import Period
from billing.source import Cell
from billing.workbook.grid import Value
from billing.workbook.words import name

__all__ = ["Keyed", "Keys", "Row", "keyed"]

_NOBODY = Place("")  # of a row without a place, which is left out
_NEVER = Period(date.max, date.max)  # of a row without a day, which is left out


def keyed(
    located: Located,
    known: Register,
    unpaid: Callable[[Columns, Codes], Mask] | None = None,
    *,
    timed: bool = False,
) -> Keyed:
    """Every row of the table with its key, or the fault why it has none.

    `unpaid` tells which rows of usage to leave out: orders that are none. `timed`: whether the
    times of day in the dates are needed.
    """
    reader = _Reader(located, known)
    counts = counted(located, reader.columns)
    found = counts.rows[~unpaid(reader.columns, counts.rows)] if unpaid else counts.rows
    keys = reader.keys(found, timed=timed)
    own = combined(keys.place, keys.period)
    within = own.flags(lambda both: both[1].common(known.periods[both[0].client]).days > 0)
    inside = keys.of(within)
    faults = (*reader.faults, *reader.settled(counts.notes))
    return Keyed(
        columns=reader.columns,
        inside=inside,
        outside=keys.of(~within),
        totals=counts.totals,
        faults=(
            *faults,
            *whole.title_faults(located, inside),
            *voided.remarks(located, reader.columns, inside),
            *voided.struck(located, inside),
        ),
    )


class _Reader:
    """Reads the keys of one table's rows, each different text once."""

    def __init__(self, located: Located, known: Register) -> None:
        self._at = located
        self._known = known
        self._file, self._sheet = located.table.file, located.table.sheet
        self.columns = Columns(located)
        self._columns = {key: located.table.columns.get(key) for key in KEYS}
        self._when = self._columns["date"] or self._columns["month"]
        self._named_in = self._columns["store"] or self._columns["client"]
        self._year = whole.year_column(located)
        self._calendar = whole.calendar(located, self.columns, self._when, known)
        self.faults: list[Fault] = []
        self._whole = self._stated(located) if self._when is None else None
        self._of_path = known.concerned(self._file, self._sheet)
        self._owner = self._named(located) if self._named_in is None else None
        self._may_concern = lru_cache(maxsize=None)(self._concerns)
        self._lines: list[tuple[int, Fault]] = []  # faults of rows, to be put in order of them

    def _stated(self, located: Located) -> Period | None:
        found, faults = whole.period(located, self._calendar)
        self.faults += faults
        return found

    def _named(self, located: Located) -> Place | Misnamed | None:
        found, faults = whole.place(located, self._known)
        self.faults += faults
        return found

    def keys(self, rows: Codes, *, timed: bool) -> Keys:
        """The keys of rows; a row without one is left out, with a fault."""
        words = {key: self._words(key, rows) for key in KEYS[2:]}
        places = self._places(words["client"], words["store"], words["platform"])
        days = self._days(rows)
        clients = placed(places.codes, [self._meant(place) for place in places.values])
        service = words["service"].mapped(
            lambda text: self._known.services.get(name(text), name(text))
        )
        bad = [
            places.flags(lambda place: isinstance(place, Misnamed)),
            days.flags(lambda day: day.period is None),
            lines.too_long(self._at.grid, self.columns, rows),
        ]
        noted = days.flags(lambda day: bool(day.code)) | words["service"].flags(self._unknown)
        lost = bad[0] | bad[1] | bad[2]
        for row in np.flatnonzero(lost | noted).tolist():
            uncut = not bad[2][row]
            text = words["service"][row]
            self._told(int(rows[row]), places[row], days[row], clients[row], text, uncut=uncut)
        named = (place.client for place in places.held() if isinstance(place, Place))
        self.faults += whole.one_service(self._at, words["service"].held(), named)
        sound = ~lost
        platform = combined(places, words["platform"]).mapped(self._beside)
        return Keys(
            at=rows,
            first=self.columns.first,
            place=places.mapped(lambda place: place if isinstance(place, Place) else _NOBODY),
            period=days.mapped(lambda day: day.period or _NEVER),
            service=service,
            shift=words["shift"].mapped(
                lambda text: self._known.shifts.get(name(text), name(text))
            ),
            agent=words["agent"].mapped(name),
            platform=platform,
            moment=self._moments(rows, timed=timed),
            unlabelled=self._unlabelled(words, rows),
        ).of(sound)

    def _told(
        self, row: int, place: Place | Misnamed, day: Day, clients: tuple[str, ...], service: str,
        *, uncut: bool,
    ) -> None:  # fmt: skip
        """Say what is wrong with a row's key, or was mended in it."""
        number = self.columns.number(row)
        if day.code or day.period is None:
            self._day_fault(number, day, clients)
        if isinstance(place, Misnamed):
            if day.period is None or self._may_concern(day.period, clients):
                of_client = place.code.startswith("client")
                column = self._columns["client"] if of_client else self._named_in
                self._fault(place.code, column, number, place.found, place.expected, clients)
        elif day.period is None:
            return
        elif not uncut:
            cells, head = (self._at.grid.rows[n - 1] for n in (number, self._at.first - 1))
            given = (str(len(cells)), str(lines.width(head)), clients)
            self._fault("row_too_long", len(head) + 1, number, *given)
        elif self._unknown(service):
            self._fault("service_unknown", self._columns["service"], number, service, "", clients)

    def _day_fault(self, number: int, day: Day, clients: tuple[str, ...]) -> None:
        if self._when is None:
            self._fault("no_date", self._named_in, number, "", "", clients)
            return
        found = shown(self._at.grid.filled(number, self._when)) if day.code else ""
        self._fault(day.code or "date_blank", self._when, number, found, "", clients)

    def _concerns(self, period: Period, clients: Iterable[str]) -> bool:
        """Whether a row without a place could be of a billed month."""
        periods = [
            self._known.periods[client] for client in clients
        ] or self._known.periods.values()
        return any(period.common(own).days > 0 for own in periods)

    def _places(
        self, client: Coded[str], store: Coded[str], platform: Coded[str]
    ) -> Coded[Place | Misnamed]:
        def place(texts: tuple[str, str, str]) -> Place | Misnamed:
            if not texts[0] and not texts[1]:
                return self._owner or Misnamed("no_client", "")
            return self._known.names.place(*texts)

        return combined(client, store, platform).mapped(place)

    def _beside(self, of: tuple[Place | Misnamed, str]) -> str:
        place, platform = of
        return self._known.names.beside(place, platform) if isinstance(place, Place) else ""

    def _meant(self, place: Place | Misnamed) -> tuple[str, ...]:
        """Whom a row concerns: one without a place those it may mean, else those the path names."""
        if isinstance(place, Place):
            return (place.client,)
        return place.clients or self._of_path

    def _days(self, rows: Codes) -> Coded[Day]:
        if self._when is None:
            return constant(Day(self._whole), len(rows))
        cells = self.columns.filled(self._when).of(rows).mapped(_untimed)
        if self._year is None:
            return cells.mapped(self._calendar.read)
        return combined(cells, self.columns.filled(self._year).of(rows)).mapped(self._of_year)

    def _of_year(self, both: tuple[Value, Value]) -> Day:
        """The day of a cell beside one of its year."""
        return whole.of_year(self._calendar, both[1]).read(both[0])

    def _moments(self, rows: Codes, *, timed: bool) -> Coded[str]:
        if self._when is None or not timed:
            return constant("", len(rows))
        return self.columns.filled(self._when).of(rows).mapped(dates.moment)

    def _unknown(self, service: str) -> bool:
        services = self._known.services
        return bool(service and services) and name(service) not in services

    def _words(self, key: str, rows: Codes) -> Coded[str]:
        column = self._columns[key]
        if not column:
            return constant("", len(rows))
        return self.columns.filled(column).of(rows).mapped(_text)

    def _unlabelled(self, words: dict[str, Coded[str]], rows: Codes) -> Coded[frozenset[str]]:
        labels = [key for key in LABELS if self._columns[key]]
        if not labels:
            return constant(frozenset(), len(rows))
        blanks = (words[key].mapped(lambda text: not text) for key in labels)
        return combined(*blanks).mapped(
            lambda blank: frozenset(key for key, own in zip(labels, blank, strict=True) if own)
        )

    def _fault(
        self, code: str, column: int | None, number: int, found: str = "", expected: str = "",
        clients: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        place = Cell(self._file, self._sheet, column or 1, number)
        fault = Fault(code, place, found, expected, clients, self._at.kind)
        self._lines.append((number, fault))

    def settled(self, notes: Iterable[tuple[int, Fault]]) -> list[Fault]:
        """The faults and notes of rows in order of the rows."""
        return in_order([*notes, *self._lines])


def _untimed(value: Value) -> Value:
    """A day without its time: there are many times, and few days."""
    return value.date() if isinstance(value, datetime) else value


def _text(value: Value) -> str:
    text = word(value)
    return "" if text.casefold() in NOT_APPLICABLE else text
