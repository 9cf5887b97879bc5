"""The days of the month as a small chart: one path, so that it costs little."""

from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from billing import money
from billing.invoice import Chart, DayBar, DraftInvoice
from billing.render import figures
from billing.render.labels import Labels
from billing.render.page import Fact, Picture, Tick

_MONEY = ("net_sales", "sales")  # figures that are amounts

# Four units a millimetre: the text area is 178 mm wide.
_WIDTH, _HEIGHT, _BASE = 712, 92, 78
_SHARE = Decimal("0.62")  # of a day's width that its bar fills


def pictures(draft: DraftInvoice, labels: Labels) -> tuple[Picture, ...]:
    """A picture of each chart that has figures."""
    return tuple(_picture(chart, draft, labels) for chart in draft.charts if chart.bars)


def _picture(chart: Chart, draft: DraftInvoice, labels: Labels) -> Picture:
    first, days = draft.period.start, draft.period.days
    step = Decimal(_WIDTH) / days
    return Picture(
        title=_title(chart, draft, labels),
        facts=_facts(chart, draft, labels),
        width=_WIDTH,
        height=_HEIGHT,
        base=_BASE,
        path=_path(chart, first.toordinal(), step),
        ticks=tuple(
            Tick(x=int(step * (place + Decimal("0.5"))), text=f"{day:%m-%d}")
            for place, day in enumerate(draft.period)
            if place % 7 == 0 or (place == days - 1 and place % 7 > 2)
        ),
    )


def _path(chart: Chart, first: int, step: Decimal) -> str:
    """Bars from the base upward, as tall as their share of the highest; none for zero or less."""
    highest = max(bar.figure for bar in chart.bars)
    return "".join(
        _bar((bar.day.toordinal() - first) * step, step, bar.figure / highest)
        for bar in chart.bars
        if bar.figure > 0
    )


def _bar(left: Decimal, step: Decimal, share: Decimal) -> str:
    x = _tenth(left + step * (1 - _SHARE) / 2)
    width, height = _tenth(step * _SHARE), _tenth(share * (_BASE - 4))
    return f"M{x} {_BASE}v-{height}h{width}v{height}z"


def _title(chart: Chart, draft: DraftInvoice, labels: Labels) -> Markup:
    """What is charted; of all stores, where the client has several."""
    title = labels.known("chart", chart.code)
    if len(draft.store_names) < 2:
        return title
    return Markup("{} · {}").format(title, labels["all_stores"])


def _facts(chart: Chart, draft: DraftInvoice, labels: Labels) -> tuple[Fact, ...]:
    """The highest day and the average over the days that have a figure, for the caption.

    Sales are money in both; else the highest is as it stands, and the average has a decimal.
    """
    top: DayBar = max(chart.bars, key=lambda bar: (bar.figure, -bar.day.toordinal()))
    mean = sum((bar.figure for bar in chart.bars), Decimal(0)) / len(chart.bars)
    digits = money.places(draft.currency) if chart.code in _MONEY else 0
    average = money.rounded(mean, draft.currency) if digits else _tenth(mean)
    highest = f"{figures.plain(top.figure, digits)} ({top.day:%m-%d})"
    return (
        Fact(label=labels["highest"], value=highest),
        Fact(label=labels["average"], value=figures.plain(average, digits)),
    )


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
