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


def units(**left: int | str) -> tuple[QuotaLeft, ...]:
    """Units by month, `m08=200`."""
    return tuple(QuotaLeft(month=f"2026-{name[1:]}", units=Decimal(n)) for name, n in left.items())


def quota(**left: int | str) -> Balances:
    """Balances of one Monthly charge: unused units by month."""
    return Balances(charges={"M1": Carried(quota=units(**left))})


def ran_out(**lost: int) -> Balances:
    """Balances of one Monthly charge: units that were lost, by the month they were of."""
    return Balances(charges={"M1": Carried(lost=units(**lost))})


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
    assert differences([], "2026-10") == ()


def test_a_month_closed_without_a_paper_has_no_number() -> None:
    """Its difference names none."""
    late = Settled(month="2026-08", balances=credit("1"))
    (found,) = differences([on("09", credit("120")), late], "2026-10")
    assert (found.month, found.number) == ("2026-08", "")


def test_no_difference_without_a_later_month() -> None:
    """What changes nothing is none; and a month that is the last says itself what it hands on."""
    settled = [on("08", credit("300")), on("09", credit("120"))]
    assert differences([*settled, on("08", credit("300"), "R2")], "2026-10") == ()
    both = [*settled, on("08", credit("0"), "CN1"), on("09", credit("300"), "CN2")]
    assert [one.number for one in differences(both, "2026-10")] == ["CN1"]


def test_the_last_month_again_hands_on_all_that_it_says() -> None:
    """Not the sums alone: its empty seats too."""
    first, second = (
        Balances(charges={"F1": Carried(vacant={"seat 1": days})}, credit=Decimal(7))
        for days in (5, 2)
    )
    assert balances([on("08", first), on("08", second, "R2")], "2026-09") == second


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
    "half a unit is left": (
        [on("08", quota(m08="2.5")), on("09", quota(m08="1.5")), on("08", quota(m08="1.5"))],
        quota(m08="0.5"),
    ),
    "of two months": (
        # The later stays where it is; of the earlier, nothing is left, and nothing is handed on.
        [on("08", quota(m07=30, m08=9)), on("09", quota(m07=30, m08=9)), on("08", quota(m08=4))],
        quota(m08=4),
    ),
    "made by the correction alone": (
        [on("08", quota()), on("09", quota(m09=5)), on("08", quota(m08=60))],
        quota(m09=65),
    ),
    "taken back before, and as it was": (
        [
            on("08", quota(m07=30, m08=-20)),
            on("09", quota(m07=30, m08=-20)),
            on("08", quota(m07=10, m08=-20)),
        ],
        quota(m07=10, m08=-20),
    ),
    "ran out unused, more than is taken back": (
        [on("08", quota(m08=200)), on("09", ran_out(m08=200)), on("08", quota(m08=150))],
        quota(),
    ),
    "another month's ran out unused": (
        [on("08", quota(m08=200)), on("09", ran_out(m07=160)), on("08", quota(), "CN")],
        quota(m09=-200),
    ),
    "ran out unused": (
        [
            on("08", quota(m08=200)),
            on("09", ran_out(m08=160)),
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


def carried(sales: int, days: int, late: int, first: str = "", **milestones: int) -> Carried:
    """What a charge carries, in whole yuan."""
    return Carried(
        net_sales=Decimal(sales),
        days=days,
        first_kind=first,
        milestones={name: Decimal(amount) for name, amount in milestones.items()},
        late=Decimal(late),
    )


CHARGES = {
    "sums": (
        carried(-1000, 20, 500, "launch", design=100, launch=70),
        carried(-300, 7, 40, "peak", design=10, trial=5, launch=7, alone=3),
        carried(-20, 3, 6, "peak", design=4, trial=5, review=9, launch=7),
        carried(-720, 16, 466, "launch", design=94, launch=70, review=9, alone=-3),
    ),
    "the first kind of the document alone": (
        carried(0, 0, 0),
        carried(0, 0, 0),
        carried(0, 4, 0, "peak"),
        carried(0, 4, 0, "peak"),
    ),
    "no day is left, and no kind": (
        carried(0, 4, 0, "peak"),
        carried(0, 4, 0, "peak"),
        carried(0, 0, 0),
        carried(0, 0, 0),
    ),
}


@pytest.mark.parametrize("held, old, new, expected", CHARGES.values(), ids=CHARGES.keys())
def test_a_charge_moves_by_the_difference(
    held: Carried, old: Carried, new: Carried, expected: Carried
) -> None:
    """What the last month holds, less what the document said before, and what it says now."""
    settled = [
        on("08", Balances(charges={"X": old})),
        on("09", Balances(charges={"X": held})),
        on("08", Balances(charges={"X": new}, credit=Decimal(1)), "R2"),
    ]
    assert balances(settled, "2026-10").of("X") == expected


def test_charges_of_any_of_the_papers() -> None:
    """Of the month, of its first document and of its second: none is lost."""
    one = carried(-10, 0, 0)
    old, held, new = (Balances(charges={code: one}) for code in ("OLD", "HELD", "NEW"))
    assert balances([on("08", old), on("09", held), on("08", new, "R2")], "2026-10") == Balances(
        charges={"HELD": one, "OLD": carried(10, 0, 0), "NEW": one}
    )


@pytest.mark.parametrize(
    "old, held, new, expected",
    [
        (("7", ""), ("100", "exclusive 0.06"), ("4", ""), ("97", "exclusive 0.06")),
        (("7", ""), ("0", ""), ("4", "inclusive 0.01"), ("-3", "inclusive 0.01")),
        (("7", "inclusive 0.03"), ("0", ""), ("4", ""), ("-3", "inclusive 0.03")),
        (("7", "inclusive 0.03"), ("0", ""), ("4", "exclusive 0"), ("-3", "exclusive 0")),
        (("7", ""), ("0", ""), ("4", ""), ("-3", "")),
    ],
)
def test_prepayment_and_the_basis_of_credit(
    old: tuple[str, str], held: tuple[str, str], new: tuple[str, str], expected: tuple[str, str]
) -> None:
    """Money received moves with the sums; credit stays in the basis in which it is held."""
    papers = [
        Balances(
            prepayment=Decimal(money),
            price_basis=basis.partition(" ")[0],
            tax_rate=Decimal(basis.partition(" ")[2]) if basis else None,
        )
        for money, basis in (old, held, new, expected)
    ]
    settled = [on("08", papers[0]), on("09", papers[1]), on("08", papers[2], "R2")]
    assert balances(settled, "2026-10") == papers[3]
