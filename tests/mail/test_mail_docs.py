"""docs/mail.md has the table of faults that are tried, and names every option."""

import re
from pathlib import Path

import click
import pytest

from billing.cli.mail import mail
from tests.mail.test_mail_faults import ALL, CASES, Case

PAGE = Path(__file__).parents[2] / "docs" / "mail.md"
_NAMES = {"pay@a.example": "A", "pay@b.example": "B", "boss@b.example": "boss"}


def _row(case: Case) -> str:
    told = ", ".join(f"`{code}`" for code in case.first) or "nothing"
    odd = [f"{_NAMES[one]} {state}" for one, state in case.end.items() if state != "sent"]
    return f"| {case.name} | {told} | {', '.join(odd) or 'all sent'} | {len(case.taken)} |"


def _table() -> str:
    head = "| fault | told at once | in the end | arrived |\n|---|---|---|---|\n"
    return head + "\n".join(map(_row, CASES))


def test_the_table_of_faults(pytestconfig: pytest.Config) -> None:
    """One row a fault; `--golden` writes it anew."""
    text = PAGE.read_text(encoding="utf-8")
    filled = re.sub(
        r"(?s)(<!-- faults -->\n).*(<!-- end -->)", lambda at: f"{at[1]}{_table()}\n{at[2]}", text
    )
    if pytestconfig.getoption("--golden"):
        PAGE.write_text(filled, encoding="utf-8")
    assert text == filled or pytestconfig.getoption("--golden")
    assert all(case.end.keys() == ALL.keys() for case in CASES)


def test_every_option_of_mail_is_named() -> None:
    """As docs/commands.md does for the other commands."""
    text = PAGE.read_text(encoding="utf-8")
    assert isinstance(mail, click.Group)
    for name, command in mail.commands.items():
        (row,) = re.findall(rf"^\| `mail {name}[^\n]*$", text, re.MULTILINE)
        options = {
            option
            for param in command.params
            if isinstance(param, click.Option)
            for option in (*param.opts, *param.secondary_opts)
        }
        assert options == set(re.findall(r"--[a-z-]+", row)), name
