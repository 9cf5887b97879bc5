"""Giving files with problems back, marked, and saying where they lie."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from billing.catalogue import say
from billing.cli.speech import guessed_language, tell

if TYPE_CHECKING:
    from billing.month import Workspace
    from billing.outcome import RunReport


def given_back(
    workspace: "Workspace", report: "RunReport", only: Iterable[str] = ()
) -> "RunReport":
    """The report of all clients, with the marked workbooks; made for the clients named, or all."""
    from billing.month.returned import give_back

    found = give_back(workspace, report, only)
    for path in found.touched:
        tell("returned_touched", {"path": path})
    for file, reason in found.failed.items():
        why = say(f"returned.reason.{reason}", guessed_language())
        tell("returned_failed", {"file": file, "reason": why})
    written = {
        file: path.relative_to(workspace.outbox(report.month)).as_posix()
        for file, path in found.written.items()
    }
    return replace(report, returned=written)


def tell_returned(workspace: "Workspace", report: "RunReport", clients: Iterable[str] = ()) -> None:
    """How many workbooks wait to be corrected, and where; of the clients named, or all."""
    from billing.month.remarks import by_file
    from billing.month.returned import awaited_by

    count = len(awaited_by(by_file(report), clients) & report.returned.keys())
    if count:
        path = workspace.outbox(report.month) / "returned"
        tell("returned_written", {"path": path, "count": count})
