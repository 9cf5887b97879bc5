"""The table of seats: those that are billed, and each vacancy with its deducted days."""

from collections.abc import Sequence
from decimal import Decimal

from billing.invoice import Annex, AnnexCell, Note
from billing.modes.fixed.terms import Terms
from billing.usage import Event, Span

Vacancies = Sequence[tuple[Event, int]]  # each with its deducted days, which may be 0


def seat_table(terms: Terms, span: Span, vacancies: Vacancies) -> Annex:
    """A row for the span's seats and one for each vacancy; grace days are told where they count."""
    rows: list[tuple[AnnexCell, ...]] = [
        (span.period.start, span.period.last, terms.seats, "seats_occupied", "", "")
    ]
    rows += [_vacant(event, days) for event, days in vacancies]
    return Annex(
        code="fixed",
        charge=span.charge,
        columns=("from", "to", "seats", "what", "days_deducted", "reason"),
        rows=tuple(rows),
        notes=_grace(terms) if vacancies else (),
    )


def empty_seats(event: Event) -> Decimal:
    """The seats that a vacancy leaves empty: one, unless it says how many."""
    return event.quantity if event.quantity is not None else Decimal(1)


def _vacant(event: Event, days: int) -> tuple[AnnexCell, ...]:
    vacant = event.span or event.period
    return (vacant.start, vacant.last, -empty_seats(event), "seats_vacant", days, event.reason)


def _grace(terms: Terms) -> tuple[Note, ...]:
    if not terms.grace_days:
        return ()
    return (Note(code="note.grace", words={"days": str(terms.grace_days)}),)
