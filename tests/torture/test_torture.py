"""A few tries of each fault; `make torture` makes many: docs/reliability.md."""

import os
from collections.abc import Iterator

import pytest

from tests.torture import calls
from tests.torture.faults import FAULTS, Fault
from tests.torture.ground import SEED, Ground, ground

LONG = bool(os.environ.get("TORTURE"))  # every try that `make torture` makes


@pytest.fixture(scope="session")
def stand() -> Iterator[Ground]:
    """Ground for all trials of this process."""
    with ground(int(os.environ.get("TORTURE_SEED", SEED))) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", [one for one in FAULTS if LONG or one.quick], ids=lambda one: one.name
)
def test_survives(fault: Fault, stand: Ground) -> None:
    """After each try a rerun gives what there would have been without it."""
    if fault.strace and not calls.STRACE:
        pytest.skip(calls.NOT_RUN)
    figure = fault.trial(stand, fault.long if LONG else fault.quick)
    assert figure.tries
    assert not figure.wrong, "\n".join([f"TORTURE_SEED={stand.seed}", *figure.wrong])
