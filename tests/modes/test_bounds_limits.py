"""What stands around the modes, at its bounds: minimum, cap, service level, fine, credit, tax."""

from decimal import Decimal

import pytest

from billing.modes import fixed, project, receptions
from billing.period import Period, Proration
from billing.usage import Event, Happening, Kind, UsageRow
from tests.modes.conftest import OCTOBER, Cells, days, event, row, table, used
from tests.properties.contracts import (
    billed,
    charge_of,
    contract_of,
    level_of,
    row_of,
    told,
)

CHAT = receptions.Terms.model_validate({"method": "flat", "price": "1"})


def _chats(count: int | str, period: Period = OCTOBER) -> UsageRow:
    return row(Kind.RECEPTIONS, period, receptions=count)


# A fee of so many yuan; minimum 100, cap 200; the line that limits it.
LIMITS = [
    ("0", "minimum_topup 100.00 - 0.00 = 100.00"),
    ("1", "minimum_topup 100.00 - 1.00 = 99.00"),
    ("99", "minimum_topup 100.00 - 99.00 = 1.00"),
    ("99.99", "minimum_topup 100.00 - 99.99 = 0.01"),
    ("99.995", ""),  # the fee is rounded first: 100.00
    ("100", ""),
    ("101", ""),
    ("199", ""),
    ("200", ""),
    ("200.004", ""),
    ("200.01", "cap_adjust 200.00 - 200.01 = -0.01"),
    ("201", "cap_adjust 200.00 - 201.00 = -1.00"),
]


@pytest.mark.parametrize("fee, expected", LIMITS)
def test_minimum_and_cap(fee: str, expected: str) -> None:
    """Of a charge, of its client, and of a project as floor and cap: one line, the same."""
    limit: Cells = {"minimum": Decimal(100), "cap": Decimal(200)}
    usage = used(_chats(fee))
    own = billed(contract_of(charge_of(row_of(CHAT, **limit))), usage)
    whole = billed(contract_of(charge_of(CHAT), minimum_fee="100", cap_fee="200"), usage)
    terms = project.Terms.model_validate({"project": "X", "fee": fee, "floor": "100", "cap": "200"})
    launch = billed(contract_of(charge_of(row_of(terms, **limit))), used())
    for made in (own, whole, launch):
        assert told(made, "minimum_topup", "cap_adjust") == ([expected] if expected else [])
        assert Decimal(100) <= made.totals.subtotal <= Decimal(200)
    limited = [line for line in own.lines if line.code != "reception_fee"]
    assert [(line.charge, line.key) for line in limited] == [
        ("K-1", f"K-1/{line.code}/-/2026-10-01") for line in limited
    ]


# A minimum of 1000 in so many days from the 1st, 0.01 used; the limit, rounded once.
PRORATED = [
    (1, "calendar", "round(1000.00 x 1/31) - 0.01 = 32.25"),  # 32.258 is 32.26
    (10, "calendar", "round(1000.00 x 10/31) - 0.01 = 322.57"),  # 322.58
    (30, "calendar", "round(1000.00 x 30/31) - 0.01 = 967.73"),  # 967.741 is 967.74
    (31, "calendar", "1000.00 - 0.01 = 999.99"),
    (1, "fixed_30", "round(1000.00 x 1/30) - 0.01 = 33.32"),
    (29, "fixed_30", "round(1000.00 x 29/30) - 0.01 = 966.66"),
    (30, "fixed_30", "1000.00 - 0.01 = 999.99"),
    (31, "fixed_30", "1000.00 - 0.01 = 999.99"),
    (1, "none", "1000.00 - 0.01 = 999.99"),
]


@pytest.mark.parametrize("count, way, expected", PRORATED)
def test_a_minimum_prorates(count: int, way: str, expected: str) -> None:
    """A charge's by its own days, a client's by the days of the contract (rule G7)."""
    part = days("2026-10-01", f"2026-10-{count:02}")
    usage = used(_chats("0.01", part))
    terms = row_of(CHAT, part, minimum=Decimal(1000), proration=Proration(way))
    own = billed(contract_of(charge_of(terms)), usage)
    whole = billed(
        contract_of(charge_of(CHAT), minimum_fee="1000", proration=way, end=str(part.last)), usage
    )
    for made in (own, whole):
        assert told(made, "minimum_topup") == [f"minimum_topup {expected}"]


@pytest.mark.parametrize(
    "fee, own, whole",
    [
        ("50", ["minimum_topup 100.00 - 50.00 = 50.00"], ["minimum_topup 120.00 - 100.00 = 20.00"]),
        ("100", [], ["minimum_topup 120.00 - 100.00 = 20.00"]),
        ("120", [], []),
        ("150", [], []),
        ("180", [], []),
        ("200", [], ["cap_adjust 180.00 - 200.00 = -20.00"]),
        (
            "250",
            ["cap_adjust 200.00 - 250.00 = -50.00"],
            ["cap_adjust 180.00 - 200.00 = -20.00"],
        ),
    ],
)
def test_the_charge_first_then_the_client(fee: str, own: list[str], whole: list[str]) -> None:
    """100 to 200 for the charge, 120 to 180 for the client, on what the charge came to."""
    terms = row_of(CHAT, minimum=Decimal(100), cap=Decimal(200))
    made = billed(
        contract_of(charge_of(terms), minimum_fee="120", cap_fee="180"), used(_chats(fee))
    )
    assert told(made, "minimum_topup", "cap_adjust") == [*own, *whole]


@pytest.mark.parametrize("cut", [1, 15, 30])
@pytest.mark.parametrize("way", ["calendar", "fixed_30"])
def test_a_change_of_label_leaves_a_band_fee_whole(cut: int, way: str) -> None:
    """Two rows of one price share their usage: the last bills the fee of all their days."""
    bands = table(("100", "2000"), ("200", "2500"))
    terms = receptions.Terms.model_validate({"method": "band", "tiers": bands})
    first, last = (
        days("2026-10-01", f"2026-10-{cut:02}"),
        days(f"2026-10-{cut + 1:02}", "2026-10-31"),
    )
    rows = (
        row_of(terms, period, label=label, proration=Proration(way))
        for period, label in ((first, "A"), (last, "B"))
    )
    made = billed(contract_of(charge_of(*rows)), used(_chats(6200)))
    assert told(made) == ["band_fee 2500.00 = 2500.00"]


SEAT = fixed.Terms.model_validate({"seats": "1", "price": "1000"})


def _measured(quantity: str) -> Event:
    return event(Happening.MEASURED_LEVEL, "2026-10-31", charge="", item="speed", quantity=quantity)


# 1000.00, target 93, 2 % a point, at most 10 %: 5 points.
LEVELS = [
    ("higher", "94", ""),
    ("higher", "93.01", ""),
    ("higher", "93", ""),
    ("higher", "92.99", "2% x (93 - 92.99) = -0.20"),
    ("higher", "92", "2% x (93 - 92) = -20.00"),
    ("higher", "88.01", "2% x (93 - 88.01) = -99.80"),
    ("higher", "88", "2% x (93 - 88) = -100.00"),
    ("higher", "87.99", "10% = -100.00"),
    ("higher", "0", "10% = -100.00"),
    ("lower", "93", ""),
    ("lower", "92.99", ""),
    ("lower", "93.01", "2% x (93.01 - 93) = -0.20"),
    ("lower", "94", "2% x (94 - 93) = -20.00"),
    ("lower", "98", "2% x (98 - 93) = -100.00"),
    ("lower", "98.01", "10% = -100.00"),
]


@pytest.mark.parametrize("direction, measured, expected", LEVELS)
def test_a_service_level_and_its_cap(direction: str, measured: str, expected: str) -> None:
    """Points are exact; the cap is a share of the fee."""
    level = level_of(direction=direction, target="93", per_point_rate="2%", cap_rate="10%")
    made = billed(contract_of(charge_of(SEAT), levels=[level]), used(_measured(measured)))
    assert told(made, "sla_deduction") == (
        [f"sla_deduction -1 x 1000.00 x {expected}"] if expected else []
    )


def _case(**more: str) -> Event:
    return event(Happening.QUALITY_CASE, "2026-10-31", charge="", item="speed", **more)


@pytest.mark.parametrize(
    "cases, expected",
    [
        ([], []),
        ([_case()], ["-1 x 50.00 = -50.00"]),
        ([_case(quantity="0")], []),
        ([_case(quantity="1")], ["-1 x 50.00 = -50.00"]),
        ([_case(quantity="2"), _case()], ["-3 x 50.00 = -150.00"]),
        ([_case(quantity="20")], ["-20 x 50.00 = -1000.00"]),
        ([_case(quantity="21")], ["-21 x 50.00 = -1050.00"]),  # no cap on fines
    ],
)
def test_fines(cases: list[Event], expected: list[str]) -> None:
    """A case without a number is one; the cap rate limits levels, not fines."""
    contract = contract_of(charge_of(SEAT), levels=[level_of(per_case="50", cap_rate="10%")])
    made = billed(contract, used(*cases))
    assert told(made, "quality_fine") == [f"quality_fine {line}" for line in expected]
    below = Decimal(1050) if expected and "1050" in expected[0] else Decimal(0)
    assert made.balances_after.credit == max(Decimal(0), below - 1000)
