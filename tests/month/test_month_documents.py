"""The list of all numbers of a month: in run.json, and as a sheet of the summary."""

import hashlib
import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.month.desk import Desk

BY = ("--by", "Wang", "--why", "price was 2600")


def _listed(root: Path) -> list[dict[str, Any]]:
    content = json.loads((root / "outbox" / "2026-10" / "run.json").read_text(encoding="utf-8"))
    return list(content["documents"])


def _told(one: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        one[name]
        for name in ("number", "kind", "client", "month", "corrects", "gross", "reason", "by")
    )


def test_every_number_is_listed_with_its_reason(desk: Desk) -> None:
    """Invoices, the credit note between them, and the revision: no number without a row."""
    desk.run()
    desk.rows["Fixed"][0]["price"] = "2700"
    desk.register()
    assert desk.call("reissue", "A", "--month", "2026-10", *BY).code == 0
    desk.call("approve", "D", "--month", "2026-10", "--by", "Li", "--why", "looked at")
    desk.run()
    first, note, revision = "INV-2026-000001", "INV-2026-000004", "INV-2026-000005"
    assert [_told(one) for one in _listed(desk.root)] == [
        (first, "invoice", "A", "2026-10", None, "5512.00", "", ""),
        ("INV-2026-000002", "invoice", "B", "2026-10", None, "3943.20", "", ""),
        ("INV-2026-000003", "invoice", "C", "2026-10", None, "5264.49", "", ""),
        (note, "credit_note", "A", "2026-10", first, "-5512.00", "price was 2600", "Wang"),
        (revision, "revision", "A", "2026-10", first, "5724.00", "price was 2600", "Wang"),
        ("INV-2026-000006", "invoice", "D", "2026-10", None, "2120.00", "", ""),
    ]
    book = load_workbook(desk.root / "outbox" / "2026-10" / "summary.xlsx")
    rows = list(book["Documents"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [f"INV-2026-{n:06}" for n in range(1, 7)]
    assert rows[4][:6] == (note, "credit note", "A", "2026-10", 1, first)
    assert rows[4][9:] == ("price was 2600", "Wang")


def test_a_number_of_another_month_in_between_is_listed_with_its_month(desk: Desk) -> None:
    """What would look like a gap in October is September's late invoice."""
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8").replace("2026-10", "2026-09")
    settings.write_text(text, encoding="utf-8")
    desk.run("--client", "A")
    desk.call("run", "--month", "2026-09", "--client", "A", "--json")
    desk.run()
    found = [(one["number"][-1], one["client"], one["month"]) for one in _listed(desk.root)]
    assert found == [
        ("1", "A", "2026-10"),
        ("2", "A", "2026-09"),
        ("3", "B", "2026-10"),
        ("4", "C", "2026-10"),
    ]


def test_a_reissue_keeps_the_register_it_was_billed_from(desk: Desk) -> None:
    """The archive has the register of the revision too, not only that of the first invoice."""
    desk.run()
    desk.rows["Fixed"][0]["price"] = "2700"
    desk.register()
    digest = hashlib.sha256((desk.root / "contracts.xlsx").read_bytes()).hexdigest()
    kept = desk.root / "archive" / digest[:2] / f"{digest}.xlsx"
    assert not kept.exists()
    desk.call("reissue", "A", "--month", "2026-10", *BY)
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest
