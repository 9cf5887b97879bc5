"""Script, markup, paths, headers, formulas and template language in every text field: text only."""

import json
import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import SMTP
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from billing.register import write
from tests.month.desk import Said, call
from tests.torture.isolation import MODES, MONTH, Outbox, make, pdf_text, rows, save, token

__all__ = ["call"]

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "style": "</style><style>*{display:none}</style>",
    "link": '<a href="javascript:alert(1)">pay</a>',
    "css": "url(file:///etc/passwd);}@import 'x'",
    "path": "../../../etc/passwd",
    "header": "x\nBcc: thief@evil.example",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "=cmd|'/C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(1)",
    "jinja": "{{ 7*191 }}{% for x in y %}",
    "python": "{0.__class__} %s %(x)s {client}",
    "rich": "[bold red]x[/] [link=http://evil.example]y[/link]",
    "entity": "&lt;b&gt; &amp; &#60;",
    "bidi": "\u202egnp.exe\u202c",
}
_FIELDS = ("name", "address", "contact", "phone", "bank", "account", "contract_number", "note")
_TAGS = {"script", "img", "iframe", "object", "form", "link", "base", "svg"}


class _Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.targets: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that a browser would obey."""
        self.tags.append(tag)
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]
        self.targets += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """What a reader sees."""
        self.said.append(data)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _workspace(root: Path) -> dict[str, str]:
    """A client a payload, in all of its free texts; the modes in turn."""
    owns = make(root, len(PAYLOADS))
    bad = dict(zip(owns, PAYLOADS.values(), strict=True))
    found = rows(owns)
    for row in found["Clients"]:
        payload = bad[row["client"]]
        row.update(dict.fromkeys(_FIELDS, payload))
        row["name"] = f"{payload} {row['client']}"
    for sheet in found.values():
        for row in sheet:
            row.update({name: bad[row["client"]] for name in ("label", "project") if name in row})
    write(root / "contracts.xlsx", found, "en")
    event = ["date", "client", "charge", "event", "amount", "reason", "by", "reference"]
    events = [
        ["2026-10-09", own, f"{own}-1", "adjustment", -7, payload, payload, f"{payload}{own}"]
        for own, payload in bad.items()
    ]
    save(root / "inbox" / "events.xlsx", [event, *events])
    for path in (root / "contracts.xlsx", root / "inbox" / "events.xlsx"):
        _as_text(path)
    return bad


def _as_text(path: Path) -> None:
    """What begins with = is text there, as where someone typed a quote before it."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
    book.save(path)


def test_a_payload_is_text_wherever_it_stands(tmp_path: Path, call: Callable[..., Said]) -> None:
    """Billed, and never obeyed by page, workbook, letter, mail, terminal or path.

    But for one: letters that turn the line round cannot be seen, and block their client.
    """
    root = tmp_path / "books"
    bad = _workspace(root)
    said = call("--workspace", str(root), "run", "--month", MONTH)
    assert "Traceback" not in said.err
    report = json.loads((root / "outbox" / MONTH / "run.json").read_text(encoding="utf-8"))
    blocked = {
        (bad[one["client"]], reason["code"])
        for one in report["clients"]
        if one["outcome"] != "issued"
        for reason in one["reasons"]
    }
    assert (PAYLOADS["bidi"], "register_hidden_letters") in blocked
    assert {payload for payload, _ in blocked} == {PAYLOADS["bidi"]}
    seen = Outbox(root=root, owns=tuple(bad))
    for owner, path in seen.files():
        match path.suffix:
            case ".pdf":
                _check_pdf(path, bad[owner])
            case ".xlsx":
                _check_book(path.read_bytes())
            case ".eml" if owner:
                _check_mail(path, bad[owner])
    _check_book((root / "outbox" / MONTH / "summary.xlsx").read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["books"]


def _check_pdf(path: Path, payload: str) -> None:
    """The payload is printed as it is, and the page has nothing that acts."""
    content = path.read_bytes()
    assert _squeezed(payload) in _squeezed(pdf_text(content)), path
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JS", "/Launch", "/JavaScript", "/OpenAction"} & set(thing.keys())
                assert "evil" not in str(thing.get("/URI", "")), path


def _check_book(content: bytes) -> None:
    """No formula, no link."""
    for sheet in load_workbook(BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                own = re.fullmatch(r"=SUM\([A-Z]+[0-9]+(:[A-Z]+[0-9]+)?\)", str(cell.value))
                assert cell.data_type != "f" or own, (sheet.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None or cell.hyperlink.location, cell.coordinate


def _check_mail(path: Path, payload: str) -> None:
    """The headers that we wrote and no other; a page without tags of the client's."""
    mail = message_from_bytes(path.read_bytes(), policy=SMTP)
    assert mail["Bcc"] is None
    assert all("evil.example" not in str(mail[header] or "") for header in ("To", "Cc", "From"))
    seen = ""
    for part in mail.walk():
        raw = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(raw, bytes):
            page = _Page()
            page.feed(raw.decode("utf-8"))
            assert not _TAGS & set(page.tags), page.tags
            assert not [one for one in page.targets if "java" in one or one.startswith("on")]
            seen += _squeezed("".join(page.said))
        if (file := part.get_filename()) is not None:
            assert "/" not in file
            assert file.endswith((".pdf", ".xlsx"))
            if file.endswith(".xlsx") and isinstance(raw, bytes):
                _check_book(raw)
    assert "1337" not in seen.replace(_squeezed(payload), "")


REFUSED = ("../../x", "..", ".", "a/b", "a\\b", "C:x", "账户", "a b", "x\ty", "x" * 300, "😀",
           "CON", "nul", "com1", "-rf", ".x", "a;b", "a'b")  # fmt: skip
TAKEN = ("C001", "0012", "a.b", "A_1", "x-y", "CONSUL", "x" * 40)


@pytest.mark.parametrize("code", [*REFUSED, *TAKEN])
def test_codes_that_could_be_no_file_name_are_refused(
    code: str, tmp_path: Path, call: Callable[..., Said]
) -> None:
    """A code is part of file names: what a file system would read otherwise blocks its row."""
    root = tmp_path / "books"
    make(root, 1)
    found = rows((token(0),))
    for sheet in found.values():
        for row in sheet:
            if row.get("client") == token(0):
                row["client"] = code
    write(root / "contracts.xlsx", found, "en")
    (root / "inbox" / "events.xlsx").unlink()
    said = call("--workspace", str(root), "preview", "--month", MONTH, "--json")
    drawn = sorted(path.name for path in root.glob("outbox/*/preview/*.pdf"))
    if code in TAKEN:
        assert (said.code, drawn) == (0, [f"{code}.pdf"])
    else:
        assert said.code == 3 or not json.loads(said.out)["clients"]
        assert drawn == []


NAMES = ("=cmd.xlsx", "-rf.xlsx", "$(touch x).xlsx", "a'b\"c.xlsx", "x" * 240 + ".xlsx",
         "😀.xlsx", "l\nBcc: thief@evil.example.xlsx", "<script>.xlsx", "[bold]x.xlsx",
         "{client}%s.xlsx", "CON.xlsx", "\x1b[2J.xlsx", "..x.xlsx")  # fmt: skip


def test_files_of_any_name_are_read_and_harm_nothing(
    tmp_path: Path, call: Callable[..., Said]
) -> None:
    """A file's name is text on paper, in the archive a hash, and on the terminal no command."""
    root = tmp_path / "books"
    owns = make(root, len(MODES))
    files = sorted((root / "inbox").glob("ZK*.xlsx"))
    (root / "inbox" / "events.xlsx").unlink()
    for round_ in range(0, len(NAMES), len(files)):
        for file, name in zip(files, NAMES[round_:], strict=False):
            new = root / "inbox" / name
            file.rename(new)
            file.with_name(name).rename(new)
        said = call("--workspace", str(root), "preview", "--month", MONTH)
        assert "Traceback" not in said.err
        assert "\x1b" not in said.out + said.err
        names = NAMES[round_ : round_ + len(files)]
        for file, name in zip(files, names, strict=False):
            (root / "inbox" / name).rename(file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["books"]
    assert len(owns) == len(MODES)
