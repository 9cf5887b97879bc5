"""The inbox of a month on the terminal: files, changes of the register, clients, what to do.

What asks for something stands last, where a person looks first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billing import money
from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.report import said
from billing.report.columns import wide
from billing.report.readiness import (
    ClientState,
    FileState,
    Need,
    Readiness,
    Standing,
)
from billing.report.reminders import days_told, what
from billing.report.sums import document
from billing.report.wrapping import wrapped
from billing.usage import Kind

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderableType
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
_LISTED = 3  # files that a line names
_LEFT = 3  # columns of words; figures follow
_NAME, _LEAST = 30, 8  # columns of a client's name, at most and at least


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that is broken to the width of the terminal, its lines below each other."""

    text: str
    style: str = ""
    first: str = ""  # stands before its first line

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """Its lines."""
        from rich.text import Text  # noqa: PLC0415  # heavy, and only needed at the end

        text = said.one_line(self.text)
        for line in wrapped(text, options.max_width, len(self.first), self.first):
            yield Text(line, style=self.style, no_wrap=True, overflow="ignore")


def inbox(readiness: Readiness, language: Language) -> "Group":
    """Something that a rich Console prints: 80 columns are enough, 100 comfortable."""
    from rich.console import Group  # noqa: PLC0415  # heavy, and only needed at the end

    return Group(
        *_files(readiness, language),
        *_changes(readiness, language),
        *_clients(readiness, language),
        *_details(readiness, language),
        Told(counts(readiness, language)),
    )


def _headed(code: str, language: Language, told: Iterable[Told]) -> "Iterator[RenderableType]":
    """A heading over what is told, and a blank line; nothing where nothing is."""
    lines = list(told)
    if lines:
        yield Told(said.word(code, language), "bold")
        yield from lines
        yield ""


def _files(readiness: Readiness, language: Language) -> "Iterator[RenderableType]":
    used = [file for file in readiness.files if not file.set_aside]
    aside = [file.name for file in readiness.files if file.set_aside]
    lines = [line for file in used if file.problems for line in _file(file, readiness, language)]
    well = sum(1 for file in used if not file.problems)
    if well:
        lines.append(Told(said.word("check.all_well", language, count=well), "", "  "))
    if aside:
        names = few(aside, language)
        files = said.word("check.aside_files", language, count=len(aside), files=names)
        lines.append(Told(files, "dim", "  "))
    yield from _headed("check.files", language, lines)


def _file(file: FileState, readiness: Readiness, language: Language) -> Iterator[Told]:
    yield Told(said.word("check.file", language, file=file.name, tables=tables(file, language)),
               "red" if file.refused else "", "  ")  # fmt: skip
    if path := readiness.run.returned.get(file.name):
        yield Told(said.word("check.returned", language, path=path), "red", "    ")
    for severity, code, style in (
        (Severity.BLOCKED, "check.refused", "red"),
        (Severity.WARNED, "check.warned", "yellow"),
    ):
        for text in dict.fromkeys(within(one, language) for one in file.of(severity)):
            yield Told(said.word(code, language, text=text), style, "    ")
    mended = list(repairs(file, language))
    if mended:
        yield Told(said.word("check.mended", language, texts=" ".join(mended)), "dim", "    ")


def repairs(file: FileState, language: Language) -> Iterator[str]:
    """What was mended, each sort once: its first place, and how often."""
    sorts: dict[str, list[Problem]] = {}
    for problem in file.of(Severity.MENDED):
        sorts.setdefault(problem.code, []).append(problem)
    for alike in sorts.values():
        text = within(alike[0], language)
        more = said.word("check.times", language, text=text, count=len(alike))
        yield more if len(alike) > 1 else text


def within(problem: Problem, language: Language) -> str:
    """The message with its sheet and cells: the file is named above."""
    source, text = problem.source, said.message(problem, language)
    if source is None:
        return text
    text = text.replace(f"{source.file}!{source.sheet}!", "").replace(f"{source.file}!", "")
    place = "!".join(part for part in (source.sheet, said.cells(problem)) if part)
    return said.word("report.at", language, place=place, message=text) if place else text


def tables(file: FileState, language: Language) -> str:
    """`接待 31 行, 排班 62 行`, of all its sheets."""
    rows: dict[str, int] = {}
    for table in file.tables:
        rows[table.kind] = rows.get(table.kind, 0) + table.rows
    told = [
        said.word(
            "check.table", language, kind=said.known("usage", kind, language), rows=rows[kind]
        )
        for kind in rows
    ]
    return ", ".join(told) or said.word("check.no_table", language)


def _changes(readiness: Readiness, language: Language) -> "Iterator[RenderableType]":
    told = [
        (one.client, one.outcome.name, change)
        for one in readiness.clients
        for change in one.changes
    ]
    told += [(one.found, one.values["name"], one) for one in readiness.gone]
    yield from _headed(
        "check.changes",
        language,
        [
            Told(
                said.word(
                    "check.change",
                    language,
                    client=client,
                    name=name,
                    text=said.sentence(change, language),
                ),
                "yellow",
                "  ",
            )
            for client, name, change in told
        ],
    )


def _clients(readiness: Readiness, language: Language) -> "Iterator[RenderableType]":
    month, day = readiness.run.month, readiness.day
    yield Told(said.word("check.title", language, month=month, day=day), "bold")
    if any(one.running for one in readiness.clients):
        yield Told(said.word("check.running", language, month=month), "cyan")
    kinds = [
        kind for kind in Kind if any(n.kind is kind for c in readiness.clients for n in c.needs)
    ]
    yield _Clients(readiness.clients, tuple(kinds), language)


@dataclass(frozen=True, slots=True)
class _Clients:
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

    todo = len(list(_open(client, language)))
    return [
        Text(said.one_line(client.client)),
        Text(said.one_line(client.outcome.name)),
        Text(_standing(client, language), style=STYLES[client.standing]),
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
    style = "red" if lacking else "dim" if client.standing is Standing.DONE else ""
    return Text(f"{least.got}/{least.days}", style=style)


def _standing(client: ClientState, language: Language) -> str:
    return said.word(f"standing.{client.standing.value}", language)


def _details(readiness: Readiness, language: Language) -> "Iterator[RenderableType]":
    """Below the table: what each client lacks, waits for, or was warned of."""
    some = False
    for client in readiness.clients:
        lines = [
            *((text, STYLES[client.standing]) for text in _open(client, language)),
            *(
                (said.placed(one, language), "dim")
                for one in client.outcome.warnings
                if not one.code.startswith("missing_") and not client.running
            ),
        ]
        if lines:
            some = True
            yield Told(client_head(client, language), STYLES[client.standing])
            yield from (Told(text, style, "  - ") for text, style in dict.fromkeys(lines))
    if readiness.loose:
        some = True
        yield Told(said.word("other_problems", language), "bold")
        yield from (Told(said.placed(one, language), "", "  - ") for one in readiness.loose)
    if some:
        yield ""


def client_head(client: ClientState, language: Language) -> str:
    """`C001 Name · ready`."""
    return said.word(
        "check.client",
        language,
        client=client.client,
        name=client.outcome.name,
        standing=_standing(client, language),
    )


def _open(client: ClientState, language: Language) -> Iterator[str]:
    """Every thing that is not as it has to be, in words."""
    yield from (text for need in client.needs for text in lacks(need, client, language))
    yield from (said.placed(one, language) for one in client.open)


def lacks(need: Need, client: ClientState, language: Language) -> Iterator[str]:
    """What is not there of one need; while the month runs only how far it is."""
    words = {"what": what(need, language), "days": days_told(need.missing, language)}
    if client.standing is Standing.DONE:
        return
    if need.absent:
        aside = said.word("check.aside", language, files=few(need.aside.split(", "), language))
        code = "check.nothing_yet" if client.running else "check.absent"
        yield said.word(code, language, **words, aside=aside if need.aside else "")
        return
    if need.missing:
        yield said.word("check.days", language, **words)
    if need.after:
        last = need.after.start.fromordinal(need.after.start.toordinal() - 1)
        days = days_told((need.after,), language)
        code = "check.after_yet" if client.running else "check.after"
        yield said.word(code, language, what=words["what"], last=last, days=days)


def few(names: Sequence[str], language: Language) -> str:
    """The first of many files, and how many there are."""
    if len(names) <= _LISTED:
        return ", ".join(names)
    first = ", ".join(names[: _LISTED - 1])
    return said.word("check.more", language, first=first, count=len(names) - _LISTED + 1)


def counts(readiness: Readiness, language: Language) -> str:
    """How many clients stand how."""
    told = [
        said.word(
            "report.count",
            language,
            outcome=said.word(f"standing.{one.value}", language),
            count=readiness.count(one),
        )
        for one in Standing
        if readiness.count(one)
    ]
    joined = ("，" if language == "zh" else ", ").join(told)
    return said.word("check.clients", language, count=len(readiness.clients), counts=joined)
