"""The worked examples of docs/modes: tables between two comments, read as they are printed.

    <!-- example: fixed-vacancy like: fixed-seats -->
    *Example 2, as example 1 but for*
    *Register, Fixed*         a table of rows of that sheet; other sheets likewise
    *Usage, events*           a table of a usage workbook; other kinds likewise
    *Invoice, 2026-11*        the lines expected, or *Blocked, 2026-11* and the sentences
    *Totals: subtotal 1.00 · tax 0.06 · amount due 1.06*
    *Carried on: credit 5.00*
    *Held:*                   and the sentences; a month held is approved before the next one
    *Warned:*                 and the sentences
    <!-- /example -->

`like` takes over the tables of an example above it on the page. A table of charges or clients then
states only the cells that change (`-` clears one); any other table takes the place of the old one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "modes.md", *sorted((DOCS / "modes").glob("*.md")))
CHARGES = ("Fixed", "Commission", "Monthly", "Daily", "Receptions", "Orders", "Project")

_EXAMPLE = re.compile(
    r"<!-- example: ([\w-]+)(?: like: ([\w-]+))? -->\n(.*?)<!-- /example -->", re.DOTALL
)
_CAPTION = re.compile(r"^\*(Register|Usage|Invoice|Blocked), ([^*]+)\*$")
_SUMS = re.compile(r"^\*(Totals|Carried on): (.+)\*$")

Row = Mapping[str, str]  # header -> cell, as printed without backticks
Table = tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a month is expected to come to."""

    month: str
    lines: Table = ()
    totals: Mapping[str, str] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()  # why it is blocked, or held where it has lines
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Rows of the register, usage, and the months that come of them, in turn."""

    page: str
    name: str
    register: Mapping[str, Table]
    usage: Mapping[str, Table]
    bills: tuple[Bill, ...]


def examples(page: Path) -> tuple[Example, ...]:
    """The examples of a page, in order."""
    found: dict[str, Example] = {}
    for name, like, text in _EXAMPLE.findall(page.read_text("utf-8")):
        assert name not in found, f"{page.name}: two examples are called {name}"
        own = _read(page, name, _titled(text, [*found, name], like))
        found[name] = _over(found[like], own) if like else own
    return tuple(found.values())


def opened(page: Path) -> int:
    """How many examples a page begins, whether they can be read or not."""
    return page.read_text("utf-8").count("<!-- example")


def _titled(text: str, names: Sequence[str], like: str) -> list[str]:
    """The lines below the title: the example's number, and that of the one it changes."""
    title, *lines = text.strip().splitlines()
    base = f", as example {names.index(like) + 1} but for" if like else ""
    assert title == f"*Example {len(names)}{base}*", f"{names[-1]} is called {title}"
    return lines


def _read(page: Path, name: str, lines: Sequence[str]) -> Example:
    register: dict[str, Table] = {}
    usage: dict[str, Table] = {}
    bills: list[Bill] = []
    for number, line in enumerate(lines):
        rest = lines[number + 1 :]
        if found := _CAPTION.match(line):
            match found[1]:
                case "Register":
                    register[found[2]] = _table(rest)
                case "Usage":
                    usage[found[2]] = _table(rest)
                case "Invoice":
                    bills.append(Bill(month=found[2], lines=_table(rest)))
                case _:
                    bills.append(Bill(month=found[2], reasons=_said(rest)))
        elif line.startswith("*"):
            bills[-1] = _told_more(bills[-1], line, rest)
    return Example(page=page.stem, name=name, register=register, usage=usage, bills=tuple(bills))


def _told_more(bill: Bill, line: str, rest: Sequence[str]) -> Bill:
    """A bill with the sums or sentences that a line under it adds."""
    if found := _SUMS.match(line):
        sums = _sums(found[2])
        return replace(bill, totals=sums) if found[1] == "Totals" else replace(bill, carried=sums)
    if line == "*Held:*":
        return replace(bill, reasons=_said(rest))
    assert line == "*Warned:*", f"not understood: {line}"
    return replace(bill, warnings=_said(rest))


def _table(lines: Sequence[str]) -> Table:
    """The table that follows a caption."""
    rows = [_cells(line) for line in takewhile(lambda line: line.startswith("|"), _filled(lines))]
    assert len(rows) > 2, f"no table with rows before {lines[:1]}"
    return tuple(dict(zip(rows[0], row, strict=True)) for row in rows[2:])


def _filled(lines: Sequence[str]) -> Iterator[str]:
    """The lines below a caption and the blank lines after it."""
    start = next((n for n, line in enumerate(lines) if line), len(lines))
    return iter(lines[start:])


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def _said(lines: Sequence[str]) -> tuple[str, ...]:
    """The quoted sentences that follow; an empty `>` line stands between two."""
    quoted = [line[1:].strip() for line in takewhile(lambda line: line[:1] == ">", _filled(lines))]
    assert quoted, f"no sentences before {lines[:1]}"
    return tuple(part.strip() for part in " ".join(line or "\0" for line in quoted).split("\0"))


def _sums(text: str) -> dict[str, str]:
    """`subtotal 1.00 · tax 0.06` by name."""
    parts = [part.strip().rpartition(" ") for part in text.split("·")]
    return {name: amount for name, _, amount in parts}


def _over(base: Example, own: Example) -> Example:
    """An example that changes another's tables."""
    register = dict(base.register)
    for sheet, table in own.register.items():
        register[sheet] = _changed(sheet, register.get(sheet, ()), table)
    return replace(own, register=register, usage={**base.usage, **own.usage})


def _changed(sheet: str, old: Table, new: Table) -> Table:
    """Rows of charges and clients take the cells that change; other tables are replaced."""
    key = "charge" if sheet in CHARGES else "client"
    by_key = {row.get(key, ""): row for row in old}
    wanted = [row.get(key, "") for row in new]
    apart = len(by_key) == len(old) and len(set(wanted)) == len(wanted)
    if sheet not in (*CHARGES, "Clients") or not apart:
        return new
    changed = {row.get(key, ""): {**by_key.get(row.get(key, ""), {}), **row} for row in new}
    merged = {**by_key, **changed}
    return tuple({k: "" if v == "-" else v for k, v in row.items()} for row in merged.values())
