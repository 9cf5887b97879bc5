"""Registers and usage at random: thousands of contracts of all modes, each a little unlike.

A seed makes the same books for ever. Most clients can be billed; a few lack one thing each, and
must be blocked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.second.contracts_at_random_events import Happenings
from tests.second.contracts_at_random_gaps import leave_a_gap
from tests.second.contracts_at_random_terms import CLASSES, MODES, Row, Setting, Terms, maybe, price
from tests.second.contracts_at_random_usage import Account, Charge, Days, Drawing, common, each_day

Table = Sequence[Mapping[str, str]]
Book = Mapping[str, Table]

_GAPS = 0.1  # of all clients
_LAST = date(2099, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Clients in a register, their usage over some months, and what was left out on purpose."""

    seed: int
    months: tuple[str, ...]
    clients: tuple[str, ...]
    register: Book
    usage: Book
    gaps: Mapping[str, str]  # client -> what is missing, in one of its months


def billing_month(name: str, cycle_day: int) -> Days:
    """The first and last day of a billing month; a cycle is named by its end."""
    year, number = map(int, name.split("-"))
    start = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    if cycle_day == 1:
        return start, following - timedelta(days=1)
    before = (start - timedelta(days=1)).replace(day=cycle_day)
    return before, start.replace(day=cycle_day) - timedelta(days=1)


def batch(seed: int, months: tuple[str, ...], clients: int) -> Batch:
    """So many clients over so many months in turn."""
    register: dict[str, list[Row]] = defaultdict(list)
    usage: dict[str, list[Row]] = defaultdict(list)
    gaps = {}
    codes = [f"C{number:04}" for number in range(1, clients + 1)]
    for code in codes:
        dice = Random(f"{seed}/{code}")
        client = _client(dice, code)
        periods = [billing_month(month, int(client["cycle day"] or 1)) for month in months]
        account = _account(dice, code, client, periods)
        at_gap = dice.randrange(len(months)) if account.wants_gap else -1
        for number, (month, days) in enumerate(zip(months, periods, strict=True)):
            earlier = dict(account.sold)
            own = Drawing(dice, account, month, days).drawn()
            own["events"] = Happenings(
                dice, account, month, days, opening=number == 0, earlier=earlier
            ).drawn()
            if number == at_gap and (gap := leave_a_gap(dice, account, own, days)):
                gaps[code] = gap
            for kind, rows in own.items():
                usage[kind] += rows
        _enter(register, client, account)
    return Batch(
        seed=seed, months=months, clients=tuple(codes), register=register, usage=usage, gaps=gaps
    )


def _client(dice: Random, code: str) -> Row:
    return {
        "client": code,
        "name": f"Sample {code} Ltd",
        "language": "en",
        "email to": "pay@client.example",
        "tax rate": dice.choice(("0", "1%", "3%", "6%", "0.06", "13%")),
        "price basis": dice.choice(("inclusive", "exclusive")),
        "cycle day": dice.choice(("", "", "", "1", "2", "15", "26", "28")),
        "proration": dice.choice(("", "calendar", "fixed_30", "none")),
        "minimum fee": maybe(dice, 0.1, dice.choice(("1000", "9000.55"))),
        "cap fee": maybe(dice, 0.1, dice.choice(("9100", "12000"))),
    }


def _enter(register: dict[str, list[Row]], client: Row, account: Account) -> None:
    """All rows of a client in the register."""
    register["Clients"].append(client)
    register["Stores"] += [{"client": client["client"], "store": one} for one in account.stores]
    register["Service levels"] += account.levels
    for charge in account.charges:
        register[charge.terms.sheet] += charge.rows
        for sheet, rows in charge.terms.extra.items():
            register[sheet] += rows


def _account(dice: Random, code: str, client: Row, periods: list[Days]) -> Account:
    """The client with its stores, charges and levels."""
    stores = tuple(f"{code} shop {n}" for n in range(1, dice.choice((1, 1, 2, 3)) + 1))
    exclude = dice.choice(("", "", "robot", "robot;spam", "transferred in", "file"))
    services = dice.choice((("",), ("",), ("",), ("",), ("pre-sales", "after-sales")))
    if dice.random() < 0.1:
        client["from"] = f"{dice.choice(each_day(periods[0]))}"
    if dice.random() < 0.1:
        client["to"] = f"{dice.choice(each_day(periods[-1]))}"
    whole = (
        date.fromisoformat(client.get("from") or f"{periods[0][0] - timedelta(days=40)}"),
        date.fromisoformat(client.get("to") or f"{_LAST}"),
    )
    whole = (whole[0], max(whole))
    if client.get("to"):
        client["to"] = f"{whole[1]}"
    account = Account(
        code=code,
        stores=stores,
        services=services,
        charges=[],
        levels=_levels(dice, code),
        exclude=exclude,
        by_times=dice.random() < 0.5,
        by_shift=dice.random() < 0.15,
        inquiries=dice.choice(("orders", "orders", "receptions", "both")),
        wants_gap=dice.random() < _GAPS,
    )
    for number in range(1, dice.choice((1, 1, 2, 3, 4)) + 1):
        charge = _charge(dice, f"{code}-{number}", client, account, periods, whole)
        account.charges.append(charge)
    if any(charge.rows[0].get("headcount") == "shifts" for charge in account.charges):
        account.by_times = account.by_times or dice.random() < 0.95
    return account


def _levels(dice: Random, code: str) -> list[Row]:
    found = []
    if dice.random() < 0.2:
        higher = dice.choice(("", "higher", "lower"))
        found.append(
            {
                "client": code,
                "measure": "satisfaction",
                "direction": higher,
                "target": dice.choice(("93", "90.5")),
                "per point rate": dice.choice(("2%", "0.01")),
                "cap rate": dice.choice(("", "10%", "3%")),
            }
        )
    if dice.random() < 0.15:
        found.append({"client": code, "measure": "complaints", "per case": price(dice, 50, 200)})
    return found


def _charge(
    dice: Random,
    code: str,
    client: Row,
    account: Account,
    periods: list[Days],
    whole: Days,
) -> Charge:
    pooled = dice.random() < 0.5
    stores = account.stores if pooled else (dice.choice(account.stores),)
    seated = [one for one in account.charges if one.terms.sheet == "Fixed"]
    fits = any(set(one.stores) <= set(stores) for one in seated)
    terms = dice.choice(MODES)(
        Setting(
            dice=dice,
            code=code,
            exclude=account.exclude if dice.random() < 0.85 else dice.choice(("", CLASSES[0])),
            fixed=fits and not _unclear(seated, pooled=pooled),
        )
    )
    # A service that the files have no column for filters nothing.
    service = account.services[0] or "regular" if dice.random() < 0.4 else ""
    row = {
        "charge": code,
        "client": account.code,
        "store": "" if pooled else stores[0],
        "service": service,
        "label": maybe(dice, 0.3, f"Label {code}"),
        "proration": dice.choice(("", "", "calendar", "fixed_30", "none")),
        **terms.first,
    }
    if terms.sheet != "Project" and dice.random() < 0.3:
        row["minimum fee"] = dice.choice(("0", "300", "1000", "2600", "5000.01"))
    if terms.sheet != "Project" and dice.random() < 0.2:
        row["cap fee"] = dice.choice(("5000.01", "6500", "8000"))
    spans = _spans(dice, periods, whole)
    if terms.sheet == "Daily":
        terms.extra["Day kinds"] = _calendar(dice, terms, periods, spans)
    rows = _rows(dice, row, terms, spans, client, periods)
    filtered = service if account.services[0] else ""
    return Charge(
        code=code, terms=terms, stores=stores, service=filtered, spans=rows[0], rows=rows[1]
    )


def _unclear(seated: Sequence[Charge], *, pooled: bool) -> bool:
    """Seats of all stores beside a charge of one store: whose receptions they include is open."""
    return not pooled and any(not one.rows[0]["store"] for one in seated)


def _spans(dice: Random, periods: list[Days], whole: Days) -> Days:
    """The days of a charge: all, or from or to a day in one of the months."""
    start, end = whole
    if dice.random() < 0.25:
        start = max(start, dice.choice(each_day(periods[0])))
    if dice.random() < 0.25:
        last = periods[-1]
        end = min(end, dice.choice((last[1] - timedelta(days=1), dice.choice(each_day(last)))))
    return (start, end) if start <= end else whole


def _rows(
    dice: Random, row: Row, terms: Terms, days: Days, client: Row, periods: list[Days]
) -> tuple[list[Days], list[Row]]:
    """One row, or two whose terms change inside a month."""
    start, end = days
    dated = {"from": f"{start}", "to": "" if end == _LAST else f"{end}"}
    whole = (row["proration"] or client["proration"]) == "none"
    limited = bool(
        row.get("minimum fee") or row.get("cap fee") or row.get("floor") or row.get("cap")
    )
    inside = [day for day in each_day(dice.choice(periods)) if start < day <= end]
    fixed_whole = whole and (terms.monthly or limited)  # what two whole months would mean is open
    if not terms.second or not inside or fixed_whole or dice.random() < 0.7:
        return [(start, end)], [{**row, **dated}]
    change = dice.choice(inside)
    before = change - timedelta(days=1)
    if before > start and dice.random() < 0.1:  # a pause of a day
        before -= timedelta(days=1)
        terms.seats_only = False
    limits = {}
    if row.get("minimum fee") and not terms.seats_only and dice.random() < 0.3:
        limits = {"minimum fee": "900"}
    return [(start, before), (change, end)], [
        {**row, "from": f"{start}", "to": f"{before}"},
        {**row, **terms.second, **limits, "from": f"{change}", "to": dated["to"]},
    ]


def _calendar(dice: Random, terms: Terms, periods: list[Days], days: Days) -> list[Row]:
    """Dates of each kind, in each month of the charge; some dates have two."""
    kinds = [row["kind"] for row in terms.extra["Day rates"]]
    found = []
    for period in periods:
        inside = common(period, days)
        for kind in kinds if inside else ():
            assert inside is not None, "a month of the charge"
            start = dice.choice(each_day(inside))
            end = min(start + timedelta(days=dice.choice((0, 0, 2, 5))), inside[1])
            found.append(
                {
                    "calendar": terms.first["calendar"],
                    "from": f"{start}",
                    "to": "" if start == end and dice.random() < 0.5 else f"{end}",
                    "kind": kind,
                }
            )
    return found
