"""The state machine: a few walks in every test run, thousands of steps with TORTURE set."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.machine import Machine

LONG = bool(os.environ.get("TORTURE"))


@pytest.mark.slow
def test_the_books_hold_whatever_happens() -> None:
    """Drop, edit, bill, crash, kill, decide, credit, reissue, close, restore, mail, clock."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Machine,
        settings=settings(
            max_examples=200 if LONG else 6,
            stateful_step_count=40 if LONG else 12,
            deadline=None,
            derandomize=not LONG,
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
