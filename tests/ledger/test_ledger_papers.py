"""What the ledger tells of a month's numbers and runs, on either database."""

from datetime import UTC, datetime

from billing.ledger import Ledger


def test_a_month_without_a_number_has_no_papers(ledger: Ledger) -> None:
    """Nothing issued: an empty list; and a run that issued nothing has begun its month."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    ledger.record_run(run_id="r", month="2026-10", started_at=at, version="1")
    assert ledger.documents_of("2026-10") == ()
    assert ledger.months_begun() == {"2026-10"}
