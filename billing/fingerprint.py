"""A hash of what was done, in a form that never changes: ledgers hold it for years."""

from collections.abc import Iterable
from hashlib import sha256

from billing.period import Period
from billing.usage import Kind, Usage


def _days(period: Period | None) -> str:
    """Days in a form that never changes, unlike text for people: ledgers hold its hashes."""
    return f"{period.start.isoformat()}/{period.end.isoformat()}" if period else ""


def fingerprint(usage: Usage, kinds: Iterable[Kind]) -> str:
    """A sha256 of what was done, of these kinds and as events, wherever it was read."""
    wanted = frozenset(kinds)
    rows = sorted(
        f"{row.kind}|{row.store}|{row.service}|{row.shift}|{_days(row.period)}|{row.day_kind}|"
        + ";".join(f"{name}={row.figures[name].normalize():f}" for name in sorted(row.figures))
        + "|"
        + ",".join(sorted(row.blank))
        for row in usage.rows
        if row.kind in wanted
    )
    events = sorted(
        f"{event.happening}|{_days(event.period)}|{event.store}|{event.charge}|{event.item}|"
        f"{event.quantity}|{event.price}|{event.amount}|{_days(event.span)}|{event.reason}|{event.by}|"
        f"{event.reference}"
        for event in usage.events
    )
    return sha256("\n".join((*rows, *events)).encode()).hexdigest()
