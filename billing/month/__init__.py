"""A month in eight steps: read, check, rate, draft, review, issue, render, send.

`plan` is the first five: it computes everything and changes nothing, so it is what `check` and
`preview` show. `bill` acts on a plan; it sends where a mailer is handed in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from uuid import uuid4

from billing import __version__
from billing.errors import SettingsError
from billing.ledger import Ledger
from billing.month.client import Planned
from billing.month.issue import issued, keep
from billing.month.pages import printed
from billing.month.planning import Tick, plan
from billing.month.print import credited
from billing.month.reading import Read
from billing.month.send import Mailer, mailed
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.period import month
from billing.render.quiet import seldom
from billing.report.files import sweep
from billing.source import File
from billing.workers import HERE, Crew

__all__ = ["Mailer", "Workspace", "bill", "plan", "report"]


@seldom()
def bill(
    workspace: Workspace,
    ledger: Ledger,
    name: str,
    *,
    today: date,
    now: Callable[[], datetime],
    tick: Tick,
    only: Iterable[str] = (),
    mailer: Mailer | None = None,
    crew: Crew = HERE,
) -> RunReport:
    """All steps. Numbers go in the register's order, after the whole inbox was reviewed.

    The crew makes pages while further invoices are issued; only this process writes.
    """
    started = now()
    for folder in (workspace.outbox(name), workspace.outbox(name) / "mail"):
        sweep(folder)
    found, clients = plan(workspace, ledger, name, tick)
    wanted = known(only, clients)
    if any(not one.settled and one.outcome is Outcome.ISSUED for one in clients):
        keep(workspace, found.register, workspace.register)
    run_id = uuid4().hex
    ledger.record_run(
        run_id=run_id,
        month=name,
        started_at=started,
        version=__version__,
        sources=_files(found),
        register=found.register,
    )
    for step in ("issue", "render"):  # side by side from the start
        tick(step, -1, len(clients))
    outcomes = list(
        printed(
            _issued(clients, wanted, ledger, workspace, today, run_id, now, tick),
            ledger,
            workspace,
            name,
            crew,
            due=[one.draft for one in clients if one.draft and _due(one, wanted)],
            tick=_counting(tick, "render", len(clients)),
        )
    )
    credited(ledger, workspace, name)
    sent = mailed(outcomes, mailer, ledger, workspace, name, only=wanted, now=now, tick=tick)
    at_hand = {one.invoice.number: one.invoice for one in outcomes if one.invoice}
    found = replace(
        found,
        problems=(*found.problems, *sent.problems),
        documents=ledger.documents_of(name, at_hand),
    )
    return report(found, sent.outcomes, name, run_id=run_id, started=started, finished=now())


def _issued(
    clients: tuple[Planned, ...],
    wanted: frozenset[str],
    ledger: Ledger,
    workspace: Workspace,
    today: date,
    run_id: str,
    now: Callable[[], datetime],
    tick: Tick,
) -> Iterator[ClientOutcome]:
    """Step 6, a client at a time, in the register's order."""
    for index, client in enumerate(clients):
        tick("issue", index, len(clients))
        if not wanted or client.contract.client.client in wanted:
            yield issued(client, ledger, workspace, today, run_id, now)
        else:
            yield _later(client)


def _due(client: Planned, wanted: frozenset[str]) -> bool:
    """Whether this run will issue it, as far as can be told before."""
    ready = not client.settled and client.outcome is Outcome.ISSUED
    return ready and (not wanted or client.contract.client.client in wanted)


def _counting(tick: Tick, step: str, of: int) -> Callable[[], None]:
    """Tells one more as done each time it is called."""
    numbers = count()
    return lambda: tick(step, next(numbers), of)


def known(only: Iterable[str], clients: Iterable[Planned]) -> frozenset[str]:
    """The clients named. Raises SettingsError for one that is not active in the month."""
    codes = [one.contract.client.client for one in clients]
    for client in only:
        if client not in codes:
            raise SettingsError("unknown_client", found=client, expected=", ".join(codes))
    return frozenset(only)


def report(
    found: Read,
    outcomes: Iterable[ClientOutcome],
    name: str,
    *,
    run_id: str,
    started: datetime,
    finished: datetime,
) -> RunReport:
    """What came of every active client of the register, once each."""
    clients = tuple(outcomes)
    assert len({one.client for one in clients}) == len(clients), "each client once"
    return RunReport(
        month=name,
        period=month(name),
        run_id=run_id,
        started_at=started,
        finished_at=finished,
        version=__version__,
        clients=clients,
        sources=found.sources,
        problems=found.problems,
        set_aside=found.set_aside,
        documents=found.documents,
    )


def _files(found: Read) -> tuple[File, ...]:
    return tuple(dict.fromkeys((found.register, *(source.file for source in found.sources))))


def _later(client: Planned) -> ClientOutcome:
    """A client that this run was told to leave out: its draft stays a draft."""
    if client.settled or client.outcome is not Outcome.ISSUED:
        return client.as_outcome()
    return client.as_outcome(Outcome.HELD, code="left_out")
