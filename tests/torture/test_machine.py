"""The state machine: a few walks in every test run, thousands of steps with TORTURE set."""

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.machine import MONTHS, Machine

LONG = bool(os.environ.get("TORTURE"))


@pytest.mark.slow
def test_the_books_hold_whatever_happens() -> None:
    """Drop, edit, bill, crash, kill, decide, credit, reissue, close, restore, mail, clock."""
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=200 if LONG else 5,
            stateful_step_count=40 if LONG else 10,
            deadline=None,
            derandomize=not LONG,
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


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
