"""What a table tells of all its rows at once: the order of its dates, its period, its place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from billing.intake import doubtful, stated
from billing.intake.cells import shown, word
from billing.intake.columns import Columns
from billing.intake.dates import Calendar
from billing.intake.faults import Fault
from billing.intake.header import Located
from billing.intake.keyed import Keys
from billing.intake.known import Register
from billing.intake.names import Misnamed, Place
from billing.period import Period, following
from billing.source import Cell, CellRange
from billing.synonyms import service_forms
from billing.workbook.grid import Value
from billing.workbook.words import header, name

_OF_YEARS = frozenset({"年份", "年度", "年", "year"})
_YEAR = re.compile(r"(20\d\d)年?度?")
_OF_DAYS = re.compile("日|date|day")


def calendar(located: Located, columns: Columns, when: int | None, known: Register) -> Calendar:
    """The calendar of the table, with the order of day and month that its column shows."""
    table = located.table
    plain = Calendar(month=known.vocabulary.month, epoch=located.grid.epoch)
    if when is None:
        return stated.based(table.sheet, located.title, table.file, plain)
    values, periods = columns.filled(when).values, tuple(known.periods.values())
    return replace(
        stated.based(table.sheet, located.title, table.file, plain),
        day_first=doubtful.order(values, periods),
        zeros_kept=not located.grid.plain or doubtful.keeps_zeros(values),
        swapped=doubtful.swapped(values, periods),
        either=doubtful.either(values, periods),
        alone=_alone(located, plain, when, known),
    )


def _alone(located: Located, plain: Calendar, when: int, known: Register) -> Period | None:
    """The month of days that stand alone, 1日: that of the title or a name.

    None where a client concerned has another billing month: its 26th may be that of the month
    before; and where the column's header may be of hours, or of months.
    """
    table = located.table
    if (
        not _OF_DAYS.search(table.headers.get("date", "").casefold())
        or when != table.columns["date"]
    ):
        return None
    clients = known.concerned(table.file, table.sheet) or known.periods
    found = stated.nearest(table.sheet, located.title, table.file, plain, days=True)
    whole = found and found.start.day == 1 and found.end == following(found.start)
    cycles = any(known.periods[client].start.day != 1 for client in clients)
    return found if whole and not cycles else None


def year_column(located: Located) -> int | None:
    """The column that tells the year of the dates beside it."""
    cells = enumerate(located.grid.rows[located.first - 2], 1)
    return next((column for column, cell in cells if header(shown(cell)) in _OF_YEARS), None)


def of_year(calendar: Calendar, cell: Value) -> Calendar:
    """The calendar for a row whose year stands in a cell of its own; as it is where none does."""
    found = _YEAR.fullmatch(word(cell))
    return replace(calendar, month=f"{found[1]}{calendar.month[4:]}") if found else calendar


def period(located: Located, of: Calendar) -> tuple[Period | None, tuple[Fault, ...]]:
    """The period of a table without dates: of a sheet's name, a title, a file's name."""
    table = located.table
    found = stated.nearest(table.sheet, located.title, table.file, of)
    return found, (_fault(located, "period_from_name", str(found)),) if found else ()


def place(located: Located, known: Register) -> tuple[Place | Misnamed | None, tuple[Fault, ...]]:
    """The place that the sheet, the file or a folder names, where no column tells any."""
    names = known.names
    found = names.named(located.table.file, located.table.sheet, located.title)
    if located.captioned and names.named("", "", located.title) is None:
        found = names.captioned(located.title)
    if not isinstance(found, Place):
        return found, ()
    named = found.store or found.client
    return found, (_fault(located, "client_from_name", named, (found.client,)),)


def _fault(located: Located, code: str, found: str, clients: tuple[str, ...] = ()) -> Fault:
    sheet = CellRange(located.table.file, located.table.sheet)
    return Fault(code, sheet, found, clients=clients, kind=located.kind)


def title_faults(located: Located, rows: Keys) -> Iterator[Fault]:
    """A month in the title that none of the rows falls in."""
    if not located.title or not len(rows):
        return
    first = rows.period[0]
    told = stated.named(located.title, Calendar(month=f"{first.start:%Y-%m}"))
    if told and not any(own.common(told).days > 0 for own in rows.period.held()):
        sheet = CellRange(located.table.file, located.table.sheet)
        yield Fault("title_month", sheet, str(told), str(first), kind=located.kind)


def one_service(located: Located, texts: Iterable[str], clients: Iterable[str]) -> Iterator[Fault]:
    """Two words of one language for one service, side by side in a table, may be two services."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for text in texts:
        if text and not name(text).isascii():
            words[service_forms(text)[0]].setdefault(name(text), text)
    place = Cell(
        located.table.file,
        located.table.sheet,
        located.table.columns.get("service", 1),
        located.first - 1,
    )
    for own in words.values():
        apart = [text for text in own if not any(other in text for other in own if other != text)]
        if len(apart) > 1:
            found = ", ".join(own[text] for text in apart)
            for client in sorted(set(clients)):
                yield Fault("services_alike", place, found, "", (client,), located.kind)
