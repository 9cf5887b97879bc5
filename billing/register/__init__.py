"""The register: contracts.xlsx to contracts and problems; and its templates, from the same fields.

Every fault is a `Problem` of the clients whose rows it is in, and stands in their contracts;
a fault that cannot be tied to a client stands in `Register.problems`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from billing.contract import Contract, Register, ServiceLevel, Store
from billing.errors import Problem, RegisterError
from billing.register import charges, checks, clients, hashing, named, owners, sheets
from billing.register.collecting import collect
from billing.register.entries import Entries, Entry, Fault
from billing.register.reference import reference
from billing.register.sheets import key
from billing.register.template import write, write_template

S = TypeVar("S", Store, ServiceLevel)

__all__ = ["read", "reference", "write", "write_template"]


def read(path: Path) -> Register:
    """The register of a workbook, with all of its faults.

    Raises RegisterError where the file is absent, is no readable .xlsx, or has no sheet Clients.
    """
    content = _content(path)
    entries = collect(content, path.name)
    if sheets.CLIENTS.en not in entries.named:
        raise RegisterError("register_without_clients", file=path.name)
    return _register(entries, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise RegisterError("register_absent", file=path) from error
    except OSError as error:
        raise RegisterError("register_unopened", file=path, found=error.strerror) from error
    if not content:
        raise RegisterError("register_file_empty", file=path.name)
    return content


def _register(entries: Entries, sha256: str) -> Register:
    known = clients.read(entries)
    tables = named.read(entries)
    store_rows, store_faults = clients.stores(entries)
    level_rows, level_faults = clients.levels(entries)
    stores, levels = _by_client(store_rows), _by_client(level_rows)
    own = owners.read(entries, (client.client for _, client in known.found))
    priced = charges.read(entries, _known(known, stores, tables))
    hashes = hashing.hashes(entries, own)
    contracts = [
        (
            entry,
            Contract(
                client=client,
                stores=stores.get(key(client.client), ()),
                charges=priced.of.get(key(client.client), ()),
                levels=levels.get(key(client.client), ()),
                source=entry.row,
                hash=hashes[client.client],
            ),
        )
        for entry, client in known.found
    ]
    faults = (
        *entries.faults,
        *known.faults,
        *store_faults,
        *level_faults,
        *owners.strays(entries, own),
        *(fault for _, table in tables.every for fault in table.faults),
        *priced.faults,
        *_warnings(contracts, priced.items, _half_read(entries, priced)),
    )
    return _with_problems([contract for _, contract in contracts], faults, own, sha256)


def _known(
    found: clients.Clients, stores: Mapping[str, tuple[Store, ...]], tables: named.Named
) -> charges.Known:
    return charges.Known(
        clients={key(client.client): client for _, client in found.found},
        stores=stores,
        named=tables,
    )


def _by_client(rows: tuple[tuple[Entry, S], ...]) -> dict[str, tuple[S, ...]]:
    """Rows by the key of their client's code, in the order of the sheet."""
    found: dict[str, list[S]] = defaultdict(list)
    for _, row in rows:
        found[key(row.client)].append(row)
    return {client: tuple(own) for client, own in found.items()}


def _half_read(entries: Entries, priced: charges.Charges) -> frozenset[str]:
    """Clients (by key) with a row of a charge that is in error."""
    sound = {item.entry for item in priced.items}
    rows = entries.of(*sheets.CHARGES)
    return frozenset(key(entry.text("client")) for entry in rows if entry not in sound)


def _warnings(
    contracts: list[tuple[Entry, Contract]],
    items: tuple[charges.Item, ...],
    half_read: frozenset[str],
) -> list[Fault]:
    by_client: dict[str, list[charges.Item]] = defaultdict(list)
    for item in items:
        by_client[key(item.common.client)].append(item)
    return [
        *(fault for item in items for fault in checks.of_item(item)),
        *(fault for own in by_client.values() for fault in checks.twice(own)),
        *(fault for entry, each in contracts for fault in checks.mailable(entry, each.client)),
        *(
            fault
            for entry, each in contracts
            if key(each.client.client) not in half_read
            for fault in checks.charged(entry, each)
        ),
    ]


def _with_problems(
    contracts: list[Contract], faults: tuple[Fault, ...], own: owners.Owners, sha256: str
) -> Register:
    """Each problem with its clients, in their contracts; those of nobody in the register."""
    problems = [replace(fault.problem, clients=own.concerned(fault)) for fault in faults]
    by_client: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        for client in problem.clients:
            by_client[client].append(problem)
    return Register(
        contracts=tuple(
            replace(each, problems=tuple(by_client[each.client.client])) for each in contracts
        ),
        problems=tuple(problem for problem in problems if not problem.clients),
        sha256=sha256,
    )
