"""What a roster bills: the seats of each day, by the rules of docs/usage.md."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from billing.intake import read
from billing.modes.daily.counting import counted
from billing.modes.daily.terms import Rates, Terms
from billing.period import month
from tests.intake.conftest import VOCABULARY, Inbox
from tests.modes.conftest import days, of

OCTOBER = month("2026-10")
DAYS = [date(2026, 10, day) for day in (1, 2, 3)]
SPAN = of(days("2026-10-01", "2026-10-03"), OCTOBER)
HEAD = ("姓名", *DAYS)
NAME = "海滨官旗_排班.xlsx"


def _seats(inbox: Path, headcount: str, roster: dict[str, str]) -> tuple[list[str], list[str]]:
    """The seats of the three days, and the codes of what blocks."""
    usage = read(inbox, VOCABULARY, {}, roster=roster).usage["C001"]
    rates = Rates(name="R", prices={"ordinary": Decimal(220)})
    given = {"headcount": headcount, "rates": rates, "default_kind": "ordinary"}
    terms = Terms.model_validate(given)
    seats, problems = counted(terms, SPAN, DAYS, usage.rows, usage)
    return [f"{seats[day]:f}" for day in DAYS], [problem.code for problem in problems]


@pytest.mark.parametrize(
    "headcount, rows, roster, seats, codes",
    [
        ("peak", [("班", "班", "休"), ("班", "休", "休")], {}, ["2", "1", "0"], []),
        ("peak", [("9-18", "9-18", "休"), ("18-02", "12-20", "休")], {}, ["1", "2", "0"], []),
        ("shifts", [("9-18", "9-18", "休"), ("18-02", "休", "休")], {}, ["2", "1", "0"], []),
        ("shifts", [("早", "早", "早"), ("晚", "晚", "早")], {}, ["2", "2", "2"], []),
        ("peak", [("早", "早", "早"), ("晚", "休", "休")], {}, ["0", "1", "1"],
         ["several_rows_a_day"]),
        (
            "peak",
            [("早", "早", "早"), ("晚", "晚", "休")],
            {"早": "早班 09:00-18:00", "晚": "晚班 18:00-02:00"},
            ["1", "1", "1"],
            [],
        ),
        ("peak", [("班", "班", None), ("班", "?", None)], {}, ["2", "0", "0"],
         ["blank_seats", "missing_staffing"]),
    ],
)  # fmt: skip
def test_a_roster_is_billed_by_its_rules(
    inbox: Inbox, headcount: str, rows: Any, roster: dict[str, str], seats: Any, codes: Any
) -> None:
    """Off is no seat, a blank is none either: it blocks; shifts that may overlap are no peak."""
    inbox.xlsx(NAME, HEAD, *((f"示例{n}", *row) for n, row in enumerate(rows)))
    assert _seats(inbox.path, headcount, roster) == (seats, codes)


def test_every_seat_has_its_own_cell(inbox: Inbox) -> None:
    """The source of a day's seats is the column of the day."""
    inbox.xlsx(NAME, HEAD, ("示例", "班", "休", "班"), ("示范", "班", "班", "班"))
    rows = read(inbox.path, VOCABULARY, {}).usage["C001"].rows
    columns = [part.table.columns["seats"] for row in rows for part in row.at]
    assert ([row.figures["seats"] for row in rows], columns) == (
        [Decimal(2), Decimal(1), Decimal(2)],
        [2, 3, 4],
    )
