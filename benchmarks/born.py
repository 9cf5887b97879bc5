"""A worker from its start until it could make its first page: CPU and wall seconds, as JSON.

    python benchmarks/born.py

A worker begins by loading the program that starts it; this one loads what `billing` itself does.
"""

import json
import time

from billing.__main__ import main as _of_the_command  # noqa: F401 - as the command has it

_READY = "from billing.render import PLAIN, press; press.press(PLAIN)"


def main() -> None:
    """Start one, and ask it."""
    from billing.workers.local import Local  # noqa: PLC0415 - the worker needs more than this

    begun, pool = time.perf_counter(), Local(1)
    pool.submit(exec, _READY).result()
    wall, cpu = time.perf_counter() - begun, pool.submit(time.process_time).result()
    pool.shutdown()
    print(json.dumps({"wall": wall, "cpu": cpu}))


if __name__ == "__main__":
    main()
