"""Where papers are written: into the outbox's folder of their month, whatever their number is."""

import pytest

from billing import numbering
from tests.month.desk import SETTINGS, Desk


def test_a_number_never_leads_out_of_the_outbox(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a number with a path be given one day, its paper is refused and lies nowhere."""
    monkeypatch.setattr(numbering, "series_fault", lambda _series: None)
    monkeypatch.setattr(numbering, "form_fault", lambda _form, _series: None)
    settings = SETTINGS + '[numbering]\nseries = "../../beside/Z"\n'
    (desk.root / "billing.toml").write_text(settings, encoding="utf-8")
    came = {one["client"]: one for one in desk.run("--client", "A")["clients"]}["A"]
    assert came["outcome"] == "failed"
    assert [one["code"] for one in came["reasons"]] == ["paper_elsewhere"]
    assert came["invoice"]["number"] == "../../beside/Z-2026-000001"
    assert list(desk.root.rglob("*.pdf")) == []
    assert not (desk.root / "beside").exists()
