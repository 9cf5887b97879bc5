"""`run --if-due`: what cron calls each day. It bills what is due, or says that nothing is."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from billing.cli import sending
from billing.cli.opening import books, opened, today
from billing.cli.outcomes import code_of, show_glance, tell_next
from billing.cli.speech import command, guessed_language, put, tell
from billing.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from billing.month import Workspace
    from billing.outcome import RunReport

    Billed = Callable[[Workspace, str, tuple[str, ...]], tuple[RunReport, bool]]


_NAMED = 8  # clients of a month, in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The months to bill; or the sentence that says why a person has to look first."""

    months: tuple[str, ...] = ()
    doubt: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def refuse_with(**options: object) -> None:
    """Raise SettingsError for an option that makes no sense beside --if-due."""
    for name, value in options.items():
        if value:
            raise SettingsError("due.alone", option=f"--{name.replace('_', '-')}")


def bill_due(folder: Path, billed: "Billed", *, as_json: bool) -> int:
    """Bill the month that is due, begun or not; the worst code. 1 where the day is doubtful."""
    from billing.month.due import first_day

    _tell_when()
    workspace = opened(folder)
    asked = _months(workspace)
    if asked.doubt:
        tell(asked.doubt, asked.values)
        return 1
    if not asked.months:
        first, run_day = workspace.settings.first_month, workspace.settings.run_day
        tell("due.not_yet", {"month": first, "day": first_day(first, run_day)})
        return 0
    codes = [_bill(workspace, month, billed, as_json=as_json) for month in asked.months]
    codes.append(_name_left_open(workspace, asked.months[-1]))
    return next((code for code in (1, 5, 3) if code in codes), 0)


def _tell_when() -> None:
    """For a log that many firings are appended to; a person at a terminal knows the hour."""
    if not sys.stderr.isatty():
        tell("due.firing", {"at": f"{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S %z}"})


def _months(workspace: "Workspace") -> _Asked:
    """What is due by the clock; or why it is not to be trusted without a person."""
    from billing.month.due import due_months, is_doubtful

    settings, day = workspace.settings, today(workspace)
    with books(workspace) as ledger:
        begun, newest = ledger.months_begun(), ledger.newest_number(settings.numbering.series)
        last = ledger.last_day(day)
    values: dict[str, object] = {"billing": command(workspace.root), "day": day}
    if newest and day < newest[1]:
        values |= {"number": newest[0], "expected": newest[1]}
        return _Asked(doubt="due.clock_back", values=values)
    first, run_day = settings.first_month, settings.run_day
    months = due_months(day, run_day=run_day, first_month=first, begun=begun)
    new = [month for month in months if month not in begun]
    if is_doubtful(day, new, last):
        values |= {"found": ", ".join(new), "month": new[0], "last": last or "-"}
        return _Asked(doubt="due.doubtful", values=values)
    return _Asked(months=months)


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
