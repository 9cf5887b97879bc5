"""Events of all files: a row repeated by another export once, in doubt in one table or in part."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from billing.intake import twice
from billing.intake.faults import Fault
from billing.source import CellRange
from billing.usage import Event, Happening

_NOWHERE = CellRange("")


def unique(
    found: Iterable[tuple[str, Event]],
) -> tuple[Mapping[str, tuple[Event, ...]], list[Fault]]:
    """The events of each client, in order of their days; identical ones of two files once.

    Identical events of one sheet may be two happenings or one entered twice: they block. So do
    events of two sheets that differ only in what one of them leaves out.
    """
    seen: dict[tuple[object, ...], Event] = {}
    faults: list[Fault] = []
    for client, event in found:
        first = seen.setdefault((client, *_content(event)), event)
        if first is event:
            continue
        same_sheet = (first.source.file, first.source.sheet) == (
            event.source.file,
            event.source.sheet,
        )
        code = "events_identical" if same_sheet else "duplicate_events"
        values = (("other", str(first.source)),)
        faults.append(Fault(code, event.source, clients=(client,), values=values))
    events: dict[str, list[Event]] = defaultdict(list)
    for key, event in seen.items():
        events[str(key[0])].append(event)
    ordered = {client: tuple(sorted(own, key=_order)) for client, own in events.items()}
    for client, own in ordered.items():
        told = tuple(twice.faults(client, own))
        doubted = {fault.source for fault in told if fault.code == "events_alike"}
        ordered[client] = tuple(event for event in own if not _once(event, doubted))
        faults += told
    return ordered, faults


def _once(event: Event, doubted: Container[object]) -> bool:
    """Whether it is a milestone that is told to be another's double: it is not told again."""
    return event.happening is Happening.MILESTONE_ACCEPTED and event.source in doubted


def _content(event: Event) -> tuple[object, ...]:
    """All of an event but where it was read."""
    bare = replace(event, source=_NOWHERE)
    return tuple(getattr(bare, name) for name in Event.__slots__)


def _order(event: Event) -> tuple[object, ...]:
    """By day, then as written: row 9 before row 10."""
    place = event.source
    row = int("".join(sign for sign in place.first if sign.isdigit()) or 0)
    where = (place.file, place.sheet, row)
    return (event.period, event.happening, event.charge, event.item, *where)
