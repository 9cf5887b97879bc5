"""What a month opens with, however the months before it were settled, corrected or late."""

from decimal import Decimal

import pytest

from billing.balance import Balances, Carried, QuotaLeft
from billing.opening import Settled, balances, differences


def credit(amount: str) -> Balances:
    """Balances of credit alone."""
    return Balances(credit=Decimal(amount))


def on(month: str, handed_on: Balances, number: str = "N") -> Settled:
    """A month settled."""
    return Settled(month=f"2026-{month}", number=number, balances=handed_on)


def quota(**left: int) -> Balances:
    """Balances of one Monthly charge: unused units by month, `m08=200`."""
    units = tuple(QuotaLeft(month=f"2026-{name[1:]}", units=Decimal(n)) for name, n in left.items())
    return Balances(charges={"M1": Carried(quota=units)})


TURNS = {
    "nothing settled": ([], "0"),
    "months in turn": ([on("08", credit("300")), on("09", credit("120"))], "120"),
    "the last one credited": (
        # September used 180 of August's 300; its credit note gives them back.
        [on("08", credit("300")), on("09", credit("120")), on("09", credit("300"), "CN")],
        "300",
    ),
    "credited and billed again": (
        [
            on("08", credit("300")),
            on("09", credit("120")),
            on("09", credit("300"), "CN"),
            on("09", credit("50"), "R2"),
        ],
        "50",
    ),
    "an earlier one credited": (
        # August made 300, September used 180: only 120 are left to be taken back, 180 are due.
        [on("08", credit("300")), on("09", credit("120")), on("08", credit("0"), "CN")],
        "-180",
    ),
    "an earlier one credited and billed again": (
        [
            on("08", credit("300")),
            on("09", credit("120")),
            on("08", credit("0"), "CN"),
            on("08", credit("280"), "R2"),
        ],
        "100",
    ),
    "an earlier one late": ([on("09", credit("120")), on("08", credit("30"))], "150"),
    "a late one, credited": (
        [on("09", credit("120")), on("08", credit("30")), on("08", credit("0"), "CN")],
        "120",
    ),
    "both credited, the earlier first": (
        [
            on("08", credit("300")),
            on("09", credit("120")),
            on("08", credit("0"), "CN1"),
            on("09", credit("300"), "CN2"),
        ],
        "0",
    ),
    "both credited, the later first": (
        [
            on("08", credit("300")),
            on("09", credit("120")),
            on("09", credit("300"), "CN1"),
            on("08", credit("0"), "CN2"),
        ],
        "0",
    ),
    "two earlier ones corrected": (
        [
            on("07", credit("10")),
            on("08", credit("300")),
            on("09", credit("120")),
            on("07", credit("15"), "R2"),
            on("08", credit("301"), "R2"),
        ],
        "126",
    ),
}


@pytest.mark.parametrize("settled, expected", TURNS.values(), ids=TURNS.keys())
def test_october_opens_with(settled: list[Settled], expected: str) -> None:
    """Every order of settling, crediting and billing again comes to the same sums."""
    assert balances(settled, "2026-10") == Balances(credit=Decimal(expected))


def test_a_month_billed_again_opens_as_it_did() -> None:
    """A difference entered the open month already: it must not enter September a second time."""
    settled = [on("08", credit("300")), on("09", credit("120")), on("08", credit("0"), "CN")]
    assert balances(settled, "2026-09") == credit("300")


def test_a_difference_names_its_document() -> None:
    """With what stood before and after, for the month that opens with it and no other."""
    settled = [on("08", credit("300")), on("09", credit("120")), on("08", credit("0"), "CN")]
    (found,) = differences(settled, "2026-10")
    assert (found.month, found.into, found.number) == ("2026-08", "2026-09", "CN")
    assert (found.old, found.new) == (credit("300"), credit("0"))
    assert differences(settled, "2026-09") == ()
    assert differences([*settled, on("10", credit("0"))], "2026-11") == ()


QUOTAS = {
    "still there": (
        [on("08", quota(m08=200)), on("09", quota(m08=150)), on("08", quota(m08=120))],
        quota(m08=70),
    ),
    "used since": (
        # 150 of August's 200 were used in September, and there never were more than 30.
        [on("08", quota(m08=200)), on("09", quota(m08=50)), on("08", quota(m08=30))],
        quota(m09=-120),
    ),
    "more than was thought": (
        [on("08", quota(m08=200)), on("09", quota(m09=5)), on("08", quota(m08=260))],
        quota(m09=65),
    ),
    "ran out unused": (
        [
            on("08", quota(m08=200)),
            on(
                "09",
                Balances(
                    charges={"M1": Carried(lost=(QuotaLeft(month="2026-08", units=Decimal(160)),))}
                ),
            ),
            on("08", quota(), "CN"),
        ],
        # 40 of the 200 were used: only those are taken back.
        quota(m09=-40),
    ),
}


@pytest.mark.parametrize("settled, expected", QUOTAS.values(), ids=QUOTAS.keys())
def test_quota_that_was_corrected(settled: list[Settled], expected: Balances) -> None:
    """Units are corrected where they stand; used ones are taken back, lost ones are not."""
    found = balances(settled, "2026-10").of("M1").quota
    assert found == expected.of("M1").quota


def test_all_that_a_charge_carries() -> None:
    """Net sales, days, milestones and lateness move by what the document changed."""
    before = Carried(
        net_sales=Decimal(-800),
        days=5,
        first_kind="peak",
        milestones={"design": Decimal(3000)},
        late=Decimal(90),
    )
    after = Carried(
        net_sales=Decimal(-200),
        days=9,
        first_kind="peak",
        milestones={"design": Decimal(3000), "launch": Decimal(7000)},
        late=Decimal(120),
    )
    settled = [
        on("08", Balances(charges={"X": before})),
        on("09", Balances(charges={"X": after})),
        on("08", Balances(), "CN"),
    ]
    assert balances(settled, "2026-10").of("X") == Carried(
        net_sales=Decimal(600),
        days=4,
        first_kind="peak",
        milestones={"launch": Decimal(7000)},
        late=Decimal(30),
    )
