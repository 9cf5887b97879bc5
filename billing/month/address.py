"""The mail that a paper sets off, addressed before the paper has its number."""

from datetime import datetime

from billing.invoice import DraftInvoice
from billing.mail import new_id
from billing.message import Outgoing, Purpose
from billing.month.workspace import Workspace


def outgoing(
    draft: DraftInvoice, workspace: Workspace, purpose: Purpose, at: datetime
) -> tuple[Outgoing, ...]:
    """The mail that goes out with a paper; none where mail is off or the client has no address."""
    settings = workspace.settings.mail
    if not settings.wanted or not draft.mail_to:
        return ()
    return (
        Outgoing(
            message_id=new_id(settings.sender),
            date=at,
            purpose=purpose,
            to=draft.mail_to,
            cc=tuple(one for one in draft.mail_cc if one not in draft.mail_to),
        ),
    )
