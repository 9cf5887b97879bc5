"""A letter, its files and its addresses -> the bytes of a message, the same for the same.

Headers are written here, line by line, so that each address stands on its own line and nothing
is folded inside a word; the parts of the body are the email package's.
"""

import re
import secrets
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import PurePath

from billing.mail.address import envelope
from billing.message import Letter, Message, Outgoing

_PARTS = SMTP.clone(cte_type="7bit")
_WORD = 42  # bytes of text in one encoded word: 56 letters of base64, 68 with its frame
_KINDS = {
    ".pdf": ("application", "pdf"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: the address, the name beside it, and where answers go (empty: the same)."""

    address: str
    name: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    content: bytes


def new_id(sender: str) -> str:
    """An id for a message that no other has, without its brackets."""
    return f"{secrets.token_hex(10)}@{envelope(sender).rpartition('@')[2]}"


def file_name(message_id: str) -> str:
    """The message's file: what could mean something to a file system is left out."""
    return re.sub(r"[^A-Za-z0-9.@_-]", "_", message_id).lstrip(".") + ".eml"


def composed(
    mail: Message | Outgoing, sender: Sender, letter: Letter, files: Iterable[Attachment] = ()
) -> bytes:
    """The whole message with CRLF at every line's end. Raises MailError for an odd address."""
    body = _body(letter, files, mail.message_id).as_bytes(policy=_PARTS)
    return "\r\n".join(_headers(mail, sender, letter)).encode() + b"\r\n" + body


def _headers(mail: Message | Outgoing, sender: Sender, letter: Letter) -> Iterator[str]:
    """Those that the body's own, MIME-Version and Content-Type, follow."""
    name = f"{encoded(sender.name)}\r\n " if sender.name else ""
    yield f"From: {name}<{envelope(sender.address)}>"
    yield f"To: {_listed(mail.to)}"
    if mail.cc:
        yield f"Cc: {_listed(mail.cc)}"
    if sender.reply_to:
        yield f"Reply-To: {envelope(sender.reply_to)}"
    yield f"Subject: {encoded(letter.subject)}"
    yield f"Date: {format_datetime(mail.date)}"
    yield f"Message-ID: <{mail.message_id}>"
    yield "Auto-Submitted: auto-generated"  # no answer from a machine is wanted


def encoded(text: str) -> str:
    """RFC 2047: words of base64, cut between characters, one a line; ASCII words too.

    >>> encoded("结算单")
    '=?utf-8?b?57uT566X5Y2V?='
    """
    words = [""]
    for letter in text:
        if len((words[-1] + letter).encode()) > _WORD:
            words.append("")
        words[-1] += letter
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word.encode()).decode()}?=" for word in words)


def _listed(addresses: Iterable[str]) -> str:
    return ",\r\n ".join(envelope(address) for address in addresses)


def _body(letter: Letter, files: Iterable[Attachment], message_id: str) -> EmailMessage:
    body = EmailMessage(policy=_PARTS)
    body.set_content(letter.plain)
    body.add_alternative(letter.html, subtype="html")
    for file in files:
        main, sub = _KINDS.get(PurePath(file.name).suffix.lower(), ("application", "octet-stream"))
        body.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    for place, part in enumerate(body.walk()):
        if part.is_multipart():
            hashed = sha256(f"{message_id} {place}".encode()).hexdigest()
            part.set_boundary(f"=_{hashed[:32]}")
    return body
