"""Closing months by hand: what needs no invoice is settled, by name and with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from billing.errors import SettingsError
from billing.ledger import Ledger
from billing.month.client import Planned
from billing.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What became of the clients of a month, by code."""

    closed: tuple[str, ...]
    due: tuple[Planned, ...]  # something is due, or may be: left open


def close(
    clients: Iterable[Planned], ledger: Ledger, month: str, *, by: str, why: str, anyway: bool
) -> Closed:
    """Settle each client's month that is open and has nothing due.

    With `anyway` also those with something due, or blocked: they hand on what they began with,
    and what they would have been billed is never billed. One that is settled stays as it is.
    """
    closed, due = [], []
    for one in clients:
        if one.settled:
            continue
        if one.outcome is not Outcome.NOTHING_DUE and not anyway:
            due.append(one)
            continue
        _settle(one, ledger, month, by, why)
        closed.append(one.contract.client.client)
    return Closed(closed=tuple(closed), due=tuple(due))


def of_clients(
    clients: Iterable[Planned], wanted: frozenset[str], *, anyway: bool
) -> tuple[Planned, ...]:
    """The clients named, or all. Raises SettingsError where all would be closed unbilled."""
    if anyway and not wanted:
        raise SettingsError("close_whom")
    return tuple(one for one in clients if not wanted or one.contract.client.client in wanted)


def _settle(one: Planned, ledger: Ledger, month: str, by: str, why: str) -> None:
    client = one.contract.client.client
    nothing_due = one.outcome is Outcome.NOTHING_DUE and one.rated is not None
    after = one.rated.after if nothing_due and one.rated else ledger.balances_before(client, month)
    ledger.close_nothing_due(client=client, month=month, reason=why, balances=after, by=by)
