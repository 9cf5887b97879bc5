"""A workspace with three papers issued and none mailed, made once and copied for each test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from billing.errors import Problem
from billing.ledger import Ledger, open_ledger
from billing.mail import Carrier, Pace
from billing.mail.connection import Patience
from billing.message import Message
from billing.month import Mailer, Workspace
from billing.month.mails import told
from billing.month.send import send, waiting
from billing.register import write
from billing.settings import MailSettings, Settings
from tests.month.desk import charge, client

MONTH = "2026-10"
HASTY = Patience(connect=2, command=1, dot=1)  # for servers that keep silent
SETTINGS = """
first_month = "2026-10"
language = "en"
issue_date = 2026-11-02
[provider]
name = "示例客服"
name_en = "Sample Provider"
[mail]
send = "command"
from = "billing@provider.example"
folder = "sent"
"""
START = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True, kw_only=True)
class Office:
    """The workspace, and its mail settings as a test wants them."""

    root: Path
    settings: Settings

    @property
    def workspace(self) -> Workspace:
        """As the commands would open it."""
        return Workspace(root=self.root, settings=self.settings)

    def with_mail(self, **entries: object) -> "Office":
        """With other entries in [mail]."""
        plain = {"send": "command", "from": "billing@provider.example", "per_minute": 100000}
        mail = MailSettings.model_validate({**plain, **entries})
        return replace(self, settings=self.settings.model_copy(update={"mail": mail}))

    @contextmanager
    def books(self) -> Iterator[Ledger]:
        """The ledger."""
        with open_ledger(self.workspace.ledger, self.settings.numbering) as ledger:
            yield ledger

    def send(
        self, carrier: Carrier, *, at: datetime = START, to_me: str = "", at_once: bool = True
    ) -> tuple[Problem, ...]:
        """One `billing send`: what it says is open."""
        sleepless = Pace(self.settings.mail, lambda: 0.0, lambda _: None)
        mailer = Mailer(carrier=carrier, pace=sleepless, to_me=to_me)
        with self.books() as ledger:
            copies = waiting(ledger, at=at, at_once=at_once)
            try:
                found = send(
                    copies, mailer, ledger, self.workspace, lambda: at, lambda _step, _n, _of: None
                )
            finally:
                carrier.close()
            return (*found, *told(ledger.messages()))

    def messages(self) -> tuple[Message, ...]:
        """Every mail of the ledger."""
        with self.books() as ledger:
            return ledger.messages()

    def states(self) -> dict[str, str]:
        """The state of each copy, by recipient."""
        return {
            recipient: message.state_of(recipient)
            for message in self.messages()
            for recipient in message.recipients
        }


def later(hours: float) -> datetime:
    """So long after the start."""
    return START + timedelta(hours=hours)


def issued(root: Path) -> None:
    """Two clients billed by a real process: A with one address, B with one and a copy."""
    (root / "billing.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "inbox").mkdir()
    rows = {
        "Clients": [client("A"), client("B", email_cc="boss@b.example")],
        "Fixed": [
            charge("A-1", "A", seats="2", price="2600"),
            charge("B-1", "B", seats="1", price="2000"),
        ],
    }
    write(root / "contracts.xlsx", rows, "en")
    told_by = subprocess.run(
        [sys.executable, "-m", "billing", "run", "--month", MONTH],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told_by.returncode == 0, told_by.stderr


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is copied."""
    root = tmp_path_factory.mktemp("office")
    issued(root)
    return root


@pytest.fixture
def office(pattern: Path, tmp_path: Path) -> Office:
    """A copy of the folder."""
    root = tmp_path / "office"
    shutil.copytree(pattern, root)
    settings = Settings.model_validate(
        {
            "provider": {"name": "示例客服", "name_en": "Sample Provider"},
            "first_month": MONTH,
            "language": "en",
        }
    )
    return Office(root=root, settings=settings).with_mail(folder="sent")
