"""The pictures of docs/gallery.md, after `make demo`.

    python tools/gallery.py DEMO FOLDER

DEMO is the billed sample workspace. Invoices and their letters are its own. The credit note and the
second revision are drafted here, from an invoice whose adjustment is to be another; so is the one
that is paid from a prepayment, on paper with a logo and a seal, both drawn here. None of them is
kept in its ledger.
"""

import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from billing.cli.opening import opened
from billing.correction import replaced, turned_round
from billing.invoice import CreditNote, DraftInvoice, Invoice
from billing.ledger import open_ledger
from billing.money import ZERO, rounded
from billing.month import Workspace
from billing.render import Stationery, press, render
from billing.render.letter import letter
from billing.words import in_words

MONTH = "2026-10"
SCALE = 1.3  # of 72 dots an inch
COLOURS = 64
MOST_PAGES = 2
FRAME = "#c8ccd2"
SCREEN = "@page { size: 632px 1600px; margin: 0 }"

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
PREPAID = "C008"
BROUGHT, PAID = Decimal("2000.00"), Decimal("3000.00")
LETTER = "C018"
STAR = tuple(
    (radius * sin(place * pi / 5), -radius * cos(place * pi / 5))
    for place, radius in enumerate((110, 42) * 5)
)
INK, RED = (31, 78, 121, 255), (200, 30, 30, 220)
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
    with tempfile.TemporaryDirectory() as pictures:
        save(render(prepaid(workspace), branded(workspace, Path(pictures))), folder / "prepaid.png")
    letter_picture(billed(workspace, LETTER), workspace.stationery, folder / "letter.png")


def save(content: bytes, file: Path) -> None:
    """The first pages of a PDF side by side, each in a frame."""
    document = pypdfium2.PdfDocument(BytesIO(content))
    pages = [
        ImageOps.expand(document[place].render(scale=SCALE).to_pil(), border=1, fill=FRAME)
        for place in range(min(len(document), MOST_PAGES))
    ]
    width, height = pages[0].size
    sheet = Image.new("RGB", (width * len(pages) + 16 * (len(pages) - 1), height), "white")
    for place, page in enumerate(pages):
        sheet.paste(page, (place * (width + 16), 0))
    keep(sheet, file)


def keep(picture: Image.Image, file: Path) -> None:
    """The picture, in few colours."""
    picture.quantize(COLOURS, kmeans=1).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size} bytes")


def billed(workspace: Workspace, client: str) -> Invoice:
    """A client's invoice of the month."""
    with open_ledger(workspace.ledger, workspace.settings.numbering) as ledger:
        invoice = ledger.invoice_of(client, MONTH)
    assert invoice is not None, "the samples were billed"
    return invoice


def prepaid(workspace: Workspace) -> Invoice:
    """An invoice that uses what was paid ahead: some of it before the month, some of it in it."""
    invoice = billed(workspace, PREPAID)
    draft, ahead = invoice.draft, BROUGHT + PAID
    used = min(draft.totals.gross, ahead)
    due = draft.totals.gross - used
    before, after = draft.balances_before, draft.balances_after
    draft = replace(
        draft,
        totals=replace(draft.totals, prepaid_applied=used, amount_due=due),
        amount_words=in_words(due, draft.currency, draft.language),
        brought_forward=replace(before, prepayment=BROUGHT),
        balances_before=replace(before, prepayment=ahead),
        balances_after=replace(after, prepayment=ahead - used),
    )
    return replace(invoice, draft=draft)


def branded(workspace: Workspace, pictures: Path) -> Stationery:
    """The workspace's paper with a logo and a seal."""
    logo = Image.new("RGBA", (900, 200), (255, 255, 255, 0))
    pen = ImageDraw.Draw(logo)
    pen.ellipse((20, 20, 180, 180), outline=INK, width=24)
    pen.ellipse((84, 84, 116, 116), fill=INK)
    pen.rounded_rectangle((220, 60, 560, 90), 15, fill=INK)
    pen.rounded_rectangle((220, 115, 460, 140), 12, fill=(*INK[:3], 140))
    logo.crop((0, 0, 580, 200)).save(pictures / "logo.png")
    seal = Image.new("RGBA", (480, 480), (255, 255, 255, 0))
    pen = ImageDraw.Draw(seal)
    pen.ellipse((12, 12, 468, 468), outline=RED, width=16)
    pen.polygon([(240 + x, 240 + y) for x, y in STAR], fill=RED)
    seal.save(pictures / "seal.png")
    look = workspace.stationery
    return replace(look, templates=pictures, logo="logo.png", seal="seal.png")


def letter_picture(invoice: Invoice, look: Stationery, file: Path) -> None:
    """The letter as a mail program shows it, in the paper's fonts."""
    press.press(look)  # before WeasyPrint is imported, which then knows the shipped fonts only
    import weasyprint  # noqa: PLC0415

    page = weasyprint.HTML(
        string=letter(invoice, look, (f"{invoice.number}_{invoice.draft.client.code}.pdf",)).html
    )
    content = page.write_pdf(stylesheets=[weasyprint.CSS(string=SCREEN)])
    drawn = pypdfium2.PdfDocument(BytesIO(content))[0].render(scale=SCALE).to_pil()
    *_, bottom = ImageOps.invert(drawn.convert("L")).getbbox() or (0, 0, 0, drawn.height)
    keep(ImageOps.expand(drawn.crop((0, 0, drawn.width, bottom + 20)), 1, FRAME), file)


def corrections(workspace: Workspace) -> tuple[CreditNote, Invoice]:
    """A credit note for an invoice, and the invoice that takes its place."""
    invoice = billed(workspace, CORRECTED)
    with open_ledger(workspace.ledger, workspace.settings.numbering) as ledger:
        last = ledger.invoices(MONTH)[-1].number
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
