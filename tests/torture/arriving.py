"""Files of the inbox that change while they are read: half copied, growing, replaced."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.torture.ground import Figure, Ground, counted
from tests.torture.standing import standing
from tests.torture.stepping import pair
from tests.torture.steps import forked
from tests.torture.victim import MONTH, Victim, drop

_OTHER: list[list[object]] = [
    ["date", "store", "attributed sales", "refunds"],
    [MONTH, "Shop A", 70000, 0],
]


def half_copied(ground: Ground, tries: int) -> Figure:
    """A workbook cut off anywhere blocks its client; whole, all is as it should be."""
    two, dice = pair(ground), ground.dice("half")

    def one(part: float) -> Iterator[str]:
        victim = two.fresh("half")
        sales = victim.root / "inbox" / "sales.xlsx"
        whole = sales.read_bytes()
        sales.write_bytes(whole[: int(len(whole) * part)])
        said, _ = forked(victim)
        billed = standing(victim).documents
        if said.code != 3 or "Traceback" in said.err or len(billed) != 1:
            yield f"exit code {said.code}, {len(billed)} issued: {said.err[-200:]}"
        sales.write_bytes(whole)
        said, _ = forked(victim)
        if said.code or len(standing(victim).documents) != 2:
            yield f"whole: exit code {said.code}: {said.err[-200:]}"
        yield from _checked(victim, ground)

    parts = [0.0, *(dice.random() for _ in range(tries - 1))]
    return counted((f"the first {part:.1%}", one(part)) for part in parts)


def changed_while_read(ground: Ground, tries: int) -> Figure:
    """Growing or replaced, between any two looks at it: billed from one state of it, or not yet."""
    two = pair(ground)

    def one(how: str, turn: int) -> Iterator[str]:
        victim = two.fresh("changing")
        sales = victim.root / "inbox" / "sales.xlsx"
        other = drop(victim.root.parent / "aside", "sales.xlsx", _OTHER)
        change = _CHANGES[how]
        said, _ = forked(victim, around=lambda: _at_look(sales, turn, lambda: change(sales, other)))
        if said.code not in (0, 1, 3) or "Traceback" in said.err:
            yield f"exit code {said.code}: {said.err[-300:]}"
        shutil.copyfile(other, sales)
        said, _ = forked(victim)
        if said.code not in (0, 3):
            yield f"exit code {said.code}: {said.err[-300:]}"
        if len(standing(victim).documents) != 2:
            yield f"documents {list(standing(victim).documents)}"
        yield from _checked(victim, ground)

    (ground.folder / "aside" / "inbox").mkdir(parents=True, exist_ok=True)
    every = [(how, turn) for turn in _TURNS for how in _CHANGES]
    return counted((f"{how} {_TURNS[turn]}", one(how, turn)) for how, turn in every[:tries])


def _grow(path: Path, other: Path) -> None:
    with path.open("ab") as stream:
        stream.write(other.read_bytes())


def _replace(path: Path, other: Path) -> None:
    shutil.copyfile(other, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)  # noqa: PTH105 - Path.replace is a step here


def _truncate(path: Path, _other: Path) -> None:
    os.truncate(path, 100)


def _remove(path: Path, _other: Path) -> None:
    os.unlink(path)  # noqa: PTH108 - Path.unlink is a step here


_TURNS = {3: "before the archive", 2: "after reading", 1: "before reading", 4: "after the archive"}
_CHANGES = {"growing": _grow, "replaced": _replace, "cut": _truncate, "removed": _remove}


def _at_look(path: Path, turn: int, change: Callable[[], None]) -> AbstractContextManager[object]:
    """Do it at the n-th of: before and after its content is read the first time, and the second."""
    looked = 0
    original = Path.read_bytes

    def look() -> None:
        nonlocal looked
        looked += 1
        if looked == turn:
            change()

    def read_bytes(self: Path) -> bytes:
        own = self.name == path.name and self.parent.name == "inbox"
        if own:
            look()
        found = original(self)
        if own:
            look()
        return found

    given: Any = read_bytes
    return patch.object(Path, "read_bytes", given)


def _checked(victim: Victim, ground: Ground) -> Iterator[str]:
    """`verify` finds nothing; each paper was mailed once to each."""
    said, _ = forked(victim, ("verify", "--quick"))
    if said.code:
        yield f"verify: {said.out}"
    copies = [(copy.papers, copy.recipient) for copy in ground.box.copies() if copy.papers]
    if len(copies) != len(set(copies)) or len(copies) != 3:
        yield f"mails {copies}"
    shutil.rmtree(victim.root)
