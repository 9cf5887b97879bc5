"""The register's words that the reader of usage needs: names, stores, months, needed kinds.

Register and files may be in two languages: services and excluded classes that both have a common
word for are one word in all its forms.
"""

from collections.abc import Mapping

from billing.contract import Contract, Register, Terms
from billing.modes import commission, fixed, monthly, project, receptions
from billing.period import Period, month
from billing.rate.covering import needed
from billing.usage import ClientWords, Kind, StoreWords, Vocabulary
from billing.workbook import words

SERVICES = (
    ("pre-sales", "presales", "售前"),
    ("after-sales", "aftersales", "售后"),
    ("regular", "常规", "日常"),
    ("early morning", "早班", "凌晨", "凌晨(早班)", "早班(凌晨)"),
)
"""Services, each in all its forms; any other text is a service of its own."""

CLASSES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "robot": (("机器人接待",), ("robot",)),
    "spam": (("无效接待", "广告/骚扰"), ("spam",)),
    "transferred_in": (("转发接入人数", "转入人数"), ("transferred in",)),
}
"""Classes of receptions, figure -> Chinese and English headers; any other has only its own."""

_FORMS = {words.name(form): forms for forms in SERVICES for form in forms}
_FIGURES = {
    words.header(text): figure
    for figure, (zh, en) in CLASSES.items()
    for text in (figure, *zh, *en)
}


def service_forms(text: str) -> tuple[str, ...]:
    """Every form of a service, itself among them; texts of one service have the same first form.

    >>> service_forms("售前")
    ('pre-sales', 'presales', '售前')
    """
    return _FORMS.get(words.name(text), (words.name(text),))


def class_figure(text: str) -> str:
    """The figure that an excluded class is counted in: equal for texts that mean one column.

    >>> class_figure("Transferred In"), class_figure("转入人数（人）"), class_figure("广告访客 ")
    ('transferred_in', 'transferred_in', '广告访客')
    """
    return _FIGURES.get(words.header(text), words.header(text))


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
