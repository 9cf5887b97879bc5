"""Trials in this process's children: quick, and changed inside where that is wanted."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.torture.ground import Figure, Ground, counted
from tests.torture.standing import Standing, standing, wrong
from tests.torture.steps import forked
from tests.torture.victim import Rows, Said, Victim, made, rows


@dataclass(kw_only=True)
class Pair:
    """Two clients of the victim, A with two recipients and F; and how they stand undisturbed."""

    ground: Ground
    base: Victim
    expected: Standing
    steps: tuple[str, ...]

    def fresh(self, name: str) -> Victim:
        """A copy; no mail has come yet."""
        self.ground.box.emptied()
        return self.base.copied(self.base.root.with_name(f"pair-{name}"))

    def ended(self, victim: Victim, said: Said | None = None) -> tuple[str, ...]:
        """Run to the end, and what is wrong then."""
        said = said or forked(victim)[0]
        faults = wrong(victim, self.expected, said=said, mails=self.ground.box.copies())
        if not faults:
            shutil.rmtree(victim.root)
        return faults


# What a run loads on its way: here once, and not anew in each child.
_LOADED = (
    "billing.intake.gathered",
    "billing.ledger.migrate",
    "billing.mail",
    "billing.month.finance",
    "billing.month.remarks",
    "billing.month.restore",
    "billing.render.press",
    "billing.report.summary",
    "rich.progress",
    "rich.table",
)


def pair(ground: Ground) -> Pair:
    """Made once a ground."""
    for name in _LOADED:
        import_module(name)
    if (found := _PAIRS.get(ground.folder)) is None:
        base = made(ground.folder / "pair", port=ground.box.port, register=_two(rows()))
        for name in ("receptions", "orders", "staffing"):
            (base.root / "inbox" / f"{name}.xlsx").unlink()
        ground.box.emptied()
        undisturbed = base.copied(ground.folder / "pair-undisturbed")
        said, steps = forked(undisturbed)
        expected = standing(undisturbed)
        faults = wrong(undisturbed, expected, said=said, mails=ground.box.copies())
        assert not faults, faults
        found = Pair(ground=ground, base=base, expected=expected, steps=tuple(steps))
        _PAIRS[ground.folder] = found
    return found


_PAIRS: dict[Path, Pair] = {}


def _two(every: Rows) -> Rows:
    kept = {
        sheet: [row for row in table if row.get("client") in ("A", "F")]
        for sheet, table in every.items()
    }
    return {sheet: table for sheet, table in kept.items() if table}


def killed_at_steps(ground: Ground, tries: int) -> Figure:
    """Dead at a step; the rerun makes it as if nothing had happened."""
    two = pair(ground)
    every = range(1, len(two.steps) + 1)
    count, dice = min(tries, len(every)), ground.dice("steps")
    start = dice.random()
    chosen = [every[int((n + start) * len(every) / count) % len(every)] for n in range(count)]
    dice.shuffle(chosen)

    def one(step: int) -> Iterator[str]:
        victim = two.fresh(f"step-{step}")
        said, _ = forked(victim, die_at=step)
        if said.code != -9:
            yield f"lived: {said.code} {said.err[-200:]}"
        yield from two.ended(victim)

    tried = ((f"step {step}, {two.steps[step - 1]}", one(step)) for step in chosen)
    return counted(tried, f"of {len(every)} steps of two clients")


def killed_twice(ground: Ground, tries: int) -> Figure:
    """Dead at a step, and dead again at a step of the rerun."""
    two, dice = pair(ground), ground.dice("twice")

    def one(first: int, second: int) -> Iterator[str]:
        victim = two.fresh(f"twice-{first}-{second}")
        forked(victim, die_at=first)
        forked(victim, die_at=second)
        yield from two.ended(victim)

    throws = [(dice.randint(1, len(two.steps)), dice.randint(1, 20)) for _ in range(tries)]
    return counted((f"steps {a} and {b}", one(a, b)) for a, b in throws)


def run_again(ground: Ground, tries: int) -> Figure:
    """The same month again and again: not a byte, not a time of a file changes."""
    two = pair(ground)
    victim = two.fresh("again")
    forked(victim)
    before, mails = victim.files(), ground.box.copies()

    def one() -> Iterator[str]:
        said, _ = forked(victim)
        if said.code or (after := victim.files()) != before:
            changed = (
                []
                if said.code
                else sorted(
                    name
                    for name in before.keys() | after.keys()
                    if before.get(name) != after.get(name)
                )
            )
            yield f"exit code {said.code}, changed {changed}"
        if ground.box.copies() != mails:
            yield "more mail"

    figure = counted((f"run {n + 2}", one()) for n in range(tries))
    return Figure(tries=figure.tries, wrong=(*figure.wrong, *two.ended(victim)))
