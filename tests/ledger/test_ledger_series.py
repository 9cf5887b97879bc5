"""Two series that one format cannot tell apart: refused in words, and no number is used."""

from collections.abc import Callable
from datetime import date

import pytest

from billing.catalogue import full
from billing.errors import LedgerError
from billing.invoice import DraftInvoice
from billing.ledger import Ledger, open_ledger
from billing.settings import NumberingSettings

DAY = date(2026, 11, 1)


def test_a_series_whose_numbers_another_has_printed(
    where: str,
    ledger: Ledger,
    draft_of: Callable[..., DraftInvoice],
    counts: Callable[[], dict[str, int]],
) -> None:
    """Its numbers would be those of the first: the remedy names the format and the start."""
    plain = "{year}-{n:06}"
    ledger.close()
    with open_ledger(where, NumberingSettings(format=plain)) as first:
        first.issue(draft_of("C1"), issue_date=DAY, run_id="run-1")
    before = counts()
    with open_ledger(where, NumberingSettings(series="S2", format=plain)) as second:
        with pytest.raises(LedgerError) as refused:
            second.issue(draft_of("C2"), issue_date=DAY, run_id="run-1")
        assert counts() == before
    with open_ledger(where, NumberingSettings(series="S2", format=plain, start=2)) as second:
        assert second.issue(draft_of("C2"), issue_date=DAY, run_id="run-1").number == "2026-000002"
        assert second.verify() == ()
    assert refused.value.code == "ledger_number_given"
    assert full(refused.value.code, "en", refused.value.values) == (
        "2026-000001 was given in series INV; as numbers are written now, series S2 comes to it "
        "again. Put {series} into numbering.format of billing.toml, or raise start."
    )
