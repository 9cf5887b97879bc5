"""The table of balances: brought forward, entered, used, carried forward; of a credit note too."""

from dataclasses import replace
from decimal import Decimal

import pytest

from billing.balance import Balances, Carried, QuotaLeft
from billing.invoice import DraftInvoice
from billing.render.balances import balances
from billing.render.labels import Labels
from billing.render.stationery import PLAIN
from billing.render.template import environment, html
from billing.render.wording import page
from tests.render.conftest import draft, everything, line

Row = tuple[str, str, str, str, str]


def _held(credit: str, prepayment: str, quota: str = "0") -> Balances:
    left = QuotaLeft(month="2026-09", units=Decimal(quota))
    return Balances(
        credit=Decimal(credit),
        prepayment=Decimal(prepayment),
        charges={"M1": Carried(quota=(left,))} if left.units else {},
    )


def _drafted(brought: Balances | None, before: Balances, after: Balances) -> DraftInvoice:
    bare = draft(line("M1/package_fee/", "包月服务费", "1 month 6000 6000.00"))
    return replace(bare, brought_forward=brought, balances_before=before, balances_after=after)


@pytest.mark.parametrize(
    "of, rows",
    [
        (
            _drafted(_held("0", "500"), _held("0", "5500"), _held("0", "3000")),
            [("预付款", "500.00", "5,000.00", "−2,500.00", "3,000.00")],
        ),
        (
            _drafted(_held("0", "0"), _held("0", "2000"), _held("0", "0")),
            [("预付款", "0.00", "2,000.00", "−2,000.00", "0.00")],
        ),
        (
            _drafted(_held("70", "0", "30"), _held("100", "0", "30"), _held("0", "0", "120")),
            [
                ("待抵扣额", "70.00", "30.00", "−100.00", "0.00"),
                ("未用额度", "30", "0", "90", "120"),
            ],
        ),
        (
            _drafted(_held("70", "0"), _held("70", "0"), _held("0", "0")),
            [("待抵扣额", "70.00", "", "−70.00", "0.00")],
        ),
        (
            _drafted(None, _held("0", "5500"), _held("0", "3000")),
            [("预付款", "5,500.00", "", "−2,500.00", "3,000.00")],
        ),
    ],
    ids=["used in part", "used whole", "credit and quota", "no event", "kept before"],
)
def test_what_came_in_stands_beside_what_was_used(of: DraftInvoice, rows: list[Row]) -> None:
    """Brought forward, entered and used add up to what is carried forward."""
    found = balances(of, Labels("zh"))
    assert [(str(one.label), one.before, one.entered, one.change, one.after) for one in found] == (
        rows
    )


@pytest.mark.parametrize("brought, heads", [("5000.00", False), ("4000.00", True)])
def test_the_column_of_entries_stands_where_there_are_some(brought: str, *, heads: bool) -> None:
    """Otherwise the table has three."""
    of = everything()
    forward = replace(of.balances_before, prepayment=Decimal(brought))
    printed = page(replace(of, brought_forward=forward), PLAIN.paper)
    text = html(environment(PLAIN), printed, Labels("zh"), PLAIN)
    assert ("本期计入" in text, "本单变动" in text, "本期变动" in text) == (heads, heads, not heads)
