"""The sample month, mailed through Debian's Postfix with STARTTLS and login, as finance would."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep

import pytest

from billing.assets import folder
from billing.ledger import open_ledger
from billing.message import Message
from billing.settings import NumberingSettings
from tests.mail.relay import PASSWORD, USER, Relay, lacking, relaying

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking() or "it is here")

_SECONDS = 60  # until Postfix has delivered what it took


@pytest.fixture(scope="module")
def relay() -> Iterator[Relay]:
    """Postfix, until the tests of this file are over."""
    with relaying() as found:
        yield found


@pytest.fixture
def root(tmp_path: Path, relay: Relay) -> Path:
    """The sample workspace, its mail set to Postfix and sent by `billing send` alone."""
    copy = tmp_path / "workspace"
    shutil.copytree(folder("sample_inputs"), copy, ignore=shutil.ignore_patterns("*.py", "making"))
    file = copy / "billing.toml"
    text = file.read_text(encoding="utf-8")
    mail = f"""send = "command"
from = "billing@provider.example"
report_to = ["finance@provider.example"]
host = "localhost"
port = {relay.port}
user = "{USER}"
ca_file = "{relay.authority}"
per_minute = 100000
"""
    changed = re.sub(r'(?s)(\[mail\][^\n]*\n).*?folder = "sent-mail"\n', rf"\g<1>{mail}", text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return copy


def _call(root: Path, *words: str) -> int:
    """The command, in a process of its own, the password in its environment."""
    own = {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "BILLING_MAIL_PASSWORD": PASSWORD,
    }
    done = subprocess.run(
        [sys.executable, "-m", "billing", *words],
        cwd=root, env={**os.environ, **own}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return done.returncode


def _messages(root: Path) -> tuple[Message, ...]:
    with open_ledger(str(root / "ledger.db"), NumberingSettings()) as ledger:
        return ledger.messages()


def _hashes(root: Path) -> dict[str, str]:
    """By number, the sha256 of the PDF as the ledger knows it."""
    with open_ledger(str(root / "ledger.db"), NumberingSettings()) as ledger:
        return {one.number: one.sha256 for one in ledger.renderings() if one.file.endswith(".pdf")}


def _delivered(relay: Relay) -> list[tuple[str, bytes]]:
    """Recipient and whole content of each delivered mail, once Postfix has none left to deliver."""
    end = monotonic() + _SECONDS
    while relay.waits() and monotonic() < end:
        sleep(0.1)
    assert not relay.waits(), (relay.folder / "log").read_text()
    return [(str(_read(content)["Delivered-To"]), content) for content in relay.kept()]


def _read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def _id(content: bytes) -> str:
    return str(_read(content)["Message-ID"]).strip(" <>")


def _pdfs(content: bytes) -> list[str]:
    return [
        hashlib.sha256(part.get_content()).hexdigest()
        for part in _read(content).iter_attachments()
        if part.get_content_type() == "application/pdf"
    ]


def test_a_month_arrives_once_with_the_papers_of_the_ledger(root: Path, relay: Relay) -> None:
    """Each copy once, under the ledger's Message-ID, as the bytes written; a second send: none."""
    _call(root, "run", "--month", "2026-09")
    assert relay.kept() == ()
    assert _call(root, "send") == 0
    messages, delivered = _messages(root), _delivered(relay)
    copies = [(one.message_id, recipient) for one in messages for recipient in one.recipients]
    assert len(copies) > 10
    assert Counter((_id(content), recipient) for recipient, content in delivered) == Counter(copies)
    assert {one.state for one in messages} == {"sent"}
    hashes, written = _hashes(root), {one.message_id: one for one in messages}
    for _, content in delivered:
        mail = written[_id(content)]
        assert _pdfs(content) == ([hashes[mail.number]] if mail.number else [])
        (file,) = (root / "outbox" / mail.month / "mail").glob(f"{mail.message_id}.eml")
        assert content.endswith(file.read_bytes().replace(b"\r\n", b"\n"))
        assert _read(content).defects == []
    assert _call(root, "send") == 0
    assert sorted(_delivered(relay)) == sorted(delivered)
