"""What a draft keeps of its month's usage: figures by charge and store, by day where they are told.

The tables of a draft hold the same figures whether it is of today or was issued a year ago, so
months are compared by them alone, and the ledger needs to keep nothing else.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from billing.invoice import Annex, AnnexCell, DraftInvoice


class Track(NamedTuple):
    """A figure that is followed from month to month."""

    figure: str  # receptions, orders, sales, peak, used, or a priced unit
    charge: str = ""  # empty: of the chart, whatever is billed
    store: str = ""  # empty: of the client as a whole


@dataclass(slots=True)
class Series:
    """A month's figure: its total, and the days that are told one by one."""

    total: Decimal = Decimal(0)
    days: dict[date, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


Measured = Mapping[Track, Series]

# Tables by day: which figure the first column of figures is; empty: each under its own name.
_BY_DAY = {
    "receptions_by_day": "receptions",
    "orders_by_day": "orders",
    "sales_by_day": "",
    "daily": "peak",
}
_NOT_FOLLOWED = ("store", "date", "kind", "refunds", "net", "silent_sales")
# Tables of the month alone: the column of the figure.
_BY_MONTH = {
    "receptions": ("receptions", "count"),
    "orders": ("orders", "paid"),
    "commission": ("sales", "sales"),
    "monthly": ("used", "used"),
}
# Figures that a chart shows although no charge may be billed by them.
_CHARTED = ("receptions", "orders", "sales")


def measured(draft: DraftInvoice) -> Measured:
    """The figures of a draft.

    Those of its charges by day, else of the month. Only what no charge tells comes from the chart.
    """
    found: dict[Track, Series] = defaultdict(Series)
    for table in draft.annex:
        for track, day, figure in _daily(table, draft):
            _add(found[track], day, figure)
    by_day = {track.charge for track in found}
    for table in draft.annex:
        if table.code in _BY_MONTH and table.charge not in by_day:
            _add(found[_of_month(table, draft)], None, _total(table))
    told = {track.figure for track in found}
    for chart in draft.charts:
        if chart.code in _CHARTED and chart.code not in told:
            for bar in chart.bars:
                _add(found[Track(chart.code)], bar.day, bar.figure)
    return dict(found)


def _add(series: Series, day: AnnexCell | None, figure: Decimal) -> None:
    series.total += figure
    if isinstance(day, date):
        series.days[day] += figure


def _daily(table: Annex, draft: DraftInvoice) -> Iterator[tuple[Track, AnnexCell, Decimal]]:
    """Every figure of a table by day; a total of several days keeps its own words as the day."""
    if table.code not in _BY_DAY:
        return
    places = {name: place for place, name in enumerate(table.columns)}
    figures = [name for name in table.columns if name not in _NOT_FOLLOWED]
    name = _BY_DAY[table.code]
    for row in table.rows:
        store = str(row[places["store"]]) if "store" in places else _store(table, draft)
        for figure in figures[:1] if name else figures:
            value = row[places[figure]]
            if isinstance(value, int | Decimal):
                yield (
                    Track(name or figure, table.charge, store),
                    row[places["date"]],
                    Decimal(value),
                )


def _of_month(table: Annex, draft: DraftInvoice) -> Track:
    return Track(_BY_MONTH[table.code][0], table.charge, _store(table, draft))


def _total(table: Annex) -> Decimal:
    """The figure of the first row: of receptions the total, before what is excluded."""
    figure = table.rows[0][table.columns.index(_BY_MONTH[table.code][1])]
    assert isinstance(figure, int | Decimal), table.code
    return Decimal(figure)


def _store(table: Annex, draft: DraftInvoice) -> str:
    """The charge's store, or the client's only one."""
    only = tuple(draft.store_names) if len(draft.store_names) == 1 else ("",)
    return table.store or only[0]
