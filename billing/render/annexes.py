"""The tables that lines were computed from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import compress, zip_longest

from markupsafe import Markup

from billing import catalogue, money
from billing.invoice import Annex, AnnexCell, DraftInvoice
from billing.render import figures
from billing.render.annexes_together import together
from billing.render.labels import Labels
from billing.render.page import Head, Table
from billing.settings import Detail

# Columns of money, which show at least the minor unit.
_MONEY = (
    "amount",
    "flat_fee",
    "month_fee",
    "net",
    "net_sales",
    "net_sales_carried",
    "price",
    "refunds",
    "sales",
    "silent_sales",
)

# Rows that are printed; a longer table stands in the detail workbook. 200 rows are four pages at
# most; nobody adds more of them up by eye, and each costs the time of its cells.
LONGEST = 200

_NARROW = 5  # columns that fit on half the width
_SHORT = 14  # rows; more of them stand two by two

_Row = tuple[str | Markup, ...]


def tables(draft: DraftInvoice, labels: Labels, kept: Detail, file: str) -> tuple[Table, ...]:
    """The annex tables in the draft's order; of those in the detail workbook, totals and its name.

    `file` is empty while the draft has no number.
    """
    found = tuple(map(_filled, together(draft)))
    halved = {annex.columns for annex in found if _is_halved(annex)}
    return tuple(
        _short(annex, draft, labels, file)
        if kept != "never" and is_long(annex)
        else _table(annex, draft, labels, two=annex.columns in halved and len(annex.rows) > 1)
        for annex in found
    )


def _is_halved(annex: Annex) -> bool:
    """Whether the rows stand two by two; shorter tables with the same columns follow, to align."""
    return len(annex.columns) <= _NARROW and len(annex.rows) > _SHORT


def _filled(annex: Annex) -> Annex:
    """The table without the columns that are empty in every row."""
    rows = _all_rows(annex)
    kept = [any(cell != "" for cell in column) for column in zip(*rows, strict=True)]
    if not any(kept):
        return annex
    return replace(
        annex,
        columns=tuple(compress(annex.columns, kept)),
        rows=tuple(tuple(compress(row, kept)) for row in annex.rows),
        totals=tuple(compress(annex.totals, kept)),
    )


def is_long(annex: Annex) -> bool:
    """Whether the table has more rows than are printed."""
    return len(annex.rows) > LONGEST


def _short(annex: Annex, draft: DraftInvoice, labels: Labels, file: str) -> Table:
    """The totals of a long table, and a sentence that says where its rows are."""
    values = {"count": str(len(annex.rows)), "file": file}
    where = labels.say("label.in_detail", values)
    bare = _table(replace(annex, rows=()), draft, labels)
    return replace(bare, notes=(where, *bare.notes))


def _table(annex: Annex, draft: DraftInvoice, labels: Labels, *, two: bool = False) -> Table:
    columns = [
        _column(name, [row[place] for row in _all_rows(annex)], draft, labels)
        for place, name in enumerate(annex.columns)
    ]
    printed = tuple(zip(*columns, strict=True))
    rows, totals = printed[: len(annex.rows)], printed[len(annex.rows) :]
    return Table(
        title=labels.known("annex", annex.code),
        way=way(annex, draft),
        heads=_heads(annex, labels, two=two),
        rows=_side_by_side(rows) if two else rows,
        totals=(("",) * len(annex.columns) if two else ()) + totals[0] if totals else (),
        headers=" · ".join(annex.headers),
        notes=tuple(labels.note(note) for note in annex.notes),
    )


def _all_rows(annex: Annex) -> tuple[tuple[AnnexCell, ...], ...]:
    return (*annex.rows, annex.totals) if annex.totals else annex.rows


def _heads(annex: Annex, labels: Labels, *, two: bool) -> tuple[Head, ...]:
    heads = [
        Head(name=labels.known("column", name), place="n" if _has_figures(annex, place) else "")
        for place, name in enumerate(annex.columns)
    ]
    if not two:
        return tuple(heads)
    gap = Head(name=heads[0].name, place=f"{heads[0].place} gap".strip())
    return (*heads, gap, *heads[1:])


def _has_figures(annex: Annex, place: int) -> bool:
    cells = [row[place] for row in _all_rows(annex) if row[place] != ""]
    if annex.columns[place] == "tier":  # its place in the table, which is a name
        return False
    if not cells:
        return annex.columns[place] in _MONEY
    return any(isinstance(cell, int | Decimal) for cell in cells)


def _side_by_side(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
    """The second half of the rows beside the first: a month of days takes half a page."""
    half = (len(rows) + 1) // 2
    empty = ("",) * len(rows[0])
    return tuple(
        (*left, *right) for left, right in zip_longest(rows[:half], rows[half:], fillvalue=empty)
    )


def way(annex: Annex, draft: DraftInvoice) -> str:
    """Of which charge a table is, and of which store."""
    parts = (
        draft.charge_labels.get(annex.charge, annex.charge),
        draft.store_names.get(annex.store, annex.store),
    )
    return " · ".join(part for part in parts if part)


def _column(
    name: str, cells: list[AnnexCell], draft: DraftInvoice, labels: Labels
) -> list[str | Markup]:
    """The cells of a column as text, all figures with as many decimals as the longest."""
    digits = decimals(name, cells, draft)
    return [_cell(cell, digits, name, draft, labels) for cell in cells]


def decimals(name: str, cells: Iterable[AnnexCell], draft: DraftInvoice) -> int:
    """How many decimals all figures of a column show."""
    least = money.places(draft.currency) if is_money(name) else 0
    numbers = (money.text(cell, least) for cell in cells if isinstance(cell, int | Decimal))
    return max((len(text.partition(".")[2]) for text in numbers), default=0)


def is_money(name: str) -> bool:
    """Whether a column holds amounts."""
    return name in _MONEY


def _cell(
    cell: AnnexCell, digits: int, name: str, draft: DraftInvoice, labels: Labels
) -> str | Markup:
    match cell:
        case int() | Decimal():
            return figures.plain(cell, digits)
        case date():
            return cell.isoformat()
        case str():
            return word(cell, name, draft, labels)


def word(cell: str, column: str, draft: DraftInvoice, labels: Labels) -> str | Markup:
    """A store's name; a word of the catalogue, such as `seats_vacant`; else the text itself."""
    if column == "store" and cell in draft.store_names:
        return draft.store_names[cell]
    if column == "charge":
        return draft.charge_labels.get(cell, cell)
    code = f"column.{cell}"
    return labels.say(code) if code in catalogue.sentences() else cell
