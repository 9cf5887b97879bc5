"""Step 8, send: each copy of each mail that waits, one after the other, noted as it goes.

A copy is `in_doubt` from just before the dot that makes it count until the server's answer is
noted; whatever ends the program in between leaves it so, and only a person takes it out of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from billing.errors import BillingError, LedgerError, LockedError, Problem, Severity
from billing.ledger import Ledger
from billing.mail import Answer, Carrier, Envelope, Pace, UnreachableError
from billing.message import Delivery, Message
from billing.month.brake import Brake
from billing.month.mails import assert_owned, problem_of, told, write_all, written
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome

_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=4)

Tick = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailer:
    """What mails are sent with. `to_me`: all of it goes there instead, and is not noted."""

    carrier: Carrier
    pace: Pace
    to_me: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A message on its way to one of its recipients."""

    message: Message
    recipient: str


def waiting(
    ledger: Ledger,
    *,
    at: datetime,
    month: str | None = None,
    clients: Iterable[str] = (),
    at_once: bool = False,
) -> tuple[Copy, ...]:
    """The copies that are to be sent now, oldest mail first."""
    wanted = frozenset(clients)
    return tuple(
        Copy(message=message, recipient=recipient)
        for message in ledger.messages(month)
        if not wanted or message.client in wanted
        for recipient in message.recipients
        if message.state_of(recipient) == "queued"
        if at_once or _due(message, recipient, at)
    )


def _due(message: Message, recipient: str, at: datetime) -> bool:
    """Not before 5 minutes after the server put it off, then 10, 20, ... up to 4 hours."""
    tries: list[Delivery] = []
    for made in message.deliveries:
        if made.recipient in ("", recipient) and made.state == "queued":
            tries = [] if made.by else [*tries, made]
    if not tries:
        return True
    wait = min(_FIRST_WAIT * 2 ** min(len(tries) - 1, 10), _LONGEST_WAIT)
    return not tries[-1].at <= at < tries[-1].at + wait  # a clock put back holds nothing up


def send(
    copies: tuple[Copy, ...],
    mailer: Mailer,
    ledger: Ledger,
    workspace: Workspace,
    now: Callable[[], datetime],
    tick: Tick,
) -> tuple[Problem, ...]:
    """Send what the caps allow; what kept the others back. The carrier stays open."""
    problems: dict[str, Problem] = {}
    brake = Brake()
    for place, copy in enumerate(once(copies) if mailer.to_me else copies):
        tick("send", place, len(copies))
        if not mailer.pace.may(copy.message.client):
            problems["caps"] = Problem(code="mail_capped", severity=Severity.WARNED)
            continue
        try:
            answer = _sent(copy, mailer, ledger, workspace, now)
        except UnreachableError as error:
            problems["server"] = Problem(
                code=error.code, severity=Severity.WARNED, values=error.values
            )
            break
        except (LedgerError, LockedError):
            raise  # what cannot be noted must not go on
        except (BillingError, OSError) as error:
            problems[copy.message.message_id] = problem_of(error, copy.message)
            continue
        if stopped := brake.pulled(answer, mailer.to_me or copy.recipient):
            problems["server"] = stopped
            break
    return tuple(problems.values())


def once(copies: tuple[Copy, ...]) -> tuple[Copy, ...]:
    """One copy a message."""
    return tuple({copy.message.message_id: copy for copy in copies}.values())


def allowed(copies: tuple[Copy, ...], pace: Pace) -> tuple[Copy, ...]:
    """Those that the caps of a run and of a client let through; the pace counts them as sent."""
    through = []
    for copy in copies:
        if pace.may(copy.message.client):
            pace.wait(copy.message.client)
            through.append(copy)
    return tuple(through)


def _sent(
    copy: Copy,
    mailer: Mailer,
    ledger: Ledger,
    workspace: Workspace,
    now: Callable[[], datetime],
) -> Answer:
    """One copy, and what came of it, in the ledger before this returns."""
    message, recipient = ledger.message(copy.message.message_id), copy.recipient
    content = written(message, ledger, workspace, now())
    envelope = Envelope(
        sender=workspace.settings.mail.sender,
        recipient=mailer.to_me or recipient,
        content=content,
    )

    def note(state: Answer) -> None:
        ledger.record_delivery(
            Delivery(
                message_id=message.message_id,
                recipient=recipient,
                state=state.state,
                at=now(),
                reply=state.reply,
            )
        )

    mailer.pace.wait(message.client)
    if mailer.to_me:
        return mailer.carrier.carry(envelope, _nothing, _nothing)
    answer = mailer.carrier.carry(
        envelope,
        lambda: assert_owned(message.message_id, recipient, content, ledger, workspace),
        lambda: note(Answer(state="in_doubt")),
    )
    note(answer)
    return answer


def _nothing() -> None:
    """A copy to oneself counts for nothing."""


def mailed(
    outcomes: list[ClientOutcome],
    mailer: Mailer | None,
    ledger: Ledger,
    workspace: Workspace,
    month: str,
    *,
    only: Iterable[str] = (),
    now: Callable[[], datetime],
    tick: Tick,
) -> "Mailed":
    """Write what is issued as mails, send them where there is a mailer, and tell what came of it.

    Mails of other months that wait are sent too: none is lost because a run was missed.
    """
    problems: tuple[Problem, ...] = ()
    if workspace.settings.mail.wanted:
        problems = write_all(ledger, workspace, month, now)
    if mailer is not None:
        copies = waiting(ledger, at=now(), clients=only)
        problems = (*problems, *send(copies, mailer, ledger, workspace, now, tick))
    messages = ledger.messages(month)
    problems = (*problems, *told(messages))
    return Mailed(
        outcomes=tuple(_with_mail(outcome, messages, problems) for outcome in outcomes),
        problems=tuple(one for one in problems if not one.clients),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """The outcomes with what came of their mail, and what concerns none of them alone."""

    outcomes: tuple[ClientOutcome, ...]
    problems: tuple[Problem, ...]


def _with_mail(
    outcome: ClientOutcome, messages: Iterable[Message], problems: Iterable[Problem]
) -> ClientOutcome:
    """The worst state of the client's mails of the month, and why."""
    own = [message for message in messages if message.client == outcome.client]
    worst = next((state for state in _WORST if any(one.state == state for one in own)), "none")
    more = tuple({repr(one): one for one in problems if outcome.client in one.clients}.values())
    return replace(outcome, mail=worst, warnings=(*outcome.warnings, *more))


_WORST = ("in_doubt", "failed", "queued", "confirmed", "sent")
