"""Messages as bytes, and the way they take to each recipient: a server or a folder."""

from billing.mail.carrier import Answer, Carrier, Envelope, UnreachableError
from billing.mail.compose import Attachment, Sender, composed, file_name, new_id
from billing.mail.opening import carrier
from billing.mail.pace import Pace

__all__ = [
    "Answer",
    "Attachment",
    "Carrier",
    "Envelope",
    "Pace",
    "Sender",
    "UnreachableError",
    "carrier",
    "composed",
    "file_name",
    "new_id",
]
