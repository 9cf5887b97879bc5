"""Spans, usage rows and tables as short as a sentence, and what was rated as plain text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from billing import money
from billing.errors import Severity
from billing.invoice import Rated
from billing.period import Period, Proration, Share, month, shared_out
from billing.source import CellRange
from billing.tiers import Tier, Tiers
from billing.usage import Event, Happening, Kind, Rows, Span, Table, Usage, UsageRow, single

OCTOBER, NOVEMBER = month("2026-10"), month("2026-11")
Cells = dict[str, Any]  # of a row of the register
Line = tuple[str, str, str, str, str, str]  # code, detail, quantity, unit price, working, amount


def days(first: str, last: str) -> Period:
    """The days from first to last, both included."""
    return Period(date.fromisoformat(first), single(date.fromisoformat(last)).end)


def of(
    period: Period | None = None,
    whole: Period = OCTOBER,
    *,
    proration: Proration = Proration.CALENDAR,
    measured: Period | None = None,
    share: Share | None = None,
    closing: bool = True,
    final: bool = False,
    stores: Sequence[str] = ("S1",),
    pooled: bool = True,
    service: str = "",
    shift: str = "",
    seats: Mapping[date, int] | None = None,
) -> Span:
    """The span of charge K-1 over these days; the whole month where none are named."""
    billed = period or whole
    return Span(
        charge="K-1",
        period=billed,
        month=whole,
        month_name=f"{whole.last:%Y-%m}",
        share=share or shared_out([billed], whole, proration)[0],
        day_base=30 if proration is Proration.FIXED_30 else whole.days,
        measured=measured or billed,
        together=shared_out([measured], whole, proration)[0] if measured else None,
        closing=closing,
        final=final,
        stores=tuple(stores),
        pooled=pooled,
        service=service,
        shift=shift,
        seats=seats or {},
    )


def row(
    kind: Kind,
    when: str | Period,
    store: str = "S1",
    *,
    service: str = "",
    shift: str = "",
    blank: Iterable[str] = (),
    number: int = 2,
    **figures: Any,
) -> UsageRow:
    """A row of one day (`2026-10-01`) or of several; figures under their names."""
    empty = frozenset(blank)
    names = [*figures, *sorted(empty)]
    table = Table(
        file=f"{kind.value}.xlsx",
        sheet="Sheet",
        columns={name: place for place, name in enumerate(names, 3)},
        headers={name: f"the {name}" for name in names},
    )
    return UsageRow(
        kind=kind,
        store=store,
        service=service,
        shift=shift,
        period=when if isinstance(when, Period) else single(date.fromisoformat(when)),
        figures={name: Decimal(str(value)) for name, value in figures.items()},
        blank=empty,
        at=(Rows(table, number, number),),
    )


def event(happening: Happening, when: str | Period, **more: Any) -> Event:
    """An event of charge K-1; text amounts are read."""
    given = {
        key: Decimal(value) if key in ("quantity", "price", "amount") else value
        for key, value in more.items()
        if isinstance(value, str)
    }
    others = {key: value for key, value in more.items() if not isinstance(value, str)}
    return Event(
        happening=happening,
        period=when if isinstance(when, Period) else single(date.fromisoformat(when)),
        source=CellRange("events.xlsx", "Sheet", "A2", "K2"),
        **{"charge": "K-1", **given, **others},
    )


def used(*given: UsageRow | Event, set_aside: Sequence[str] = ()) -> Usage:
    """Usage of these rows and events."""
    return Usage(
        rows=tuple(one for one in given if isinstance(one, UsageRow)),
        events=tuple(one for one in given if isinstance(one, Event)),
        set_aside=dict.fromkeys(Kind, tuple(set_aside)),
    )


def table(*rows: tuple[str | None, str] | tuple[str | None, str, str], name: str = "T") -> Tiers:
    """A tier table of (up to, price) or (up to, price, flat fee); None is open."""
    return Tiers(
        name=name,
        rows=tuple(
            Tier(
                up_to=None if line[0] is None else Decimal(line[0]),
                price=Decimal(line[1]),
                flat_fee=Decimal(line[2]) if len(line) == 3 else Decimal(0),
            )
            for line in rows
        ),
    )


def lines(rated: Rated) -> list[Line]:
    """Whole lines: code, detail, quantity, unit price, working and the rounded amount."""
    return [
        (
            line.code,
            line.detail,
            money.text(line.quantity),
            money.text(line.unit_price),
            line.working.text,
            str(money.rounded(line.working.value)),
        )
        for line in rated.lines
    ]


def codes(rated: Rated) -> list[str]:
    """The problems that block, by code."""
    return [one.code for one in rated.problems if one.severity is Severity.BLOCKED]


def exact(rated: Rated) -> list[Fraction]:
    """The exact values of the lines."""
    return [line.working.value for line in rated.lines]
