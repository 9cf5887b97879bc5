"""A whole month as text: items, balances, notes and faults, for the golden files of rating."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from billing.balance import Balances
from billing.contract import Contract
from billing.rate import Billed, Item, RatedMonth, rate
from billing.usage import Event, Usage, UsageRow
from tests.modes.conftest import used
from tests.modes.whole import carried_facts, line_facts, problem_fact, words_of


@dataclass(frozen=True, kw_only=True)
class Month:
    """A contract and its usage; `why` is its heading in the golden file."""

    why: str
    contract: Contract
    usage: Usage
    name: str = "2026-10"
    before: Balances = Balances()
    billed: Mapping[str, Billed] = field(default_factory=dict)


def month(why: str, contract: Contract, *given: UsageRow | Event, **more: Any) -> Month:
    """October 2026, unless named otherwise."""
    return Month(why=why, contract=contract, usage=used(*given), **more)


def told(one: Month) -> str:
    """A month rated, a fact a line."""
    found = rate(one.contract, one.name, one.usage, one.before, one.billed)
    return "\n".join([f"# {one.why}", *_facts(found), ""])


def _facts(found: RatedMonth) -> list[str]:
    active = ", ".join(charge.code for charge in found.active) or "-"
    return [
        f"{found.name} {found.period} billed {found.billed} of {active}",
        *(fact for item in found.items for fact in _item(item)),
        *(f"before {fact}" for fact in _balances(found.before)),
        *(f"after {fact}" for fact in _balances(found.after)),
        *([f"credit applied {found.credit_applied}"] if found.credit_applied else []),
        *(f"annex {one.code} of {one.charge} {one.store}".rstrip() for one in found.annex),
        *(f"note {note.code}{words_of(note.words)}" for note in found.notes),
        *(problem_fact(problem) for problem in found.problems),
        *(["blocked"] if found.blocked else []),
    ]


def _item(item: Item) -> list[str]:
    whose = " ".join(part for part in (item.charge, item.store, item.service) if part)
    line, *others = line_facts(item.priced)
    assert line.endswith(f" = {item.amount:.2f}"), "an item's amount is its line's"
    return [f"{whose or '-'} {item.period}: {line}", *others]


def _balances(balances: Balances) -> list[str]:
    sums = {
        "credit": balances.credit,
        "prepayment": balances.prepayment,
        "price basis": balances.price_basis,
        "tax rate": balances.tax_rate,
    }
    return [
        *(f"{name} {value}" for name, value in sums.items() if value),
        *(
            f"{code}: {'; '.join(carried_facts(carried)) or 'nothing'}"
            for code, carried in balances.charges.items()
        ),
    ]
