"""The register as one client's charges: periods, spans of constant terms, and their ratios."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from tests.second.second_nouns import (
    ONE,
    ZERO,
    BlockedError,
    Book,
    Place,
    Row,
    day,
    day_or,
    listed,
    needed,
    number,
    text,
    word,
)

MODES = ("Fixed", "Commission", "Monthly", "Daily", "Receptions", "Orders", "Project")
DAY = timedelta(days=1)
OPEN = date.max


@dataclass(frozen=True)
class Case:
    """One client and month, with all that is told of it; both ends of the period are included."""

    register: Book
    usage: Book
    client: Row
    month: str
    first: date
    last: date

    @property
    def code(self) -> str:
        """The client's code."""
        return text(self.client, "client")

    @property
    def stores(self) -> tuple[str, ...]:
        """The client's stores in the register's order."""
        return tuple(text(row, "store") for row in self.rows("Stores"))

    @property
    def days(self) -> int:
        """Days of the month, or of the cycle."""
        return length(self.first, self.last)

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet that name this client."""
        found = self.register.get(sheet, ())
        return [row for row in found if text(row, "client") == self.code]

    def covered(self, store: str) -> tuple[str, ...]:
        """The stores of a charge; ("",) for a client without stores."""
        return (store,) if store else self.stores or ("",)


@dataclass(frozen=True)
class Run:
    """Days under constant terms, both ends included, with their share of a full month."""

    mode: str
    terms: Row
    start: date
    end: date
    ratio: Fraction = ONE

    @property
    def days(self) -> int:
        """How many days."""
        return length(self.start, self.end)

    @property
    def place(self) -> Place:
        """Where the lines of this run belong."""
        return Place(text(self.terms, "charge"), text(self.terms, "store"), self.start, self.end)


@dataclass(frozen=True)
class Span:
    """Runs that differ in seats only, so that usage is measured over all of them (G14)."""

    runs: tuple[Run, ...]

    @property
    def mode(self) -> str:
        """The sheet that the terms stand in."""
        return self.runs[0].mode

    @property
    def terms(self) -> Row:
        """The terms, but for the seats."""
        return self.runs[0].terms

    @property
    def start(self) -> date:
        """First day."""
        return self.runs[0].start

    @property
    def end(self) -> date:
        """Last day, included."""
        return self.runs[-1].end

    @property
    def days(self) -> int:
        """How many days."""
        return length(self.start, self.end)

    @property
    def ratio(self) -> Fraction:
        """The share of a full month."""
        return sum((run.ratio for run in self.runs), ZERO)

    @property
    def place(self) -> Place:
        """Where lines of the whole span belong."""
        return replace(self.runs[0].place, end=self.end)


@dataclass(frozen=True)
class Charge:
    """One charge: all its rows by date, and its spans of this month (none where not active)."""

    code: str
    rows: tuple[tuple[str, Row], ...]  # (mode, row)
    spans: tuple[Span, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of all spans."""
        return tuple(run for span in self.spans for run in span.runs)

    def of(self, mode: str) -> tuple[Span, ...]:
        """The spans in which the charge has this mode."""
        return tuple(span for span in self.spans if span.mode == mode)

    def has(self, mode: str) -> bool:
        """Whether any row of the charge, at any time, has this mode."""
        return any(found == mode for found, _ in self.rows)

    def last_terms(self, mode: str, until: date) -> Row:
        """The terms in force on that day, or else those before it, or else the first."""
        own = [row for found, row in self.rows if found == mode]
        begun = [row for row in own if day(text(row, "from")) <= until]
        return begun[-1] if begun else own[0]

    @property
    def store(self) -> str:
        """The store of the first span, else of the first row."""
        return text(self.spans[0].terms if self.spans else self.rows[0][1], "store")


def length(start: date, end: date) -> int:
    """Days from start to end, both included."""
    return (end - start).days + 1


def month_shifted(month: str, by: int) -> str:
    """The month that is `by` months later."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def period(month: str, cycle_day: int) -> tuple[date, date]:
    """First and last day of the month, or of the cycle that ends in it (G2)."""
    if not 1 <= cycle_day <= 28:
        raise BlockedError("cycle day is 1 to 28")
    if cycle_day == 1:
        return day(f"{month}-01"), day(f"{month_shifted(month, 1)}-01") - DAY
    begun = day(f"{month_shifted(month, -1)}-{cycle_day:02d}")
    return begun, day(f"{month}-{cycle_day:02d}") - DAY


def opened(register: Book, usage: Book, client: str, month: str) -> Case:
    """The case of a client and month."""
    rows = [row for row in register.get("Clients", ()) if text(row, "client") == client]
    if len(rows) != 1:
        raise BlockedError(f"{len(rows)} rows of client {client}")
    first, last = period(month, int(number(rows[0], "cycle day") or 1))
    return Case(register, usage, rows[0], month, first, last)


def client_ratio(case: Case) -> Fraction:
    """The share of the month in which the client's own contract runs."""
    # choice: a client's minimum and cap prorate by the client's own from..to, not by its charges'.
    start, end = contract_days(case)
    if word(case.client, "proration", "calendar") == "none":
        return ONE
    return share(case, word(case.client, "proration", "calendar"), length(start, end))


def contract_days(case: Case) -> tuple[date, date]:
    """First and last day of the month that the client's own contract has."""
    start = max(case.first, day_or(text(case.client, "from"), case.first))
    return start, min(case.last, day_or(text(case.client, "to"), case.last))


def share(case: Case, proration: str, days: int) -> Fraction:
    """Billed days of a month as a ratio, by `calendar` or `fixed_30` (G3)."""
    if proration == "fixed_30":
        return ONE if days == case.days else Fraction(min(days, 30), 30)
    return Fraction(days, case.days)


def prorated(case: Case, runs: list[Run]) -> list[Run]:
    """The runs of one charge with their ratios (G3)."""
    total = sum(run.days for run in runs)
    found = []
    for place, run in enumerate(runs):
        how = proration(case, run.terms)
        if how == "none":
            # choice: with `none` a month that is split costs one month, shared out by days.
            ratio = Fraction(run.days, total)
        elif how == "fixed_30" and total == case.days and place == len(runs) - 1:
            ratio = Fraction(30 - min(30, total - run.days), 30)
        else:
            ratio = share(case, how, run.days)
        found.append(replace(run, ratio=ratio))
    return found


def proration(case: Case, terms: Row) -> str:
    """The charge's, else the client's, else calendar."""
    return word(terms, "proration", word(case.client, "proration", "calendar"))


def charges(case: Case) -> list[Charge]:
    """The client's charges in the order of the paper: pooled first, stores, then codes."""
    rows: dict[str, list[tuple[str, Row]]] = {}
    for mode in MODES:
        for row in case.rows(mode):
            rows.setdefault(text(row, "charge"), []).append((mode, row))
    found = [charge_of(case, code, own) for code, own in rows.items()]
    # choice: codes sort as plain text.
    return sorted(found, key=lambda charge: (store_place(case, charge.store), charge.code))


def store_place(case: Case, store: str) -> int:
    """The place of a store in the register; pooled first."""
    if store and store not in case.stores:
        raise BlockedError(f"unknown store {store}")
    return case.stores.index(store) + 1 if store else 0


def charge_of(case: Case, code: str, rows: list[tuple[str, Row]]) -> Charge:
    """One charge from all its rows."""
    ordered = sorted(rows, key=lambda found: day(text(found[1], "from")))
    for (_, row), (_, later) in pairwise(ordered):
        if day_or(text(row, "to"), OPEN) >= day(text(later, "from")):
            raise BlockedError(f"rows of {code} overlap")
    # choice: a change of label alone splits neither usage nor lines (G9 names mode, price, seats).
    runs = prorated(case, merged(active(case, ordered)))
    spans: list[list[Run]] = []
    for run in runs:
        if spans and adjoining(spans[-1][-1], run, {"label", "seats"}):
            spans[-1].append(run)
        else:
            spans.append([run])
    return Charge(code, tuple(ordered), tuple(Span(tuple(span)) for span in spans))


def active(case: Case, rows: Iterable[tuple[str, Row]]) -> Iterable[Run]:
    """Every row's days inside the period and the client's own dates."""
    floor, ceiling = contract_days(case)
    for mode, row in rows:
        start = max(floor, day(text(row, "from")))
        end = min(ceiling, day_or(text(row, "to"), OPEN))
        if start <= end:
            yield Run(mode, row, start, end)


def merged(runs: Iterable[Run]) -> list[Run]:
    """Adjoining runs of equal terms joined."""
    found: list[Run] = []
    for run in runs:
        if found and adjoining(found[-1], run, {"label"}):
            found[-1] = replace(found[-1], end=run.end)
        else:
            found.append(run)
    return found


def adjoining(run: Run, later: Run, but: set[str]) -> bool:
    """Whether one follows on the other with the same terms, but for these columns."""
    if run.mode != later.mode or run.end + DAY != later.start:
        return False
    return compared(run.terms, but) == compared(later.terms, but)


def compared(terms: Row, but: set[str]) -> dict[str, Fraction | str]:
    """The filled cells, numbers as numbers, without dates and these columns."""
    left_out = but | {"from", "to"}
    return {key: plain(cell) for key, cell in terms.items() if cell.strip() and key not in left_out}


def plain(cell: str) -> Fraction | str:
    """A number where it is one, so that 2600 and 2600.00 are one price."""
    try:
        return Fraction(cell)
    except ValueError:
        return cell.strip()


def seats_by_day(case: Case, store: str, start: date, end: date) -> Fraction:
    """The sum over these days of the store's Fixed seats; of all stores where none is named."""
    # choice: a pooled Fixed charge is no store's own; vacant seats count, they are the client's.
    rows = [
        ("Fixed", row) for row in case.rows("Fixed") if text(row, "store") == store or not store
    ]
    found = ZERO
    for run in active(case, rows):
        days = length(max(start, run.start), min(end, run.end))
        found += needed(run.terms, "seats") * max(0, days)
    return found


def kind_of(case: Case, terms: Row, on: date) -> str:
    """The kind of a day by the charge's calendar; the default kind, or "" outside it."""
    kinds = {
        text(row, "kind")
        for row in case.register.get("Day kinds", ())
        if text(row, "calendar") == text(terms, "calendar")
        and day(text(row, "from")) <= on <= day_or(text(row, "to"), day(text(row, "from")))
    }
    if len(kinds) < 2:
        return kinds.pop() if kinds else text(terms, "default kind")
    winner = next((kind for kind in listed(terms, "precedence") if kind in kinds), "")
    if not winner:
        raise BlockedError(f"{on} has the kinds {sorted(kinds)}")
    return winner


def last_engaged(case: Case, charge: Charge) -> date:
    """The last day of a Daily charge's engagement; OPEN where it has no end."""
    # choice: without a default kind the engagement ends with its last date that has a kind.
    return max(last_of_row(case, row) for mode, row in charge.rows if mode == "Daily")


def last_of_row(case: Case, row: Row) -> date:
    """The last day of the engagement under one row."""
    end = min(day_or(text(row, "to"), OPEN), day_or(text(case.client, "to"), OPEN))
    if text(row, "default kind"):
        return end
    own = [
        kind
        for kind in case.register.get("Day kinds", ())
        if text(kind, "calendar") == text(row, "calendar")
    ]
    last_days = [
        min(end, day_or(text(kind, "to"), day(text(kind, "from"))))
        for kind in own
        if day(text(kind, "from")) <= end
    ]
    return max((found for found in last_days if found >= day(text(row, "from"))), default=date.min)
