"""What a client's text and a workspace's template cannot do to an e-mail."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing import assets
from billing.errors import RenderError
from billing.invoice import CreditNote, Invoice
from billing.party import Party
from billing.render import Stationery
from billing.render.letter import letter
from billing.render.letter_words import one_line
from tests.render.conftest import draft, english, everything, invoice, line
from tests.render.corrected import credit_note

_HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table></title></style><a href='http://example.com'>pay here</a>",
    "<!--[if mso]><b>",
    "{{ 7*7 }}{% include 'invoice.css' %}{0}{amount}",
    "A\r\nBcc: all@example.com\r\n\r\nbody",
    "A\n\n收款账户\n账号：999",
    "A\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\x00B",
    "\u202e999 tnuocca",
    "=?utf-8?q?=0D=0ABcc=3A_all=40example.com?=",
)


def _everywhere(text: str) -> Invoice:
    """The text in every field that a client, a contract or the settings may fill."""
    party = Party(name=text, name_other=text, contact=text, phone=text, email=text, address=text)
    one = line("M1/package_fee/-", text, "1 month 60 60.00", store="S1")
    two = line("F1/seat_fee/-", text, "1 seat 40 40.00", store="S2")
    bank = replace(
        everything().provider.bank, name=text, account_name=text, account=text, swift=text
    )
    return invoice(
        replace(
            draft(one, two),
            client=party,
            provider=replace(party, bank=bank),
            store_names={"S1": text, "S2": text},
            charge_labels={"M1": text, "F1": text},
        )
    )


class _Shape(HTMLParser):
    """The elements of a page with their attributes, its comments, and its text beside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[object] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append(tag)

    def handle_comment(self, data: str) -> None:
        self.elements.append(data)

    def handle_data(self, data: str) -> None:
        self.text += data


def _documents(text: str) -> tuple[Invoice | CreditNote, ...]:
    issued = _everywhere(text)
    return issued, credit_note(issued, reason=text, by=text)


@pytest.mark.parametrize("text", _HOSTILE)
def test_client_text_is_text(text: str) -> None:
    """The page has the same elements whatever a client wrote, and shows what was written."""
    for hostile, plain in zip(_documents(text), _documents("x"), strict=True):
        shape = _Shape(letter(hostile, attachments=(text,)).html)
        assert shape.elements == _Shape(letter(plain, attachments=("x",)).html).elements
        assert shape.text.count(one_line(text)) >= 8


@pytest.mark.parametrize("text", _HOSTILE)
def test_client_text_is_one_line(text: str) -> None:
    """The plain text has as many lines as it has with a plain name: none of them the client's."""
    for hostile, plain in zip(_documents(text), _documents("x"), strict=True):
        said = letter(hostile, attachments=(text,)).plain
        assert len(said.splitlines()) == len(letter(plain, attachments=("x",)).plain.splitlines())
        assert said.count(one_line(text)) >= 8


def _sent(subject: str) -> EmailMessage:
    """What a mail program reads, of a message with that subject."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message.set_content("body")
    read = message_from_bytes(message.as_bytes(), policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


_SENT_HEADERS = ["Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


@pytest.mark.parametrize("text", _HOSTILE)
def test_a_subject_is_one_header(text: str) -> None:
    """What a mail program reads is the subject as it was, and no header beside it."""
    for document in _documents(text):
        subject = letter(document).subject
        read = _sent(subject)
        assert sorted(read.keys()) == sorted(_SENT_HEADERS)
        assert str(read["Subject"]) == subject


@given(st.text(st.characters(), max_size=40))
def test_no_name_breaks_a_subject(name: str) -> None:
    """Any characters at all, halves of characters included."""
    for document in _documents(name or "x"):
        said = letter(document)
        assert said.subject.splitlines() == [said.subject]
        assert sorted(_sent(said.subject).keys()) == sorted(_SENT_HEADERS)
        assert (said.plain + said.html).encode()


def _own(folder: Path, name: str, text: str) -> Stationery:
    (folder / name).write_text(text, encoding="utf-8")
    return Stationery(templates=folder)


@pytest.mark.parametrize("name", ["mail.txt", "mail.html"])
@pytest.mark.parametrize(
    "body",
    [
        "{{ mail.__class__.__mro__ }}",
        "{{ mail.nothing }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% include '../secret.html' %}",
        "{% include '/etc/passwd' %}",
        "{% if %}",
    ],
)
def test_a_template_is_kept_in_its_folder(tmp_path: Path, name: str, body: str) -> None:
    """Neither Python nor another folder can be reached; a name that is not there is told."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    with pytest.raises(RenderError) as caught:
        letter(invoice(english()), _own(folder, name, body))
    assert caught.value.code == "letter_failed"
    assert caught.value.values["name"] == "INV-2026-000123"


def test_a_workspace_may_have_its_own_words(tmp_path: Path) -> None:
    """The workspace's template goes before the shipped one; the other form stays."""
    own = _own(tmp_path, "mail.txt", "\n{{ mail.client }} owes {{ mail.due.value }} & no more\n\n")
    said = letter(invoice(english()), own)
    assert said.plain == ("Éxample Home Łtd. — Straße & Søns (Shanghai) owes ¥6,996.00 & no more\n")
    assert said.html == letter(invoice(english())).html


_QUIET: dict[str, Callable[[str], bool]] = {
    "an address": lambda html: "//" in html,
    "a picture": lambda html: "<img" in html or "url(" in html,
    "a link": lambda html: "href" in html or "src" in html,
    "a script": lambda html: "<script" in html,
}


@pytest.mark.parametrize("what", list(_QUIET))
def test_nothing_is_loaded_and_nothing_tracks(what: str) -> None:
    """No part of the mail is fetched, so nobody learns that it was opened."""
    for language in ("zh", "en", "zh-en"):
        of = everything(language)
        assert not _QUIET[what](letter(invoice(of), attachments=("a.pdf",)).html)


def test_templates_keep_client_text_out_of_attributes() -> None:
    """In a tag only our own colours, styles and language tags are filled in."""
    source = (assets.folder("templates") / "mail.html").read_text(encoding="utf-8")
    tags = [part.partition(">")[0] for part in source.split("<")[1:]]
    filled = {name.split("}}")[0].strip() for tag in tags for name in tag.split("{{")[1:]}
    spaces = "'24px' if loop.last else '4px'"
    ours = {"accent", "cell", "grey", "look", "mail.tag", "space", "style", "text", spaces}
    assert filled == ours
