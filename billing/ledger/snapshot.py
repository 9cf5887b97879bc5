"""An invoice as text and back again, without loss; what an approval is for; what has changed.

The text is JSON in the shape of the nouns: decimals are strings with every place they had,
dates ISO text. Cells of annex tables, which may be of several types, carry theirs:
`{"decimal": "1.20"}`, `{"date": "2026-10-01"}`.
"""

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from billing.balance import Balances
from billing.invoice import AnnexCell, CreditNote, DraftInvoice, Invoice, Line
from billing.money import ZERO

_INVOICE = TypeAdapter(Invoice)
_CREDIT_NOTE = TypeAdapter(CreditNote)
_DRAFT = TypeAdapter(DraftInvoice)
_BALANCES = TypeAdapter(Balances)

# A file that changed in another client's rows leaves this client's bill as it was.
_NOT_ON_THE_BILL = ("sources", "register_hash", "usage_hash", "mail_to", "mail_cc")


def invoice_text(invoice: Invoice) -> str:
    """The whole invoice, to be printed again from this alone. Mappings keep their order."""
    return _document(_INVOICE.dump_python(invoice, mode="json"), invoice.draft)


def invoice_of_text(text: str) -> Invoice:
    """The invoice that `invoice_text` wrote, equal in every field."""
    invoice = _INVOICE.validate_python(_content(text))
    assert_sums(invoice.draft)
    return invoice


def credit_note_text(note: CreditNote) -> str:
    """The whole credit note, as `invoice_text`."""
    return _document(_CREDIT_NOTE.dump_python(note, mode="json"), note.draft)


def credit_note_of_text(text: str) -> CreditNote:
    """The credit note that `credit_note_text` wrote, equal in every field."""
    note = _CREDIT_NOTE.validate_python(_content(text))
    assert_sums(note.draft)
    return note


def _document(content: dict[str, Any], draft: DraftInvoice) -> str:
    assert_sums(draft)
    content["draft"]["annex"] = _annex(draft)
    return _written(content)


def _content(text: str) -> Any:
    content = json.loads(text)
    for table in content["draft"]["annex"]:
        table["rows"] = [[_cell(cell) for cell in row] for row in table["rows"]]
        table["totals"] = [_cell(cell) for cell in table["totals"]]
    return content


def balances_text(balances: Balances) -> str:
    """Balances as JSON."""
    return _written(_BALANCES.dump_python(balances, mode="json"))


def balances_of_text(text: str) -> Balances:
    """The balances that `balances_text` wrote."""
    return _BALANCES.validate_json(text)


def draft_hash(draft: DraftInvoice) -> str:
    """What an approval is for: sha256 over all that the client would read on the paper.

    Parties, terms, lines with their workings, totals, annex, notes, comparison and balances.
    Left out are the names and hashes of files and the addresses of cells: the same figures from
    a file saved anew are the same bill.
    """
    content = _DRAFT.dump_python(draft, mode="json", exclude=set(_NOT_ON_THE_BILL))
    content["annex"] = _annex(draft)
    for line in content["lines"]:
        del line["sources"]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def same_input(issued: DraftInvoice, now: DraftInvoice) -> bool:
    """Whether an issued month would be billed the same from today's register and usage.

    Lines are compared too, for what the two hashes do not cover, such as a table of tiers that
    several clients share. With other balances brought in, lines may differ without any change
    of input, so then the hashes alone decide.
    """
    if (issued.register_hash, issued.usage_hash) != (now.register_hash, now.usage_hash):
        return False
    if issued.balances_before != now.balances_before:
        return True
    return [_figures(line) for line in issued.lines] == [_figures(line) for line in now.lines]


def assert_sums(draft: DraftInvoice) -> None:
    """Lines sum to the subtotal, and the totals to one another; only a programmer breaks it."""
    totals = draft.totals
    assert sum((line.amount for line in draft.lines), ZERO) == totals.subtotal, draft.client.code
    assert totals.net + totals.tax == totals.gross, draft.client.code
    assert totals.gross - totals.prepaid_applied == totals.amount_due, draft.client.code


def _figures(line: Line) -> tuple[str | Decimal, ...]:
    return (line.key, line.code, line.quantity, line.unit, line.unit_price, line.amount)


def _annex(draft: DraftInvoice) -> list[dict[str, Any]]:
    tables = _DRAFT.dump_python(draft, mode="json", include={"annex"})["annex"]
    for content, table in zip(tables, draft.annex, strict=True):
        content["rows"] = [[_tagged(cell) for cell in row] for row in table.rows]
        content["totals"] = [_tagged(cell) for cell in table.totals]
    return list(tables)


def _tagged(cell: AnnexCell) -> str | int | dict[str, str]:
    match cell:
        case Decimal():
            return {"decimal": str(cell)}
        case date():
            return {"date": cell.isoformat()}
        case _:
            return cell


def _cell(content: str | int | dict[str, str]) -> AnnexCell:
    if not isinstance(content, dict):
        return content
    ((kind, text),) = content.items()
    return Decimal(text) if kind == "decimal" else date.fromisoformat(text)


def _written(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
