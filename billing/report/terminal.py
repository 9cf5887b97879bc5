"""The end of a run on the terminal: every client, what came of it, and why."""

from typing import TYPE_CHECKING

from billing import money
from billing.catalogue import Language
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import said
from billing.report.sums import Sum, document, sums

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

_STYLES = {
    Outcome.ISSUED: "green",
    Outcome.UNCHANGED: "dim green",
    Outcome.DIFFERS: "yellow",
    Outcome.CREDITED: "dim",
    Outcome.HELD: "yellow",
    Outcome.BLOCKED: "bold red",
    Outcome.NOTHING_DUE: "dim",
    Outcome.FAILED: "bold red",
}


def table(report: RunReport, language: Language) -> "Group":
    """The clients in the register's order, then the counts and the totals.

    Something that a rich Console prints: 100 columns wide it is comfortable, and it is plain text
    where the console is no terminal or NO_COLOR is set. What clients wrote is no markup.
    """
    from rich.console import Group  # noqa: PLC0415  # heavy, and only needed at the end of a run
    from rich.text import Text  # noqa: PLC0415

    grid = _columns(report, language)
    for client in report.clients:
        grid.add_row(*(Text(text, style=style) for text, style in _cells(client, language)))
    told = [_counts(report, language), *(_sum(one, language) for one in sums(report))]
    return Group(grid, *(Text(line) for line in told))


def _columns(report: RunReport, language: Language) -> "Table":
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    grid = Table(
        title=said.word("report.title", language, month=report.month),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for name, justify in (
        ("client", "left"), ("name", "left"), ("outcome", "left"),
        ("number", "left"), ("gross", "right"), ("why", "left"),
    ):  # fmt: skip
        grid.add_column(
            said.word(f"report.head.{name}", language),
            justify="right" if justify == "right" else "left",
            no_wrap=name != "why",
            overflow="ellipsis" if name == "name" else "fold",
            max_width=20 if name == "name" else None,
        )
    return grid


def _cells(client: ClientOutcome, language: Language) -> tuple[tuple[str, str], ...]:
    """Text and style of each column."""
    bill = document(client)
    gross = money.shown(bill.totals.gross, bill.currency) if bill else ""
    return (
        (said.one_line(client.client), ""),
        (said.one_line(client.name), ""),
        (said.word(f"report.outcome.{client.outcome.value}", language), _STYLES[client.outcome]),
        (client.invoice.number if client.invoice else "", ""),
        (gross, "" if client.invoice else "dim"),
        (said.one_line(_why(client, language)), ""),
    )


def _why(client: ClientOutcome, language: Language) -> str:
    """The first reason with its place, and how many more there are."""
    if not client.reasons:
        return ""
    text = said.placed(client.reasons[0], language, whole=False)
    rest = len(client.reasons) - 1
    return text + (said.word("report.more", language, count=rest) if rest else "")


def _counts(report: RunReport, language: Language) -> str:
    counts = [
        said.word(
            "report.count",
            language,
            outcome=said.word(f"report.outcome.{outcome.value}", language),
            count=report.count(outcome),
        )
        for outcome in Outcome
        if report.count(outcome)
    ]
    joined = ("，" if language == "zh" else ", ").join(counts)
    return said.word("report.clients", language, count=len(report.clients), counts=joined)


def _sum(one: Sum, language: Language) -> str:
    return said.word(
        "report.sum",
        language,
        currency=one.currency,
        net=money.shown(one.net, one.currency),
        tax=money.shown(one.tax, one.currency),
        gross=money.shown(one.gross, one.currency),
        amount_due=money.shown(one.amount_due, one.currency),
    )
