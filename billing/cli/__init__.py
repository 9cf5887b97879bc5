"""The command line. Errors become sentences and exit codes here.

0 all done · 1 failed · 2 usage or settings · 3 done, but some clients are blocked, held or differ ·
4 another run holds the lock · 5 some mail is in doubt, refused or waits ·
129, 130, 143 told to end.
"""

import errno
import os
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from billing import __version__
from billing.cli import faults, lost
from billing.cli.books import backup, close, restore, verify
from billing.cli.check import check
from billing.cli.correct import credit, reissue
from billing.cli.decide import approve, hold
from billing.cli.ending import Ended, until_told
from billing.cli.explain import explain
from billing.cli.mail import mail
from billing.cli.months import preview, run
from billing.cli.schedule import schedule
from billing.cli.sending import send
from billing.cli.speech import refusal, tell
from billing.cli.start import demo, init
from billing.cli.watch import watch
from billing.errors import BillingError, LockedError, RegisterError, SettingsError

# openpyxl writes other bytes where lxml happens to be installed.
os.environ["OPENPYXL_LXML"] = "False"


@click.group(
    context_settings={"auto_envvar_prefix": "BILLING", "help_option_names": ["-h", "--help"]}
)
@click.option(
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder with billing.toml; the current one if not named.",
)
@click.version_option(__version__, prog_name="billing")
@click.pass_context
def cli(context: click.Context, workspace: Path) -> None:
    """Bill each client's month: usage workbooks in, numbered PDF invoices out."""
    context.obj = workspace


for command in (
    init,
    demo,
    check,
    watch,
    preview,
    run,
    approve,
    hold,
    credit,
    reissue,
    explain,
    send,
    mail,
    verify,
    backup,
    restore,
    close,
    schedule,
):
    cli.add_command(command)


# What a machine runs out of, where no file is to be named.
_SCARCE = {errno.ENOSPC: "disk_full", errno.EMFILE: "files_many", errno.ENFILE: "files_many"}


def main() -> None:
    """Run the command line, and leave with one of the exit codes."""
    lost.stand_in()
    faults.listen()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal of few letters fails no run
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_with_lost(until_told(_code)))


def _with_lost(code: int) -> int:
    """The exit code, 1 at least where something could not be printed; why, where that can be."""
    if not (reason := lost.taken()):
        return code
    tell("output_lost", {"reason": reason})
    lost.taken()  # stderr may be gone too
    return code or 1


def _code() -> int:
    try:
        code = cli.main(prog_name="billing", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort as left:
        if isinstance(left.__cause__, Ended):
            raise left.__cause__ from None
        return 1
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except BillingError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001 - no traceback reaches a clerk
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _refused(error: BillingError) -> int:
    with lost.printing(sys.stderr):
        click.echo(refusal(error), err=True)
    match error:
        case SettingsError() | RegisterError():
            return 2
        case LockedError():
            return 4
        case _:
            return 1


def _unexpected(error: Exception) -> int:
    if isinstance(error, OSError) and error.filename:
        values = {"path": str(error.filename), "reason": error.strerror or ""}
        tell("folder_unwritable", values)
        return 1
    if isinstance(error, OSError) and lost.is_gone(sys.stdout):
        return 1  # it was that, and is told
    if isinstance(error, OSError) and error.errno in _SCARCE:
        tell(_SCARCE[error.errno], {"reason": error.strerror or ""})
        return 1
    log = faults.kept(error)
    values = {"reason": type(error).__name__, "log": str(log), "place": faults.place(error)}
    tell("unexpected" if log else "unexpected_unkept", values)
    return 1
