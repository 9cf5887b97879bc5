"""Events of two sheets that may be one happening, told in two forms; and opening balances twice.

Two exports of one happening seldom agree in every cell: one dates it by the day, the other by the
month; one names the store, the charge or the reason, the other leaves it out. Added up they would
bill it twice, dropped they might bill it never: such a pair blocks until it is told apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from billing.intake.faults import Fault
from billing.period import Period
from billing.usage import Event, Happening
from billing.workbook.words import name

_TEXTS = ("store", "charge", "item", "reason", "by", "reference")
_FIGURES = ("quantity", "price", "amount")
_ONE_EACH = frozenset({Happening.VACANCY, Happening.QUALITY_CASE})  # a blank quantity is one
_OF_CLIENT = frozenset({Happening.OPENING_CREDIT, Happening.OPENING_PREPAYMENT})
_OF_CHARGE = frozenset({Happening.OPENING_QUOTA, Happening.OPENING_NET_SALES})
_MONTH = re.compile(r"(\d{4})\D?(\d{1,2})(?:\D{1,2}|-01)?")


def faults(client: str, events: Sequence[Event]) -> Iterator[Fault]:
    """What may be told twice among the events of one client's month."""
    yield from _openings(client, events)
    yield from _again(client, events)
    groups: dict[Happening, list[Event]] = defaultdict(list)
    for event in events:
        if event.happening not in _OF_CLIENT | _OF_CHARGE:
            groups[event.happening].append(event)
    for group in groups.values():
        if len({_sheet(event) for event in group}) > 1:
            yield from _alike(client, sorted(group, key=_days))


def _again(client: str, events: Iterable[Event]) -> Iterator[Fault]:
    """Events of one sheet that differ in how they are written alone: a blank that means 1."""
    seen: dict[tuple[object, ...], Event] = {}
    for event in events:
        texts = (_plain(getattr(event, field)) for field in _TEXTS)
        figures = (_figure(event, field) for field in _FIGURES)
        content = (_sheet(event), event.happening, event.period, event.span, *texts, *figures)
        first = seen.setdefault(content, event)
        if first is not event and event.happening not in _OF_CLIENT | _OF_CHARGE:
            values = (("other", str(first.source)),)
            yield Fault("events_identical", event.source, clients=(client,), values=values)


def _alike(client: str, events: Sequence[Event]) -> Iterator[Fault]:
    """Each event, in order of days, that an earlier one on another sheet may stand for."""
    open_: list[Event] = []
    for event in events:
        open_ = [other for other in open_ if _days(other).end > _days(event).start]
        for code, told in (("events_alike", may_be_one), ("events_perhaps_alike", _unlike_in_none)):
            if other := next((other for other in open_ if told(event, other)), None):
                values = (("other", str(other.source)),)
                yield Fault(code, event.source, clients=(client,), values=values)
                break
        open_.append(event)


def may_be_one(one: Event, other: Event) -> bool:
    """Whether events of two sheets agree in all that both fill, and in something besides figures.

    Their days overlap, a month holding each of its days. Without any detail in common they are one
    only where neither has a detail that the other lacks.
    """
    if not _unlike_in_none(one, other):
        return False
    details = [*_details(one, other), (one.span, other.span)]
    told_by_both = one.period == other.period or any(first and second for first, second in details)
    return told_by_both or all(first == second for first, second in details)


def _unlike_in_none(one: Event, other: Event) -> bool:
    """Whether events of two sheets and of common days differ in nothing that both fill."""
    if one.happening is not other.happening or _sheet(one) == _sheet(other):
        return False
    if _days(one).common(_days(other)).days <= 0 or not _figures_agree(one, other):
        return False
    details = [*_details(one, other), (one.span, other.span)]
    return all(first == second for first, second in details if first and second)


def _details(one: Event, other: Event) -> Iterator[tuple[str, str]]:
    for field in _TEXTS:
        yield _plain(getattr(one, field)), _plain(getattr(other, field))


def _plain(text: str) -> str:
    """A text for comparison; a month in any of its forms is that month."""
    found = _MONTH.fullmatch(text.strip())
    return f"{found[1]}-{int(found[2]):02}" if found else name(text)


def _figures_agree(one: Event, other: Event) -> bool:
    pairs = ((_figure(one, field), _figure(other, field)) for field in _FIGURES)
    return all(None in (first, second) or first == second for first, second in pairs)


def _figure(event: Event, field: str) -> Decimal | None:
    value: Decimal | None = getattr(event, field)
    blank_is_one = value is None and field == "quantity" and event.happening in _ONE_EACH
    return Decimal(1) if blank_is_one else value


def _days(event: Event) -> Period:
    """The days of a happening: of a vacancy those it lasts, whenever it was written down."""
    return event.span if event.span and event.happening is Happening.VACANCY else event.period


def _openings(client: str, events: Iterable[Event]) -> Iterator[Fault]:
    """A balance is opened once: of a client, or of a charge."""
    seen: dict[tuple[Happening, str], Event] = {}
    for event in events:
        if event.happening not in _OF_CLIENT | _OF_CHARGE:
            continue
        of = name(event.charge) if event.happening in _OF_CHARGE else ""
        first = seen.setdefault((event.happening, of), event)
        if first is not event:
            values = (("other", str(first.source)),)
            yield Fault("opening_twice", event.source, clients=(client,), values=values)


def _sheet(event: Event) -> tuple[str, str]:
    return event.source.file, event.source.sheet
