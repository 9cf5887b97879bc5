"""billing.toml to Settings; the workspace, its ledger and its clock."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from billing import period
from billing.catalogue import LANGUAGES
from billing.cli.faults import keep_in
from billing.cli.pointing import faults
from billing.cli.speech import guessed_language, speak, tell
from billing.errors import SettingsError

if TYPE_CHECKING:
    from billing.ledger import Ledger, Readable
    from billing.month import Workspace


def opened(root: Path) -> "Workspace":
    """The workspace of a folder. Raises SettingsError with every fault of its billing.toml."""
    from pydantic import ValidationError

    from billing.month import Workspace
    from billing.settings import Settings

    os.umask(0o077)  # what clients are billed is nobody else's to read
    file = root / "billing.toml"
    if not file.is_file():
        raise SettingsError("no_workspace", path=root.resolve())
    keep_in(root)
    try:
        text = file.read_text(encoding="utf-8-sig")
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("settings_unreadable", path=file, reason=error) from error
    except OSError as error:
        raise SettingsError("settings_shut", path=file, reason=error.strerror) from error
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        if found.get("language") in LANGUAGES:
            speak(found["language"])  # it may be the only sound entry
        told = "\n".join(faults(error, text, guessed_language()))
        raise SettingsError("settings_wrong", faults=told) from error
    speak(settings.language)
    _refuse_open_password(file, settings.ledger)
    return Workspace(root=root.resolve(), settings=settings)


def _refuse_open_password(file: Path, ledger: str) -> None:
    """Raise SettingsError where others on this machine can read the ledger's password."""
    from urllib.parse import urlsplit

    secret = "://" in ledger and urlsplit(ledger).password
    if secret and os.name != "nt" and file.stat().st_mode & 0o077:
        raise SettingsError("settings_readable", path=file.resolve())


def now(workspace: "Workspace") -> datetime:
    """The time in the business time zone."""
    return datetime.now(ZoneInfo(workspace.settings.time_zone)).replace(microsecond=0)


def today(workspace: "Workspace") -> date:
    """The business day, or the one that billing.toml fixes."""
    return workspace.settings.issue_date or now(workspace).date()


def billing_month(workspace: "Workspace", named: str | None, *, over: bool) -> str:
    """The month to work on: the one named, or the one that ended last.

    With `over` a month that has not ended yet is refused. Raises SettingsError.
    """
    day = today(workspace)
    name = named or period.month_before(day)
    try:
        whole = period.month(name)
    except ValueError:
        raise SettingsError("not_a_month", found=name) from None
    if name < workspace.settings.first_month:
        raise SettingsError("before_first_month", month=name, first=workspace.settings.first_month)
    if over and whole.end > day:
        raise SettingsError("month_not_over", month=name, today=day)
    return name


def asked_month(named: str | None) -> str | None:
    """A month that something is looked up by, None: any. Raises SettingsError for what is none."""
    if named is not None:
        try:
            period.month(named)
        except ValueError:
            raise SettingsError("not_a_month", found=named) from None
    return named


@contextmanager
def books(workspace: "Workspace") -> Iterator["Ledger"]:
    """The ledger, open."""
    from billing.ledger import open_ledger

    numbering = workspace.settings.numbering
    with open_ledger(workspace.ledger, numbering, backups=workspace.root) as ledger:
        yield ledger


@contextmanager
def books_to_read(workspace: "Workspace") -> Iterator["Readable"]:
    """The ledger for commands that change nothing: also in a workspace that cannot be written."""
    from billing.ledger import ledger_to_read

    numbering = workspace.settings.numbering
    with ledger_to_read(workspace.ledger, numbering, backups=workspace.root) as ledger:
        yield ledger


@contextmanager
def holding(workspace: "Workspace") -> Iterator["Ledger"]:
    """The ledger, open to write: the one run of this workspace, and of all that share its books.

    Raises LockedError where there is another one, and LedgerError where the books are older than
    the papers in the outbox.
    """
    from billing.ledger import held
    from billing.month.evidence import refuse_behind

    at = now(workspace)
    with (
        held(workspace.lock, at=at),
        books(workspace) as ledger,
        ledger.leased(workspace.lock, at=at) as before,
    ):
        if before is not None:
            tell("lease_taken_over", before.values)
        refuse_behind(workspace, ledger)
        yield ledger
