"""The table of effective receptions, and the average that a band is chosen by."""

from fractions import Fraction

from billing import money
from billing.invoice import Annex, AnnexCell, Note
from billing.measure.receptions import Effective
from billing.money import Exact
from billing.usage import Span


def reception_table(
    span: Span, found: Effective, *, night: bool = False, notes: tuple[Note, ...] = ()
) -> Annex:
    """Total, each exclusion with its count, effective, and the night part where it matters."""
    rows: list[tuple[AnnexCell, ...]] = [("total", money.decimal(found.total))]
    rows += [(name, -money.decimal(count)) for name, count in found.excluded.items()]
    rows.append(("effective", money.decimal(found.value)))
    if night:
        rows.append(("night", money.decimal(found.night)))
    return Annex(
        code="receptions",
        charge=span.charge,
        columns=("what", "count"),
        rows=tuple(rows),
        headers=found.headers,
        notes=notes,
    )


def average_note(counted: Exact, span: Span) -> Note:
    """Receptions / days = average, which is shown rounded."""
    average = Fraction(counted, span.measured.days)
    words = {
        "total": money.text(counted),
        "days": str(span.measured.days),
        "average": str(money.rounded(average)),
    }
    return Note(code="note.average", words=words)
