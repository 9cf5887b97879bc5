"""The rows of a table that count: whose and when each is; totals, footnotes and blanks left out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from billing.intake import dates, lines, stated
from billing.intake.cells import NOT_APPLICABLE, shown, word
from billing.intake.dates import Calendar, Day
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.known import Register
from billing.intake.lines import Line
from billing.intake.names import Misnamed, Place
from billing.period import Period
from billing.source import Cell, CellRange
from billing.workbook.grid import Value
from billing.workbook.words import name

_LABELS = ("service", "shift", "agent", "platform")
_KEYS = ("date", "month", "client", "store", *_LABELS)


class Row(NamedTuple):
    """A row with its key. `service`, `shift` and `agent` are empty where there is no column."""

    number: int
    place: Place
    period: Period
    service: str = ""
    shift: str = ""
    agent: str = ""
    platform: str = ""  # where it is not the one its store is registered on
    moment: str = ""  # the time of day in the date's cell
    unlabelled: frozenset[str] = frozenset()  # service, shift, agent, platform: blank in this row


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """The rows of a table: those inside their client's month, those outside it, the totals."""

    inside: tuple[Row, ...] = ()
    outside: tuple[Row, ...] = ()
    totals: tuple[int, ...] = ()  # rows of sums; those of averages are left out
    faults: tuple[Fault, ...] = ()


def keyed(
    located: Located, known: Register, skip: Callable[[int], bool] = lambda _: False
) -> Keyed:
    """Every row of the table with its key, or the fault why it has none."""
    reader = _Reader(located, known)
    inside: list[Row] = []
    outside: list[Row] = []
    for number in range(located.first, located.last + 1):
        if reader.counts(number) and not skip(number) and (row := reader.row(number)):
            within = row.period.common(known.periods[row.place.client]).days > 0
            (inside if within else outside).append(row)
    return Keyed(
        inside=tuple(inside),
        outside=tuple(outside),
        totals=tuple(reader.totals),
        faults=(*reader.faults, *_title_faults(located, inside)),
    )


class _Reader:
    """Reads the keys of one table's rows, each different text once."""

    def __init__(self, located: Located, known: Register) -> None:
        self._at = located
        self._known = known
        self._file, self._sheet = located.table.file, located.table.sheet
        self._columns = {key: located.table.columns.get(key) for key in _KEYS}
        self._figures = [c for f, c in located.table.columns.items() if f not in _KEYS]
        self._labels = [key for key in _LABELS if self._columns[key]]
        self._when = self._columns["date"] or self._columns["month"]
        self._calendar = self._ordered()
        self._days: dict[Value, Day] = {}
        self._texts: dict[Value, str] = {}
        self._places: dict[tuple[str, str, str], Place | Misnamed] = {}
        self.totals: list[int] = []
        self.faults: list[Fault] = []
        self._whole = self._stated() if self._when is None else None
        self._of_path = known.concerned(self._file, self._sheet)
        self._owner = self._named() if self._named_in() is None else None

    def counts(self, number: int) -> bool:
        """Whether a row holds usage; totals and footnotes are kept apart and noted."""
        grid = self._at.grid
        keys = [self._raw(key, number) for key in _KEYS if self._columns[key]]
        figures = [grid.value(number, column) for column in self._figures]
        line = lines.kind(grid.rows[number - 1], keys, figures, self._raw("agent", number))
        match line:
            case Line.TOTAL | Line.AVERAGE:
                self.totals += [number] if line is Line.TOTAL else []
                self._note("total_left_out", number)
            case Line.FOOTNOTE:
                self._note("footnote_ignored", number)
            case Line.EXAMPLE:
                self._note("example_left_out", number)
            case Line.USAGE | Line.EMPTY:
                pass
        return line is Line.USAGE

    def row(self, number: int) -> Row | None:
        """The row's key; None, and a fault, where it has none."""
        place = self._place(number)
        clients = (place.client,) if isinstance(place, Place) else self._meant(place)
        period = self._period(number, clients)
        if isinstance(place, Misnamed):
            if period is None or self._may_concern(period, clients):
                of_client = place.code.startswith("client")
                column = self._columns["client"] if of_client else self._named_in()
                self._fault(place.code, column, number, place.found, place.expected, clients)
            return None
        if period is None:
            return None
        service, shift, agent = (self._word(key, number) for key in ("service", "shift", "agent"))
        shift, agent = self._known.shifts.get(name(shift), name(shift)), name(agent)
        if self._too_long(number, clients):
            return None
        platform = self._known.names.beside(place, self._word("platform", number))
        moment = dates.moment(self._at.grid.filled(number, self._when)) if self._when else ""
        service = self._service(service, number, clients)
        blank = frozenset(key for key in self._labels if not self._word(key, number))
        return Row(number, place, period, service, shift, agent, platform, moment, blank)

    def _too_long(self, number: int, clients: tuple[str, ...]) -> bool:
        """Whether a line of text has more cells than its header: a comma split a number."""
        rows = self._at.grid.rows
        cells, head = rows[number - 1], rows[self._at.first - 2]
        if not self._at.grid.plain or (len(cells) <= len(head) and _width(cells) <= _width(head)):
            return False
        self._fault(
            "row_too_long", len(head) + 1, number, str(len(cells)), str(_width(head)), clients
        )
        return True

    def _may_concern(self, period: Period, clients: Iterable[str]) -> bool:
        """Whether a row without a place could be of a billed month."""
        periods = [
            self._known.periods[client] for client in clients
        ] or self._known.periods.values()
        return any(period.common(own).days > 0 for own in periods)

    def _place(self, number: int) -> Place | Misnamed:
        client, store, platform = (self._word(k, number) for k in ("client", "store", "platform"))
        if not client and not store:
            return self._owner or Misnamed("no_client", "")
        key = (client, store, platform)
        if key not in self._places:
            self._places[key] = self._known.names.place(*key)
        return self._places[key]

    def _meant(self, place: Misnamed) -> tuple[str, ...]:
        """Whom a row without a place concerns: those it may mean, else those the path names."""
        return place.clients or self._of_path

    def _period(self, number: int, clients: tuple[str, ...]) -> Period | None:
        if self._when is None:
            if self._whole is None:
                self._fault("no_date", self._named_in(), number, "", "", clients)
            return self._whole
        value = self._at.grid.filled(number, self._when)
        day = self._days.get(value) or self._days.setdefault(value, self._calendar.read(value))
        if day.code:
            self._fault(day.code, self._when, number, shown(value), "", clients)
        elif day.period is None:
            self._fault("date_blank", self._when, number, "", "", clients)
        return day.period

    def _service(self, text: str, number: int, clients: tuple[str, ...]) -> str:
        own = self._known.services.get(name(text), name(text))
        if text and self._known.services and name(text) not in self._known.services:
            self._fault("service_unknown", self._columns["service"], number, text, "", clients)
        return own

    def _word(self, key: str, number: int) -> str:
        value = self._raw(key, number)
        if value not in self._texts:
            text = word(value)
            self._texts[value] = "" if text.casefold() in NOT_APPLICABLE else text
        return self._texts[value]

    def _raw(self, key: str, number: int) -> Value:
        column = self._columns[key]
        return self._at.grid.filled(number, column) if column else ""

    def _named_in(self) -> int | None:
        return self._columns["store"] or self._columns["client"]

    def _fault(
        self, code: str, column: int | None, number: int, found: str, expected: str,
        clients: tuple[str, ...],
    ) -> None:  # fmt: skip
        place = Cell(self._file, self._sheet, column or 1, number)
        self.faults.append(Fault(code, place, found, expected, clients, self._at.kind))

    def _note(self, code: str, number: int) -> None:
        self._fault(code, None, number, "", "", ())

    def _ordered(self) -> Calendar:
        """The calendar of the table, with the order of day and month that its column shows."""
        calendar = Calendar(month=self._known.vocabulary.month, epoch=self._at.grid.epoch)
        if self._when is None:
            return calendar
        column = partial(self._at.grid.filled, column=self._when)
        values = (column(number) for number in range(self._at.first, self._at.last + 1))
        way = dates.order(values, self._known.periods.values())
        return Calendar(month=calendar.month, epoch=calendar.epoch, day_first=way)

    def _stated(self) -> Period | None:
        """The period of a table without dates: of a sheet's name, a title, a file's name."""
        period = stated.nearest(self._sheet, self._at.title, self._file, self._calendar)
        if period:
            self._sheet_fault("period_from_name", str(period))
        return period

    def _named(self) -> Place | Misnamed | None:
        """The place that the sheet, the file or a folder names, where no column tells any."""
        names = self._known.names
        found = names.named(self._file, self._sheet, self._at.title)
        if self._at.captioned and names.named("", "", self._at.title) is None:
            found = names.captioned(self._at.title)
        if isinstance(found, Place):
            self._sheet_fault("client_from_name", found.store or found.client, (found.client,))
        return found

    def _sheet_fault(self, code: str, found: str = "", clients: tuple[str, ...] = ()) -> None:
        place = CellRange(self._file, self._sheet)
        self.faults.append(Fault(code, place, found, clients=clients, kind=self._at.kind))


def _width(cells: Sequence[Value]) -> int:
    """The cells of a line up to its last that holds something."""
    return max((column for column, cell in enumerate(cells, 1) if shown(cell)), default=0)


def _title_faults(located: Located, rows: list[Row]) -> Iterator[Fault]:
    """A month in the title that none of the rows falls in."""
    if not located.title or not rows:
        return
    told = stated.named(located.title, Calendar(month=f"{rows[0].period.start:%Y-%m}"))
    if told and not any(row.period.common(told).days > 0 for row in rows):
        place = CellRange(located.table.file, located.table.sheet)
        yield Fault("title_month", place, str(told), str(rows[0].period), kind=located.kind)
