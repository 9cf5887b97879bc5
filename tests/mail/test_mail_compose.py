"""A message's bytes: every header one line of its own, read back as it was meant."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billing.errors import MailError
from billing.mail import Attachment, Envelope, Sender, composed, file_name, new_id
from billing.mail.address import envelope
from billing.mail.server import stuffed
from billing.message import Letter, Outgoing

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LETTER = Letter(
    subject="结算单 INV-2026-000001：2026年10月，示例客户有限公司" * 3,
    plain="您好：\n.\n.一行\n" + "长" * 2000 + "\n",
    html="<p>您好</p>\n" + "<!-- " + "x" * 3000 + " -->\n",
)
SENDER = Sender(address="billing@provider.example", name='示例客服, "外包" <有限>公司')


def _mail(*to: str, cc: tuple[str, ...] = ()) -> Outgoing:
    return Outgoing(message_id="abc@provider.example", date=AT, purpose="invoice", to=to, cc=cc)


def _read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def _addresses(message: EmailMessage, name: str) -> list[str]:
    found: tuple[Address, ...] = message[name].addresses
    return [one.addr_spec for one in found]


def test_a_whole_message() -> None:
    """Headers, both bodies and the files come back as they went in; lines are short ASCII."""
    files = (
        Attachment(name="INV-2026-000001_C001.pdf", content=b"%PDF-\r\n.\r\n" + bytes(range(256))),
        Attachment(name="明细" * 60 + ".xlsx", content=b"PK\x03\x04"),
    )
    content = composed(
        _mail("a@a.example", "b@b.example", cc=("c@c.example",)), SENDER, LETTER, files
    )
    assert content == composed(
        _mail("a@a.example", "b@b.example", cc=("c@c.example",)), SENDER, LETTER, files
    )
    assert content.isascii()
    assert not re.search(rb"[^\r]\n|\r[^\n]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 79
    message = _read(content)
    assert _addresses(message, "To") == ["a@a.example", "b@b.example"]
    assert _addresses(message, "Cc") == ["c@c.example"]
    assert message["From"].addresses[0].display_name == SENDER.name
    assert message["From"].addresses[0].addr_spec == SENDER.address
    assert message["Subject"] == LETTER.subject
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == "<abc@provider.example>"
    assert "Bcc" not in message
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    texts = [one.get_content().replace("\r\n", "\n") for one in (plain, html)]
    assert texts == [LETTER.plain, LETTER.html]
    found = [(one.get_filename(), one.get_content()) for one in message.iter_attachments()]
    assert found == [(file.name, file.content) for file in files]
    assert [one.get_content_type() for one in message.iter_attachments()] == [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    assert message.defects == []


@settings(max_examples=50, deadline=None)
@given(
    subject=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")),
                    min_size=1).filter(lambda text: text.splitlines() == [text]),
    plain=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])),
    name=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
                 max_size=150),
)  # fmt: skip
def test_any_words_come_back(subject: str, plain: str, name: str) -> None:
    """Whatever a client is called: no header more than there should be, and the words are whole."""
    letter = Letter(subject=subject, plain=plain, html="<p></p>")
    sender = Sender(address="billing@provider.example", name=name)
    content = composed(_mail("a@a.example"), sender, letter)
    message = _read(content)
    assert sorted(message.keys()) == [
        "Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject",
        "To",
    ]  # fmt: skip
    assert str(message["Subject"]) == subject
    assert _addresses(message, "To") == ["a@a.example"]
    body = message.get_body(("plain",))
    assert body is not None
    assert _lines(body.get_content()) == _lines(plain)


def _lines(text: str) -> list[str]:
    return re.sub("\r\n?", "\n", text).rstrip("\n").split("\n")


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: x@y.example", "a@b.example\nX: y", "a@b.example, c@d.example",
        "a b@c.example", "<a@b.example>", "a@b.example> SIZE=1", "a\x00@b.example", "@b.example",
        "a@", "a", "", "a@b.example;c@d.example", "a@b@c.example", "a\u2028@b.example",
        "a@b.exa mple", "a@b.example\x0bX: y", '"a"@b.example', "a" * 250 + "@b.example",
        "a@b..example",
    ],
)  # fmt: skip
def test_no_address_ends_a_header_or_a_command(address: str) -> None:
    """Refused as an envelope, and so in every header."""
    with pytest.raises(MailError, match="mail_address"):
        envelope(address)
    with pytest.raises(MailError, match="mail_address"):
        composed(_mail(address), SENDER, LETTER)


def test_addresses_of_other_scripts() -> None:
    """A domain goes as ASCII; a name of another script makes the message one of SMTPUTF8."""
    plain = composed(_mail("a@例子.example"), SENDER, LETTER)
    assert b"To: a@xn--fsqu00a.example\r\n" in plain
    other = composed(_mail("张三@例子.example"), SENDER, LETTER)
    assert "To: 张三@xn--fsqu00a.example\r\n".encode() in other
    utf8 = [
        Envelope(sender="s@s.example", recipient="a@a.example", content=content).utf8
        for content in (plain, other)
    ]
    assert utf8 == [False, True]


def test_dots_and_the_last_line() -> None:
    """A dot at the beginning of a line is doubled, and the last line ends."""
    assert stuffed(b".\r\na.b\r\n..c") == b"..\r\na.b\r\n...c\r\n"
    assert stuffed(b"a\r\n") == b"a\r\n"


def test_names_of_files_and_ids() -> None:
    """An id is new each time; a file's name keeps to its folder."""
    assert new_id("a@b.example") != new_id("a@b.example")
    assert re.fullmatch(r"[0-9a-f]{20}@b\.example", new_id("a@b.example"))
    assert file_name("../../x/y@z:1") == "_.._x_y@z_1.eml"
