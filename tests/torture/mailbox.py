"""A mail server of our own on loopback: what came in, a copy a line."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP as POLICY
from hashlib import sha256
from threading import Lock

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A message as it came, for one recipient."""

    message_id: str
    recipient: str
    papers: tuple[str, ...]  # name and hash of what was attached; none: a report
    sha256: str


@dataclass
class Mailbox:
    """Everything that the server took."""

    port: int
    _copies: list[Copy] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep it, then say so."""
        content = envelope.original_content or b""
        made = [_copy(content, recipient) for recipient in envelope.rcpt_tos]
        with self._lock:
            self._copies += made
        return "250 taken"

    def copies(self) -> tuple[Copy, ...]:
        """What came up to now."""
        with self._lock:
            return tuple(self._copies)

    def emptied(self) -> None:
        """Forget all."""
        with self._lock:
            self._copies.clear()


def _copy(content: bytes, recipient: str) -> Copy:
    message = message_from_bytes(content, policy=POLICY)
    papers = tuple(
        f"{part.get_filename()} {sha256(part.get_content()).hexdigest()}"
        for part in message.iter_attachments()
        if part.get_filename() != "summary.xlsx"
    )
    return Copy(
        message_id=str(message["Message-ID"]).strip("<> "),
        recipient=recipient,
        papers=papers,
        sha256=sha256(content).hexdigest(),
    )


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A server that runs while the block does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    box = Mailbox(port)
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box
    finally:
        server.stop()
