"""The report to finance: a mail as any other, written once for each change of the month."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from billing.errors import MailError, Problem, Severity
from billing.ledger import Ledger
from billing.mail import Attachment, composed, new_id
from billing.message import Delivery, Message, Outgoing
from billing.month.mails import path_of, sender, told
from billing.month.send import Mailer, Tick, send, waiting
from billing.month.workspace import Workspace
from billing.outcome import RunReport
from billing.report import summary
from billing.report.files import write
from billing.report.mailed import mailed


def reported(
    report: RunReport,
    mailer: Mailer | None,
    ledger: Ledger,
    workspace: Workspace,
    now: Callable[[], datetime],
    tick: Tick,
) -> RunReport:
    """The report, with what came of mailing it to finance; written, and sent by a mailer."""
    try:
        new = report_written(report, ledger, workspace, now)
    except (MailError, OSError) as error:
        values = {"reason": str(error), "number": "-"}
        problem = Problem(code="mail_not_written", severity=Severity.WARNED, values=values)
        return replace(report, problems=(*report.problems, problem))
    if not new or mailer is None:
        return report
    copies = tuple(
        copy
        for copy in waiting(ledger, at=now(), month=report.month)
        if copy.message.purpose == "report"
    )
    problems = send(copies, mailer, ledger, workspace, now, tick)
    own = [one for one in ledger.messages(report.month) if one.purpose == "report"]
    known = (*report.problems, *problems)  # of an earlier report some may be told already
    return replace(report, problems=(*known, *(one for one in told(own) if one not in known)))


def report_written(
    report: RunReport, ledger: Ledger, workspace: Workspace, now: Callable[[], datetime]
) -> bool:
    """Put the report into the outbox, bytes first; False where the last one said the same."""
    settings, language = workspace.settings.mail, workspace.settings.language
    if not settings.wanted or not settings.report_to:
        return False
    provider = workspace.settings.provider
    name = provider.name if language == "zh" else provider.name_en
    words = mailed(report, language, name)
    hashed = hashlib.sha256(f"{words.subject}\n{words.plain}".encode()).hexdigest()[:16]
    earlier = [one for one in ledger.messages(report.month) if one.purpose == "report"]
    if earlier and earlier[-1].message_id.startswith(hashed) and not _settled(earlier[-1]):
        return False
    domain = new_id(settings.sender).partition("@")[2]
    mail = Outgoing(
        message_id=f"{hashed}{len(earlier):04}@{domain}",
        date=now(),
        purpose="report",
        to=settings.report_to,
    )
    file = Attachment(name="summary.xlsx", content=summary(report, language))
    content = composed(mail, sender(workspace, name), words, [file])
    write(path_of(mail.message_id, report.month, workspace), content)
    ledger.record_report(mail, month=report.month)
    ledger.record_delivery(
        Delivery(
            message_id=mail.message_id,
            state="composed",
            at=now(),
            eml_sha256=hashlib.sha256(content).hexdigest(),
        )
    )
    return True


def given_up(ledger: Ledger, month: str) -> bool:
    """Whether a person settled the month's last report, which nobody got: a run writes it anew."""
    reports = [one for one in ledger.messages(month) if one.purpose == "report"]
    return bool(reports) and _settled(reports[-1])


def _settled(message: Message) -> bool:
    """As a whole, not one copy after the other: `resend.give_up`."""
    return any(made.state == "confirmed" and not made.recipient for made in message.deliveries)
