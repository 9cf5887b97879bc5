"""schedule: what systemd or cron needs to call `run --if-due` each day. It installs nothing."""

import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.catalogue import say
from billing.cli.opening import opened
from billing.cli.speech import guessed_language, tell
from billing.errors import SettingsError
from billing.letters import shown

if TYPE_CHECKING:
    from billing.month import Workspace

_UNITS = Path("/etc/systemd/system")
LOG = "billing-cron.log"  # in the workspace: what is said of clients is not for the journal
_SERVICE = """\
[Unit]
Description={description}
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={root}
ExecStart=/bin/sh -c 'exec "$$0" "$$@" >>{log} 2>&1' {command}
UMask=0077
SuccessExitStatus=3
"""
_TIMER = """\
[Unit]
Description={description}

[Timer]
OnCalendar=*-*-* 06:15:00 {zone}
Persistent=true

[Install]
WantedBy=timers.target
"""


@click.command()
@click.option("--user", default="", metavar="NAME", help="Who runs it; you if not named.")
@click.option("--name", default="billing", metavar="NAME", help="Of the units, for a second one.")
@click.pass_obj
def schedule(folder: Path, user: str, name: str) -> None:
    """Print a systemd service and timer, and a crontab line, that bill each month once it is due.

    Nothing is installed.
    """
    _refuse_odd(user, "--user")
    _refuse_odd(name, "--name")
    workspace = opened(folder)
    for path in (workspace.root, *_command(workspace)):
        _refuse_unusual(str(path))
    for unit, text in units(workspace, user=user or _me()).items():
        click.echo(say("schedule.service", guessed_language(), {"path": _UNITS / f"{name}.{unit}"}))
        click.echo(text)
    click.echo(say("schedule.cron", guessed_language()))
    click.echo(crontab(workspace))
    commands = f"  systemctl daemon-reload && systemctl enable --now {name}.timer"
    tell("schedule.next", {"commands": commands})


def units(workspace: "Workspace", *, user: str) -> dict[str, str]:
    """The texts of the service and the timer, by the ends of their names.

    Clients that are blocked or held (exit code 3) are no failure of the service.
    """
    root = str(workspace.root)
    description = say("schedule.description", "en", {"root": root.replace("%", "%%")})
    service = _SERVICE.format(
        description=description,
        user=user,
        root=root.replace("%", "%%"),
        log=LOG,
        command=" ".join(_unit_word(word) for word in _command(workspace)),
    )
    timer = _TIMER.format(description=description, zone=workspace.settings.time_zone)
    return {"service": service, "timer": timer}


def crontab(workspace: "Workspace") -> str:
    """The line that runs it each day and keeps what it says; cron takes a bare % for a new line.

    The hour is of the machine's zone; the day, the program takes of the workspace's.
    """
    folder, command = shlex.quote(str(workspace.root)), shlex.join(_command(workspace))
    line = f"umask 077 && cd {folder} && {command} >>{LOG} 2>&1"
    return "15 6 * * * " + line.replace("%", "\\%")


def _command(workspace: "Workspace") -> tuple[str, ...]:
    """Absolute, for neither systemd nor cron has a PATH to find it by."""
    python = os.path.abspath(sys.executable)  # noqa: PTH100 - a venv's python is a link: keep it
    program = (python, "-m", "billing")
    return (*program, "--workspace", str(workspace.root), "run", "--if-due")


def _unit_word(word: str) -> str:
    """A word of ExecStart: systemd's own quotes, and its signs that would be filled in."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{safe}"' if any(sign in word for sign in " \t\"'\\;") else safe


def _me() -> str:
    """The one who asks; by number where this machine has no name for it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid()) if hasattr(os, "getuid") else "billing"


def _refuse_odd(found: str, option: str) -> None:
    """A name that was given goes into units and commands as it is."""
    if not re.fullmatch(r"[\w.@-]*", found) or found.startswith(("-", ".")):
        raise SettingsError("schedule.odd_name", found=shown(found), option=option)


def _refuse_unusual(path: str) -> None:
    if not path.isprintable():
        raise SettingsError("schedule.unusual", path=ascii(path))
