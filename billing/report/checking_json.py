"""`check --json`: run.json's object, and beside it what only a check knows."""

import json
from typing import Any

from billing.catalogue import Language
from billing.errors import Problem
from billing.period import Period
from billing.report import said
from billing.report.machine import run_json
from billing.report.readiness import ClientState, FileState, Need, Readiness

Entry = dict[str, Any]


def check_json(readiness: Readiness, language: Language) -> str:
    """The report of the month as it would be billed today, with a key `check`."""
    found = json.loads(run_json(readiness.run, language))
    found["check"] = {
        "day": readiness.day.isoformat(),
        "clients": [_client(one, language) for one in readiness.clients],
        "files": [_file(one, language) for one in readiness.files],
        "gone": [{"client": one.found, **_told(one, language)} for one in readiness.gone],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _client(client: ClientState, language: Language) -> Entry:
    return {
        "client": client.client,
        "standing": client.standing.value,
        "running": client.running,
        "needs": [_need(need) for need in client.needs],
        "open": [_told(one, language) for one in client.open],
        "changes": [_told(one, language) for one in client.changes],
        "files": list(client.files),
        "reminder": client.reminder,
    }


def _need(need: Need) -> Entry:
    return {
        "kind": need.kind.value,
        "store": need.store,
        "service": need.service,
        "shift": need.shift,
        "days": need.days,
        "got": need.got,
        "missing": [_days(one) for one in need.missing],
        "after": _days(need.after) if need.after else None,
        "files": list(need.files),
    }


def _days(period: Period) -> Entry:
    return {"first": period.start.isoformat(), "last": period.last.isoformat()}


def _file(file: FileState, language: Language) -> Entry:
    return {
        "file": file.name,
        "set_aside": file.set_aside,
        "clients": list(file.clients),
        "rows": {table.kind: _rows(file, table.kind) for table in file.tables},
        "problems": [
            {**_told(one, language), "severity": one.severity.value} for one in file.problems
        ],
    }


def _rows(file: FileState, kind: str) -> int:
    return sum(table.rows for table in file.tables if table.kind == kind)


def _told(problem: Problem, language: Language) -> Entry:
    return {
        "code": problem.code,
        "place": said.place(problem),
        "message": said.message(problem, language),
    }
