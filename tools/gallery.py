"""The pictures of docs/gallery.md, after `make demo`.

    python tools/gallery.py DEMO FOLDER

DEMO is the billed sample workspace. Invoices are its own; the credit note and the second revision
are drafted here, from an invoice whose adjustment is to be another, and not kept in its ledger.
"""

import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from billing.cli.opening import opened
from billing.correction import replaced, turned_round
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import open_ledger
from billing.money import ZERO, rounded
from billing.month import Workspace
from billing.render import render
from billing.words import in_words

MONTH = "2026-10"
SCALE = 1.3  # of 72 dots an inch
COLOURS = 64
MOST_PAGES = 2

# Which client of the samples shows what.
INVOICES = {
    "fixed": "C001",
    "commission": "C003",
    "monthly": "C009",
    "daily": "C011",
    "receptions": "C013",
    "orders": "C017",
    "project": "C019",
    "combination": "C010",
    "two-languages": "C018",
}
CORRECTED = "C004"
REASON = "漏接补偿应为 200.00 元，双方核对后重开"


def main(demo: Path, folder: Path) -> None:
    """Write every picture; those that are not made any more go."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    workspace = opened(demo)
    for name, client in INVOICES.items():
        (file,) = workspace.outbox(MONTH).glob(f"*_{client}.pdf")
        save(file.read_bytes(), folder / f"{name}.png")
    note, revision = corrections(workspace)
    save(render(note, workspace.stationery), folder / "credit-note.png")
    save(render(revision, workspace.stationery), folder / "second-revision.png")


def save(content: bytes, file: Path) -> None:
    """The first pages of a PDF side by side, each in a frame."""
    document = pypdfium2.PdfDocument(BytesIO(content))
    pages = [
        ImageOps.expand(document[place].render(scale=SCALE).to_pil(), border=1, fill="#c8ccd2")
        for place in range(min(len(document), MOST_PAGES))
    ]
    width, height = pages[0].size
    sheet = Image.new("RGB", (width * len(pages) + 16 * (len(pages) - 1), height), "white")
    for place, page in enumerate(pages):
        sheet.paste(page, (place * (width + 16), 0))
    sheet.quantize(COLOURS, kmeans=1).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size} bytes")


def corrections(workspace: Workspace) -> tuple[CreditNote, Invoice]:
    """A credit note for an invoice, and the invoice that takes its place."""
    with open_ledger(workspace.ledger, workspace.settings.numbering) as ledger:
        invoice = ledger.invoice_of(CORRECTED, MONTH)
        last = ledger.invoices(MONTH)[-1].number
    assert invoice is not None, "the samples were billed"
    day = invoice.issue_date + timedelta(days=4)
    note = CreditNote(
        number=following(last, 1),
        corrects=invoice.number,
        corrects_date=invoice.issue_date,
        issue_date=day,
        reason=REASON,
        by="财务部",
        draft=turned_round(invoice.draft),
    )
    draft = replace(
        compensated(invoice.draft, Decimal("-200.00")), replaces=replaced(invoice, note)
    )
    revision = Invoice(
        number=following(last, 2),
        revision=2,
        issue_date=day,
        due_date=day + timedelta(days=draft.payment_days),
        draft=draft,
    )
    return note, revision


def following(number: str, count: int) -> str:
    """The number that comes so many later."""
    series, _, place = number.rpartition("-")
    return f"{series}-{int(place) + count:06}"


def compensated(draft: DraftInvoice, amount: Decimal) -> DraftInvoice:
    """The draft with its adjustment at another amount; its prices exclude tax."""
    lines = tuple(
        replace(line, unit_price=amount, amount=amount, working=f"{amount} = {amount}")
        if line.code == "adjustment"
        else line
        for line in draft.lines
    )
    net = sum((line.amount for line in lines), ZERO)
    tax = rounded(net * draft.totals.tax_rate)
    due = net + tax - draft.totals.prepaid_applied
    totals = replace(draft.totals, subtotal=net, net=net, tax=tax, gross=net + tax, amount_due=due)
    words = in_words(due, draft.currency, draft.language)
    return replace(draft, lines=lines, totals=totals, amount_words=words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
