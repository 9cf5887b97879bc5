"""What a mode makes of a case, whole, as text: lines with words and cells, annex, notes, faults."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from billing import money
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, Priced, Rated
from billing.usage import Event, Kind, Span, Usage, UsageRow
from tests.modes.conftest import of, row, used


@dataclass(frozen=True, kw_only=True)
class Case:
    """A contract's terms, a span and its usage; `why` is its heading in the golden file."""

    why: str
    terms: Mapping[str, Any]
    span: Span
    usage: Usage
    carried: Carried


def case(
    why: str,
    terms: Mapping[str, Any],
    *given: UsageRow | Event,
    span: Span | None = None,
    aside: tuple[str, ...] = (),
    **carried: Any,
) -> Case:
    """A case of October 2026, unless the span says otherwise."""
    return Case(
        why=why,
        terms=terms,
        span=span or of(),
        usage=used(*given, set_aside=aside),
        carried=Carried(**carried),
    )


def staffed(day: int, seats: int | str, store: str = "S1", **more: Any) -> UsageRow:
    """The peak of a day in November."""
    return row(Kind.STAFFING, f"2026-11-{day:02}", store, peak=seats, number=day, **more)


def shift(day: int, start: int, end: int, seats: int, **more: Any) -> UsageRow:
    """A shift of a day in November, in hours."""
    name = f"2026-11-{day:02}"
    return row(Kind.STAFFING, name, start=start * 60, end=end * 60, seats=seats, **more)


def text(rated: Rated) -> str:
    """Everything that was rated, a fact a line."""
    return "\n".join(
        [
            *(fact for line in rated.lines for fact in line_facts(line)),
            *carried_facts(rated.carried),
            *(fact for annex in rated.annex for fact in _annex(annex)),
            *(f"note {note.code}{words_of(note.words)}" for note in rated.notes),
            *(problem_fact(problem) for problem in rated.problems),
        ]
    )


def line_facts(line: Priced) -> list[str]:
    """A line with its words and the cells that it was read from."""
    name = f"{line.code} {line.detail}".strip()
    count = f"{money.text(line.quantity)} {line.unit} at {money.text(line.unit_price)}"
    amount = money.text(money.rounded(line.working.value), 2)
    found = [f"{name}: {count}: {line.working.text} = {amount}"]
    if line.words:
        found.append(f"   {words_of(line.words)}")
    if line.sources:
        found.append("    " + " ".join(map(str, line.sources)))
    return found


def words_of(words: Mapping[str, str]) -> str:
    """Words under their names."""
    return "".join(f" {name}={value!r}" for name, value in words.items())


def carried_facts(carried: Carried) -> list[str]:
    """What is carried and is not nothing."""
    return [
        f"carried {field.name} {_plain(getattr(carried, field.name))}"
        for field in fields(carried)
        if getattr(carried, field.name)
    ]


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(f"{part.month}: {part.units}" for part in value)
    return str(value)


def _annex(annex: Annex) -> list[str]:
    rows = [annex.columns, *annex.rows, *([annex.totals] if annex.totals else [])]
    headers = [f"    read from {', '.join(annex.headers)}"] if annex.headers else []
    return [
        f"annex {annex.code} of {annex.charge}",
        *("    " + " | ".join(str(cell) for cell in cells) for cells in rows),
        *headers,
        *(f"    note {note.code}{words_of(note.words)}" for note in annex.notes),
    ]


def problem_fact(problem: Problem) -> str:
    """A fault with all that it tells."""
    found = f" found {problem.found!r}" if problem.found else ""
    expected = f" expected {problem.expected!r}" if problem.expected else ""
    where = f" at {problem.source}" if problem.source else ""
    return f"{problem.severity} {problem.code}{found}{expected}{words_of(problem.values)}{where}"
