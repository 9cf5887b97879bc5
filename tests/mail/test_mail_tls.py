"""TLS and login, with a real server: what is trusted, what is not, and what is never said."""

import os
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from billing.errors import BillingError, SettingsError
from billing.mail import carrier
from billing.mail.secret import Secret
from tests.mail.certificates import Authority, context_of
from tests.mail.faulty import Fault, FaultServer, serving
from tests.mail.office import HASTY, Office

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning")

PASSWORD = "corrèct horse 電池"


@dataclass(kw_only=True)
class Kept:
    """What a real server was given."""

    mails: list[tuple[str, bytes]] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take it."""
        assert isinstance(envelope.content, bytes)
        self.mails.append((envelope.rcpt_tos[0], envelope.content))
        return "250 taken"


def _check(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, who: object) -> object:
    right = (
        isinstance(who, LoginPassword)
        and who.login == b"billing"
        and who.password == PASSWORD.encode()
    )
    return AuthResult(success=right, handled=right)


@contextmanager
def real(context: ssl.SSLContext, *, implicit: bool) -> Iterator[tuple[Kept, int]]:
    """Aiosmtpd with login, and TLS from the first byte or by STARTTLS."""
    kept = Kept()
    own: dict[str, Any] = {"ssl_context": context} if implicit else {"tls_context": context}
    with serving(FaultServer()) as spare:
        port = spare.port  # free when it ends
    controller = Controller(
        kept,
        hostname="localhost",
        port=port,
        require_starttls=not implicit,
        auth_required=True,
        auth_require_tls=not implicit,
        authenticator=_check,
        enable_SMTPUTF8=True,
        **own,
    )
    controller.start()
    try:
        yield kept, port
    finally:
        controller.stop()


def _office(office: Office, port: int, authority: Authority, security: str) -> Office:
    return office.with_mail(
        host="localhost",
        port=port,
        security=security,
        user="billing",
        ca_file=str(authority.file),
    )


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_real_server_with_login(office: Office, authority: Authority, security: str) -> None:
    """Every copy arrives, to one recipient an envelope, as the bytes that the ledger knows."""
    with real(authority.server(), implicit=security == "tls") as (kept, port):
        mine = _office(office, port, authority, security)
        sending = carrier(mine.settings.mail, mine.root, {"BILLING_MAIL_PASSWORD": PASSWORD}, HASTY)
        assert mine.send(sending) == ()
    assert [one for one, _ in kept.mails] == ["pay@a.example", "pay@b.example", "boss@b.example"]
    written = {path.read_bytes() for path in (mine.root / "outbox").rglob("*.eml")}
    assert {content for _, content in kept.mails} == written
    assert set(mine.states().values()) == {"sent"}


def test_a_wrong_password_is_told_without_it(office: Office, authority: Authority) -> None:
    """The login's refusal, what to look at, and every copy still queued."""
    with real(authority.server(), implicit=True) as (kept, port):
        mine = _office(office, port, authority, "tls")
        sending = carrier(
            mine.settings.mail, mine.root, {"BILLING_MAIL_PASSWORD": "wrong-one"}, HASTY
        )
        (problem,) = mine.send(sending)
    assert problem.code == "mail_login"
    assert "wrong-one" not in repr(problem)
    assert kept.mails == []
    assert set(mine.states().values()) == {"queued"}


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("wrong", ["expired", "other host", "self-signed", "no TLS at all"])
def test_a_server_that_is_not_to_be_trusted(
    office: Office, authority: Authority, security: str, wrong: str
) -> None:
    """Nothing is said to it but what comes before the certificate; no login, no address."""
    contexts: dict[str, Callable[[], ssl.SSLContext | None]] = {
        "expired": lambda: authority.server(expired=True),
        "other host": lambda: authority.server("mail.other.example"),
        "self-signed": lambda: context_of(trustme.CA().issue_cert("localhost")),
        "no TLS at all": lambda: None,
    }
    context = contexts[wrong]()
    implicit = security == "tls" and context is not None
    with serving(FaultServer(context=context, implicit=implicit)) as server:
        mine = _office(office, server.port, authority, security)
        sending = carrier(mine.settings.mail, mine.root, {"BILLING_MAIL_PASSWORD": PASSWORD}, HASTY)
        (problem,) = mine.send(sending)
    if wrong != "no TLS at all":
        assert problem.code == "mail_certificate"
    else:  # STARTTLS stripped from what the server offers
        assert problem.code == {"starttls": "mail_no_starttls", "tls": "mail_unreachable"}[security]
    said = {one.split()[0].upper() for one in server.commands}
    assert said <= ({"EHLO", "STARTTLS"} if security == "starttls" else set())
    assert server.taken == []
    assert set(mine.states().values()) == {"queued"}


def test_what_is_said_in_the_clear_with_the_answer_to_starttls(
    office: Office, authority: Authority
) -> None:
    """An answer slipped in before TLS is not taken for one under TLS."""
    slipped = Fault(phase="STARTTLS", act="220 go\r\n250-x\r\n250 AUTH PLAIN")
    with serving(FaultServer(faults=(slipped,), context=authority.server())) as server:
        mine = _office(office, server.port, authority, "starttls")
        sending = carrier(mine.settings.mail, mine.root, {"BILLING_MAIL_PASSWORD": PASSWORD}, HASTY)
        (problem,) = mine.send(sending)
    assert problem.code == "mail_unreachable"
    assert "STARTTLS" in problem.values["reason"]


def test_login_without_tls_is_no_setting(office: Office) -> None:
    """Refused when billing.toml is read."""
    with pytest.raises(ValueError, match="no login without TLS"):
        office.with_mail(host="localhost", security="none", user="billing")


def test_where_the_password_comes_from(office: Office, tmp_path: Path) -> None:
    """The environment; else a file of the owner's alone; an open one is refused."""
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    mine = office.with_mail(host="localhost", user="billing", password_file=str(file))
    for mode, told in ((0o644, "mail_password_open"), (0o640, "mail_password_open"), (0o600, "")):
        file.chmod(mode)
        if told:
            with pytest.raises(SettingsError, match=told):
                carrier(mine.settings.mail, mine.root, {})
        else:
            carrier(mine.settings.mail, mine.root, {})
    for entry, told in (("", "mail_no_password"), ("nowhere", "mail_password_unreadable")):
        bare = office.with_mail(host="localhost", user="billing", password_file=entry)
        with pytest.raises(BillingError, match=told):
            carrier(bare.settings.mail, mine.root, {})


def test_a_server_that_says_the_password_back(office: Office, authority: Authority) -> None:
    """It is found in no file, no message, no problem; base64 neither."""
    from base64 import b64encode

    secret = "tell-nobody-7391"
    packed = b64encode(secret.encode()).decode()
    faults = tuple(
        Fault(phase=phase, act=f"450 {secret} and {packed} and {packed.rstrip('=')}")
        for phase in ("MAIL", "RCPT", "DATA", "dot")
    )
    with serving(FaultServer(faults=faults, context=authority.server())) as server:
        mine = _office(office, server.port, authority, "starttls")
        for _ in range(5):
            sending = carrier(
                mine.settings.mail, mine.root, {"BILLING_MAIL_PASSWORD": secret}, HASTY
            )
            found = mine.send(sending)
            assert secret not in repr(found)
            assert packed.rstrip("=") not in repr(found)
    for path in mine.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret.encode() not in content, path
            assert packed.rstrip("=").encode() not in content, path


@pytest.mark.parametrize("secret", ["pw-7391", "tell-nobody-7391", PASSWORD])
def test_every_form_of_a_login_is_hidden(secret: str) -> None:
    """AUTH PLAIN's and LOGIN's words at any alignment, broken over lines, cut off; no more."""
    from base64 import b64encode, urlsafe_b64encode

    hide, bare = Secret(secret).hidden_in, secret.encode()
    for before in (b"", b"\0b\0", b"\0bi\0", b"\0bil\0", b"\0billing@provider.example\0"):
        for packed in (b64encode(before + bare), urlsafe_b64encode(before + bare)):
            token = packed.decode().rstrip("=")
            for said in (
                f"501 cannot read: AUTH PLAIN {token}",
                f"501 [{token}==] AUTH",
                f"x{token}",
            ):
                assert token not in hide(said)
                assert "***" in hide(said)
            folded = "\n".join(token[at : at + 4] for at in range(0, len(token), 4))
            assert hide(f"501 {folded}") == "***"
    cut = b64encode(b"\0billing\0" + bare).decode()[:16]
    assert hide(f"501 AUTH PLAIN {cut}") == "501 AUTH PLAIN ***"
    plain = "250 2.0.0 Ok: queued as 4AAAbbQ9Zz, host mail.provider.example"
    assert hide(plain) == plain


def test_a_line_of_login_said_back(office: Office, authority: Authority) -> None:
    """501 with the whole line, as some servers do: neither told nor kept."""
    from base64 import b64encode

    secret, line = "tell-nobody-7391", b64encode(b"\0billing\0tell-nobody-7391").decode()
    fault = Fault(phase="AUTH", act=f"501 5.5.2 cannot read: AUTH PLAIN {line}")
    with serving(FaultServer(faults=(fault,), context=authority.server())) as server:
        mine = _office(office, server.port, authority, "starttls")
        found = mine.send(
            carrier(mine.settings.mail, mine.root, {"BILLING_MAIL_PASSWORD": secret}, HASTY)
        )
    (problem,) = found
    assert problem.code == "mail_login"
    assert problem.values["reply"] == "501 5.5.2 cannot read: AUTH PLAIN ***"


def test_a_secret_does_not_show_itself() -> None:
    """Not as text, not as repr, not in a format."""
    secret = Secret("tell-nobody")
    assert "tell-nobody" not in f"{secret} {secret!r} {secret!s} {vars(Secret)}"
    assert os.environ.get("BILLING_MAIL_PASSWORD") is None
