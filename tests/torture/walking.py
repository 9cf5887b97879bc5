"""Walks of the state machine: whatever people, crashes, clock and mail do, the books hold."""

import traceback

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.ground import Figure, Ground
from tests.torture.machine import Machine

STEPS = 40


def walked(ground: Ground, tries: int) -> Figure:
    """So many walks of 40 steps; the first that ends badly is told with its steps."""
    begun, chosen = 0, ground.dice("walks").randrange(10**6)

    @seed(chosen)
    class Counted(Machine):
        def __init__(self) -> None:
            nonlocal begun
            begun += 1
            super().__init__()

    wrong: tuple[str, ...] = ()
    try:
        walk(Counted, walks=tries, steps=STEPS, phases=(Phase.generate,))
    except Exception as error:  # noqa: BLE001 - whatever a step could not bear
        steps = "\n".join(getattr(error, "__notes__", ()))
        wrong = (f"walk {begun}: {''.join(traceback.format_exception(error))[-2000:]}\n{steps}",)
    return Figure(tries=begun, wrong=wrong, told=f"walks of up to {STEPS} steps")


def walk(
    machine: type[Machine], *, walks: int, steps: int, phases: tuple[Phase, ...] = tuple(Phase)
) -> None:
    """Raises what a step could not bear. The same walks each time, or those of its seed."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            phases=phases,
            deadline=None,
            derandomize=not hasattr(machine, "_hypothesis_internal_use_seed"),
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
