"""The table of clients of a check: standing, days of each kind, amount."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billing import money
from billing.catalogue import Language
from billing.report import said
from billing.report.columns import wide
from billing.report.lacking import standing, still_open
from billing.report.readiness import ClientState, Standing
from billing.report.sums import document
from billing.usage import Kind

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.table import Table
    from rich.text import Text

STYLES = {
    Standing.READY: "green",
    Standing.NOTHING_DUE: "dim",
    Standing.DONE: "dim green",
    Standing.SO_FAR: "cyan",
    Standing.TO_APPROVE: "yellow",
    Standing.DIFFERS: "yellow",
    Standing.INCOMPLETE: "bold red",
    Standing.TO_CORRECT: "bold red",
    Standing.FAILED: "bold red",
}
_LEFT = 3  # columns of words; figures follow
_NAME, _LEAST = 30, 8  # columns of a client's name, at most and at least


@dataclass(frozen=True, slots=True)
class Clients:
    """The table of clients; where the terminal is narrow their names are cut, nothing else."""

    clients: tuple[ClientState, ...]
    kinds: tuple[Kind, ...]
    language: Language

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Table]":
        """The table, for the width that there is."""
        from rich.box import SIMPLE_HEAD  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        heads = self._heads()
        rows = [_cells(client, self.kinds, self.language) for client in self.clients]
        if self._room(options.max_width, heads, rows) < _LEAST:  # the amount gives way
            heads, rows = heads[:-1], [row[:-1] for row in rows]
        room = self._room(options.max_width, heads, rows)
        grid = Table(box=SIMPLE_HEAD, pad_edge=False)
        for place, head in enumerate(heads):
            grid.add_column(
                head,
                justify="left" if place < _LEFT else "right",
                no_wrap=True,
                overflow="ellipsis",
                max_width=max(min(room, _NAME), _LEAST) if place == 1 else None,
            )
        for row in rows:
            grid.add_row(*row)
        yield grid

    def _room(self, width: int, heads: "list[str]", rows: "list[list[Text]]") -> int:
        """Cells that are left for the names."""
        widths = [
            max((wide(head), *(wide(row[place].plain) for row in rows)))
            for place, head in enumerate(heads)
        ]
        return width - sum(widths) + widths[1] - 3 * len(heads) + 1

    def _heads(self) -> list[str]:
        names = (
            *("report.head.client", "report.head.name", "check.head.standing"),
            *(f"check.head.{kind.value}" for kind in self.kinds),
            *("check.head.todo", "report.head.gross"),
        )
        return [said.word(name, self.language) for name in names]


def _cells(client: ClientState, kinds: Iterable[Kind], language: Language) -> "list[Text]":
    from rich.text import Text  # noqa: PLC0415

    todo = len(list(still_open(client, language)))
    return [
        Text(said.one_line(client.client)),
        Text(said.one_line(client.outcome.name)),
        Text(standing(client, language), style=STYLES[client.standing]),
        *(_covered(client, kind) for kind in kinds),
        Text(str(todo) if todo and not client.running else ""),
        _gross(client),
    ]


def _gross(client: ClientState) -> "Text":
    """What it comes to as it is; dim where it is not issued."""
    from rich.text import Text  # noqa: PLC0415

    bill = document(client.outcome)
    if bill is None or client.running:
        return Text("")
    shown = money.shown(bill.totals.gross, bill.currency)
    return Text(shown, style="" if client.outcome.invoice else "dim")


def _covered(client: ClientState, kind: Kind) -> "Text":
    """Days there of days needed, of the store that has the fewest; red where some are missing."""
    from rich.text import Text  # noqa: PLC0415

    own = [need for need in client.needs if need.kind is kind]
    if not own:
        return Text("")
    least = min(own, key=lambda need: need.got - need.days)
    lacking = any(need.lacking for need in own) and not client.running
    style = "dim" if client.settled else "red" if lacking else ""
    return Text(f"{least.got}/{least.days}", style=style)
