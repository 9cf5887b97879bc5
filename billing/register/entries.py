"""Rows of the register as they were written, and faults that name their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from billing.errors import Problem, Severity
from billing.register.sheets import Sheet, key
from billing.source import CellRange, address

_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """A sheet as it stands in the file."""

    sheet: Sheet
    file: str
    title: str
    columns: Mapping[str, int]  # field -> column, from 1
    headers: Mapping[str, str]  # field -> header as written

    def header(self, name: str) -> str:
        """What the file calls a field; both its names where the column is absent."""
        column = self.sheet.columns[name]
        return self.headers.get(name, f"{column.zh} / {column.en}")

    def cell(self, column: int, row: int) -> CellRange:
        """One cell of it."""
        return CellRange(self.file, self.title, address(column, row), address(column, row))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """One row: its filled cells as text, and the fields whose cells hold no usable value."""

    layout: Layout
    number: int
    texts: Mapping[str, str]
    broken: frozenset[str] = frozenset()

    @property
    def sheet(self) -> Sheet:
        """The sheet it stands on."""
        return self.layout.sheet

    @property
    def row(self) -> CellRange:
        """Its cells, from the first column of the sheet to the last."""
        columns = self.layout.columns.values()
        first, last = address(min(columns), self.number), address(max(columns), self.number)
        return CellRange(self.layout.file, self.layout.title, first, last)

    def cell(self, name: str) -> CellRange:
        """The cell of a field; the whole row where the sheet lacks the column."""
        column = self.layout.columns.get(name)
        return self.row if column is None else self.layout.cell(column, self.number)

    def text(self, name: str) -> str:
        """A cell's text; empty where it is blank."""
        return self.texts.get(name, "")

    def told(self, names: Sequence[str]) -> str:
        """What cells hold, for a message: the text of one, `header: text` of several."""
        if len(names) == 1:
            return self.text(names[0])
        return ", ".join(f"{self.layout.header(n)}: {self.text(n) or '-'}" for n in names)

    def fault(
        self,
        code: str,
        *names: str,
        found: str | None = None,
        expected: str = "",
        severity: Severity = Severity.BLOCKED,
        others: tuple["Entry", ...] = (),
        values: Mapping[str, str] | None = None,
    ) -> "Fault":
        """A fault of these fields; it stands at the first of them that is filled."""
        at = next((name for name in names if self.text(name)), names[0] if names else "")
        headers = ", ".join(map(self.layout.header, names))
        problem = Problem(
            code=f"register_{code}",
            severity=severity,
            source=self.cell(at) if at else self.row,
            found=self.told(names) if found is None else found,
            expected=expected,
            values={"columns": headers, **(values or {})},
        )
        return Fault(problem, (self, *others))


class Fault(NamedTuple):
    """A problem, and the entries whose clients it concerns."""

    problem: Problem
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """All rows of a register, and what is wrong with its sheets, columns and cells."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    named: frozenset[str] = field(default_factory=frozenset)  # English names of the sheets read

    def of(self, *wanted: Sheet) -> tuple[Entry, ...]:
        """The rows of some sheets."""
        return tuple(entry for entry in self.entries if entry.sheet in wanted)


def nearest(text: str, names: Sequence[str]) -> str:
    """The names most like a text, for a message; the first few where none is."""
    by_key = {key(name): name for name in names}
    close = get_close_matches(key(text), by_key, n=_NEAREST, cutoff=0.5)
    return ", ".join([by_key[near] for near in close] or list(by_key.values())[:_NEAREST])
