"""When sending stops: a server in trouble, or one that refuses everybody by the same rule."""

import re

from billing.errors import Problem, Severity
from billing.mail import Answer

_TROUBLES = 2  # one after the other, then the server is left alone
_REFUSED = 3  # recipients refused one after the other in the same words: it is no longer they
_OF_ONE_MAILBOX = re.compile(r"5\d\d 5\.[12]\.")  # RFC 3463: of that address or mailbox alone


class Brake:
    """Remembers the last answers of one sending."""

    def __init__(self) -> None:
        self._troubles = 0
        self._words = ""
        self._refused: set[str] = set()

    def pulled(self, answer: Answer, recipient: str) -> Problem | None:
        """What is told where no more is to be sent after this answer."""
        self._troubles = self._troubles + 1 if answer.trouble else 0
        words = _rule(answer, recipient)
        if words != self._words:
            self._words, self._refused = words, set()
        if words:
            self._refused.add(recipient)
        if len(self._refused) >= _REFUSED:
            values = {"count": str(_REFUSED)}
            return _stopped("mail_policy", answer, values)
        return _stopped("mail_stopped", answer, {}) if self._troubles >= _TROUBLES else None


def _rule(answer: Answer, recipient: str) -> str:
    """The words of a refusal without what is the recipient's own; empty for any other answer."""
    if answer.state != "failed" or _OF_ONE_MAILBOX.match(answer.reply):
        return ""
    domain = recipient.rpartition("@")[2]
    own = re.compile(f"{re.escape(recipient)}|{re.escape(domain)}", re.IGNORECASE)
    first, *rest = own.sub("", answer.reply).split() or [""]
    return " ".join((first, *(word for word in rest if not re.search(r"\d[^.\d]|[^.\d]\d", word))))


def _stopped(code: str, answer: Answer, values: dict[str, str]) -> Problem:
    return Problem(code=code, severity=Severity.WARNED, found=answer.reply, values=values)
