"""The usage of one client: rows of a store and span, sums that block on a blank, and events."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from tests.second.second_contract import Case, Charge, Span
from tests.second.second_nouns import ZERO, BlockedError, Row, day, listed, needed, number, text

FIGURES = {
    "effective": ("effective receptions", "effective", "有效接待人数"),
    "robot": ("robot", "机器人接待"),
    "spam": ("spam", "无效接待", "广告/骚扰"),
    "transferred in": ("transferred in", "transferred_in"),
    "night": ("night", "night receptions"),
    "orders": ("orders", "orders paid"),
    "full refunds": ("full refunds", "refunded"),
    "inquiry buyers": ("inquiry buyers", "inquiries"),
    "peak": ("peak", "peak headcount"),
    "client": ("client", "customer"),
    "store": ("store", "shop"),
    "date": ("date", "day", "paid at", "month"),
}
# choice: these parts of a shift's name make it a night shift.
NIGHT_WORDS = ("night", "early morning", "夜", "晚", "凌晨")


def headers(figure: str) -> tuple[str, ...]:
    """The headers that a figure may stand under."""
    return FIGURES.get(figure, (figure,))


def names(row: Row, *columns: str) -> set[str]:
    """All names of a client or store."""
    found = {text(row, column) for column in columns} | set(listed(row, "aliases"))
    return found - {""}


def store_of(case: Case, row: Row) -> str | None:
    """The registered store of a usage row, "" for the client as a whole, None if another's."""
    client, store = text(row, *headers("client")), text(row, *headers("store"))
    if client and client not in names(case.client, "client", "name", "short name"):
        return None
    own = [text(found, "store") for found in case.rows("Stores") if store in names(found, "store")]
    if store:
        return own[0] if own else None
    return "" if client else None


def days_of(case: Case, row: Row) -> tuple[date, date]:
    """The days that a row tells of, both included; a month is the client's own."""
    cell = text(row, *headers("date"))
    if len(cell) != 7:
        return day(cell), day(cell)
    return (case.first, case.last) if cell == case.month else (date.min, date.min)


def inside(case: Case, row: Row, start: date, end: date) -> bool:
    """Whether a row lies in these days; a total that reaches beyond them blocks."""
    first, last = days_of(case, row)
    if last < start or first > end:
        return False
    if first < start or last > end:
        raise BlockedError(f"a total of {first}..{last}, and days are needed")
    return True


def matches(row: Row, terms: Row) -> bool:
    """Whether a row is of the charge's service and shift, where the row states them."""
    # choice: a row that states no service or shift is not filtered by it.
    for column in ("service", "shift"):
        wanted, found = text(terms, column), text(row, column)
        if wanted and found and wanted != found:
            return False
    return True


def present(case: Case, kind: str, span: Span) -> list[tuple[str, Row]]:
    """What there is of the span's stores and days, with the store of each row."""
    covered = {"", *case.covered(text(span.terms, "store"))}
    found = []
    for row in case.usage.get(kind, ()):
        store = store_of(case, row)
        if store in covered and inside(case, row, span.start, span.end):
            found.append((store or "", row))
    return found


def by_store(
    case: Case, kind: str, span: Span, *, whole_store: bool = False
) -> dict[str, list[Row]]:
    """The rows of the span for each covered store; a store without any blocks (G16)."""
    covered = case.covered(text(span.terms, "store"))
    found: dict[str, list[Row]] = {}
    for store, row in present(case, kind, span):
        if whole_store or matches(row, span.terms):
            found.setdefault(store, []).append(row)
    # choice: rows of the client without a store serve a charge that covers all its stores.
    if set(covered) == set(case.stores) and set(found) == {""}:
        return found
    lacking = [store for store in covered if store not in found]
    if lacking:
        raise BlockedError(f"no {kind} of {lacking} in {span.start}..{span.end}")
    return {store: found[store] for store in covered}


def of_span(case: Case, kind: str, span: Span, *, whole_store: bool = False) -> list[Row]:
    """The rows of the span, all stores together."""
    found = by_store(case, kind, span, whole_store=whole_store)
    return [row for rows in found.values() for row in rows]


def total(rows: list[Row], figure: str) -> Fraction:
    """The sum of a figure; a blank or absent one blocks."""
    return sum((needed(row, *headers(figure)) for row in rows), ZERO)


def effective(rows: list[Row], terms: Row) -> Fraction:
    """Effective receptions: the total less the excluded classes, or the file's own column."""
    excluded = listed(terms, "exclude")
    if excluded == ["file"]:
        return total(rows, "effective")
    left = total(rows, "receptions")
    for name in excluded:
        left -= total(rows, name.lower() if name.lower() in FIGURES else name)
    return left


def by_night(rows: list[Row], terms: Row) -> Fraction:
    """Night receptions: the column, without it what is effective of night shifts; both block."""
    columned = any(text(row, *headers("night")) for row in rows)
    shifts = [row for row in rows if any(part in text(row, "shift") for part in NIGHT_WORDS)]
    if columned and shifts:
        raise BlockedError("night receptions in a column and in rows of a shift")
    if columned:
        return total(rows, "night")
    if not any(text(row, "shift") for row in rows):
        raise BlockedError("night receptions are missing")
    # What is excluded is not billed by day, and not by night either.
    return effective(shifts, terms)


def billable_orders(rows: list[Row]) -> Fraction:
    """Paid orders less those cancelled and those refunded in full."""
    left = total(rows, "orders") - total(rows, "cancelled") - total(rows, "full refunds")
    if left < 0:
        raise BlockedError("more orders cancelled and refunded than paid")
    return left


def events(case: Case, name: str) -> list[Row]:
    """The client's events of that name in the period."""
    # choice: an event belongs to the month of its date, also one that tells of other days.
    found = []
    for row in case.usage.get("events", ()):
        told = text(row, "event").lower().replace("_", " ")
        ours = text(row, *headers("client")) in names(case.client, "client", "name", "short name")
        if told == name and ours:
            first, last = days_of(case, row)
            if case.first <= first and last <= case.last:
                found.append(row)
    return found


def charge_events(
    case: Case, name: str, wanted: Callable[[Charge], bool], charges: list[Charge]
) -> dict[str, list[Row]]:
    """Events of that name by charge; one that names no charge goes to the only one there is."""
    found: dict[str, list[Row]] = {}
    possible = [charge for charge in charges if wanted(charge)]
    for row in events(case, name):
        stated, store = text(row, "charge"), text(row, *headers("store"))
        fitting = [charge.code for charge in possible if stated in (charge.code, "")]
        if not stated and store and len(fitting) > 1:
            fitting = [charge.code for charge in possible if charge.store == store]
        if len(fitting) != 1:
            raise BlockedError(f"{name}: of which charge? {fitting or stated}")
        found.setdefault(fitting[0], []).append(row)
    return found


def events_of(case: Case, rows: list[Row], span: Span, spans: int) -> list[Row]:
    """The events of a charge that lie in a span; of several spans each event needs its day."""
    found = []
    for row in rows:
        first, last = days_of(case, row)
        if spans > 1 and first != last:
            raise BlockedError("terms change inside the month: the event needs its day")
        if spans == 1 or span.start <= first <= span.end:
            found.append(row)
    return found


def by_date(case: Case, rows: list[Row]) -> list[Row]:
    """Events in the order of their days; one of a month stands after its first day."""
    return sorted(rows, key=lambda row: days_of(case, row))


def quantity_or_one(row: Row) -> Fraction:
    """The quantity of a happening; a row that gives none is one."""
    # choice: a vacancy or quality case without a quantity is one seat, or one case.
    found = number(row, "quantity")
    return Fraction(1) if found is None else found
