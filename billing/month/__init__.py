"""A month in eight steps: read, check, rate, draft, review, issue, render, send.

`plan` is the first five: it computes everything and changes nothing, so it is what `check` and
`preview` show. `bill` acts on a plan; it sends where a mailer is handed in.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from billing import __version__
from billing.contract import Contract
from billing.errors import SettingsError
from billing.ledger import Ledger
from billing.month.client import Planned, planned
from billing.month.earlier import gone
from billing.month.issue import issued, keep
from billing.month.print import credited, printed
from billing.month.reading import Read, read
from billing.month.send import Mailer, mailed
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.period import month
from billing.source import File
from billing.usage import Usage

__all__ = ["Mailer", "Workspace", "bill", "plan", "report"]

Tick = Callable[[str, int, int], None]  # the step's name, how many are done, of how many


def plan(
    workspace: Workspace, ledger: Ledger, name: str, tick: Tick
) -> tuple[Read, tuple[Planned, ...]]:
    """Steps 1 to 5: read, check, rate, draft, review. No number, no file, no row."""
    tick("read", 0, 1)
    found = read(workspace, name)
    found = replace(
        found,
        problems=(*found.problems, *gone(found, ledger, name)),
        documents=ledger.documents_of(name),
    )
    clients = []
    contracts = [
        contract for contract in found.contracts if _concerned(contract, found, ledger, name)
    ]
    for index, contract in enumerate(contracts):
        tick("rate", index, len(contracts))
        clients.append(planned(contract, found, ledger, workspace, name))
    return found, tuple(clients)


def _concerned(contract: Contract, found: Read, ledger: Ledger, name: str) -> bool:
    """Active in the month; or something came late; or issued, and then taken out of the month."""
    code = contract.client.client
    return (
        contract.active(month(name, contract.client.cycle_day))
        or bool(found.usage.get(code, Usage()).events)
        or ledger.invoice_of(code, name) is not None
    )


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
) -> RunReport:
    """All steps. Numbers go in the register's order, after the whole inbox was reviewed."""
    started = now()
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
    outcomes = []
    for index, client in enumerate(clients):
        tick("issue", index, len(clients))
        due = not wanted or client.contract.client.client in wanted
        outcomes.append(
            issued(client, ledger, workspace, today, run_id, now) if due else _later(client)
        )
    for index, outcome in enumerate(outcomes):
        tick("render", index, len(outcomes))
        outcomes[index] = printed(outcome, ledger, workspace, name)
    credited(ledger, workspace, name)
    sent = mailed(outcomes, mailer, ledger, workspace, name, only=wanted, now=now, tick=tick)
    found = replace(
        found,
        problems=(*found.problems, *sent.problems),
        documents=ledger.documents_of(name),
    )
    return report(found, sent.outcomes, name, run_id=run_id, started=started, finished=now())


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
