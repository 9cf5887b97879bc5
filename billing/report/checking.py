"""The inbox of a month on the terminal: files, changes of the register, clients, what to do.

What asks for something stands last, where a person looks first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billing.catalogue import Language
from billing.errors import Severity
from billing.report import said
from billing.report.checking_table import STYLES, Clients
from billing.report.first import first
from billing.report.lacking import client_head, counts, few, repairs, still_open, tables, within
from billing.report.readiness import FileState, Readiness
from billing.report.wrapping import wrapped
from billing.usage import Kind

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderableType
    from rich.text import Text


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
    yield Clients(readiness.clients, tuple(kinds), language)


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
    if path := readiness.marked(file.name):
        yield Told(said.word("check.returned", language, path=path), "red", "    ")
    for severity, code, style in (
        (Severity.BLOCKED, "check.refused", "red"),
        (Severity.WARNED, "check.warned", "yellow"),
    ):
        for text in first((within(one, language) for one in file.of(severity)), language):
            yield Told(said.word(code, language, text=text), style, "    ")
    mended = list(repairs(file, language))
    if mended:
        yield Told(said.word("check.mended", language, texts=" ".join(mended)), "dim", "    ")


def _details(readiness: Readiness, language: Language) -> "Iterator[RenderableType]":
    """Below the table: what each client lacks, waits for, or was warned of."""
    some = False
    for client in readiness.clients:
        warned = (
            said.placed(one, language)
            for one in client.outcome.warnings
            if not one.code.startswith("missing_") and not client.running
        )
        lines = [
            *(
                (text, STYLES[client.standing])
                for text in first(still_open(client, language), language)
            ),
            *((text, "dim") for text in first(warned, language)),
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
