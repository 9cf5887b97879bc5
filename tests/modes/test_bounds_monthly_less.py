"""Monthly below its quota, at the bounds: credit for what is unused, what was not delivered."""

from typing import Any

import pytest

from billing.balance import Carried
from billing.invoice import Rated
from billing.modes import monthly
from billing.usage import Happening, Kind, Span
from tests.modes.bounds import last_days, told
from tests.modes.conftest import OCTOBER, event, of, row, used


def _rated(count: int, span: Span | None = None, **cells: Any) -> Rated:
    """6000 for 5000 receptions, unless the cells say otherwise."""
    given = {"fee": "6000", "metric": "receptions", "included": "5000", "overage_price": "0"}
    where = span or of()
    usage = used(row(Kind.RECEPTIONS, where.period, receptions=count))
    return monthly.rate(monthly.Terms.model_validate({**given, **cells}), where, usage, Carried())


def _beyond(rated: Rated) -> list[str]:
    """The lines after the fee, without their codes' names."""
    assert told(rated)[0].startswith("package_fee ")
    return [line.split(" ", 1)[1] for line in told(rated)[1:]]


# 0.80 a unit below 999 x 90 % = 899.1, so 899; at most 20 % of 6000 = 1200.00.
CREDIT: list[tuple[str, int, str]] = [
    ("999", 1000, ""),
    ("999", 999, ""),
    ("999", 900, ""),
    ("999", 899, ""),
    ("999", 898, "-1 x (899 - 898) x 0.80 = -0.80"),
    ("999", 1, "-1 x (899 - 1) x 0.80 = -718.40"),
    ("999", 0, "-1 x (899 - 0) x 0.80 = -719.20"),
    ("5000", 3001, "-1 x (4500 - 3001) x 0.80 = -1199.20"),
    ("5000", 3000, "-1 x (4500 - 3000) x 0.80 = -1200.00"),
    ("5000", 2999, "-1 x 6000.00 x 20% = -1200.00"),
    ("5000", 0, "-1 x 6000.00 x 20% = -1200.00"),
]


@pytest.mark.parametrize("included, count, expected", CREDIT)
def test_credit_with_tolerance_and_cap(included: str, count: int, expected: str) -> None:
    """Units below the quota less its tolerance; the cap is a share of the fee."""
    rated = _rated(
        count, included=included, unused="credit", credit_price="0.80",
        credit_tolerance="10%", credit_cap="20%",
    )  # fmt: skip
    assert [line for line in _beyond(rated) if line[0] == "-"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "count, expected",
    [
        (1613, ""),  # 5000 x 10/31 = 1612.9
        (1612, ""),
        (1611, "-1 x (1612 - 1611) x 0.80 = -0.80"),
        (1129, "-1 x (1612 - 1129) x 0.80 = -386.40"),
        (1128, "-1 x 6000.00 x 10/31 x 20% = -387.10"),  # 484 x 0.80 = 387.20 is above 387.096...
    ],
)
def test_credit_of_a_part_month(count: int, expected: str) -> None:
    """Quota, fee and with it the cap are of 10 days of 31."""
    rated = _rated(
        count, last_days(10, "2026-10"), unused="credit", credit_price="0.80", credit_cap="20%"
    )
    found = [line for line in _beyond(rated) if line.startswith("-")]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    "given, expected",
    [
        ("0", "-1 x 6000.00 x (720 - 0) / 720 = -6000.00"),
        ("1", "-1 x 6000.00 x (720 - 1) / 720 = -5991.67"),  # 6000 x 719/720
        ("719.5", "-1 x 6000.00 x (720 - 719.5) / 720 = -4.17"),  # 3000/720
        ("720", ""),
        ("720.5", "(720.5 - 720) x 10.00 = 5.00"),
    ],
)
def test_hours_delivered(given: str, expected: str) -> None:
    """Below the hours agreed it deducts, above it bills."""
    terms = monthly.Terms.model_validate(
        {
            "fee": "6000", "metric": "hours", "included": "720", "overage_price": "10",
            "undelivered": "pro_rata",
        }
    )  # fmt: skip
    usage = used(event(Happening.DELIVERED_HOURS, OCTOBER, quantity=given))
    assert _beyond(monthly.rate(terms, of(), usage, Carried())) == ([expected] if expected else [])


@pytest.mark.parametrize("paid, expected", [(100, ""), (101, ""), (102, "(101 - 100) x 2.00")])
def test_a_quota_of_orders(paid: int, expected: str) -> None:
    """One was cancelled: 101 paid are 100 used."""
    terms = monthly.Terms.model_validate(
        {"fee": "600", "metric": "orders", "included": "100", "overage_price": "2"}
    )
    usage = used(row(Kind.ORDERS, OCTOBER, orders=paid, cancelled=1, refunded=0))
    found = _beyond(monthly.rate(terms, of(), usage, Carried()))
    assert found == ([f"{expected} = 2.00"] if expected else [])
