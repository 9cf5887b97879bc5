"""Effective receptions, by the contract's definition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from billing.errors import Problem, Severity
from billing.measure.columns import Column, Columns, headers
from billing.measure.rowset import first_cells, lacking, rows
from billing.money import Exact
from billing.source import CellRange
from billing.synonyms import is_human
from billing.usage import Kind, Span, Usage, UsageRow, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """Effective receptions of a span: the total less each excluded class."""

    columns: Columns = field(default_factory=Columns)
    total: Exact = 0
    excluded: Mapping[str, Exact] = field(default_factory=dict)
    figure: str = "receptions"  # the column that is counted
    value: Exact = 0
    night: Exact = 0  # part of `value`
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
        return _night_of(columns, self.figure, self.excluded)


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
    human = _without_robots(taken.columns) if "robot" in exclude else ()
    problems = (*taken.problems, *lacking(untold, Kind.RECEPTIONS, "night"), *human)
    if any(problem.severity is Severity.BLOCKED for problem in problems):
        return Effective(problems=problems)
    amounts = {figure: taken.columns.total(figure) for figure in figures}
    excluded = {} if own else {name: amounts[name] for name in exclude}
    value = amounts[figures[0]] - sum(excluded.values())
    at_night = _night_of(taken.columns, figures[0], excluded).total if night else 0
    needed = (*figures, "night") if night else figures
    return Effective(
        columns=taken.columns,
        total=amounts[figures[0]],
        excluded=excluded,
        figure=figures[0],
        value=value,
        night=at_night,
        sources=taken.columns.sources(*needed),
        headers=taken.columns.headers(needed),
        problems=(*problems, *_impossible(value, at_night, taken.rows)),
    )


def is_night(shift: str) -> bool:
    """Whether a shift's name means the night."""
    return shift.strip().lower() in {"night", "晚班", "夜班", "凌晨", "夜间"}


def _by_shift(row: UsageRow) -> bool:
    """Whether a row's shift tells night from day: where its file has no night column."""
    return bool(row.shift) and "night" not in row.columns


def _night_of(columns: Columns, own: str, excluded: Iterable[str]) -> Column:
    """Night receptions: of the night column, and all effective ones of night shifts."""
    by_shift = list(map(_by_shift, columns.rows))
    if not any(by_shift):
        return columns["night"]
    whole = columns.less(own, excluded)
    told = columns.stated("night")
    places = max(whole.places, told.places)
    rows = zip(columns.rows, by_shift, whole.at(places), told.at(places), strict=True)
    return Column(
        [
            (every if is_night(row.shift) else 0) if shift else night
            for row, shift, every, night in rows
        ],
        places,
    )


def _without_robots(found: Columns) -> tuple[Problem, ...]:
    """Receptions whose header leaves robots out: to take them off would take them off twice."""
    if not any(map(is_human, found.headers(["receptions"]))):
        return ()
    human = [row for row in found.rows if any(map(is_human, headers([row], ["receptions"])))]
    return (
        Problem(
            code="robot_twice",
            severity=Severity.BLOCKED,
            source=sources(human, "receptions")[0],
            found=", ".join(headers(human, ["receptions"])),
        ),
    )


def _impossible(value: Exact, night: Exact, found: Sequence[UsageRow]) -> tuple[Problem, ...]:
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
