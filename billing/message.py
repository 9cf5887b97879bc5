"""What is said to a client by e-mail, to whom, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The words of a mail, twice: a reader's program shows one of the two.

    The subject is one line and may stand in a header as it is.
    """

    subject: str
    plain: str
    html: str

    def __post_init__(self) -> None:
        """A second line in a subject would be a header of the client's own."""
        assert self.subject.splitlines() == [self.subject], self.subject


Purpose = Literal["invoice", "credit_note", "report"]
State = Literal["queued", "composed", "in_doubt", "sent", "failed", "confirmed"]

# Of several recipients the first of these that one of them is in tells of the whole message.
_WORST_FIRST: tuple[State, ...] = ("in_doubt", "failed", "queued", "confirmed", "sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A mail that is to be sent once its paper is issued; its headers are fixed from here on.

    An address is written as in the register. `message_id` is without its angle brackets.
    """

    message_id: str
    date: datetime  # of the header; knows its time zone
    purpose: Purpose
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Something that happened to a message: of one recipient, or of all (`recipient` empty)."""

    message_id: str
    recipient: str = ""
    state: State  # composed: its bytes were written, and are `eml_sha256`
    at: datetime  # knows its time zone
    reply: str = ""  # of the other server
    eml_sha256: str = ""
    by: str = ""  # the person who confirmed it, or had it sent again
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail as the ledger has it, with all that happened to it, oldest first."""

    message_id: str
    date: datetime
    purpose: Purpose
    number: str  # of the invoice or credit note; empty: a report
    client: str  # empty: a report
    month: str  # 2026-10
    to: tuple[str, ...]
    cc: tuple[str, ...]
    deliveries: tuple[Delivery, ...] = ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Each address once: one envelope each."""
        return tuple(dict.fromkeys((*self.to, *self.cc)))

    def state_of(self, recipient: str) -> State:
        """The last that happened to a recipient's copy; `queued` where nothing did."""
        for made in reversed(self.deliveries):
            if made.recipient in ("", recipient) and made.state != "composed":
                return made.state
        return "queued"

    @property
    def state(self) -> State:
        """The worst of its recipients: in doubt, failed, queued, confirmed, sent."""
        found = {self.state_of(recipient) for recipient in self.recipients}
        return next(state for state in _WORST_FIRST if state in found)

    @property
    def eml_sha256(self) -> str:
        """Of the bytes that are sent; empty until they are written."""
        hashes = [made.eml_sha256 for made in self.deliveries if made.state == "composed"]
        return hashes[-1] if hashes else ""
