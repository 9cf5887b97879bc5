"""What a person says of a mail: it arrived, it did not, send it again, send it elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from billing import register
from billing.errors import LedgerError, SettingsError
from billing.ledger import Ledger
from billing.mail import new_id
from billing.message import Delivery, Message, Outgoing, Purpose, State
from billing.month.mails import called, short_id, written_anew
from billing.month.workspace import Workspace

_WAITS: tuple[State, ...] = ("failed", "queued")
_OPEN: tuple[State, ...] = ("in_doubt", *_WAITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says it, why, and when."""

    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which copies are to be sent again, and as which bytes."""

    to: tuple[str, ...] = ()  # these recipients alone, in doubt too; empty: those refused
    also_in_doubt: bool = False
    anyway: bool = False  # also what was delivered
    anew: bool = False  # as bytes that are written now


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The copies that were meant, and those that stay as they are, for a person to decide."""

    copies: tuple[str, ...]
    in_doubt: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def found(ledger: Ledger, name: str) -> Message:
    """The mail of an id, of the beginning of one, or the only one of a paper."""
    every = ledger.messages()
    exact = [message for message in every if message.message_id == name]
    begun = [message for message in every if len(name) >= 6 and message.message_id.startswith(name)]
    fitting = exact or begun or [message for message in every if name and message.number == name]
    if not fitting:
        raise SettingsError("mail_unknown", found=name)
    if len(fitting) > 1:
        ids = ", ".join(map(short_id, fitting))
        raise SettingsError("mail_several", found=name, expected=ids)
    return fitting[0]


def refused(ledger: Ledger, month: str | None) -> tuple[Message, ...]:
    """The mails of a month, or of all, that have a refused copy."""
    return tuple(one for one in ledger.messages(month) if _in(one, ("failed",)))


def confirm(
    ledger: Ledger, message: Message, said: Said, *, delivered: bool, to: tuple[str, ...] = ()
) -> Settled:
    """Take copies out of doubt: confirmed, or refused and ready to be sent again.

    A refused copy is confirmed only where it is named. What was queued again is taken back.
    """
    copies = _to_confirm(message, _named(message, to), delivered=delivered)
    if not copies:
        raise SettingsError("mail_settled", found=called(message), id=short_id(message))
    for recipient in copies:
        _note(ledger, message, recipient, "confirmed" if delivered else "failed", said)
    return _settled(message, copies)


def _to_confirm(message: Message, named: tuple[str, ...], *, delivered: bool) -> tuple[str, ...]:
    """The named ones that are open; else those in doubt; else those that were before a resend."""
    if named:
        states = _OPEN if delivered else ("in_doubt",)
        return tuple(one for one in named if message.state_of(one) in states)
    doubted = _in(message, ("in_doubt",))
    if not delivered:
        return doubted
    again = {one: _before_resend(message, one) for one in _in(message, ("queued",))}
    doubted = (*doubted, *(one for one, state in again.items() if state == "in_doubt"))
    return doubted or tuple(one for one, state in again.items() if state == "failed")


def _before_resend(message: Message, recipient: str) -> State:
    """The state that a copy had when a person queued it; `queued` where nobody did."""
    before: State = "queued"
    known: State = "queued"
    for made in message.deliveries:
        if made.recipient not in ("", recipient) or made.state == "composed":
            continue
        if made.by and made.state == "queued" and known != "queued":
            before = known
        known = made.state
    return before


def resend(
    ledger: Ledger, workspace: Workspace, message: Message, said: Said, wish: Wish
) -> Settled:
    """Queue the copies that were refused, and those that a person named or asked for.

    They have the same id, and are the same bytes but for `anew`. A copy that only waits is sent at
    the next turn. What is in doubt and was not asked for stays, and is given back.
    """
    copies = _wanted(message, wish)
    if wish.anew:
        written_anew(message, ledger, workspace, said.at, by=said.by, why=said.why)
    for recipient in copies:
        _note(ledger, message, recipient, "queued", said)
    return _settled(message, copies)


def give_up(ledger: Ledger, message: Message, said: Said, wish: Wish) -> tuple[Settled, bool]:
    """Settle the copies of a report that did not go out; whether the next run writes it anew.

    It does where nobody has it: then the whole mail is settled, not one copy after the other.
    """
    copies = _wanted(message, wish)
    whole = set(copies) == set(message.recipients)
    for recipient in ("",) if whole else copies:
        _note(ledger, message, recipient, "confirmed", said)
    return _settled(message, copies), whole


def _wanted(message: Message, wish: Wish) -> tuple[str, ...]:
    """The copies that are meant. Raises SettingsError where there is none."""
    also = wish.also_in_doubt or bool(wish.to)
    states = _OPEN if also else _WAITS
    among = _named(message, wish.to) or message.recipients
    copies = tuple(one for one in among if wish.anyway or message.state_of(one) in states)
    if copies:
        return copies
    if doubted := _in(message, ("in_doubt",)):
        values = {"expected": ", ".join(doubted), "id": short_id(message)}
        raise SettingsError("mail_only_in_doubt", found=called(message), **values)
    raise SettingsError("mail_sent_already", found=called(message))


def _named(message: Message, to: tuple[str, ...]) -> tuple[str, ...]:
    """The recipients of these addresses. Raises SettingsError for one that is none of them."""
    for address in to:
        if address not in message.recipients:
            every = ", ".join(message.recipients)
            raise SettingsError(
                "mail_no_recipient", found=address, expected=every, number=called(message)
            )
    return tuple(dict.fromkeys(to))


def readdress(ledger: Ledger, workspace: Workspace, name: str, said: Said) -> tuple[str, ...]:
    """A new mail of a paper, by its number or a mail of it, to the register's addresses of now.

    What an earlier mail of it left open is settled by it. Raises SettingsError where the register
    has none that is new.
    """
    number = _number(ledger, name)
    client = ledger.document(number).draft.client.code
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
        for recipient in _in(message, _OPEN):
            _note(ledger, message, recipient, "confirmed", said)
    return (*to, *cc)


def _number(ledger: Ledger, name: str) -> str:
    """The paper's number; of a mail's id that of its paper."""
    try:
        return ledger.document(name).number
    except LedgerError:
        message = found(ledger, name)
    if not message.number:
        raise SettingsError("mail_report_address", found=called(message), id=short_id(message))
    return message.number


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


def _settled(message: Message, copies: tuple[str, ...]) -> Settled:
    """`message` as it was before."""
    rest = [one for one in message.recipients if one not in copies]
    return Settled(
        copies=copies,
        in_doubt=tuple(one for one in rest if message.state_of(one) == "in_doubt"),
        failed=tuple(one for one in rest if message.state_of(one) == "failed"),
    )


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
