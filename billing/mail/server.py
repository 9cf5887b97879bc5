"""A mail server: one envelope after the other, and what went wrong told apart by phase.

Until the final dot is sent nothing counts, and whatever goes wrong leaves the copy queued. From
the dot on only an answer says what became of it; without one it is in doubt.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from billing.mail.address import envelope as ascii_domain
from billing.mail.carrier import Answer, Envelope, UnreachableError
from billing.mail.connection import Connection, Patience
from billing.mail.greeting import greeted, plain, shown
from billing.mail.secret import Secret
from billing.settings import MailSettings

_LOGIN_FIRST = (530, 534, 535, 538)  # said to MAIL: it is the session that is refused


class Server:
    """A carrier to the server of the settings; connects when the first copy is carried."""

    def __init__(
        self,
        settings: MailSettings,
        secret: Secret,
        context: ssl.SSLContext | None,
        patience: Patience | None = None,
    ) -> None:
        assert context is not None or settings.security == "none", "TLS needs a context"
        self._settings, self._secret, self._context = settings, secret, context
        self._patience = patience or Patience()
        self._connection: Connection | None = None

    def carry(
        self, envelope: Envelope, before_data: Callable[[], None], before_dot: Callable[[], None]
    ) -> Answer:
        """See `Carrier`."""
        connection = self._connected()
        try:
            answer = self._carried(connection, envelope, before_data, before_dot)
        except BaseException:
            self._drop()  # a body without its dot is no mail
            raise
        if answer.trouble:
            self._drop()
        return answer

    def close(self) -> None:
        """QUIT, and be gone whatever it answers."""
        if self._connection is not None:
            with suppress(OSError):
                self._connection.docmd("QUIT")
        self._drop()

    def _carried(
        self,
        connection: Connection,
        envelope: Envelope,
        before_data: Callable[[], None],
        before_dot: Callable[[], None],
    ) -> Answer:
        answer = self._begun(connection, envelope)
        if answer is None:
            before_data()
            answer = self._handed_over(connection, envelope.content)
        if answer is None:
            before_dot()
            answer = self._cut_short(connection) or self._ended(connection)
        return answer

    def _begun(self, connection: Connection, envelope: Envelope) -> Answer | None:
        """MAIL and RCPT; None where both addresses are taken."""
        if envelope.utf8 and not connection.has_extn("smtputf8"):
            return Answer(state="failed", reply="SMTPUTF8 is not offered")
        for command in _commands(connection, envelope):
            verb = command[:4]
            try:
                code, text = connection.docmd(command)
            except OSError as error:
                return self._lost(error)
            if verb == "MAIL" and code in _LOGIN_FIRST:
                raise UnreachableError("mail_login", reply=shown(code, text, self._secret))
            if not 200 <= code < 300:
                return self._refused(code, text, session=verb == "MAIL")
        return None

    def _handed_over(self, connection: Connection, content: bytes) -> Answer | None:
        """DATA and the body, all but the dot; None where it waits for the dot."""
        try:
            code, text = connection.docmd("DATA")
            if code != 354:
                return self._refused(code, text)
            connection.transmit(stuffed(content))
        except OSError as error:
            return self._lost(error)
        return None

    def _cut_short(self, connection: Connection) -> Answer | None:
        """What a server says, or that it is gone, before it has the dot: then it has no mail."""
        try:
            early = connection.early()
        except OSError as error:
            return self._lost(error)
        if early is None:
            return None
        return replace(self._refused(*early), trouble=True)

    def _ended(self, connection: Connection) -> Answer:
        """The dot, and what is said to it. From here on nothing is known without an answer."""
        try:
            connection.transmit(b".\r\n")
            code, text = connection.answer(self._patience.dot)
        except OSError as error:
            return Answer(state="in_doubt", reply=self._told(error), trouble=True)
        if 400 <= code < 600:
            return self._refused(code, text)
        reply = shown(code, text, self._secret)
        if 200 <= code < 300:
            return Answer(state="sent", reply=reply)
        return Answer(state="in_doubt", reply=reply, trouble=True)

    def _refused(self, code: int, text: bytes, *, session: bool = False) -> Answer:
        """By the first digit. `session`: what is refused may be refused to all that follow."""
        reply = shown(code, text, self._secret)
        if 500 <= code < 600:
            return Answer(state="failed", reply=reply, trouble=session)
        trouble = session or code == 421 or not 400 <= code < 500
        return Answer(state="queued", reply=reply, trouble=trouble)

    def _lost(self, error: OSError) -> Answer:
        return Answer(state="queued", reply=self._told(error), trouble=True)

    def _told(self, error: OSError) -> str:
        return plain(error.strerror or str(error) or type(error).__name__, self._secret)

    def _connected(self) -> Connection:
        """The connection, ready for MAIL; made anew where it has gone stale."""
        if self._connection is not None and not _fresh(self._connection):
            self._drop()
        if self._connection is None:
            self._connection = greeted(self._settings, self._secret, self._context, self._patience)
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _fresh(connection: Connection) -> bool:
    """RSET: nothing is left of an envelope that was refused, and the server is still there."""
    try:
        return connection.docmd("RSET")[0] == 250
    except OSError:
        return False


def stuffed(content: bytes) -> bytes:
    """Ends with CRLF, and a line that begins with a dot has one more (RFC 5321, 4.5.2)."""
    whole = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole)


def _commands(connection: Connection, envelope: Envelope) -> Iterator[str]:
    options = "".join(
        (
            f" SIZE={len(envelope.content)}" if connection.has_extn("size") else "",
            " BODY=8BITMIME" if envelope.utf8 and connection.has_extn("8bitmime") else "",
            " SMTPUTF8" if envelope.utf8 else "",
        )
    )
    yield f"MAIL FROM:<{ascii_domain(envelope.sender)}>{options}"
    yield f"RCPT TO:<{ascii_domain(envelope.recipient)}>"


assert issubclass(smtplib.SMTPException, OSError), "what is caught above is all there is"
