"""The register's words that the reader of usage needs: names, stores, months, needed kinds."""

from billing.contract import Contract, Register, Terms
from billing.modes import commission, fixed, monthly, project, receptions
from billing.period import Period, month
from billing.rate.covering import needed
from billing.usage import ClientWords, Kind, StoreWords, Vocabulary


def vocabulary(register: Register, name: str) -> Vocabulary:
    """The words of all contracts for a billing month."""
    charges = [charge for contract in register.contracts for charge in contract.charges]
    rows = [row.terms for charge in charges for row in charge.rows]
    return Vocabulary(
        month=name,
        clients=tuple(_client(contract, name) for contract in register.contracts),
        units=_units(rows),
        classes=_classes(rows),
        services=tuple(dict.fromkeys(c.service for c in charges if c.service)),
        shifts=tuple(dict.fromkeys(c.shift for c in charges if c.shift)),
        charges={
            charge.code: contract.client.client
            for contract in register.contracts
            for charge in contract.charges
        },
        milestones=_milestones(rows),
    )


def needs(contract: Contract, billed: Period) -> frozenset[Kind]:
    """The kinds of usage without which the month cannot be billed."""
    return frozenset(
        kind
        for charge in contract.charges
        for row in charge.rows
        if row.period.common(billed).days > 0
        for kind in needed(row.terms)
    )


def _client(contract: Contract, name: str) -> ClientWords:
    client = contract.client
    whole = month(name, client.cycle_day)
    names = (client.client, client.name, client.short_name)
    return ClientWords(
        code=client.client,
        names=tuple(dict.fromkeys(word for word in names if word)),
        period=whole,
        stores=tuple(
            StoreWords(
                code=store.store, names=(store.store, *store.aliases), platform=store.platform
            )
            for store in contract.stores
        ),
        needs=needs(contract, whole.common(contract.period)),
    )


def _units(rows: list[Terms]) -> tuple[str, ...]:
    found = (
        unit for terms in rows if isinstance(terms, commission.Terms) for unit in terms.unit_prices
    )
    return tuple(dict.fromkeys(found))


def _classes(rows: list[Terms]) -> tuple[str, ...]:
    found = (
        name
        for terms in rows
        if isinstance(terms, fixed.Terms | monthly.Terms | receptions.Terms)
        for name in terms.exclude
        if name != "file"
    )
    return tuple(dict.fromkeys(found))


def _milestones(rows: list[Terms]) -> tuple[str, ...]:
    found = (
        part.name for terms in rows if isinstance(terms, project.Terms) for part in terms.milestones
    )
    return tuple(dict.fromkeys(found))
