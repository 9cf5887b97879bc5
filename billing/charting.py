"""The chart of a month's days, for the first figure that the billed usage has by day."""

from billing import money
from billing.invoice import Chart, DayBar
from billing.measure import by_day
from billing.period import Period
from billing.usage import Kind, Usage

# The figure of the chart: the first that the client's usage has.
_CHARTED = (
    (Kind.RECEPTIONS, "receptions", "chart.receptions"),
    (Kind.ORDERS, "orders", "chart.orders"),
    (Kind.STAFFING, "peak", "chart.peak"),
    (Kind.SALES, "attributed_sales", "chart.sales"),
)


def charts(usage: Usage, billed: Period) -> tuple[Chart, ...]:
    """The days of the month, for the first figure that the billed usage has by day."""
    for kind, figure, code in _CHARTED:
        rows = [row for row in usage.rows if row.kind is kind and row.period.start in billed]
        days = by_day(rows, figure)
        if len(days) > 1:
            bars = tuple(
                DayBar(day=day, figure=money.decimal(value)) for day, value in days.items()
            )
            return (Chart(code=code.removeprefix("chart."), bars=bars),)
    return ()
