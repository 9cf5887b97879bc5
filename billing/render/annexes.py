"""The tables that lines were computed from."""

from datetime import date
from decimal import Decimal
from itertools import zip_longest

from markupsafe import Markup, escape

from billing import catalogue, money
from billing.invoice import Annex, AnnexCell, DraftInvoice
from billing.render import figures
from billing.render.labels import Labels
from billing.render.page import Head, Table

# Columns of money, which show at least the minor unit.
_MONEY = ("amount", "net_sales", "net_sales_carried", "price", "refunds", "sales", "silent_sales")

_NARROW = 5  # columns that fit on half the width
_SHORT = 14  # rows; more of them stand two by two

_Row = tuple[str | Markup, ...]


def tables(draft: DraftInvoice, labels: Labels) -> tuple[Table, ...]:
    """The annex tables in the draft's order."""
    return tuple(_table(annex, draft, labels) for annex in draft.annex)


def _table(annex: Annex, draft: DraftInvoice, labels: Labels) -> Table:
    cells = (*annex.rows, annex.totals) if annex.totals else annex.rows
    columns = [
        _column(name, [row[place] for row in cells], draft, labels)
        for place, name in enumerate(annex.columns)
    ]
    printed = tuple(zip(*columns, strict=True))
    rows, totals = printed[: len(annex.rows)], printed[len(annex.rows) :]
    two = len(annex.columns) <= _NARROW and len(rows) > _SHORT
    return Table(
        title=labels.known("annex", annex.code),
        way=_way(annex, draft),
        heads=_heads(annex, labels, two=two),
        rows=_side_by_side(rows) if two else rows,
        totals=(("",) * len(annex.columns) if two else ()) + totals[0] if totals else (),
        headers=" · ".join(annex.headers),
        notes=tuple(labels.note(note) for note in annex.notes),
    )


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
    return annex.columns[place] in _MONEY or any(
        isinstance(row[place], int | Decimal) for row in annex.rows
    )


def _side_by_side(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
    """The second half of the rows beside the first: a month of days takes half a page."""
    half = (len(rows) + 1) // 2
    empty = ("",) * len(rows[0])
    return tuple(
        (*left, *right) for left, right in zip_longest(rows[:half], rows[half:], fillvalue=empty)
    )


def _way(annex: Annex, draft: DraftInvoice) -> str:
    parts = (
        draft.charge_labels.get(annex.charge, annex.charge),
        draft.store_names.get(annex.store, annex.store),
    )
    return " · ".join(part for part in parts if part)


def _column(
    name: str, cells: list[AnnexCell], draft: DraftInvoice, labels: Labels
) -> list[str | Markup]:
    """The cells of a column as text, all figures with as many decimals as the longest."""
    least = money.places(draft.currency) if name in _MONEY else 0
    numbers = [money.text(cell, least) for cell in cells if isinstance(cell, int | Decimal)]
    decimals = max((len(text.partition(".")[2]) for text in numbers), default=0)
    return [_cell(cell, decimals, labels) for cell in cells]


def _cell(cell: AnnexCell, decimals: int, labels: Labels) -> str | Markup:
    match cell:
        case int() | Decimal():
            return figures.plain(cell, decimals)
        case date():
            return cell.isoformat()
        case str():
            return _word(cell, labels)


def _word(cell: str, labels: Labels) -> str | Markup:
    """A word of the catalogue where it is one, such as `seats_vacant`; else the text itself."""
    code = f"column.{cell}"
    return labels.say(code) if code in catalogue.sentences() else escape(cell)
