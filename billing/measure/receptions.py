"""Effective receptions, by the contract's definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from billing.errors import Problem, Severity
from billing.measure.rowset import first_cells, headers, rows
from billing.source import CellRange
from billing.usage import Kind, Span, Usage, UsageRow, sources, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """Effective receptions of a span: the total less each excluded class."""

    rows: tuple[UsageRow, ...] = ()
    total: Fraction = Fraction(0)
    excluded: Mapping[str, Fraction] = field(default_factory=dict)
    value: Fraction = Fraction(0)
    night: Fraction = Fraction(0)  # part of `value`
    sources: tuple[CellRange, ...] = ()
    headers: tuple[str, ...] = ()  # of the file, for the figures used
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)


def effective(
    usage: Usage,
    span: Span,
    exclude: Sequence[str],
    *,
    whole_store: bool = False,
    night: bool = False,
    by_day: bool = False,
) -> Effective:
    """Effective receptions by the contract's definition, `exclude`.

    Empty: the total counts. `file`: the file's own effective column. Else the total less the named
    classes. `night` also splits out the night receptions of the result.
    """
    own = tuple(exclude) == ("file",)
    figures = ("effective",) if own else ("receptions", *exclude)
    needed = (*figures, "night") if night and not _night_rows(usage, span) else figures
    taken = rows(usage, span, Kind.RECEPTIONS, needed, whole_store=whole_store, by_day=by_day)
    if not taken.usable:
        return Effective(problems=taken.problems)
    amounts = {figure: total(taken.rows, figure) for figure in figures}
    excluded = {} if own else {name: amounts[name] for name in exclude}
    value = amounts[figures[0]] - sum(excluded.values(), Fraction(0))
    at_night = _night(taken.rows, figures[0]) if night else Fraction(0)
    return Effective(
        rows=taken.rows,
        total=amounts[figures[0]],
        excluded=excluded,
        value=value,
        night=at_night,
        sources=sources(taken.rows, *needed),
        headers=headers(taken.rows, needed),
        problems=(*taken.problems, *_impossible(value, at_night, taken.rows)),
    )


def is_night(shift: str) -> bool:
    """Whether a shift's name means the night."""
    return shift.strip().lower() in {"night", "晚班", "夜班", "凌晨", "夜间"}


def _night_rows(usage: Usage, span: Span) -> bool:
    """Whether night is told by rows of a night shift, so that no night column is needed."""
    found = usage.select(Kind.RECEPTIONS, span.measured, span.stores, span.service)
    return any(is_night(row.shift) for row in found)


def _night(found: Sequence[UsageRow], figure: str) -> Fraction:
    if any(is_night(row.shift) for row in found):
        return total([row for row in found if is_night(row.shift)], figure)
    return total(found, "night")


def _impossible(value: Fraction, night: Fraction, found: Sequence[UsageRow]) -> tuple[Problem, ...]:
    if value >= 0 and night <= value:
        return ()
    return (
        Problem(
            code="classes_above_total",
            severity=Severity.BLOCKED,
            source=first_cells(found),
            found=f"{value} / {night}",
        ),
    )
