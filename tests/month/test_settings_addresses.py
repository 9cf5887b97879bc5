"""Addresses of billing.toml are checked as the register's are, with line and key."""

import pytest

from tests.month.desk import SETTINGS, Desk


@pytest.mark.parametrize(
    "entry, key, found",
    [
        ('from = "a(b@c.example"', "mail.from", "a(b@c.example"),
        ('reply_to = "desk@localhost"', "mail.reply_to", "desk@localhost"),
        (
            'report_to = ["a@b.example", "x\\u202e@b.example"]',
            "mail.report_to",
            "x⟨U+202E⟩@b.example",
        ),
    ],
)
def test_an_odd_address_is_refused(desk: Desk, entry: str, key: str, found: str) -> None:
    """Exit code 2; the entry and what was found are told."""
    text = f"{SETTINGS}\n[mail]\n{entry}\n"
    (desk.root / "billing.toml").write_text(text, encoding="utf-8")
    said = desk.call("check", "--month", "2026-10")
    assert said.code == 2
    assert key in said.err
    assert f"{found} is no mail address" in said.err
