"""The table of seats: those that are billed, and each vacancy with its deducted days."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from billing.invoice import Annex, AnnexCell, Note
from billing.modes.fixed.terms import Terms
from billing.period import Period
from billing.usage import Event, Span

_COLUMNS = ("from", "to", "seats", "what", "days", "days_grace", "days_deducted", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """An empty seat's days in a span: those of its grace, and those that are deducted."""

    event: Event
    grace: int
    deducted: int  # may be fewer than are left: together never more than the seats' own fee


def seat_table(terms: Terms, span: Span, vacancies: Sequence[Vacancy]) -> Annex:
    """A row for the span's seats and one for each vacancy that meets it, with its days there."""
    rows: list[tuple[AnnexCell, ...]] = [
        (span.period.start, span.period.last, terms.seats, "seats_occupied", "", "", "", "")
    ]
    met = [one for one in vacancies if vacant_days(one.event).common(span.period).days > 0]
    rows += [_vacant(one, span) for one in met]
    return Annex(
        code="fixed",
        charge=span.charge,
        columns=_COLUMNS,
        rows=tuple(rows),
        notes=_grace(terms) if vacancies else (),
    )


def empty_seats(event: Event) -> Decimal:
    """The seats that a vacancy leaves empty: one, unless it says how many."""
    return event.quantity if event.quantity is not None else Decimal(1)


def vacant_days(event: Event) -> Period:
    """The days of a vacancy, in this month or beyond."""
    return event.span or event.period


def _vacant(one: Vacancy, span: Span) -> tuple[AnnexCell, ...]:
    met, seats = vacant_days(one.event).common(span.period), -empty_seats(one.event)
    days = (met.days, one.grace, one.deducted)
    return (met.start, met.last, seats, "seats_vacant", *days, one.event.reason)


def _grace(terms: Terms) -> tuple[Note, ...]:
    if not terms.grace_days:
        return ()
    return (Note(code="note.grace", words={"days": str(terms.grace_days)}),)
