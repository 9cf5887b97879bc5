"""Effective receptions, by the contract's definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from billing import money
from billing.errors import Problem, Severity
from billing.measure.columns import Column, Columns, Exact
from billing.measure.rowset import first_cells, headers, lacking, rows
from billing.source import CellRange
from billing.synonyms import is_human
from billing.usage import Kind, Span, Usage, UsageRow, sources, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """Effective receptions of a span: the total less each excluded class."""

    rows: tuple[UsageRow, ...] = ()
    total: Fraction = Fraction(0)
    excluded: Mapping[str, Fraction] = field(default_factory=dict)
    figure: str = "receptions"  # the column that is counted
    value: Fraction = Fraction(0)
    night: Fraction = Fraction(0)  # part of `value`
    sources: tuple[CellRange, ...] = ()
    headers: tuple[str, ...] = ()  # of the file, for the figures used
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing blocks."""
        return all(problem.severity is not Severity.BLOCKED for problem in self.problems)

    def of(self, columns: Columns) -> Column:
        """The effective receptions of each row."""
        return columns.less(self.figure, self.excluded)

    def night_of(self, columns: Columns) -> Column:
        """The night receptions of each row: the effective ones of a night shift, or its column."""
        whole = columns.less(self.figure, self.excluded)
        return [_of_night(row, one) for row, one in zip(columns.rows, whole, strict=True)]


def effective(
    usage: Usage,
    span: Span,
    exclude: Sequence[str],
    *,
    whole_store: bool = False,
    night: bool = False,
) -> Effective:
    """Effective receptions by the contract's definition, `exclude`.

    Empty: the total counts. `file`: the file's own effective column. Else the total less the named
    classes. `night` also splits out the night receptions of the result.
    """
    own = tuple(exclude) == ("file",)
    figures = ("effective",) if own else ("receptions", *exclude)
    taken = rows(usage, span, Kind.RECEPTIONS, figures, whole_store=whole_store)
    untold = [row for row in taken.rows if not _by_shift(row)] if night else []
    human = _without_robots(taken.rows) if "robot" in exclude else ()
    problems = (*taken.problems, *lacking(untold, Kind.RECEPTIONS, "night"), *human)
    if any(problem.severity is Severity.BLOCKED for problem in problems):
        return Effective(problems=problems)
    amounts = {figure: total(taken.rows, figure) for figure in figures}
    excluded = {} if own else {name: amounts[name] for name in exclude}
    value = amounts[figures[0]] - sum(excluded.values(), Fraction(0))
    at_night = _night(taken.rows, figures[0], tuple(excluded)) if night else Fraction(0)
    needed = (*figures, "night") if night else figures
    return Effective(
        rows=taken.rows,
        total=amounts[figures[0]],
        excluded=excluded,
        figure=figures[0],
        value=value,
        night=at_night,
        sources=sources(taken.rows, *needed),
        headers=headers(taken.rows, needed),
        problems=(*problems, *_impossible(value, at_night, taken.rows)),
    )


def is_night(shift: str) -> bool:
    """Whether a shift's name means the night."""
    return shift.strip().lower() in {"night", "晚班", "夜班", "凌晨", "夜间"}


def _by_shift(row: UsageRow) -> bool:
    """Whether a row's shift tells night from day: where its file has no night column."""
    return bool(row.shift) and "night" not in row.columns


def _night(found: Sequence[UsageRow], own: str, excluded: Sequence[str]) -> Fraction:
    """Night receptions: of the night column, and all effective ones of night shifts."""
    whole = Columns(found).less(own, excluded)
    parts = (_of_night(row, one) for row, one in zip(found, whole, strict=True))
    return Fraction(sum(parts))


def _of_night(row: UsageRow, whole: Exact) -> Exact:
    """The part of a row's effective receptions, `whole`, that the night had."""
    if not _by_shift(row):
        return money.exact(row.figures["night"])
    return whole if is_night(row.shift) else 0


def _without_robots(found: Sequence[UsageRow]) -> tuple[Problem, ...]:
    """Receptions whose header leaves robots out: to take them off would take them off twice."""
    if not any(map(is_human, headers(found, ["receptions"]))):
        return ()
    human = [row for row in found if any(map(is_human, headers([row], ["receptions"])))]
    return (
        Problem(
            code="robot_twice",
            severity=Severity.BLOCKED,
            source=sources(human, "receptions")[0],
            found=", ".join(headers(human, ["receptions"])),
        ),
    )


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
