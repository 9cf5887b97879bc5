"""Random contracts through the product and through the second calculator, compared whole.

As a program it runs batch after batch and prints a table of what was compared:
`python -m tests.second.contracts_at_random_compared --batches 20 --seed 7`.
"""

import argparse
import secrets
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.second.calculator import Carry, ChargeCarry, Line, Result, calculate
from tests.second.contracts_at_random import Batch, Book, batch, billing_month
from tests.second.product import Product

_NOTHING = ChargeCarry(
    quota=(), net_sales=Fraction(0), days=0, first_kind="", milestones={}, late=Fraction(0),
    vacant={},
)  # fmt: skip
_SUMS = ("subtotal", "net", "tax", "gross", "prepaid_applied", "amount_due")
# Single months of every length and chains over the year's end and over February.
MONTHS = (
    ("2026-10",),
    ("2026-02",),
    ("2026-11",),
    ("2026-01", "2026-02", "2026-03"),
    ("2026-09", "2026-10", "2026-11", "2026-12"),
)


@dataclass(kw_only=True)
class Tally:
    """What was compared, and every difference as a report."""

    clients: int = 0
    charges: Counter[str] = field(default_factory=Counter)
    months: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    blocked: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """A table for people."""
        rows: list[tuple[str, object]] = [
            ("clients", self.clients),
            *((f"charges, {mode}", n) for mode, n in sorted(self.charges.items())),
            ("client months", self.months),
            *((f"outcome {name}", n) for name, n in sorted(self.outcomes.items())),
            ("lines", sum(self.codes.values())),
            *((f"line {code}", n) for code, n in sorted(self.codes.items())),
            *((f"blocked: {why}", n) for why, n in sorted(self.blocked.items())),
            ("differences", len(self.differences)),
        ]
        return "\n".join(f"{name:<40} {n:>8}" for name, n in rows)


def compare(drawn: Batch, folder: Path, tally: Tally) -> None:
    """Every client and month of a batch, each side with its own balances."""
    product = Product(folder, drawn)
    registers, usages = by_client(drawn.register), by_client(drawn.usage)
    carried = dict.fromkeys(drawn.clients, nothing_carried())
    going = set(drawn.clients)
    tally.clients += len(going)
    for sheet in ("Fixed", "Commission", "Monthly", "Daily", "Receptions", "Orders", "Project"):
        tally.charges[sheet] += len({row["charge"] for row in drawn.register.get(sheet, ())})
    for month in drawn.months:
        for client, theirs in product.month(month).items():
            if client not in going:
                continue
            register, usage = registers[client], usages.get(client, {})
            own = of_month(register, usage, month)
            ours = calculate(register, own, client, month, carried[client])
            tally.months += 1
            if found := list(differences(theirs, ours)):
                where = f"=== seed {drawn.seed}, {client}, {month}, months {','.join(drawn.months)}"
                tally.differences.append(report(where, register, own, theirs, ours, found))
            _count(tally, theirs, drawn.gaps.get(client, ""))
            carried[client] = ours.carry
            if found or theirs.outcome == "blocked":  # nothing is settled on a blocked month
                going.discard(client)


def _count(tally: Tally, theirs: Result, gap: str) -> None:
    tally.outcomes[theirs.outcome] += 1
    tally.codes.update(line.code for line in theirs.lines)
    if theirs.outcome == "blocked":
        tally.blocked[gap or theirs.why.split()[1]] += 1


def nothing_carried() -> Carry:
    """What a new client opens with."""
    return Carry(charges={}, credit=Fraction(0), prepayment=Fraction(0), billed_orders={})


def by_client(book: Book) -> dict[str, dict[str, list[Mapping[str, str]]]]:
    """The rows of each client, and of its tables, whose names begin with its code."""
    found: dict[str, dict[str, list[Mapping[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for name, rows in book.items():
        for row in rows:
            code = row.get("client") or next(iter(row.values())).partition("-")[0]
            found[code][name].append(row)
    return found


def of_month(register: Book, usage: Book, month: str) -> Book:
    """A client's usage rows of a billing month; a month named whole is its own cycle."""
    first, last = billing_month(month, int(register["Clients"][0].get("cycle day") or 1))
    return {
        kind: [
            row for row in rows if row["date"] == month or f"{first}" <= row["date"] <= f"{last}"
        ]
        for kind, rows in usage.items()
    }


def differences(theirs: Result, ours: Result) -> Iterator[str]:
    """What is not the same: the outcome, a line, a sum or a balance."""
    if theirs.outcome != ours.outcome:
        yield f"outcome: {theirs.outcome} / {ours.outcome}"
        return
    if theirs.outcome == "blocked":
        return
    if theirs.lines != ours.lines:
        yield "lines"
    for name in _SUMS:
        one, other = getattr(theirs, name), getattr(ours, name)
        if one != other:
            yield f"{name}: {money(one)} / {money(other)}"
    yield from _balances(theirs.carry, ours.carry)


def _balances(theirs: Carry, ours: Carry) -> Iterator[str]:
    for name in ("credit", "prepayment"):
        one, other = getattr(theirs, name), getattr(ours, name)
        if one != other:
            yield f"{name} carried: {money(one)} / {money(other)}"
    for charge in sorted(theirs.charges.keys() | ours.charges.keys()):
        left, right = (side.charges.get(charge, _NOTHING) for side in (theirs, ours))
        if left != right:
            yield f"{charge} carries: {left} / {right}"


def money(amount: Fraction) -> str:
    """A figure as people write it, as far as it has an end."""
    return f"{float(amount):.6f}".rstrip("0").rstrip(".")


def report(
    where: str, register: Book, usage: Book, theirs: Result, ours: Result, found: Sequence[str]
) -> str:
    """One difference, to be read by a person: terms, usage, and both sides line by line."""
    own = [f"  {sheet}: {_cells(row)}" for sheet, rows in register.items() for row in rows]
    used = [f"  {kind}: {_cells(row)}" for kind, rows in usage.items() for row in rows[:40]]
    return "\n".join(
        (
            where,
            *own,
            *used,
            *(f"! {each}" for each in found),
            f"  why: {theirs.why} / {ours.why}",
            *_side_by_side(theirs.lines, ours.lines),
        )
    )


def _side_by_side(theirs: Sequence[Line], ours: Sequence[Line]) -> Iterator[str]:
    """Lines of both; `<` stands before one that only the product has, `>` before ours."""
    for line in theirs:
        yield f"  {' ' if line in ours else '<'} {_shown(line)}"
    for line in ours:
        if line not in theirs:
            yield f"  > {_shown(line)}"


def _shown(line: Line) -> str:
    figures = f"{money(line.quantity)} x {money(line.unit_price)} = {money(line.amount)}"
    return f"{line.code} {line.charge} {line.store} {line.start}..{line.end}: {figures}"


def _cells(row: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {text}" for name, text in row.items() if text and name != "client")


def main(words: Sequence[str]) -> int:
    """Batches until the number asked for; 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=10)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--show", type=int, default=5, help="how many differences are told whole")
    asked = parser.parse_args(words)
    tally = Tally()
    for number in range(asked.batches):
        seed, months = asked.seed + number, MONTHS[number % len(MONTHS)]
        with TemporaryDirectory() as folder:
            compare(batch(seed, months, asked.clients), Path(folder) / "workspace", tally)
        sys.stdout.write(f"seed {seed}, {months[0]}..{months[-1]}: ")
        sys.stdout.write(f"{len(tally.differences)} differences so far\n")
    for told in tally.differences[: asked.show]:
        sys.stdout.write(f"{told}\n\n")
    sys.stdout.write(f"seeds {asked.seed}..{asked.seed + asked.batches - 1}\n{tally}\n")
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
