"""What one month hands to the next: over many months nothing is made, lost, or billed twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from billing.balance import Balances
from billing.contract import Contract, Terms
from billing.invoice import DraftInvoice
from billing.modes import commission, daily, fixed, monthly, project
from billing.period import month
from billing.usage import Happening, Kind, Usage, single
from tests.modes.conftest import days, event, row, used
from tests.modes.reading import read
from tests.properties.contracts import billed, charge_of, contract_of, row_of

often = settings(max_examples=60, derandomize=True, deadline=None)
NAMES = tuple(f"2026-{number:02}" for number in range(1, 13))


def _months(
    contract: Contract, usages: Sequence[Usage], before: Balances | None = None
) -> Iterator[DraftInvoice]:
    """Month after month from January, each opening with what the one before handed on."""
    balances = before or Balances()
    for name, usage in zip(NAMES, usages, strict=False):
        made = billed(contract, usage, name, balances)
        yield made
        balances = made.balances_after


def _of(terms: Terms) -> Contract:
    return contract_of(charge_of(terms))


def _worth(drafts: Sequence[DraftInvoice], code: str) -> Fraction:
    """What the lines of a code come to in all months, before rounding."""
    return sum(
        (
            read(line.working.rpartition(" = ")[0])
            for made in drafts
            for line in made.lines
            if line.code == code
        ),
        Fraction(0),
    )


NETS = st.lists(st.integers(-5000, 5000), min_size=1, max_size=12)


def _sales(name: str, net: int) -> Usage:
    figures: dict[str, Any] = {"attributed_sales": max(net, 0), "refunds": max(-net, 0)}
    return used(row(Kind.SALES, month(name), **figures))


@often
@given(NETS)
def test_commission_of_a_year_is_on_the_net_of_the_year(nets: list[int]) -> None:
    """At one rate: commissions = rate x (the net of all months + what is still to be made good).

    Where nothing is left to be made good, they are those of the year in one sum. Forgetting a
    negative net never earns less.
    """
    usages = [_sales(name, net) for name, net in zip(NAMES, nets, strict=False)]
    cells = {"seats": 0, "base": Decimal(0), "method": "flat", "rate": Decimal("0.02")}
    carrying = commission.Terms.model_validate(cells)
    drafts = list(_months(_of(carrying), usages))
    left = -drafts[-1].balances_after.of("K-1").net_sales
    assert left >= 0
    assert _worth(drafts, "commission") == Fraction(2, 100) * (sum(nets) + Fraction(left))
    forgetting = commission.Terms.model_validate({**cells, "negative": "zero"})
    found = _worth(list(_months(_of(forgetting), usages)), "commission")
    assert found == Fraction(2, 100) * sum(max(net, 0) for net in nets)
    assert found >= _worth(drafts, "commission")


USED = st.lists(st.integers(0, 300), min_size=1, max_size=12)


def _chats(name: str, count: int) -> Usage:
    return used(row(Kind.RECEPTIONS, month(name), receptions=count))


def _package(unused: str, carry_months: int) -> Terms:
    return monthly.Terms.model_validate(
        {
            "fee": "1", "metric": "receptions", "included": "100", "overage_price": "1",
            "unused": unused, "carry_months": str(carry_months),
        }
    )  # fmt: skip


def _overage(drafts: Sequence[DraftInvoice]) -> int:
    return int(_worth(drafts, "overage"))


@often
@given(USED)
def test_quota_that_never_runs_out(counts: list[int]) -> None:
    """Used + left = included + billed beyond it; and never more than without carrying."""
    usages = [_chats(name, count) for name, count in zip(NAMES, counts, strict=False)]
    drafts = list(_months(_of(_package("carry_over", 12)), usages))
    left = sum(part.units for part in drafts[-1].balances_after.of("K-1").quota)
    assert sum(counts) + left == 100 * len(counts) + _overage(drafts)
    lost = list(_months(_of(_package("lost", 0)), usages))
    assert _overage(lost) == sum(max(count - 100, 0) for count in counts)
    assert _overage(drafts) <= _overage(lost)


@often
@given(USED, st.integers(1, 4))
def test_quota_runs_out_after_its_months(counts: list[int], lasting: int) -> None:
    """Told by counting single units, oldest first, each with the month it comes from."""
    usages = [_chats(name, count) for name, count in zip(NAMES, counts, strict=False)]
    drafts = list(_months(_of(_package("carry_over", lasting)), usages))
    units: list[int] = []  # the month of each unit that is left, oldest first
    beyond = 0
    for now, count in enumerate(counts):
        units = [then for then in units if now - then <= lasting]
        wanted = max(count - 100, 0)
        beyond += max(wanted - len(units), 0)
        units = [*units[wanted:], *[now] * max(100 - count, 0)]
    units = [then for then in units if len(counts) - then <= lasting]
    left = sum(part.units for part in drafts[-1].balances_after.of("K-1").quota)
    assert (_overage(drafts), left) == (beyond, len(units))


ADJUSTED = st.lists(st.integers(-300000, 100000), min_size=1, max_size=12)


@often
@given(ADJUSTED, st.integers(0, 200000), st.integers(0, 300000))
def test_credit_and_prepayment_of_a_year(cents: list[int], credit: int, paid: int) -> None:
    """All lines = all that was asked for before credit, + the change of credit; prepaid alike."""
    seat = fixed.Terms.model_validate({"seats": "1", "price": "1000"})
    usages = [
        used(
            event(
                Happening.ADJUSTMENT, single(month(name).start), charge="",
                amount=str(Decimal(amount) / 100), reason="r", by="b", reference="1",
            )
        )
        for name, amount in zip(NAMES, cents, strict=False)
    ]  # fmt: skip
    before = Balances(
        credit=Decimal(credit) / 100,
        prepayment=Decimal(paid) / 100,
        price_basis="exclusive",
        tax_rate=Decimal("0.06"),
    )
    drafts = list(_months(_of(seat), usages, before))
    after = drafts[-1].balances_after
    lines = 1000 * len(cents) + Decimal(sum(cents)) / 100
    assert lines == sum(d.totals.subtotal for d in drafts) - (after.credit - before.credit)
    used_up = before.prepayment - after.prepayment
    assert sum(d.totals.gross for d in drafts) == sum(d.totals.amount_due for d in drafts) + used_up
    assert min(after.credit, after.prepayment) >= 0


@often
@given(st.lists(st.integers(0, 12), min_size=1, max_size=12), st.integers(0, 40))
def test_lateness_stops_at_the_projects_cap(late: list[int], most: int) -> None:
    """However it is spread over months: all the days' deductions, or the cap, never more."""
    terms = project.Terms.model_validate(
        {"project": "X", "fee": "9000", "late_rate": "1%", "late_cap": f"{most}%"}
    )
    usages = [
        used(event(Happening.DAYS_LATE, single(month(name).start), quantity=str(count)))
        for name, count in zip(NAMES, late, strict=False)
    ]
    drafts = list(_months(_of(terms), usages))
    assert _worth(drafts, "late_deduction") == -90 * min(sum(late), most)
    assert drafts[-1].balances_after.of("K-1").late == 90 * min(sum(late), most)


@often
@given(
    st.lists(st.integers(0, 999999), max_size=5),
    st.integers(1, 2000000),
    st.permutations(range(12)),
)
def test_milestones_sum_to_the_contract_sum(cuts: list[int], cents: int, order: list[int]) -> None:
    """Whatever their shares, and in whatever order and month they are accepted."""
    bounds = [0, *sorted(cuts), 1000000]
    shares = [Decimal(high - low) / 1000000 for low, high in pairwise(bounds)]
    parts = tuple(project.Milestone(name=f"M{n}", share=share) for n, share in enumerate(shares))
    total = Decimal(cents) / 100
    terms = project.Terms.model_validate(
        {"project": "X", "contract_sum": str(total), "milestones": parts}
    )
    usages = []
    for place, name in enumerate(NAMES):
        when = single(month(name).start)
        own = [part.name for n, part in enumerate(parts) if order[n] == place]
        usages.append(used(*(event(Happening.MILESTONE_ACCEPTED, when, item=item) for item in own)))
    drafts = list(_months(_of(terms), usages))
    # Where tiny parts were rounded up the last is below zero, and becomes credit.
    amounts = [
        line.amount for made in drafts for line in made.lines if line.code == "milestone_fee"
    ]
    assert sum(amounts) == total
    assert sum(made.totals.subtotal for made in drafts) - drafts[-1].balances_after.credit == total


@often
@given(
    st.lists(st.integers(0, 3), min_size=20, max_size=20),
    st.integers(0, 25),
    st.integers(1, 3),
)
def test_minimum_days_are_of_the_whole_engagement(peaks: list[int], least: int, only: int) -> None:
    """21 January to 9 February: billed days and those made up are the minimum."""
    span = days("2026-01-21", "2026-02-09")
    terms = daily.Terms.model_validate(
        {
            "headcount": "peak", "default_kind": "day", "minimum_days": str(least),
            "minimum_seats": "1", "only_above": str(only - 1),
            "rates": daily.Rates(name="R", prices={"day": Decimal(100)}),
        }
    )  # fmt: skip
    rows = [row(Kind.STAFFING, str(day), peak=peak) for day, peak in zip(span, peaks, strict=True)]
    usages = [
        replace(used(), rows=tuple(one for one in rows if one.period.start in month(name)))
        for name in NAMES[:2]
    ]
    drafts = list(_months(contract_of(charge_of(row_of(terms, span))), usages))
    seats = [max(max(peak, 1) - (only - 1), 0) for peak in peaks]
    made_up = max(least - sum(count > 0 for count in seats), 0)
    assert _worth(drafts, "day_fee") == 100 * sum(seats)
    assert _worth(drafts, "min_days_topup") == 100 * made_up
