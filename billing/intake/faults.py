"""What is wrong with cells, gathered into problems: what each fault means, and for whom."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from billing.errors import Problem, Severity
from billing.intake.masking import masked
from billing.source import Cell, CellRange, at, ranges
from billing.usage import Kind, Vocabulary

_SHOWN = 3  # different values that a sentence quotes
LISTED = 12  # ranges that a sentence lists


class Fault(NamedTuple):
    """One fault: its code, where, what was found and expected, and the clients it concerns."""

    code: str
    source: Cell | CellRange | None = None
    found: str = ""
    expected: str = ""
    clients: tuple[str, ...] = ()
    kind: Kind | None = None
    values: tuple[tuple[str, str], ...] = ()
    spared: bool = False  # of a figure that few bills need: it stays blank, and blocks where billed


MENDED = frozenset(
    {
        "cells_unordered",
        "client_from_name",
        "day_alone",
        "csv_form",
        "duplicate_events",
        "duplicate_file",
        "duplicate_rows",
        "example_left_out",
        "extra_columns",
        "file_mended",
        "file_macros",
        "file_misnamed",
        "file_other_form",
        "footnote_ignored",
        "header_repeated",
        "merge_filled",
        "number_as_text",
        "one_seat_a_row",
        "orders_unpaid",
        "period_from_name",
        "roster_read",
        "rows_above_header",
        "rows_outside_month",
        "file_set_aside",
        "total_left_out",
        "year_inferred",
    }
)
WARNED = frozenset(
    {
        "agent_doubtful",
        "blank_cell",
        "csv_cut",
        "csv_short",
        "date_order",
        "events_perhaps_alike",
        "file_not_read",
        "formula_linked",
        "hidden_cells",
        "marks_unchanged",
        "number_rounded",
        "row_struck",
        "row_void",
        "service_unknown",
        "sheet_unknown",
        "title_month",
        "total_disagrees",
    }
)
# Names that lead nowhere: one problem a name, however many rows have it.
_OF_NAMES = frozenset(
    {"client_unknown", "client_of_two", "name_of_two", "name_unknown", "no_client", "store_of_two"}
)


def severity(fault: Fault, needs: Mapping[str, frozenset[Kind]]) -> Severity:
    """What a fault means: one of a kind of table that no client concerned needs only warns.

    A fault that no client is known for blocks: it may hold anybody's figures. So does one in an
    event, which counts whatever its client's contract needs.
    """
    if fault.code in MENDED:
        return Severity.MENDED
    if fault.code in WARNED or fault.spared:
        return Severity.WARNED
    always = not fault.clients or fault.kind in (None, Kind.EVENTS)
    needed = always or any(fault.kind in needs[client] for client in fault.clients)
    return Severity.BLOCKED if needed else Severity.WARNED


def problems(faults: Iterable[Fault], vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Faults as problems: those that differ only by their row become one with a range."""
    needs = {client.code: client.needs for client in vocabulary.clients}
    groups: dict[tuple[object, ...], list[Fault]] = defaultdict(list)
    for fault in _first_causes(dict.fromkeys(faults)):
        groups[_alike(fault)].append(fault)
    return tuple(
        problem
        for group in groups.values()
        for problem in _folded(group, severity(group[0], needs))
    )


def _first_causes(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Without clashes of a row with one whose figure could not be read, and that blocks for it."""
    every = list(faults)
    own = [fault for fault in every if fault.code != "rows_clash"]
    if len(own) == len(every):
        return iter(every)
    unread = {str(at(one.source)) for one in own if _is_cause(one) and isinstance(one.source, Cell)}
    return (one for one in every if one.code != "rows_clash" or not _follows(one, unread))


def _is_cause(fault: Fault) -> bool:
    return not fault.spared and fault.code not in MENDED | WARNED


def _follows(clash: Fault, unread: Collection[str]) -> bool:
    """Whether one side of a clash has no figure, for a reason that is told."""
    assert isinstance(clash.source, Cell), "it is of one figure"
    sides = ((clash.found, str(at(clash.source))), (clash.expected, dict(clash.values)["other"]))
    return any(text == "-" and place in unread for text, place in sides)


def _alike(fault: Fault) -> tuple[object, ...]:
    place = fault.source
    where = (place.file, place.sheet, place.column) if isinstance(place, Cell) else place
    return (
        fault.code,
        where,
        fault.found if fault.code in _OF_NAMES else "",
        fault.expected,
        fault.clients,
        fault.kind,
        fault.values,
        fault.spared,
    )


def _folded(group: list[Fault], severity: Severity) -> Iterator[Problem]:
    """One problem a range where it blocks; one in all, that lists them, otherwise or of a name."""
    cells = [fault.source for fault in group if isinstance(fault.source, Cell)]
    if severity is not Severity.BLOCKED or group[0].code in _OF_NAMES or not cells:
        runs = ranges(cells)
        place = group[0].source
        source = runs[0] if runs else place if isinstance(place, CellRange) else None
        yield _problem(group, severity, source, runs)
        return
    runs = ranges(cells)  # of one column, so that they are in order of their rows
    firsts = [int(run.first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for run in runs]
    inside: list[list[Fault]] = [[] for _ in runs]
    for fault in group:
        assert isinstance(fault.source, Cell), "a fault without a cell stands alone"
        inside[bisect_right(firsts, fault.source.row) - 1].append(fault)
    for run, own in zip(runs, inside, strict=True):
        yield _problem(own, severity, run, (run,))


def _problem(
    group: list[Fault], severity: Severity, source: CellRange | None, runs: tuple[CellRange, ...]
) -> Problem:
    first = group[0]
    found = list(dict.fromkeys(fault.found for fault in group if fault.found))
    if first.kind is Kind.ORDERS or first.code in _OF_NAMES:  # a buyer's may have slipped there
        found = [masked(text) for text in found]
    more = ", ..." if len(found) > _SHOWN else ""
    listed = ", ".join(map(str, runs[:LISTED])) + (", ..." if len(runs) > LISTED else "")
    return Problem(
        code=first.code,
        severity=severity,
        source=source,
        found=", ".join(found[:_SHOWN]) + more,
        expected=first.expected,
        clients=first.clients,
        values={
            "cells": listed,
            "count": str(len(group)),
            "kind": first.kind.value if first.kind else "",
            "table": first.kind.value if first.kind else "",  # as billing.toml names it
            **dict(first.values),
        },
        cells=runs,
    )
