"""verify, backup, restore and close: keeping the books."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.catalogue import say
from billing.cli.decide import BY, WHY
from billing.cli.manning import WORKERS, manned
from billing.cli.months import CLIENTS
from billing.cli.opening import billing_month, books_to_read, holding, now, opened
from billing.cli.speech import guessed_language, harmless, progress, tell
from billing.errors import LedgerError, SettingsError, Severity

if TYPE_CHECKING:
    from billing.errors import Problem
    from billing.ledger import Restoration
    from billing.month import Workspace
    from billing.month.restore import Compared

_SHOWN = 50  # problems on the terminal


@click.command()
@click.option("--quick", is_flag=True, help="Render no paper anew to compare it.")
@WORKERS
@click.pass_obj
def verify(folder: Path, workers: str, *, quick: bool) -> int:
    """Check books, papers, mails and archive against one another, by their hashes."""
    from billing.ledger import holder
    from billing.month.verify import verified

    workspace = opened(folder)
    at_work = holder(workspace.lock)
    with manned(workers) as crew, books_to_read(workspace) as ledger:
        with progress() as tick:
            found = verified(workspace, ledger, tick, None if quick else crew)
        for problem in found[:_SHOWN]:
            click.echo(harmless(_said(problem)))
        for one in ledger.restorations():
            _tell_restored(one)
        values = {"count": len(ledger.numbers()), "links": ledger.links()}
    wrong = sum(problem.severity is Severity.BLOCKED for problem in found)
    values.update(wrong=wrong, noted=len(found) - wrong)
    if at_work and found:
        tell("verified_meanwhile", {"pid": at_work})
    tell("done.verified" if not wrong else "done.not_whole", values)
    return 1 if wrong else 0


def _tell_restored(one: "Restoration") -> None:
    """When the ledger was put back, from which backup, and what that was compared with."""
    compared = "-" if one.compared is None else one.compared
    values = {"at": one.at.isoformat(" "), "file": one.backup, "sha256": one.sha256}
    counts = {"links": one.entries, "current": compared, "papers": one.papers}
    tell("done.was_restored", {**values, **counts, "doubt": one.in_doubt})


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.pass_obj
def backup(folder: Path, file: Path | None) -> int:
    """Copy the ledger into one file, while others may use it; nothing of the outbox."""
    workspace = opened(folder)
    at = now(workspace)
    path = file or workspace.root / "backups" / f"ledger-{at:%Y-%m-%dT%H%M%S}.db"
    if path.exists():
        raise SettingsError("backup_there", path=path.resolve())
    if file and not path.parent.is_dir():  # a disk that is not there is not made up
        raise SettingsError("backup_nowhere", path=path.parent.resolve())
    with books_to_read(workspace) as ledger:
        ledger.backup(path)
    return _checked(path)


def _checked(path: Path) -> int:
    """A copy that was read to its end again. What is wrong with it is wrong with the ledger."""
    from billing.ledger import Readable, copies

    with copies.unpacked(path) as engine:
        wrong = Readable(engine).verify()
        links = Readable(engine).links()
    for problem in wrong[:_SHOWN]:
        click.echo(harmless(_said(problem)))
    click.echo(path)
    tell("done.backup_damaged" if wrong else "done.backup", {"path": path, "links": links})
    return 1 if wrong else 0


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--without-decisions", is_flag=True, help="Also where holds, approvals or closings are lost."
)
@click.pass_obj
def restore(folder: Path, file: Path, *, dry_run: bool, without_decisions: bool) -> int:
    """Put a backup in the ledger's place, unless it lacks what was issued or mailed since."""
    from billing.ledger import held
    from billing.month import restore as act

    workspace = opened(folder)
    with held(workspace.lock, at=now(workspace)):
        found = _compared(workspace, file)
        _tell_compared(found)
        act.refuse_loss(found, without_decisions=without_decisions)
        if dry_run:
            return 0
        aside = act.restore(workspace, file, found, at=now(workspace))
    tell("done.restored", {"path": file, "links": found.links, "aside": aside or "-"})
    return 0


def _compared(workspace: "Workspace", file: Path) -> "Compared":
    """The backup beside the ledger. Raises LedgerError for one that is not whole itself."""
    from billing.ledger import Readable, copies
    from billing.month import restore as act

    with ExitStack() as stack:
        try:
            backup_ = Readable(stack.enter_context(copies.unpacked(file)))
            wrong = backup_.verify()
        except LedgerError as error:
            if error.code not in ("ledger_unavailable", "ledger_refused"):
                raise
            raise LedgerError("backup_damaged", path=file, why=error.values["why"]) from error
        if wrong:
            for problem in wrong[:_SHOWN]:
                click.echo(harmless(_said(problem)))
            raise LedgerError("backup_damaged", path=file, why=len(wrong))
        return act.compared(workspace, backup_)


def _tell_compared(found: "Compared") -> None:
    from billing.ledger import Decision

    current = "-" if found.current is None else found.current
    tell("would.restore", {"links": found.links, "current": current})
    for lost in found.lost[:_SHOWN]:
        click.echo(lost)
    for one in found.undone[:_SHOWN]:
        kind = one.kind if isinstance(one, Decision) else "closing"
        why = one.why if isinstance(one, Decision) else one.reason
        values = {"client": one.client, "month": one.month, "by": one.by or "-", "why": why}
        click.echo(harmless(say(f"would.undo.{kind}", guessed_language(), values)))
    if found.current is None:
        tell("would.restore_unseen")
    if found.doubtful:
        tell("would.doubt", {"count": len(found.doubtful)})


@click.command()
@click.argument("month")
@CLIENTS
@BY
@WHY
@click.option("--anyway", is_flag=True, help="Also where something is due: it is never billed.")
@click.pass_obj
def close(
    folder: Path, month: str, clients: tuple[str, ...], by: str, why: str, *, anyway: bool
) -> int:
    """Settle a month, of some clients or of all, for which no invoice is needed."""
    from billing.month import close as act
    from billing.month import known, plan

    workspace = opened(folder)
    name = billing_month(workspace, month, over=True)
    with holding(workspace) as ledger, progress() as tick:
        _, planned = plan(workspace, ledger, name, tick)
        chosen = act.of_clients(planned, known(clients, planned), anyway=anyway)
        done = act.close(chosen, ledger, name, by=by, why=why, anyway=anyway)
    for client in done.closed:
        click.echo(client)
    for one in done.due:
        amount = one.draft.totals.gross if one.draft else "?"
        client = one.contract.client.client
        tell("close_due", {"client": client, "month": name, "amount": amount})
    tell("done.closed", {"month": name, "count": len(done.closed), "due": len(done.due)})
    return 3 if done.due else 0


def _said(problem: "Problem") -> str:
    """Its sentence and remedy, and its code to look it up by."""
    from billing.report.said import placed

    return f"{placed(problem, guessed_language(), whole=True)} [{problem.code}]"
