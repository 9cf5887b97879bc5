"""Approvals that the settings ask for: by amount, for first invoices, for all."""

import pytest

from tests.month.desk import Desk

BY = ("--by", "Wang", "--why", "looked at")


def _ask(desk: Desk, rule: str) -> None:
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[approval]\n{rule}\n", encoding="utf-8")


def _held(desk: Desk, *more: str) -> dict[str, list[str]]:
    """The clients that wait, each with its reasons."""
    return {
        one["client"]: [reason["code"] for reason in one["reasons"]]
        for one in desk.run(*more)["clients"]
        if one["outcome"] == "held"
    }


@pytest.mark.parametrize(
    "rule, held",
    [
        ("", {"D": ["approval_manual"]}),
        ("above = 5512.00", {"D": ["approval_manual"]}),  # A's gross: not above it
        ("above = 5511.99", {"A": ["approval_above"], "D": ["approval_manual"]}),
        (
            "above = 0",
            {
                "A": ["approval_above"],
                "B": ["approval_above"],
                "C": ["approval_above"],
                "D": ["approval_manual", "approval_above"],
            },
        ),
        (
            "first = true",
            {
                "A": ["approval_first"],
                "B": ["approval_first"],
                "C": ["approval_first"],
                "D": ["approval_manual", "approval_first"],
            },
        ),
        (
            "all = true\nabove = 5000",
            {
                "A": ["approval_all", "approval_above"],
                "B": ["approval_all"],
                "C": ["approval_all", "approval_above"],
                "D": ["approval_manual", "approval_all"],
            },
        ),
    ],
)
def test_what_the_settings_hold(desk: Desk, rule: str, held: dict[str, list[str]]) -> None:
    """The bound itself is not above it; every rule that applies is told."""
    _ask(desk, rule)
    assert _held(desk) == held
    assert len(list(desk.root.glob("outbox/2026-10/*.pdf"))) == 4 - len(held)


def test_an_approval_releases_these_figures_and_lapses_with_them(desk: Desk) -> None:
    """Approved, changed, held again; approved as it is, issued."""
    _ask(desk, "above = 5511")
    assert desk.call("approve", "A", "--month", "2026-10", *BY).code == 0
    desk.rows["Fixed"][0]["price"] = "2700"
    desk.register()
    assert _held(desk)["A"] == ["approval_above"]
    desk.call("approve", "A", "--month", "2026-10", *BY)
    assert "A" not in _held(desk)


def test_a_clients_second_invoice_is_no_first(desk: Desk) -> None:
    """A had September's; October's is issued, and B's first one waits."""
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8").replace('"2026-10"', '"2026-09"')
    settings.write_text(text, encoding="utf-8")
    assert desk.call("run", "--month", "2026-09", "--client", "A").code == 0
    _ask(desk, "first = true")
    assert sorted(_held(desk)) == ["B", "C", "D"]


@pytest.mark.parametrize("rule", ["above = -1", 'above = "much"', "below = 1", "all = 7"])
def test_a_wrong_rule_is_refused(desk: Desk, rule: str) -> None:
    """A slip of the pen in [approval] stops the run before anything is read."""
    _ask(desk, rule)
    said = desk.call("run", "--month", "2026-10")
    assert said.code == 2
    assert "approval." in said.err
