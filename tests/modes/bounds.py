"""What the tables of bounds share: a line as one sentence, and days counted from a month's end."""

from billing import money
from billing.invoice import Rated
from billing.period import Period, Proration, month
from billing.usage import Span
from tests.modes.conftest import of

# Months of every length, a leap one, and cycles of 28, 30 and 31 days: name, cycle day, days.
MONTHS = (
    ("2026-02", 1, 28),
    ("2028-02", 1, 29),
    ("2026-11", 1, 30),
    ("2026-10", 1, 31),
    ("2026-03", 28, 28),
    ("2026-10", 26, 30),
    ("2026-01", 26, 31),
)


def told(rated: Rated) -> list[str]:
    """Each line as it is read: `seat_fee 2 x 2600.00 x 20/31 = 3354.84`."""
    return [
        " ".join(
            part
            for part in (
                line.code,
                line.detail and f"[{line.detail}]",
                f"{line.working.text} = {money.rounded(line.working.value)}",
            )
            if part
        )
        for line in rated.lines
    ]


def last_days(count: int, name: str, cycle_day: int = 1, way: str = "calendar") -> Span:
    """The span of a month's last `count` days."""
    whole = month(name, cycle_day)
    first = whole.start.toordinal() + whole.days - count
    part = Period(whole.start.fromordinal(first), whole.end)
    return of(part, whole, proration=Proration(way))
