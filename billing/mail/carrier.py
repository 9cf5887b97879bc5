"""What carries a message to one recipient, and what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from billing.errors import MailError


class UnreachableError(MailError):
    """There is no way to the server: not found, not trusted, no login. Nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The bytes of a message and where this copy of them goes; addresses as in the register."""

    sender: str
    recipient: str
    content: bytes

    @property
    def utf8(self) -> bool:
        """Whether an address is more than ASCII, so that the server must know SMTPUTF8."""
        head = self.content.partition(b"\r\n\r\n")[0]
        return not (head.isascii() and self.recipient.rpartition("@")[0].isascii())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a copy: accepted, put off (4xx), refused (5xx), or not known.

    `trouble`: the connection is not to be relied on; what follows may fare no better.
    """

    state: Literal["sent", "queued", "failed", "in_doubt"]
    reply: str = ""
    trouble: bool = False


class Carrier(Protocol):
    """A mail server, or a folder."""

    def carry(
        self, envelope: Envelope, before_data: Callable[[], None], before_dot: Callable[[], None]
    ) -> Answer:
        """Bring one copy to one recipient.

        `before_data` is called when the server has taken sender and recipient, `before_dot` when
        all but the last byte that makes it count is sent. What either raises stops the copy, and
        is raised. Raises UnreachableError where there is no way to the server at all.
        """

    def close(self) -> None:
        """Say good-bye; what is answered to that does not matter."""
