"""The rows of Clients, Stores and Service levels."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from billing.contract import Client, ServiceLevel, Store, between
from billing.register import sheets
from billing.register.entries import Entries, Entry, Fault
from billing.register.rows import understood
from billing.register.sheets import key

# For the fields that failed, where a client is kept only to be blocked by name.
_HARMLESS = {"tax_rate": Decimal(0), "price_basis": "inclusive"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """Clients in the order of the sheet, each with its row, and the faults of all."""

    found: tuple[tuple[Entry, Client], ...]
    faults: tuple[Fault, ...] = ()


def read(entries: Entries) -> Clients:
    """Every client whose code can be read; one with other faults has harmless values for them."""
    found: dict[str, tuple[Entry, Client]] = {}
    faults: list[Fault] = []
    for entry in entries.of(sheets.CLIENTS):
        made, own = understood(Client, entry)
        faults += own
        client = made or _kept(entry)
        if client is None:
            continue
        first, _ = found.setdefault(key(client.client), (entry, client))
        if first is not entry:
            faults.append(entry.fault("named_twice", "client", expected=str(first.cell("client"))))
        faults += _limits(entry, client)
    return Clients(found=tuple(found.values()), faults=tuple(faults))


def _kept(entry: Entry) -> Client | None:
    """A client by the fields that are sound; None where its code is not."""
    _, faults = understood(Client, entry)
    wrong = {fault.problem.source for fault in faults}
    sound = {n: t for n, t in entry.texts.items() if entry.cell(n) not in wrong}
    if "client" not in sound:
        return None
    return Client.model_validate({"name": sound["client"], **_HARMLESS, **sound})


def _limits(entry: Entry, client: Client) -> Iterator[Fault]:
    if between(client.start, client.end).days <= 0:
        yield entry.fault("dates_reversed", "start", "end")
    low, high = client.minimum_fee, client.cap_fee
    if low is not None and high is not None and high < low:
        yield entry.fault("cap_below_minimum", "minimum_fee", "cap_fee")


Stores = tuple[tuple[Entry, Store], ...]
Levels = tuple[tuple[Entry, ServiceLevel], ...]


def stores(entries: Entries) -> tuple[Stores, tuple[Fault, ...]]:
    """Every store; a client has each of its names once."""
    found: list[tuple[Entry, Store]] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries.of(sheets.STORES):
        store, own = understood(Store, entry)
        faults += own
        if store is None:
            continue
        first = seen.setdefault((key(store.client), key(store.store)), entry)
        if first is not entry:
            faults.append(entry.fault("named_twice", "store", expected=str(first.cell("store"))))
        found.append((entry, store))
    return tuple(found), tuple(faults)


def levels(entries: Entries) -> tuple[Levels, tuple[Fault, ...]]:
    """Every service level; it has a fine, or a target with what a point costs."""
    found: list[tuple[Entry, ServiceLevel]] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries.of(sheets.LEVELS):
        level, own = understood(ServiceLevel, entry)
        faults += own
        if level is None:
            continue
        if (level.target is not None) != bool(level.per_point_rate):
            faults.append(entry.fault("both_or_neither", "target", "per_point_rate"))
        elif level.target is None and not level.per_case:
            faults.append(entry.fault("level_empty", "target", "per_point_rate", "per_case"))
        first = seen.setdefault((key(level.client), key(level.measure)), entry)
        if first is not entry:
            faults.append(entry.fault("named_twice", "measure", expected=str(first.row)))
        found.append((entry, level))
    return tuple(found), tuple(faults)
