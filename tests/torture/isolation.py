"""A workspace whose every text field bears its client's own token, and what stands in its files."""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
from openpyxl import Workbook, load_workbook

from billing.register import write

MONTH = "2026-10"
MODES = ("fixed", "commission", "receptions", "orders", "daily", "monthly", "project")
SETTINGS = """
first_month = "2026-10"
language = "en"
issue_date = 2026-11-02
[provider]
name = "示例客服"
name_en = "Sample Provider"
[paper]
detail = "always"
[thresholds]
refunds = 99
constant = false
rising = false
[mail]
send = "run"
from = "billing@provider.example"
folder = "sent"
report_to = ["finance@provider.example"]
per_minute = 60000
"""
_DAYS = [f"{MONTH}-{day:02}" for day in range(1, 32)]
Rows = dict[str, list[dict[str, str]]]
Table = Sequence[Sequence[object]]

# The fields whose token the client's own papers must show, and those that nothing may show.
ON_PAPER = ("NAME", "ADDRESS", "CONTACT", "CONTRACT", "REASON")
HIDDEN = ("NOTE", "BY", "AGENT")


def token(n: int) -> str:
    """Five letters that no word holds, and no other token."""
    return f"ZK{chr(65 + n // 26)}{chr(65 + n % 26)}Q"


def _client(own: str) -> dict[str, str]:
    return {
        "client": own,
        "name": f"{own}NAME Ltd",
        "short_name": f"{own}SHORT",
        "address": f"{own}ADDRESS Road 1",
        "bank": f"{own}BANK",
        "account": f"{own}ACCOUNT",
        "phone": f"{own}PHONE",
        "contact": f"{own}CONTACT",
        "contract_number": f"{own}CONTRACT",
        "note": f"{own}NOTE",
        "email_to": f"to@{own.lower()}.example",
        "email_cc": f"cc@{own.lower()}.example",
        "language": "en",
        "tax_rate": "6%",
        "price_basis": "exclusive",
    }


def _terms(mode: str, own: str) -> tuple[str, dict[str, str]]:
    """The sheet and the columns of its own."""
    store = {"store": f"{own}STORE"}
    return {
        "fixed": ("Fixed", {"seats": "2", "price": "2600"}),
        "commission": (
            "Commission",
            {**store, "seats": "1", "base": "1500", "method": "flat", "rate": "2%"},
        ),
        "receptions": ("Receptions", {**store, "method": "flat", "price": "1.20"}),
        "orders": ("Orders", {**store, "method": "flat", "price": "2.00"}),
        "daily": ("Daily", {**store, "headcount": "peak", "rates": "R", "default_kind": "day"}),
        "monthly": (
            "Monthly",
            {**store, "fee": "800", "metric": "receptions", "included": "100",
             "overage_price": "1.20", "unused": "carry_over", "carry_months": "2"},
        ),
        "project": ("Project", {"project": f"{own}PROJECT", "fee": "6200"}),
    }[mode]  # fmt: skip


def rows(owns: Sequence[str]) -> Rows:
    """The register: the modes in turn."""
    found: Rows = {
        "Clients": [_client(own) for own in owns],
        "Stores": [
            {"client": own, "store": f"{own}STORE", "platform": f"{own}PLATFORM"} for own in owns
        ],
        "Day rates": [{"rates": "R", "kind": "day", "price": "200"}],
    }
    for place, own in enumerate(owns):
        sheet, terms = _terms(MODES[place % len(MODES)], own)
        charge = {"charge": f"{own}-1", "client": own, "label": f"{own}LABEL"}
        found.setdefault(sheet, []).append({**charge, "start": "2026-01-01", **terms})
    return found


def _usage(mode: str, own: str) -> Table | None:
    store, agent = f"{own}STORE", f"{own}AGENT"
    match mode:
        case "commission":
            head = ["date", "store", "agent", "attributed sales", "refunds"]
            return [head, [_DAYS[0], store, agent, 80000, 1234]]
        case "receptions" | "monthly":
            head = ["date", "store", "agent", "receptions"]
            return [head, *([day, store, agent, 100] for day in _DAYS)]
        case "orders":
            head = ["date", "store", "orders", "cancelled", "full refunds"]
            return [head, [MONTH, store, 1000, 20, 30]]
        case "daily":
            return [["date", "store", "peak headcount"], *([day, store, 2] for day in _DAYS)]
        case _:
            return None


_EVENT = ["date", "client", "charge", "event", "amount", "reason", "by", "reference"]


def make(root: Path, count: int) -> tuple[str, ...]:
    """The workspace on disk: a file a client, named by its token, and events of all in one."""
    owns = tuple(token(n) for n in range(count))
    (root / "inbox").mkdir(parents=True)
    (root / "billing.toml").write_text(SETTINGS, encoding="utf-8")
    write(root / "contracts.xlsx", rows(owns), "en")
    for place, own in enumerate(owns):
        table = _usage(MODES[place % len(MODES)], own)
        if table:
            save(root / "inbox" / f"{own}FILE.xlsx", table)
    events = [
        ["2026-10-09", own, f"{own}-1", "adjustment", -7, f"{own}REASON", f"{own}BY", f"{own}REF"]
        for own in owns
    ]
    save(root / "inbox" / "events.xlsx", [_EVENT, *events])
    return owns


def save(path: Path, table: Sequence[Sequence[object]]) -> None:
    """A workbook of one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None, "a new book has a sheet"
    for row in table:
        page.append(list(row))
    book.save(path)


def pdf_text(content: bytes) -> str:
    """All text of a PDF, its properties and attachments' names too; broken words joined."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join([*pages, *document.get_metadata_dict().values()])


def workbook_text(content: bytes) -> str:
    """All cells, names of sheets, comments and properties of a workbook."""
    book = load_workbook(io.BytesIO(content))
    said = [str(vars(book.properties))]
    for sheet in book.worksheets:
        said.append(sheet.title)
        for row in sheet.iter_rows():
            said += [str(cell.value) for cell in row if cell.value is not None]
    return "\n".join(said)


def mail_text(content: bytes) -> str:
    """Headers, bodies, names of attachments and their contents."""
    mail = message_from_bytes(content, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    said = [f"{name}: {value}" for name, value in mail.items()]
    for part in mail.walk():
        if part.is_multipart():
            continue
        raw = part.get_payload(decode=True)
        assert isinstance(raw, bytes)
        said += [part.get_filename() or "", text_of(part.get_filename() or "x.txt", raw)]
    return "\n".join(said)


def text_of(name: str, content: bytes) -> str:
    """What a file says, by its suffix."""
    read = {".pdf": pdf_text, ".xlsx": workbook_text, ".eml": mail_text}.get(Path(name).suffix)
    return read(content) if read else content.decode("utf-8")


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """A billed workspace, file by file."""

    root: Path
    owns: tuple[str, ...]

    @cached_property
    def report(self) -> Mapping[str, Any]:
        """The run.json."""
        path = self.root / "outbox" / MONTH / "run.json"
        return dict(json.loads(path.read_text(encoding="utf-8")))

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file that a client gets, with its owner: by the number or code in its name."""
        outbox = self.root / "outbox" / MONTH
        for path in sorted(outbox.rglob("*")):
            if path.is_file() and path.name not in ("summary.xlsx", "run.json", "drafts.xlsx"):
                yield self._owner(path), path
        for path in sorted((self.root / "sent").glob("*.eml")):
            if "finance@" not in path.name:
                yield path.name.partition("@")[2][:5].upper(), path

    def _owner(self, path: Path) -> str:
        if path.suffix == ".eml":
            mail = message_from_bytes(path.read_bytes(), policy=SMTP)
            to = str(mail["To"])
            return "" if "finance@" in to else to.partition("@")[2][:5].upper()
        found = re.search(r"(ZK[A-Z]{2}Q)", path.name)
        if not found and path.parent.name == "returned":
            return ""  # a file of several clients, given back to finance
        assert found, path
        return found[1]


def tokens(text: str) -> set[str]:
    """Whose tokens stand in a text, whatever their case and however a line was broken."""
    return set(re.findall(r"ZK[A-Z]{2}Q", text.upper()))
