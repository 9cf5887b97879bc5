"""The detail workbook of an invoice or draft: its lines, and every annex table with all its rows.

What stands in it is decided here, from the draft alone; how it is written, in `detail_sheets`.
"""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from billing import __version__, money
from billing.invoice import Annex, AnnexCell, DraftInvoice, Invoice, Line
from billing.render import annexes, detail_sheets, figures
from billing.render.annexes_together import together
from billing.render.descriptions import described
from billing.render.detail_cells import Cells, Fact, Number, Sum, Value
from billing.render.detail_forms import currency_form, digits, form_of
from billing.render.detail_sheets import Sheet
from billing.render.facts import to_pay
from billing.render.labels import Labels
from billing.render.stationery import PLAIN, Stationery
from billing.settings import Detail, PaperSettings

Detailed = Invoice | DraftInvoice  # what has a detail workbook

_HEADS = (
    "label.item", "column.store", "label.charge", "column.from", "column.to", "label.quantity",
    "label.unit", "label.unit_price", "label.amount", "label.working",
)  # fmt: skip
_PERCENT = ("net_sales",)  # units whose price is a share


def file_name(document: Detailed) -> str:
    """`INV-2026-000123_C001_detail.xlsx`; of a draft `C001_DRAFT_detail.xlsx`."""
    if isinstance(document, DraftInvoice):
        return f"{document.client.code}_DRAFT_detail.xlsx"
    return f"{document.number}_{document.draft.client.code}_detail.xlsx"


def _content(document: Detailed) -> DraftInvoice:
    return document if isinstance(document, DraftInvoice) else document.draft


def _number(document: Detailed, labels: Labels) -> str:
    """The number; of a draft, that it is one."""
    return labels.plain("label.draft") if isinstance(document, DraftInvoice) else document.number


def is_wanted(draft: DraftInvoice, kept: Detail) -> bool:
    """Whether the invoice has a detail workbook: by the settings, and by its longest table."""
    match kept:
        case "long":
            return any(annexes.is_long(annex) for annex in together(draft))
        case "always":
            return True
        case "never":
            return False


def detail_workbook(document: Detailed, stationery: Stationery = PLAIN) -> bytes:
    """The workbook; the same bytes for the same invoice, title and colour.

    That of a draft says so in its name, its title and at the foot of each page. Text is text, also
    where a client's begins with `=`. Sums are formulas, and their values stand beside them for
    readers that compute none.
    """
    draft = _content(document)
    labels = Labels(draft.language)
    number = _number(document, labels)
    pages = (
        _lines(document, stationery.paper, labels),
        *(
            _table(place, annex, draft, number, labels)
            for place, annex in enumerate(together(draft), 1)
        ),
    )
    made = document.issue_date if isinstance(document, Invoice) else draft.period.last
    return detail_sheets.workbook(pages, draft, number, made, stationery.paper.colour)


def writer() -> str:
    """The versions that make the bytes of a workbook what they are."""
    from xlsxwriter import __version__ as xlsxwriter  # noqa: PLC0415

    return f"billing {__version__}, xlsxwriter {xlsxwriter}"


# --- The lines --------------------------------------------------------------------------------


def _lines(document: Detailed, paper: PaperSettings, labels: Labels) -> Sheet:
    draft = _content(document)
    marked = (labels.plain("label.draft"),) if isinstance(document, DraftInvoice) else ()
    return Sheet(
        name=labels.plain("label.lines"),
        title=" · ".join((*marked, _title(paper, labels), labels.plain("label.detail"))),
        facts=tuple(_facts(document, labels)),
        heads=tuple(labels.plain(code) for code in _HEADS),
        rows=tuple(_line(line, draft, labels) for line in draft.lines),
        totals=tuple(_totals(draft, labels)),
        notes=(labels.plain(f"label.basis_{draft.price_basis}"),),
    )


def _title(paper: PaperSettings, labels: Labels) -> str:
    match labels.language:
        case "zh":
            return paper.title_zh
        case "en":
            return paper.title_en
        case "zh-en":
            return f"{paper.title_zh} {paper.title_en}"


def _facts(document: Detailed, labels: Labels) -> Iterator[tuple[Fact, ...]]:
    """Names, which may be long, in rows of their own; the others two by two."""
    draft = _content(document)

    def fact(label: str, text: object) -> Fact:
        return labels.plain(f"label.{label}"), str(text)

    if isinstance(document, DraftInvoice):
        yield (fact("draft", labels.plain("letter.draft")),)
    yield (fact("client", f"{draft.client.name} ({draft.client.code})"),)
    yield (fact("provider", draft.provider.name),)
    if isinstance(document, Invoice):
        yield fact("number", document.number), fact("revision", document.revision)
    days = f"{draft.period.start} – {draft.period.last}"
    yield fact("service_period", days), fact("contract", draft.contract_number or "–")
    if isinstance(document, Invoice):
        due = (fact("due_date", document.due_date),) if to_pay(draft) else ()
        yield fact("issue_date", document.issue_date), *due
    yield (fact("currency", draft.currency),)


def _line(line: Line, draft: DraftInvoice, labels: Labels) -> Cells:
    return (
        described(line.description, draft.language),
        draft.store_names.get(line.store, line.store),
        draft.charge_labels.get(line.charge, line.charge),
        line.period.start,
        line.period.last,
        _quantity(line, draft),
        labels.known("unit", line.unit).striptags(),
        _price(line),
        Number(line.amount, currency_form(draft.currency)),
        figures.arithmetic(line.working),
    )


def _quantity(line: Line, draft: DraftInvoice) -> Number:
    """Sales are money, and show its minor unit."""
    least = money.places(draft.currency) if line.unit in _PERCENT else 0
    return Number(line.quantity, form_of(line.quantity, least))


def _price(line: Line) -> Number:
    if line.unit in _PERCENT:
        return Number(line.unit_price, form_of(line.unit_price * 100) + "%")
    return Number(line.unit_price, form_of(line.unit_price, 2))


def _totals(draft: DraftInvoice, labels: Labels) -> Iterator[Cells]:
    """The sum of the lines; net and tax, which make the gross; the amount due."""
    sums, count = draft.totals, len(draft.lines)
    rate = {"rate": figures.percentage(sums.tax_rate)}

    def row(label: str, value: Value) -> Cells:
        return (labels.say(f"label.{label}", rate).striptags(), *("",) * 7, value, "")

    form = currency_form(draft.currency)
    yield row("lines_sum", Sum(0, count - 1, sums.subtotal, form))
    yield row("net", Number(sums.net, form))
    yield row("tax", Number(sums.tax, form))
    yield row("gross", Sum(count + 1, count + 2, sums.gross, form))
    if sums.prepaid_applied:
        yield row("prepaid_applied", Number(-sums.prepaid_applied, form))
    last = count + 4 if sums.prepaid_applied else count + 3
    yield row("amount_due", Sum(count + 3, last, sums.amount_due, form))


# --- An annex table ---------------------------------------------------------------------------


def _table(place: int, annex: Annex, draft: DraftInvoice, number: str, labels: Labels) -> Sheet:
    title = labels.known("annex", annex.code)
    where = (annexes.way(annex, draft), number, draft.month)
    return Sheet(
        name=f"{place} {title.striptags()}",
        title=title.striptags(),
        facts=(((" · ".join(part for part in where if part), ""),),),
        heads=tuple(labels.known("column", name).striptags() for name in annex.columns),
        rows=_in_rows([_column(annex, column, draft, labels) for column in _places(annex)]),
        totals=_in_rows([_total(annex, column, draft, labels) for column in _places(annex)]),
        notes=tuple(_notes(annex, labels)),
    )


def _places(annex: Annex) -> range:
    return range(len(annex.columns))


def _in_rows(columns: list[list[Value]]) -> tuple[Cells, ...]:
    return tuple(zip(*columns, strict=True))


def _column(annex: Annex, place: int, draft: DraftInvoice, labels: Labels) -> list[Value]:
    name = annex.columns[place]
    form = _column_form(annex, place, draft)
    return [_cell(row[place], name, form, draft, labels) for row in annex.rows]


def _total(annex: Annex, place: int, draft: DraftInvoice, labels: Labels) -> list[Value]:
    """The total of a column: a formula where it is the sum of the rows above."""
    if not annex.totals:
        return []
    total, form = annex.totals[place], _column_form(annex, place, draft)
    above = [row[place] for row in annex.rows]
    if isinstance(total, int | Decimal) and _adds_up(above, total):
        return [Sum(0, len(above) - 1, total, form)]
    return [_cell(total, annex.columns[place], form, draft, labels)]


def _adds_up(above: list[AnnexCell], total: int | Decimal) -> bool:
    figures = [cell for cell in above if isinstance(cell, int | Decimal)]
    others = [cell for cell in above if not isinstance(cell, int | Decimal)]
    return bool(figures) and not any(others) and sum(figures) == total


def _column_form(annex: Annex, place: int, draft: DraftInvoice) -> str:
    name = annex.columns[place]
    cells = [row[place] for row in (*annex.rows, *([annex.totals] if annex.totals else []))]
    return digits(annexes.decimals(name, cells, draft), "#,##0" if annexes.is_money(name) else "0")


def _cell(cell: AnnexCell, column: str, form: str, draft: DraftInvoice, labels: Labels) -> Value:
    if isinstance(cell, int | Decimal):
        return Number(cell, form)
    if isinstance(cell, str):
        found = annexes.word(cell, column, draft, labels)
        return found.striptags() if isinstance(found, Markup) else found
    return cell


def _notes(annex: Annex, labels: Labels) -> Iterator[str]:
    if annex.headers:
        yield f"{labels.plain('label.headers')}: {' · '.join(annex.headers)}"
    for note in annex.notes:
        yield labels.note(note).striptags()
