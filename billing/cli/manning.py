"""--workers: who makes the pages of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from billing.workers import Crew


def _named(_context: click.Context, _option: click.Parameter, workers: str) -> str:
    """Refused before anything else is done, though it is needed last, or not at all today."""
    if workers:
        from billing.workers import place

        place(workers)
    return workers


WORKERS = click.option(
    "--workers",
    default="",
    metavar="N|dask://HOST:PORT",
    callback=_named,
    help="Who makes pages: N processes (one a core), or a Dask cluster; 0, 1: this process.",
)


@contextmanager
def manned(workers: str) -> Iterator["Crew"]:
    """The crew that `--workers` names, while the block runs.

    Raises SettingsError for a cluster that cannot be reached.
    """
    from billing.workers import opened, place

    with opened(place(workers)) as crew:
        yield crew
