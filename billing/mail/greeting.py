"""From nothing to a connection that is secured, introduced and logged in."""

import smtplib
import ssl
from base64 import b64encode

from billing.mail.address import envelope
from billing.mail.carrier import UnreachableError
from billing.mail.connection import Connection, Patience
from billing.mail.secret import Secret
from billing.settings import MailSettings

_SHOWN = 300  # letters of an answer that are kept


def greeted(
    settings: MailSettings, secret: Secret, context: ssl.SSLContext | None, patience: Patience
) -> Connection:
    """A connection ready for MAIL. Raises UnreachableError that says what stands in the way."""
    try:
        connection = _dialled(settings, context, patience)
        try:
            _introduced(connection, settings, secret, context)
        except BaseException:
            connection.close()
            raise
    except OSError as error:  # SSLError and SMTPException are kinds of it
        raise _fault(error, settings, secret) from None
    return connection


def shown(code: int, text: bytes, secret: Secret) -> str:
    """A server's answer for people and for the ledger: one line, without odd signs."""
    said = text.decode("utf-8", "replace")
    return plain(f"{code} {said}" if code > 0 else said, secret)


def plain(text: str, secret: Secret) -> str:
    """One line of letters that can be printed, the secret left out."""
    line = "".join(letter if letter.isprintable() else " " for letter in secret.hidden_in(text))
    return " ".join(line.split())[:_SHOWN]


def _dialled(
    settings: MailSettings, context: ssl.SSLContext | None, patience: Patience
) -> Connection:
    return Connection(
        settings.host,
        settings.port,
        hello=envelope(settings.sender).rpartition("@")[2],
        tls=context if settings.security == "tls" else None,
        patience=patience,
    )


def _introduced(
    connection: Connection, settings: MailSettings, secret: Secret, context: ssl.SSLContext | None
) -> None:
    if settings.security == "starttls":
        assert context is not None, "STARTTLS needs a context"
        connection.secure(settings.host, context)
    connection.introduce()
    if settings.user:
        assert isinstance(connection.sock, ssl.SSLSocket), "no login without TLS"
        code, text = _login(connection, settings.user, secret)
        if code != 235:
            raise UnreachableError("mail_login", reply=shown(code, text, secret))


def _login(connection: Connection, user: str, secret: Secret) -> tuple[int, bytes]:
    """AUTH PLAIN, or LOGIN where the server has only that; the answer to it."""
    offered = connection.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        both = f"\0{user}\0{secret.reveal()}"
        return connection.docmd("AUTH", f"PLAIN {_packed(both)}")
    if "LOGIN" not in offered:
        return -1, b"the server offers neither AUTH PLAIN nor AUTH LOGIN"
    code, text = connection.docmd("AUTH", f"LOGIN {_packed(user)}")
    return connection.docmd(_packed(secret.reveal())) if code == 334 else (code, text)


def _packed(text: str) -> str:
    return b64encode(text.encode()).decode()


def _fault(error: OSError, settings: MailSettings, secret: Secret) -> UnreachableError:
    """What stands in the way, from the particular to the general."""
    values = {"host": settings.host, "port": settings.port}
    match error:
        case ssl.SSLCertVerificationError():
            return UnreachableError("mail_certificate", reason=error.verify_message, **values)
        case smtplib.SMTPNotSupportedError():
            return UnreachableError("mail_no_starttls", **values)
        case smtplib.SMTPResponseException():
            said = error.smtp_error
            text = said if isinstance(said, bytes) else str(said).encode()
            reason = shown(error.smtp_code, text, secret)
        case _:
            reason = plain(error.strerror or str(error) or type(error).__name__, secret)
    return UnreachableError("mail_unreachable", reason=reason, **values)
