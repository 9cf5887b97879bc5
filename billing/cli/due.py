"""`run --if-due`: what cron calls each day. It bills what is due, or says that nothing is."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from billing.cli import sending
from billing.cli.opening import books, opened, today
from billing.cli.speech import command, guessed_language, put, tell
from billing.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from billing.month import Workspace
    from billing.outcome import RunReport

    Billed = Callable[[Workspace, str, tuple[str, ...]], tuple[RunReport, bool]]


_NAMED = 8  # clients of a month, in one line


def refuse_with(**options: object) -> None:
    """Raise SettingsError for an option that makes no sense beside --if-due."""
    for name, value in options.items():
        if value:
            raise SettingsError("due.alone", option=f"--{name.replace('_', '-')}")


def bill_due(folder: Path, billed: "Billed", *, as_json: bool) -> int:
    """Bill every month that is due and was not begun, and the last one again; the worst code."""
    from billing.month.due import first_day

    _tell_when()
    workspace = opened(folder)
    months = _months(workspace)
    if not months:
        first, run_day = workspace.settings.first_month, workspace.settings.run_day
        tell("due.not_yet", {"month": first, "day": first_day(first, run_day)})
        return 0
    codes = [_bill(workspace, month, billed, as_json=as_json) for month in months]
    codes.append(_name_left_open(workspace, months[-1]))
    return next((code for code in (1, 5, 3) if code in codes), 0)


def _tell_when() -> None:
    """For a log that many firings are appended to; a person at a terminal knows the hour."""
    if not sys.stderr.isatty():
        tell("due.firing", {"at": f"{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S %z}"})


def _months(workspace: "Workspace") -> tuple[str, ...]:
    from billing.month.due import due_months

    settings = workspace.settings
    with books(workspace) as ledger:
        begun = ledger.months_begun()
    return due_months(
        today(workspace), run_day=settings.run_day, first_month=settings.first_month, begun=begun
    )


def _name_left_open(workspace: "Workspace", last: str) -> int:
    """A line for each earlier month that is not finished; 3 where there is one, for it waits."""
    from billing.month.left_open import left_open

    with books(workspace) as ledger:
        found = left_open(workspace, ledger, last)
    for one in found:
        more = len(one.clients) - _NAMED
        names = [*one.clients[:_NAMED], *([f"+{more}"] if more > 0 else [])]
        code = "due.left_open" if names else "due.not_known"
        values = {"billing": command(workspace.root), "month": one.month, "found": ", ".join(names)}
        tell(code, values)
    return 3 if found else 0


def _bill(workspace: "Workspace", month: str, billed: "Billed", *, as_json: bool) -> int:
    """Silent but for a line where nothing is new and nothing is open; else a screen of it."""
    from billing import report as reports
    from billing.cli.months import code_of, show_glance, tell_next

    report, wrote = billed(workspace, month, ())
    if as_json:
        put(reports.run_json(report, guessed_language()))
    code = code_of(report)
    if not wrote and not report.changed and not code:
        tell("due.done", {"month": month})
        sending.tell_waiting(workspace)
        return code
    if not as_json:
        show_glance(report)
    sending.tell_open(workspace, report)
    tell_next(workspace, report, wrote=wrote)
    return code
