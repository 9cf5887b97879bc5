"""The end of a run on the terminal: every client, what came of it, and why."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from billing import money
from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import outcomes, said
from billing.report.first import first
from billing.report.sums import Sum, document, sums

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

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


def table(report: RunReport, language: Language, *, summed: bool = True) -> "Group":
    """The clients in the register's order, then the counts and the totals, unless a glance follows.

    Something that a rich Console prints: 100 columns wide it is comfortable, and it is plain text
    where the console is no terminal or NO_COLOR is set. What clients wrote is no markup.
    """
    from rich.console import Group  # noqa: PLC0415  # heavy, and only needed at the end of a run
    from rich.text import Text  # noqa: PLC0415

    grid = _columns(report, language)
    for cells in (_cells(client, language) for client in report.clients):
        grid.add_row(
            Text(cells[0][0], no_wrap=False, overflow="fold"),
            Text(cells[1][0], no_wrap=True, overflow="ellipsis"),
            *(Text(text, style=style, no_wrap=False, overflow="fold") for text, style in cells[2:]),
        )
    lines = _details(report, language)
    if summed:
        word = outcomes.sums_word(report)
        lines += [
            Text(counts(report, language)),
            *(Text(sum_line(one, word, language)) for one in sums(report)),
        ]
    return Group(grid, *lines)


def _details(report: RunReport, language: Language) -> "list[Text]":
    """Below the table: every reason and warning of every client, and files that nobody could use.

    Each on a line of its own, with its place and what to do.
    """
    from rich.text import Text  # noqa: PLC0415

    lines: list[Text] = []
    for client in report.clients:
        style = _STYLES[client.outcome]
        found = [
            *((text, style) for text in _told(client.reasons, language)),
            *((text, "dim") for text in _told(client.warnings, language)),
        ]
        if found:
            name = outcomes.told(client, language)
            lines.append(
                Text(f"{client.client} {said.one_line(client.name)} · {name}", style=style)
            )
            lines += [Text(text, style=colour) for text, colour in found]
    lost = [problem for problem in report.problems if _of_nobody(problem)]
    if lost:
        lines.append(Text(said.word("other_problems", language), style="bold"))
        lines += [Text(text) for text in _told(lost, language)]
    return [*lines, Text("")] if lines else []


def _told(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    """The first of them, each on a line."""
    texts = (said.one_line(said.placed(problem, language)) for problem in problems)
    return (f"  - {text}" for text in first(texts, language))


def _of_nobody(problem: Problem) -> bool:
    """Whether a fault that is more than mended could be tied to no client."""
    return not problem.clients and problem.severity is not Severity.MENDED


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
        ("number", "left"), ("gross", "right"),
    ):  # fmt: skip
        grid.add_column(
            said.word(f"report.head.{name}", language),
            justify="right" if justify == "right" else "left",
            no_wrap=name != "name",  # where it is narrow, names give way
            max_width=30 if name == "name" else None,
        )
    return grid


def _cells(client: ClientOutcome, language: Language) -> tuple[tuple[str, str], ...]:
    """Text and style of each column."""
    bill = document(client)
    gross = money.shown(bill.totals.gross, bill.currency) if bill else ""
    return (
        (said.one_line(client.client), ""),
        (said.one_line(client.name), ""),
        (outcomes.told(client, language), _STYLES[client.outcome]),
        (client.invoice.number if client.invoice else "", ""),
        (gross, "" if client.invoice else "dim"),
    )


def counts(report: RunReport, language: Language) -> str:
    """How many clients there are, and with which outcomes."""
    joined = ("，" if language == "zh" else ", ").join(outcomes.counts(report, language))
    return said.word("report.clients", language, count=len(report.clients), counts=joined)


def sum_line(one: Sum, word: str, language: Language) -> str:
    """What was issued, or is ready, in one currency."""
    return said.word(
        f"report.sum{word}",
        language,
        currency=one.currency,
        net=money.shown(one.net, one.currency),
        tax=money.shown(one.tax, one.currency),
        gross=money.shown(one.gross, one.currency),
        amount_due=money.shown(one.amount_due, one.currency),
    )
