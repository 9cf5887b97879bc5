"""Annex tables by store and day: what the figures of a month are the sums of."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import lt

from billing import money
from billing.invoice import Annex, AnnexCell
from billing.measure.columns import Columns, Figure, cell, cells, summed, taken_off
from billing.measure.delivered import Delivered
from billing.measure.orders import NetOrders
from billing.measure.receptions import Effective
from billing.period import Period
from billing.usage import Span


def days(
    code: str,
    span: Span,
    found: Columns,
    figures: Mapping[str, Figure],
    headers: tuple[str, ...] = (),
) -> tuple[Annex, ...]:
    """The table of these figures, a column each; none where the files have totals only.

    Stores in the span's order, days rising, services and shifts added up. A total of several days
    among them keeps its row, so that the columns add up to what is billed.
    """
    ordered, groups = _grouped(span, found)
    if 1 not in ordered.lengths:  # no rows at all, or totals
        return ()
    firsts = [place for place, _ in groups]
    heads: dict[str, Sequence[AnnexCell]] = {"date": _dates(ordered, firsts)}
    if len(set(ordered.stores)) > 1:
        heads = {"store": [ordered.stores[place] for place in firsts], **heads}
    shown = [figure(ordered) for figure in figures.values()]
    body = (cells(column, groups) for column in shown)
    empty = ("",) * (len(heads) - 1)
    return (
        Annex(
            code=code,
            charge=span.charge,
            columns=(*heads, *figures),
            rows=tuple(zip(*heads.values(), *body, strict=True)),
            totals=("total", *empty, *map(cell, shown)),
            headers=headers,
        ),
    )


def reception_days(
    span: Span, found: Effective, *, night: bool = False, headers: tuple[str, ...] = ()
) -> tuple[Annex, ...]:
    """Total, each exclusion below zero, effective; the night part where it matters."""
    own = found.figure
    figures: dict[str, Figure] = {own: summed(own)}
    figures |= {name: taken_off(name) for name in found.excluded}
    if found.excluded:
        figures["effective"] = found.of
    if night:
        figures["night"] = found.night_of
    return days("receptions_by_day", span, found.columns, figures, headers)


def order_days(span: Span, found: NetOrders, headers: tuple[str, ...] = ()) -> tuple[Annex, ...]:
    """Paid, cancelled, refunded, billable."""
    names = zip(("paid", "cancelled", "refunded"), found.figures, strict=True)
    figures: dict[str, Figure] = {name: summed(figure) for name, figure in names}
    figures["billable"] = found.billable_of
    return days("orders_by_day", span, found.columns, figures, headers)


def hour_days(span: Span, found: Delivered) -> tuple[Annex, ...]:
    """Hours as the events have them; of one event its days alone, without a total."""
    if not found.events:
        return ()
    events = sorted(found.events, key=lambda event: event.period)
    return (
        Annex(
            code="hours_by_day",
            charge=span.charge,
            columns=("date", "hours"),
            rows=tuple((_day(event.period), event.quantity or 0) for event in events),
            totals=("total", money.decimal(found.value)) if len(events) > 1 else (),
        ),
    )


def _grouped(span: Span, found: Columns) -> tuple[Columns, Sequence[tuple[int, int]]]:
    """The rows in order, and from where up to where among them each store and day stands."""
    if len(set(found.stores)) == 1 and all(map(lt, found.starts, found.starts[1:])):
        return found, list(pairwise(range(len(found.rows) + 1)))  # a row each day, as most have
    place = {store: number for number, store in enumerate(span.stores)}
    places = [place.get(store, -1) for store in found.stores]
    keys = list(zip(places, found.stores, found.starts, found.ends, strict=True))
    ordered = sorted(keys)
    if keys != ordered:
        order = sorted(range(len(keys)), key=keys.__getitem__)
        found = Columns([found.rows[number] for number in order])
    later = [number for number, (one, other) in enumerate(pairwise(ordered), 1) if one != other]
    starts = (0, *later) if keys else ()
    return found, list(pairwise((*starts, len(keys))))


def _dates(found: Columns, firsts: Sequence[int]) -> Sequence[AnnexCell]:
    """The day or days of the first row of each group."""
    if max(found.lengths) == 1:
        return [found.starts[place] for place in firsts]
    return [_day(found.rows[place].period) for place in firsts]


def _day(period: Period) -> AnnexCell:
    return period.start if period.days == 1 else f"{period.start} – {period.last}"
