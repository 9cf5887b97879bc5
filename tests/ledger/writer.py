"""One of several processes that write to a ledger. Called by test_ledger_writers.py.

`python writer.py LEDGER DRAFT NAME COUNT [STEP]`: issues the pickled draft to COUNT clients of
its own and, between them, attempts that break off after the counter was increased. With STEP,
dies at that step of its first issue.
"""

import os
import pickle
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, event

from billing.errors import LedgerError
from billing.invoice import DraftInvoice
from billing.ledger import open_ledger
from billing.settings import NumberingSettings

DAY = date(2026, 11, 1)


def die_at(step: int) -> None:
    """End without a word before the `step`th INSERT, or, where there are not so many, the commit.

    An invoice has four: links, the invoice, its lines, its balances.
    """
    added = 0

    def counting(*given: object) -> None:
        nonlocal added
        added += str(given[2]).startswith("INSERT")
        if added == step:
            os._exit(9)

    event.listen(Engine, "before_cursor_execute", counting)
    event.listen(Engine, "commit", lambda _: os._exit(9))


def main(path: str, pickled: str, name: str, count: str, step: str = "0") -> None:
    """Issue, with a failure before each success."""
    draft: DraftInvoice = pickle.loads(Path(pickled).read_bytes())
    with open_ledger(path, NumberingSettings()) as ledger:
        at = datetime(2026, 11, 1, tzinfo=UTC)
        ledger.record_run(run_id=name, month=draft.month, started_at=at, version="0")
        for n in range(int(count)):
            one = replace(draft, client=replace(draft.client, code=f"{name}-{n}"))
            with suppress(LedgerError):
                ledger.issue(one, issue_date=DAY, run_id="nobody")
            if step != "0":
                die_at(int(step))
            ledger.issue(one, issue_date=DAY, run_id=name)


if __name__ == "__main__":
    main(*sys.argv[1:])
