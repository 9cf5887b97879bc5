"""mail list|confirm|resend: what waits, what is in doubt, and what a person does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from billing.cli.opening import asked_month, books, opened
from billing.cli.sending import ANY_MONTH
from billing.cli.settling import confirm, resend
from billing.cli.speech import guessed_language, printed

if TYPE_CHECKING:
    from billing.message import Message

_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON on stdout.")
_STATES = ("queued", "in_doubt", "sent", "failed", "confirmed")


@click.group()
def mail() -> None:
    """What became of each mail; what is in doubt waits here for a person."""


@mail.command("list")
@ANY_MONTH
@click.option("--state", type=click.Choice(_STATES), help="Only mails in this state.")
@_JSON
@click.pass_obj
def list_(folder: Path, month: str | None, state: str | None, as_json: bool) -> int:
    """Every copy of every mail: to whom, in which state, since when, and what was said."""
    workspace = opened(folder)
    with books(workspace) as ledger:
        messages = ledger.messages(asked_month(month))
    rows = [
        row
        for message in messages
        for row in _rows(message)
        if state is None or row["state"] == state
    ]
    if as_json:
        click.echo(json.dumps({"mails": rows}, ensure_ascii=False, indent=2))
    else:
        _table(rows)
    return 5 if any(row["state"] in ("in_doubt", "failed") for row in rows) else 0


def _rows(message: "Message") -> Iterator[dict[str, Any]]:
    """A row a recipient, in the words of the machine."""
    from billing.month.mails import last

    for recipient in message.recipients:
        made = last(message, recipient)
        yield {
            "id": message.message_id,
            "month": message.month,
            "purpose": message.purpose,
            "number": message.number or None,
            "client": message.client or None,
            "to": recipient,
            "state": message.state_of(recipient),
            "at": (made.at if made else message.date).isoformat(),
            "reply": made.reply if made else "",
            "by": made.by if made else "",
            "why": made.why if made else "",
            "eml_sha256": message.eml_sha256 or None,
        }


def _table(rows: list[dict[str, Any]]) -> None:
    """The copies on stdout; what servers and people wrote is no markup.

    Where it is narrow, what is to be typed again (id, number, client) is the last to be broken.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from billing.catalogue import say

    language = guessed_language()
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("id", "number", "client", "to", "state", "at", "reply"):
        whole = name in {"id", "number", "client"}
        grid.add_column(say(f"mail.head.{name}", language), overflow="fold", no_wrap=whole)
    for row in rows:
        cells = (
            row["id"].partition("@")[0],
            row["number"] or say(f"mail.purpose.{row['purpose']}", language),
            row["client"] or "",
            row["to"],
            say(f"mail.state.{row['state']}", language),
            row["at"][:16].replace("T", " "),
            " ".join(part for part in (row["reply"], row["by"], row["why"]) if part),
        )
        grid.add_row(*(Text(cell, no_wrap=False, overflow="fold") for cell in cells))
    printed(grid)


mail.add_command(confirm)
mail.add_command(resend)
