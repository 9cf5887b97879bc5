"""explain: from an amount to the formula, the terms, and the file, sheet and cells."""

from pathlib import Path

import click

from billing.cli.opening import books_to_read, opened
from billing.cli.speech import guessed_language, harmless
from billing.errors import SettingsError


@click.command()
@click.argument("invoice", metavar="INVOICE[:LINE]")
@click.pass_obj
def explain(folder: Path, invoice: str) -> None:
    """Show where every cent of an invoice or credit note, or of one line, comes from."""
    from billing import report

    workspace = opened(folder)
    number, _, line = invoice.partition(":")
    with books_to_read(workspace) as ledger:
        found = ledger.document(number)
    last = len(found.draft.lines)
    if line.isdecimal() and not 1 <= int(line) <= last:
        raise SettingsError("unknown_line", number=number, found=line, last=last)
    wanted = int(line) if line.isdecimal() else line or None
    click.echo(harmless(report.explain(found, wanted, guessed_language())))
