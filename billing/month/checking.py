"""What `check` and `watch` tell: how far the inbox is for a month. Nothing is billed.

A client's month that still runs cannot lack anything yet: what only the days to come can bring is
left out of what is open, and told as `so far`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from billing.errors import Problem, Severity
from billing.ledger import Ledger, Readable
from billing.month import known, plan, report
from billing.month.changed import changes, gone
from billing.month.client import Planned
from billing.month.needs import needs
from billing.month.planning import Tick
from billing.month.reading import Read
from billing.month.workspace import Workspace
from billing.outcome import Outcome, RunReport, SourceNote
from billing.period import month
from billing.report.readiness import ClientState, FileState, Need, Readiness, Standing
from billing.report.reminders import reminder
from billing.report.said import reading
from billing.usage import Usage

_MISSHAPEN = ("missing_column",)  # the file is there, and wrong
_NO_LEVEL = ("level_not_measured", "no_billed_day")  # missing too, by another name
# What compares a month with others, and means nothing before it is over.
_OF_WHOLE_MONTHS = (
    "amount_unlike", "approval_manual", "draft_is_zero", "seats_idle", "unlike_recent_months",
    "usage_gone",
)  # fmt: skip

_SETTLED = {
    Outcome.ISSUED: Standing.READY,
    Outcome.UNCHANGED: Standing.DONE,
    Outcome.CREDITED: Standing.DONE,
    Outcome.DIFFERS: Standing.DIFFERS,
    Outcome.NOTHING_DUE: Standing.NOTHING_DUE,
    Outcome.FAILED: Standing.FAILED,
    Outcome.HELD: Standing.TO_APPROVE,
}


def checked(
    workspace: Workspace,
    ledger: Ledger,
    name: str,
    *,
    now: datetime,
    day: date,
    tick: Tick,
    mark: Callable[[RunReport], RunReport] = lambda whole: whole,
    only: Iterable[str] = (),
) -> Readiness:
    """The month as it stands on `day`; of the clients named, or all.

    `mark` gets the report of all clients, and gives it back with what it made of it.
    """
    found, planned = plan(workspace, ledger, name, tick)
    wanted = known(only, planned)
    outcomes = [one.as_outcome() for one in planned]
    whole = mark(report(found, outcomes, name, run_id="", started=now, finished=now))
    with ledger.still() as books:
        first_run = not any(books.settled_months(one.contract.client.client) for one in planned)
        states = [
            _client(one, found, books, name, day=day, first_run=first_run)
            for one in planned
            if not wanted or one.contract.client.client in wanted
        ]
    words = _words(found)
    whole = replace(whole, clients=tuple(one.outcome for one in states))
    return Readiness(
        run=whole,
        day=day,
        clients=tuple(_reminded(one, workspace, name, words) for one in states),
        files=tuple(
            one
            for one in _files(found, states)
            if not wanted or not one.clients or wanted.intersection(one.clients)
        ),
        gone=() if wanted else gone(planned, ledger, name),
        outbox=_below(workspace, name),
    )


def _below(workspace: Workspace, name: str) -> str:
    """The month's outbox below the workspace, or whole where it is elsewhere."""
    path, root = workspace.outbox(name), workspace.root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _words(found: Read) -> Mapping[str, frozenset[str]]:
    """The words that stand for each client: its code, its names, and those of its stores."""
    return {
        one.client.client: frozenset(
            word
            for word in (
                *(one.client.client, one.client.name, one.client.short_name),
                *(name for store in one.stores for name in (store.store, *store.aliases)),
            )
            if word
        )
        for one in found.contracts
    }


def _reminded(
    state: ClientState, workspace: Workspace, name: str, words: Mapping[str, frozenset[str]]
) -> ClientState:
    provider, language = workspace.settings.provider, state.language
    sender = provider.name_en if language == "en" else provider.name
    text = reminder(state, name, sender, words, workspace.register.name)
    return replace(state, reminder=text)


def _client(
    one: Planned, found: Read, books: Readable, name: str, *, day: date, first_run: bool
) -> ClientState:
    client = one.contract.client
    whole = month(name, client.cycle_day)
    usage = found.usage.get(client.client, Usage())
    running = whole.end > day
    wanted = needs(one.contract, usage, whole, min(day, whole.end))
    lost = found.of_nobody_by_text
    own = tuple(problem for problem in one.reasons if not lost or repr(problem) not in lost)
    open_ = tuple(problem for problem in own if not (running and _to_come(problem)))
    last = (*books.history(client.client, name, 1), books.invoice_of(client.client, name))
    return ClientState(
        outcome=one.as_outcome(),
        standing=_standing(one, open_, running=running),
        running=running,
        settled=one.settled,
        needs=tuple(_aside(need, one.reasons) for need in wanted),
        open=_without_gaps(open_, wanted),
        lost=_lost(lost.values()) if len(own) < len(one.reasons) else (),
        changes=changes(one, last[-1] or last[0], name, first_run=first_run),
        files=tuple(sorted(usage.files)),
        language=reading(client.language),
    )


def _lost(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The files that could not be read, or whose rows could be tied to nobody."""
    return tuple(dict.fromkeys(one.source.file for one in problems if one.source))


def _standing(one: Planned, open_: tuple[Problem, ...], *, running: bool) -> Standing:
    if running and not one.settled and not open_ and one.outcome is not Outcome.FAILED:
        return Standing.SO_FAR
    if one.outcome is not Outcome.BLOCKED:
        return _SETTLED[one.outcome]
    wrong = any(not _missing(problem) for problem in open_)
    return Standing.TO_CORRECT if wrong else Standing.INCOMPLETE


def _missing(problem: Problem) -> bool:
    named = problem.code.startswith("missing_") and problem.code not in _MISSHAPEN
    return named or problem.code in _NO_LEVEL


def _to_come(problem: Problem) -> bool:
    """Whether a day to come may mend it."""
    return _missing(problem) or problem.code in _OF_WHOLE_MONTHS


def _without_gaps(open_: tuple[Problem, ...], wanted: tuple[Need, ...]) -> tuple[Problem, ...]:
    """Without missing days that the needs tell already, all of one store in one."""
    told = {need.store or "-" for need in wanted if need.lacking}
    return tuple(
        problem
        for problem in open_
        if not (_missing(problem) and problem.values.get("store") in told)
    )


def _aside(need: Need, reasons: Iterable[Problem]) -> Need:
    """With the files that were set aside, where they are why there is nothing."""
    files = next(
        (
            problem.values["files"]
            for problem in reasons
            if _missing(problem)
            and problem.values.get("store") == (need.store or "-")
            and problem.values.get("kind", need.kind.value) == need.kind.value
            and problem.values.get("files")
        ),
        "",
    )
    return replace(need, aside=files) if need.absent else need


def _files(found: Read, states: Iterable[ClientState]) -> tuple[FileState, ...]:
    """Every file of the inbox of which anything is known, by name."""
    tables: dict[str, list[SourceNote]] = defaultdict(list)
    problems: dict[str, dict[object, Problem]] = defaultdict(dict)
    clients: dict[str, dict[str, None]] = defaultdict(dict)
    registers = {one.source.file for one in found.contracts}
    for source in found.sources:
        tables[source.file.name].append(source)
    for problem, owner in _told(found, states):
        if problem.source and problem.source.file and problem.source.file not in registers:
            file = problem.source.file
            alike = (problem.code, problem.source, problem.found)
            if alike not in problems[file] or problem.severity is Severity.BLOCKED:
                problems[file][alike] = problem  # what warns in general blocks who is billed by it
            if problem.severity is not Severity.MENDED:
                clients[file].update(dict.fromkeys((*problem.clients, *owner)))
    for state in states:
        for file in state.files:
            clients[file].update({state.client: None})
    return tuple(
        FileState(
            name=name,
            tables=tuple(tables[name]),
            problems=tuple(problems[name].values()),
            set_aside=name in found.set_aside,
            clients=tuple(sorted(clients[name])),
        )
        for name in sorted({*tables, *problems, *found.set_aside})
    )


def _told(found: Read, states: Iterable[ClientState]) -> Iterable[tuple[Problem, tuple[str, ...]]]:
    """Every problem: the reader's first, for these know all their cells."""
    yield from ((problem, ()) for problem in found.problems)
    for state in states:
        for problem in (*state.open, *state.outcome.warnings):
            yield problem, (state.client,)
