"""The state machine: a few short walks; `make torture` makes long ones: walking.py."""

from collections.abc import Sequence

import pytest

from tests.torture.machine import MONTHS, Machine
from tests.torture.walking import walk


@pytest.mark.slow
def test_the_books_hold_whatever_happens() -> None:
    """Drop, edit, bill, crash, kill, decide, credit, reissue, close, restore, mail, clock."""
    walk(Machine, walks=5, steps=10)


# What a short random walk may miss: a few steps whose order matters.
WALKS: dict[str, Sequence[tuple[str, ...]]] = {
    "an answer that was lost": [
        ("weather", "in_doubt"), ("bill", MONTHS[1]), ("weather", "sent"), ("bill", MONTHS[1]),
    ],
    "a backup older than the papers": [("bill", MONTHS[1]), ("restore",), ("bill", MONTHS[1])],
}  # fmt: skip


@pytest.mark.parametrize("name", WALKS)
def test_the_books_hold_on_a_given_walk(name: str) -> None:
    """The same machine, its rules called in order, every invariant after each."""
    machine = Machine()
    try:
        machine.begin()
        for rule, *given in WALKS[name]:
            getattr(machine, rule)(*given)
            machine.books_hold()
            machine.no_mail_twice()
    finally:
        machine.teardown()
