"""How often plausible months are held, and how often a mistake in one is seen.

`python -m tests.properties.plausible_holds --clients 700` prints both.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from billing.contract import Contract
from billing.invoice import DraftInvoice, Invoice
from billing.review import reasons_to_hold
from billing.settings import ThresholdSettings
from billing.usage import Usage
from tests.properties.contracts import billed
from tests.properties.plausible import YEAR, client
from tests.properties.plausible_mistakes import BILLED, MISTAKES

LIMITS = ThresholdSettings()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A client's month, and the invoices before it."""

    kind: str
    contract: Contract
    usage: Usage
    draft: DraftInvoice
    history: tuple[Invoice, ...]

    def codes(self, usage: Usage | None = None) -> frozenset[str]:
        """The reasons to hold it, or it with other usage."""
        own = usage or self.usage
        made = billed(self.contract, own, self.draft.month) if usage else self.draft
        found = reasons_to_hold(self.contract, made, own, self.history, LIMITS)
        return frozenset(problem.code for problem in found)


def months(seed: int) -> Iterator[Seen]:
    """Each month of a client."""
    one, history = client(seed), tuple[Invoice, ...]()
    for name in YEAR:
        if one.present(name):
            contract, usage = one.contract(name), one.usage(name)
            made = billed(contract, usage, name)
            yield Seen(
                kind=one.kind, contract=contract, usage=usage, draft=made, history=history[-13:]
            )
            history = (*history, issued(made))


def issued(made: DraftInvoice) -> Invoice:
    """The draft with a number."""
    day = date(2029, 1, 1)
    return Invoice(number=f"INV-{made.month}", issue_date=day, due_date=day, draft=made)


def alarms(seeds: Iterable[int]) -> tuple[int, int, Counter[str]]:
    """Client-months looked at and held, and how many had each reason."""
    told = [seen.codes() for seed in seeds for seen in months(seed)]
    return len(told), sum(map(bool, told)), Counter(code for codes in told for code in codes)


def caught(
    seeds: Iterable[int], place: int = 9, *, first: bool = False
) -> dict[str, tuple[int, int]]:
    """Of each mistake, put into one month of each client: how many are held, of how many.

    As its `first` month, nothing is known of those before.
    """
    tried: dict[str, list[bool]] = {name: [] for name in MISTAKES}
    for seed in seeds:
        seen = list(months(seed))[: place + 1]
        if len(seen) > place and seen[place].kind in BILLED:
            this, kind = seen[place], BILLED[seen[place].kind]
            this = replace(this, history=()) if first else this
            for name, spoil in MISTAKES.items():
                codes = this.codes(spoil(this.usage, seen[place - 1].usage, kind))
                tried[name].append(bool(codes))
    return {name: (sum(held), len(held)) for name, held in tried.items()}


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=140)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    seeds = range(asked.seed, asked.seed + asked.clients)
    seen, held, codes = alarms(seeds)
    print(f"{seen} plausible client-months, {held} held: {1000 * held / seen:.1f} of 1000")  # noqa: T201
    for code, count in codes.most_common():
        print(f"  {code}: {1000 * count / seen:.1f}")  # noqa: T201
    for name, (found, of) in caught(seeds).items():
        print(f"{name}: {found} of {of} held")  # noqa: T201
    for name, (found, of) in caught(seeds, first=True).items():
        print(f"in a first month, {name}: {found} of {of} held")  # noqa: T201


if __name__ == "__main__":
    main()
