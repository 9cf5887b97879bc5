"""One of several processes that write to a ledger. Called by test_ledger_writers.py.

`python writer.py LEDGER DRAFT NAME COUNT [STEP]`: issues the pickled draft to COUNT clients of
its own and, between them, attempts that break off after the counter was increased. With STEP,
dies at that step of its first issue.
"""

import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Connection, Table

from billing.errors import LedgerError
from billing.invoice import DraftInvoice
from billing.ledger import carrying, issuing, open_ledger
from billing.ledger.chain import Row, append
from billing.settings import NumberingSettings

DAY = date(2026, 11, 1)


def die_at(step: int) -> None:
    """End without a word before the `step`th addition to the tables, or (4) after the third."""
    added = 0

    def counting(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        nonlocal added
        added += 1
        if added == step:
            os._exit(9)
        append(connection, table, rows)
        if (added, step) == (3, 4):
            os._exit(9)

    for module in (issuing, carrying):
        patch.object(module, "append", counting).start()


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
