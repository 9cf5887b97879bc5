"""A paper's mails: written once as bytes, and whose they are."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

from billing.errors import (
    BillingError,
    LedgerError,
    LockedError,
    MailError,
    Problem,
    Severity,
)
from billing.ledger import Ledger
from billing.mail import Attachment, Sender, composed, file_name
from billing.message import Delivery, Message
from billing.month.print import papers
from billing.month.workspace import Workspace
from billing.render.letter import letter
from billing.report.files import write

_TOLD = {"in_doubt": "mail_in_doubt", "failed": "mail_refused", "queued": "mail_put_off"}
# What keeps a mail from being sent, or leaves it unknown whether it was: exit code 5.
OPEN = frozenset(
    {
        *_TOLD.values(),
        "mail_unreachable",
        "mail_certificate",
        "mail_no_starttls",
        "mail_login",
        "mail_stopped",
        "mail_policy",
        "mail_not_arrived",
        "mail_not_report_to",
        "mail_report_lost",
        "mail_capped",
        "mail_changed",
        "mail_not_the_clients",
        "mail_paper_changed",
        "mail_address",
        "mail_not_written",
    }
)


def path_of(message_id: str, month: str, workspace: Workspace) -> Path:
    """Where the bytes of a message are kept."""
    return workspace.outbox(month) / "mail" / file_name(message_id)


def written(message: Message, ledger: Ledger, workspace: Workspace, at: datetime) -> bytes:
    """The message's bytes: those that the ledger knows, or made now and noted.

    Bytes that were lost are made again where they come out the same. Raises MailError where they
    do not, and what the letter and the papers raise.
    """
    path = path_of_message(message, workspace)
    known = message.eml_sha256
    if known and path.exists() and _sha256(content := path.read_bytes()) == known:
        return content
    if message.purpose == "report":  # written before the ledger knows it; never made again
        raise MailError("mail_report_lost", found=path.name, **_names(message))
    made = _made(message, ledger, workspace)
    if known and _sha256(made) != known:
        raise MailError("mail_changed", found=path.name, **_names(message))
    write(path, made)
    if not known:
        _note_bytes(message, made, ledger, at)
    return made


def written_anew(
    message: Message, ledger: Ledger, workspace: Workspace, at: datetime, *, by: str, why: str
) -> None:
    """Other bytes of a paper's mail, as settings and templates are now, because a person says so.

    The id stays, so that a mailbox that has the mail can know it again; bytes that were there are
    kept beside them. Raises what `written` raises.
    """
    made, path = _made(message, ledger, workspace), path_of_message(message, workspace)
    if path.exists() and (before := path.read_bytes()) != made:
        write(path.with_name(f"{path.stem}.{_sha256(before)[:8]}.eml"), before)
    write(path, made)
    if _sha256(made) != message.eml_sha256:
        _note_bytes(message, made, ledger, at, by=by, why=why)


def path_of_message(message: Message, workspace: Workspace) -> Path:
    """Where its bytes are kept."""
    return path_of(message.message_id, message.month, workspace)


def _note_bytes(
    message: Message, made: bytes, ledger: Ledger, at: datetime, *, by: str = "", why: str = ""
) -> None:
    ledger.record_delivery(
        Delivery(
            message_id=message.message_id,
            state="composed",
            at=at,
            eml_sha256=_sha256(made),
            by=by,
            why=why,
        )
    )


def called(message: Message) -> str:
    """The number of its paper; a report's month."""
    return message.number or f"{message.purpose} {message.month}"


def short_id(message: Message) -> str:
    """The part of its id that the commands ask for."""
    return message.message_id.partition("@")[0]


def _names(message: Message) -> dict[str, str]:
    """What a sentence may call it."""
    return {"number": called(message), "id": short_id(message), "month": message.month}


def _made(message: Message, ledger: Ledger, workspace: Workspace) -> bytes:
    """Letter and papers of a document."""
    document = ledger.document(message.number)
    files = [
        _attached(paper.file, paper.sha256, workspace)
        for paper in reversed(papers(document, ledger, workspace, message.month))
    ]
    words = letter(document, workspace.stationery, [file.name for file in files])
    return composed(message, sender(workspace, document.draft.provider.name), words, files)


def sender(workspace: Workspace, name: str) -> Sender:
    """Who writes, by a name in the reader's language."""
    settings = workspace.settings.mail
    return Sender(address=settings.sender, name=name, reply_to=settings.reply_to)


def _attached(file: str, sha256: str, workspace: Workspace) -> Attachment:
    path = workspace.root / file
    content = path.read_bytes()
    if _sha256(content) != sha256:
        raise MailError("mail_paper_changed", found=path.name)
    return Attachment(name=path.name, content=content)


def write_all(
    ledger: Ledger, workspace: Workspace, month: str, now: Callable[[], datetime]
) -> tuple[Problem, ...]:
    """The bytes of every mail of a month that has none yet; what went wrong, by client."""
    problems = []
    for message in ledger.messages(month):
        if not message.eml_sha256:
            try:
                written(message, ledger, workspace, now())
            except (LedgerError, LockedError):
                raise  # concerns every mail
            except (BillingError, OSError) as error:
                problems.append(problem_of(error, message))
    return tuple(problems)


def assert_owned(
    message_id: str, recipient: str, content: bytes, ledger: Ledger, workspace: Workspace
) -> None:
    """Just before DATA: the row's client is the paper's, and the address is that client's.

    Asked of the ledger anew. An address is the client's as on the day of issue, or one that a
    person gave by name. Raises MailError.
    """
    message = ledger.message(message_id)
    named = str(message_from_bytes(content.partition(b"\r\n\r\n")[0])["Message-ID"]).strip(" <>")
    right = named == message_id and recipient in message.recipients
    if message.purpose == "report":
        right = right and not message.client and recipient in workspace.settings.mail.report_to
    else:
        draft = ledger.document(message.number).draft
        its_own = (*draft.mail_to, *draft.mail_cc)
        right = right and message.client == draft.client.code
        right = right and (recipient in its_own or _given(message))
    if not right:
        code = "mail_not_report_to" if message.purpose == "report" else "mail_not_the_clients"
        raise MailError(code, found=recipient, **_names(message))


def _given(message: Message) -> bool:
    """Whether a person had it sent to addresses that were not the client's at first."""
    return any(
        made.by and made.state == "queued" and not made.recipient for made in message.deliveries[:1]
    )


def problem_of(error: BillingError | OSError, message: Message) -> Problem:
    """What keeps one mail back, told with its client."""
    clients = (message.client,) if message.client else ()
    if isinstance(error, MailError):
        code, values = error.code, {**_names(message), **error.values}
    else:
        reason = error.code if isinstance(error, BillingError) else error.strerror or ""
        code, values = "mail_not_written", {"reason": reason, **_names(message)}
    found = values.get("found", "")
    return Problem(code=code, severity=Severity.WARNED, found=found, clients=clients, values=values)


def told(messages: Iterable[Message]) -> tuple[Problem, ...]:
    """What is in doubt, refused or put off, a recipient each."""
    return tuple(
        _told(message, recipient, made)
        for message in messages
        for recipient in message.recipients
        if (made := last(message, recipient)) is not None and made.state in _TOLD
        if made.state != "queued" or (made.reply and not made.by)
    )


def _told(message: Message, recipient: str, made: Delivery) -> Problem:
    said = {"reply": made.reply or made.why or "-", "by": made.by, "why": made.why}
    person = made.state == "failed" and made.by
    return Problem(
        code="mail_not_arrived" if person else _TOLD[made.state],
        severity=Severity.WARNED,
        found=recipient,
        clients=(message.client,) if message.client else (),
        values={**_names(message), **said},
    )


def last(message: Message, recipient: str) -> Delivery | None:
    """The last that happened to a recipient's copy."""
    made = [
        one
        for one in message.deliveries
        if one.recipient in ("", recipient) and one.state != "composed"
    ]
    return made[-1] if made else None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
