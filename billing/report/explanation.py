"""How a figure came about, as plain text: amount, working, terms, cells, files, and the sums."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add

from billing import catalogue, money
from billing.balance import Balances
from billing.catalogue import Language
from billing.errors import BillingError
from billing.invoice import Annex, AnnexCell, CreditNote, DraftInvoice, Invoice, Line
from billing.report import said
from billing.report.columns import aligned, labelled
from billing.report.heading import heading
from billing.working import Working, number, percent, price

_Facts = list[tuple[str, str]]

_SHARES = ("net_sales", "sales")  # units whose price is a share


def explain(document: Invoice | CreditNote, line: str | int | None, language: Language) -> str:
    """One line of an invoice by its number, from 1, or its key; without one, all of them.

    A credit note names its invoice, whose lines it turns round; a revision, what it replaces.

    A key may be cut short where its beginning tells it from the others. Ends with the steps from
    the lines to the amount due. Raises BillingError for a line that is not there
    (`explain_unknown_line`) or a beginning of several keys (`explain_several_lines`).
    """
    draft = document.draft
    parts = [
        heading(document, language),
        *_lines(draft, _places(document, line), language),
        *_carried(draft, language),
        "\n".join(_totals(draft, language)),
    ]
    return "\n\n".join(parts)


def _places(document: Invoice | CreditNote, wanted: str | int | None) -> list[int]:
    """The places of the lines that are meant, from 0."""
    keys = [line.key for line in document.draft.lines]
    if wanted is None:
        return list(range(len(keys)))
    text = str(wanted)
    if text in keys:
        return [keys.index(text)]
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(keys):
        return [int(text) - 1]
    found = [place for place, key in enumerate(keys) if text and key.startswith(text)]
    values = {"number": document.number, "line": text, "count": len(keys)}
    if not found:
        raise BillingError("explain_unknown_line", **values)
    if len(found) > 1:
        listed = ", ".join(keys[place] for place in found)
        raise BillingError("explain_several_lines", **values, keys=listed)
    return found


def _lines(draft: DraftInvoice, places: list[int], language: Language) -> Iterator[str]:
    """A paragraph a line; each table of figures stands below the first line that it explains."""
    told: list[Annex] = []
    for place in places:
        line = draft.lines[place]
        tables = [
            annex
            for annex in draft.annex
            if annex not in told and annex.charge == line.charge and annex.store in ("", line.store)
        ]
        told += tables
        figures = (text for annex in tables for text in _figures(annex, language))
        yield "\n".join((*_line(draft, place, language), *figures))


def _line(draft: DraftInvoice, place: int, language: Language) -> Iterator[str]:
    line = draft.lines[place]
    yield said.word(
        "explain.line", language, number=place + 1, description=said.one_line(line.description)
    )
    yield from labelled(_facts(draft, line, language))


def _facts(draft: DraftInvoice, line: Line, language: Language) -> _Facts:
    unit = said.known("unit", line.unit, language)
    ranges = [str(source) for source in line.sources]
    facts = [
        ("amount", f"{draft.currency} {money.shown(line.amount, draft.currency)}"),
        ("working", line.working),
        ("quantity", f"{money.text(line.quantity)} {unit} x {_price(line, draft.currency)}"),
        ("charge", _charge(draft, line, language)),
        ("store", _named(line.store, draft.store_names.get(line.store, ""))),
        ("days", str(line.period)),
        ("key", line.key),
        ("cells", "\n".join(ranges) or said.word("explain.no_cells", language)),
        ("files", "\n".join(_files(draft, line, language))),
    ]
    return [(said.word(f"explain.{name}", language), text) for name, text in facts if text]


def _price(line: Line, currency: str) -> str:
    """`1.20`; a share of sales as a percentage, `1.5%`."""
    if line.unit in _SHARES:
        return percent(line.unit_price).text
    return money.text(line.unit_price, money.places(currency))


def _charge(draft: DraftInvoice, line: Line, language: Language) -> str:
    """The charge, how the contract words it, and the table by which its mode is known."""
    label = draft.charge_labels.get(line.charge, "")
    modes = dict.fromkeys(
        said.word(f"kind.{annex.code}", language)
        for annex in draft.annex
        if line.charge and annex.charge == line.charge
        if f"kind.{annex.code}" in catalogue.sentences()
    )
    return " · ".join(part for part in (_named(line.charge, label), *modes) if part)


def _named(code: str, name: str) -> str:
    return said.one_line(" ".join(part for part in (code, name) if part))


def _files(draft: DraftInvoice, line: Line, language: Language) -> Iterator[str]:
    """Each file of the line's cells, with its sha256."""
    hashes = {file.name: file.sha256 for file in draft.sources}
    for name in dict.fromkeys(source.file for source in line.sources):
        yield f"{name}  {hashes.get(name) or said.word('explain.unlisted', language)}"


def _figures(annex: Annex, language: Language) -> Iterator[str]:
    """The annex table of a charge, its columns in line."""
    title = said.known("annex", annex.code, language)
    yield f"  {said.word('explain.figures', language, title=title)}"
    heads = [said.known("column", name, language) for name in annex.columns]
    rows = [*annex.rows, *((annex.totals,) if annex.totals else ())]
    yield from aligned([heads, *([_cell(cell, language) for cell in row] for row in rows)])
    if annex.headers:
        headers = said.one_line(" · ".join(annex.headers))
        yield f"    {said.word('explain.headers', language)}: {headers}"


def _cell(cell: AnnexCell, language: Language) -> str:
    match cell:
        case int() | Decimal():
            return money.text(cell)
        case date():
            return cell.isoformat()
        case str():
            return said.one_line(said.known("column", cell, language))


def _carried(draft: DraftInvoice, language: Language) -> Iterator[str]:
    """What was carried into the month and on from it; nothing where nothing is carried."""
    brought = draft.brought_forward
    steps = [draft.balances_before, draft.balances_after]
    if brought is not None and _told(brought, draft) != _told(draft.balances_before, draft):
        steps.insert(0, brought)
    found = [dict(_amounts(balances, draft.currency, language)) for balances in steps]
    rows = [
        (name, " -> ".join(one.get(name, "0") for one in found))
        for name in dict.fromkeys(name for one in found for name in one)
    ]
    if rows:
        code = "explain.carried" if len(steps) == 2 else "explain.carried_entered"
        yield "\n".join([said.word(code, language), *labelled(rows)])


def _told(balances: Balances, draft: DraftInvoice) -> list[tuple[str, str]]:
    """Balances as they are told; what ran out unused may differ beside them."""
    return list(_amounts(balances, draft.currency, "en"))


def _amounts(balances: Balances, currency: str, language: Language) -> Iterator[tuple[str, str]]:
    for charge, carried in sorted(balances.charges.items()):
        if carried.quota:
            units = sum((left.units for left in carried.quota), Decimal(0))
            yield f"{said.word('balance.quota', language)} {charge}", money.text(units)
        if carried.net_sales:
            name = f"{said.word('balance.net_sales', language)} {charge}"
            yield name, money.shown(carried.net_sales, currency)
    if balances.credit:
        yield said.word("balance.credit", language), money.shown(balances.credit, currency)
    if balances.prepayment:
        yield said.word("balance.prepayment", language), money.shown(balances.prepayment, currency)


def _totals(draft: DraftInvoice, language: Language) -> Iterator[str]:
    """Each step with its arithmetic, in the order in which it is computed."""
    yield said.word("explain.totals", language)
    yield from labelled(
        (said.word(f"explain.{name}", language), _step(value, how, draft.currency))
        for name, value, how in steps(draft)
    )


def steps(draft: DraftInvoice) -> tuple[tuple[str, Decimal, Working], ...]:
    """Name, amount and arithmetic of each step; what prices include is taken out of the gross."""
    sums = draft.totals
    share, one = percent(sums.tax_rate), number(1)
    lines = [price(line.amount) for line in draft.lines] or [price(money.ZERO)]
    subtotal = price(sums.subtotal)
    if draft.price_basis == "exclusive":
        net, tax, gross = subtotal, price(sums.net) * share, price(sums.net) + price(sums.tax)
    else:
        net, tax, gross = subtotal / (one + share), subtotal - price(sums.net), subtotal
    due = price(sums.gross) - price(sums.prepaid_applied)
    return (
        ("sum_of_lines", sums.subtotal, reduce(add, lines)),
        ("net", sums.net, net),
        ("tax", sums.tax, tax),
        ("gross", sums.gross, gross),
        ("due", sums.amount_due, due),
    )


def _step(value: Decimal, how: Working, currency: str) -> str:
    """The amount and the arithmetic, which is not shown where it does not give the amount."""
    told = arithmetic(value, how, currency)
    shown = f"{currency} {money.shown(value, currency)}"
    return f"{shown} = {told}" if told else shown


def arithmetic(value: Decimal, how: Working, currency: str) -> str:
    """How a step came about; `round(...)` where it had to be rounded, empty where it does not."""
    if how.value == value:
        return how.text
    return f"round({how.text})" if money.rounded(how.value, currency) == value else ""
