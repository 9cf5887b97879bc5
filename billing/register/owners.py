"""Whose rows are whose: the clients that each entry, and so each fault in it, concerns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from billing.register import sheets
from billing.register.entries import Entries, Entry, Fault, nearest
from billing.register.sheets import Sheet, key

K = TypeVar("K")
_TABLES = (sheets.TIERS.en, sheets.DAY_RATES.en, sheets.DAY_KINDS.en)
_OF_CHARGES = (sheets.MILESTONES, sheets.UNIT_PRICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """The clients by code, and what leads from a row to its client."""

    clients: Mapping[str, str]  # key of a code -> code
    charges: Mapping[str, frozenset[str]]  # key of a charge's code -> clients
    stores: Mapping[str, frozenset[str]]  # key of a store's name -> clients
    tables: Mapping[tuple[str, str], frozenset[str]]  # sheet, key of a table's name -> clients

    def of(self, entry: Entry) -> frozenset[str]:
        """The clients of a row.

        One whose client is not known belongs to the clients of its charge's other rows, else to
        the one client that has its store.
        """
        if "client" in entry.sheet.columns:
            code = self.clients.get(key(entry.text("client")))
            return frozenset({code}) if code else self._guessed(entry)
        if entry.sheet in _OF_CHARGES:
            return self.charges.get(key(entry.text("charge")), frozenset())
        name = next(iter(entry.sheet.columns))
        return self.tables.get((entry.sheet.en, key(entry.text(name))), frozenset())

    def concerned(self, fault: Fault) -> tuple[str, ...]:
        """The clients that a fault concerns, in order of their codes."""
        return tuple(sorted(frozenset().union(*map(self.of, fault.entries))))

    def _guessed(self, entry: Entry) -> frozenset[str]:
        known = self.charges.get(key(entry.text("charge")))
        stores = self.stores.get(key(entry.text("store")), frozenset())
        return known or (stores if len(stores) == 1 else frozenset())


def read(entries: Entries, clients: Iterable[str]) -> Owners:
    """Who owns what, from the texts alone, so that rows in error have their client too."""
    codes = {key(code): code for code in clients}
    charges: dict[str, set[str]] = defaultdict(set)
    stores: dict[str, set[str]] = defaultdict(set)
    tables: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries.of(sheets.STORES, *sheets.CHARGES):
        owner = codes.get(key(entry.text("client")))
        if owner is None:
            continue
        if entry.sheet is sheets.STORES:
            stores[key(entry.text("store"))].add(owner)
            continue
        charges[key(entry.text("charge"))].add(owner)
        for place in references(entry):
            tables[place].add(owner)
    return Owners(
        clients=codes, charges=_frozen(charges), stores=_frozen(stores), tables=_frozen(tables)
    )


def _frozen(found: Mapping[K, set[str]]) -> dict[K, frozenset[str]]:
    return {name: frozenset(own) for name, own in found.items()}


def references(entry: Entry) -> Iterator[tuple[str, str]]:
    """The tables that a charge names: the English name of the sheet, the key of the table."""
    for name, column in entry.sheet.columns.items():
        if column.refers in _TABLES and entry.text(name):
            yield column.refers, key(entry.text(name))


def strays(entries: Entries, owners: Owners) -> Iterator[Fault]:
    """Rows that name no known client, and milestones and unit prices of no known charge."""
    for entry in entries.entries:
        if entry.sheet is sheets.CLIENTS:
            continue
        client, charge = entry.text("client"), entry.text("charge")
        if client and key(client) not in owners.clients:
            expected = nearest(client, list(owners.clients.values()))
            yield entry.fault("unknown_client", "client", expected=expected)
        if entry.sheet in _OF_CHARGES and charge:
            yield from _charge(entry, entries)


def _charge(entry: Entry, entries: Entries) -> Iterator[Fault]:
    home: Sheet = sheets.named(entry.sheet.columns["charge"].refers)
    codes = list(dict.fromkeys(own.text("charge") for own in entries.of(home)))
    if key(entry.text("charge")) not in map(key, codes):
        expected = nearest(entry.text("charge"), codes)
        yield entry.fault("unknown_charge", "charge", expected=expected, values={"sheet": home.en})
