"""A client that would be issued is ready, until it has a number."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.month.desk import Desk

OCTOBER = ("--month", "2026-10")


@pytest.mark.parametrize("language, ready, issued", [("en", "ready", "issued"),
                                                     ("zh", "可开具", "已开具")])  # fmt: skip
def test_ready_before_the_number_and_issued_after(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, ready: str, issued: str
) -> None:
    """On the terminal, in the counts and in the book; run.json's word stays `issued`."""
    monkeypatch.setenv("BILLING_LANGUAGE", language)
    settings = (desk.root / "billing.toml").read_text(encoding="utf-8")
    (desk.root / "billing.toml").write_text(
        settings.replace('language = "en"', f'language = "{language}"', 1), encoding="utf-8"
    )
    for words in (("preview",), ("run", "--dry-run")):
        out = desk.call(*words, *OCTOBER).out
        assert out.count(ready) == 5  # A, B and C, their count, and the sum of them all
        assert issued not in out
    report = json.loads(desk.call("run", "--dry-run", "--json", *OCTOBER).out)
    assert [one["outcome"] for one in report["clients"]] == ["issued"] * 3 + ["held"]
    (path,) = (desk.root / "outbox").rglob("drafts.xlsx")
    assert _outcomes(path)[:3] == [ready] * 3
    out = desk.call("run", *OCTOBER).out
    assert out.count(issued) == 5
    assert ready not in out
    assert _outcomes(desk.root / "outbox" / "2026-10" / "summary.xlsx")[:3] == [issued] * 3


def _outcomes(path: Path) -> list[object]:
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [row[2] for row in rows]
