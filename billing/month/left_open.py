"""Months that were begun and left open when a later one fell due: they wait for a person."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from billing.ledger import Ledger
from billing.month.workspace import Workspace
from billing.outcome import Outcome

_WAITS = frozenset({Outcome.BLOCKED, Outcome.HELD, Outcome.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """A month, and its clients that are not billed; none named where no report of it is there."""

    month: str
    clients: tuple[str, ...]


def left_open(workspace: Workspace, ledger: Ledger, before: str) -> tuple[LeftOpen, ...]:
    """The months before one, from `first_month` on, that a run began and none has finished.

    Nothing is computed again: run.json says who waited, and the ledger who was billed or closed
    since. A month whose run.json is lost is named too, for nobody knows that it is finished.
    """
    first = workspace.settings.first_month
    months = sorted(name for name in ledger.months_begun() if first <= name < before)
    found = (_of(workspace, ledger, name) for name in months)
    return tuple(one for one in found if one is not None)


def _of(workspace: Workspace, ledger: Ledger, month: str) -> LeftOpen | None:
    try:
        waited = tuple(_waiting(json.loads((workspace.outbox(month) / "run.json").read_bytes())))
    except (OSError, ValueError, LookupError, TypeError):  # lost, or no longer what was written
        return LeftOpen(month=month, clients=())
    clients = _not_settled(waited, ledger, month)
    return LeftOpen(month=month, clients=clients) if clients else None


def _waiting(report: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    for client in report["clients"]:
        if Outcome(client["outcome"]) in _WAITS:
            yield client["client"]


def _not_settled(clients: Iterable[str], ledger: Ledger, month: str) -> tuple[str, ...]:
    return tuple(one for one in clients if month not in ledger.settled_months(one))
