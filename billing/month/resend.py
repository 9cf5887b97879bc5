"""What a person says of a mail: it arrived, it did not, send it again, send it elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from billing import register
from billing.errors import SettingsError
from billing.ledger import Ledger
from billing.mail import new_id
from billing.message import Delivery, Message, Outgoing, Purpose, State
from billing.month.workspace import Workspace

_OPEN: tuple[State, ...] = ("in_doubt", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says it, why, and when."""

    by: str
    why: str
    at: datetime


def found(ledger: Ledger, name: str) -> Message:
    """The mail of an id, of the beginning of one, or the only one of a paper."""
    every = ledger.messages()
    exact = [message for message in every if message.message_id == name]
    begun = [message for message in every if len(name) >= 6 and message.message_id.startswith(name)]
    fitting = exact or begun or [message for message in every if name and message.number == name]
    if not fitting:
        raise SettingsError("mail_unknown", found=name)
    if len(fitting) > 1:
        ids = ", ".join(message.message_id.partition("@")[0] for message in fitting)
        raise SettingsError("mail_several", found=name, expected=ids)
    return fitting[0]


def confirm(ledger: Ledger, message: Message, said: Said, *, delivered: bool) -> tuple[str, ...]:
    """Take the copies out of doubt: confirmed, or refused and ready to be sent again."""
    copies = _in(message, _OPEN if delivered else ("in_doubt",))
    if not copies:
        raise SettingsError("mail_settled", found=message.number or message.purpose)
    for recipient in copies:
        _note(ledger, message, recipient, "confirmed" if delivered else "failed", said)
    return copies


def resend(ledger: Ledger, message: Message, said: Said, *, anyway: bool) -> tuple[str, ...]:
    """Queue the copies that did not arrive, or may not have; all of them with `anyway`.

    They are the same bytes under the same id. A copy that only waits is sent at the next turn.
    """
    copies = message.recipients if anyway else _in(message, (*_OPEN, "queued"))
    if not copies:
        raise SettingsError("mail_sent_already", found=message.number or message.purpose)
    for recipient in copies:
        _note(ledger, message, recipient, "queued", said)
    return copies


def readdress(ledger: Ledger, workspace: Workspace, number: str, said: Said) -> tuple[str, ...]:
    """A new mail of a paper to the addresses that the register has now.

    What an earlier mail of it left open is settled by it. Raises SettingsError where the register
    has none that is new.
    """
    document = ledger.document(number)
    client = document.draft.client.code
    to, cc = _registered(workspace, client)
    earlier = ledger.messages_of(number)
    if not to or any((one.to, one.cc) == (to, cc) for one in earlier):
        raise SettingsError("mail_no_new_address", client=client)
    purpose: Purpose = earlier[0].purpose if earlier else _purpose(ledger, number)
    sender = workspace.settings.mail.sender
    mail = Outgoing(message_id=new_id(sender), date=said.at, purpose=purpose, to=to, cc=cc)
    ledger.record_message(number, mail)
    _note(ledger, ledger.message(mail.message_id), "", "queued", said)
    for message in earlier:
        for recipient in _in(message, (*_OPEN, "queued")):
            _note(ledger, message, recipient, "confirmed", said)
    return (*to, *cc)


def _purpose(ledger: Ledger, number: str) -> Purpose:
    return "credit_note" if hasattr(ledger.document(number), "corrects") else "invoice"


def _registered(workspace: Workspace, client: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the client has its mail now, and who gets a copy."""
    for contract in register.read(workspace.register).contracts:
        if contract.client.client == client:
            to = contract.client.email_to
            return to, tuple(one for one in contract.client.email_cc if one not in to)
    return (), ()


def _in(message: Message, states: Iterable[State]) -> tuple[str, ...]:
    return tuple(one for one in message.recipients if message.state_of(one) in states)


def _note(ledger: Ledger, message: Message, recipient: str, state: State, said: Said) -> None:
    ledger.record_delivery(
        Delivery(
            message_id=message.message_id,
            recipient=recipient,
            state=state,
            at=said.at,
            by=said.by,
            why=said.why,
        )
    )
