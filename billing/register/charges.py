"""The rows of the seven charge sheets: their references resolved, one charge of each code."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from billing.contract import Charge, ChargeRow, Client, Common, Store, Terms, between
from billing.modes import project
from billing.modes.daily import Rates
from billing.period import FOREVER, Proration
from billing.register import sheets
from billing.register.entries import Entries, Entry, Fault, nearest
from billing.register.fitting import fitting
from billing.register.named import Named, Table
from billing.register.rows import understood
from billing.register.sheets import key
from billing.register.synonyms import compared, each_class_once
from billing.synonyms import service_forms
from billing.tiers import Tiers

_ALIKE = ("client", "store", "service", "shift")  # what all rows of a charge share


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of a charge sheet that is sound."""

    entry: Entry
    client: Client
    common: Common
    terms: Terms
    row: ChargeRow
    doubled: tuple[str, ...] = ()  # words of its excluded classes that mean one class


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rows of charges refer to: clients and their stores by key, and tables."""

    clients: Mapping[str, Client]
    stores: Mapping[str, tuple[Store, ...]]  # key of a client's code -> its stores
    named: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """Charges of each client (by key of its code), the sound rows, and every fault."""

    of: Mapping[str, tuple[Charge, ...]]
    items: tuple[Item, ...]
    faults: tuple[Fault, ...]


def read(entries: Entries, known: Known) -> Charges:
    """Every charge of the register."""
    items: list[Item] = []
    faults: list[Fault] = []
    for entry in entries.of(*sheets.CHARGES):
        item, own = _item(entry, known)
        faults += own
        if item is not None:
            items.append(item)
    faults += _clashes(entries)
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        groups[_identity(item.entry)].append(item)
    of: dict[str, list[Charge]] = defaultdict(list)
    for rows in groups.values():
        faults += _overlaps(rows)
        of[key(rows[0].common.client)].append(_charge(rows))
    return Charges(
        of={client: tuple(own) for client, own in of.items()},
        items=tuple(items),
        faults=tuple(faults),
    )


def _identity(entry: Entry) -> tuple[str, ...]:
    """What rows share that are one charge, the code first."""
    return (key(entry.text("charge")), entry.sheet.en, *(compared(entry, name) for name in _ALIKE))


def _charge(rows: list[Item]) -> Charge:
    first = rows[0].common
    assert rows[0].entry.sheet.mode is not None, "a charge sheet has a mode"
    return Charge(
        code=first.charge,
        mode=rows[0].entry.sheet.mode,
        store=first.store,
        service=first.service,
        shift=first.shift,
        rows=tuple(sorted((item.row for item in rows), key=lambda row: row.period)),
    )


def _item(entry: Entry, known: Known) -> tuple[Item | None, tuple[Fault, ...]]:
    """One row, or None and its faults; faults of the tables it names are told of the tables."""
    common, faults = understood(Common, entry)
    given, sound, own = _given(entry, known.named)
    assert entry.sheet.terms is not None, "a charge sheet has terms"
    terms, wrong = understood(entry.sheet.terms, entry, given, whole=sound)
    faults = (*faults, *own, *wrong)
    if common is not None:
        store, strays = _store(entry, common, known)
        service = service_forms(common.service)[0]
        common = common.model_copy(update={"store": store, "service": service})
        faults = (*faults, *strays, *_limits(entry, common))
    if terms is not None:
        faults = (*faults, *fitting(entry, cast("Terms", terms), known.named))
    client = known.clients.get(key(entry.text("client")))
    if faults or common is None or terms is None or client is None:
        return None, faults
    priced, doubled = each_class_once(cast("Terms", terms))
    return Item(
        entry=entry,
        client=client,
        common=common,
        terms=priced,
        row=_row(entry, common, priced, client),
        doubled=doubled,
    ), ()


def _row(entry: Entry, common: Common, terms: Terms, client: Client) -> ChargeRow:
    limits = (common.minimum_fee, common.cap_fee)
    if isinstance(terms, project.Terms):
        limits = (terms.floor, terms.cap)
    return ChargeRow(
        period=between(common.start, common.end),
        terms=terms,
        label=common.label,
        proration=Proration(common.proration or client.proration),
        minimum=limits[0],
        cap=limits[1],
        source=entry.row,
    )


def _given(entry: Entry, named: Named) -> tuple[dict[str, object], bool, tuple[Fault, ...]]:
    """The tables that a row names, whether all are usable, and the names of none."""
    given: dict[str, object] = {}
    faults: list[Fault] = []
    sound = True
    for field, tables, empty in (
        ("tiers", named.tiers, Tiers(name="", rows=())),
        ("rates", named.rates, Rates(name="", prices={})),
        ("calendar", named.calendars, None),
    ):
        name = entry.text(field)
        if field not in entry.sheet.columns or not name:
            continue
        table = cast("Mapping[str, Table[object]]", tables).get(key(name))
        if table is None:
            expected = nearest(name, [table.name for table in tables.values()])
            place = entry.sheet.columns[field].refers
            faults.append(
                entry.fault("unknown_table", field, expected=expected, values={"sheet": place})
            )
        sound = sound and table is not None and table.value is not None
        given[field] = table.value if table and table.value is not None else empty
    sound = _of_charge(entry, named, given) and sound
    return given, sound, tuple(faults)


def _of_charge(entry: Entry, named: Named, given: dict[str, object]) -> bool:
    """Add what other sheets hold of this charge; whether it is usable."""
    code = key(entry.text("charge"))
    if entry.sheet is sheets.PROJECT and (parts := named.milestones.get(code)):
        given["milestones"] = parts.value or ()
        return parts.value is not None
    if entry.sheet is sheets.COMMISSION and (prices := named.unit_prices.get(code)):
        given["unit_prices"] = prices.value or {}
        return prices.value is not None
    return True


def _store(entry: Entry, common: Common, known: Known) -> tuple[str, tuple[Fault, ...]]:
    """The store as the sheet Stores writes it; it may be named by an alias."""
    if not common.store or key(common.client) not in known.clients:
        return common.store, ()
    own = known.stores.get(key(common.client), ())
    for store in own:
        if key(common.store) in map(key, (store.store, *store.aliases)):
            return store.store, ()
    names = nearest(common.store, [store.store for store in own])
    return common.store, (entry.fault("unknown_store", "store", expected=names),)


def _limits(entry: Entry, common: Common) -> Iterator[Fault]:
    if between(common.start, common.end).days <= 0:
        yield entry.fault("dates_reversed", "start", "end")
    low, high = common.minimum_fee, common.cap_fee
    if low is not None and high is not None and high < low:
        yield entry.fault("cap_below_minimum", "minimum_fee", "cap_fee")


def _clashes(entries: Entries) -> Iterator[Fault]:
    """One code for two charges: another client, sheet, store, service or shift."""
    seen: dict[str, Entry] = {}
    for entry in entries.of(*sheets.CHARGES):
        code = key(entry.text("charge"))
        if not code:
            continue
        first = seen.setdefault(code, entry)
        if _identity(first) != _identity(entry):
            values = {"columns": _differences(first, entry)}
            other = str(first.row)
            yield entry.fault(
                "charge_clash", "charge", expected=other, others=(first,), values=values
            )


def _differences(first: Entry, entry: Entry) -> str:
    """What two rows of one code say of the sheet, client, store, service and shift."""
    found = [
        f"{entry.layout.header(name)}: {first.text(name) or '-'} / {entry.text(name) or '-'}"
        for name in _ALIKE
        if compared(first, name) != compared(entry, name)
    ]
    if first.sheet is not entry.sheet:
        found.insert(0, f"{first.layout.title} / {entry.layout.title}")
    return ", ".join(found)


def _overlaps(rows: list[Item]) -> Iterator[Fault]:
    """Two rows of one charge that hold on the same day."""
    for before, after in pairwise(sorted(rows, key=lambda item: item.row.period)):
        common = before.row.period.common(after.row.period)
        if common.days > 0:
            shown = f"{common.start}.." if common.end == FOREVER else str(common)
            yield after.entry.fault(
                "spans_overlap", "start", found=shown, expected=str(before.entry.row)
            )
