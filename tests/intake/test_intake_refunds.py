"""Whether an order is refunded in full: what its status and its amounts say together."""

import pytest

from tests.intake.conftest import Inbox, blocked, told

HEAD = "订单编号,付款时间,店铺,订单状态,售后状态,买家实付金额,退款金额\n"
SHOP = "2026-10-01,山丘数码店"


def _read(inbox: Inbox, after: str, paid: str, refund: str, status: str = "交易成功") -> str:
    """The cell that blocks, else how many orders are refunded."""
    inbox.text("o.csv", f"{HEAD}1,{SHOP},{status},{after},{paid},{refund}\n")
    found = inbox.read()
    cells = [f"{code} {place}" for code, place, _ in blocked(found)]
    return cells[0] if cells else told(found.usage["C002"])[0][3]["refunded"]


@pytest.mark.parametrize(
    "after, paid, refund, expected",
    [
        ("退款成功", "100", "100", "1"),
        ("退款成功", "100", "30", "0"),
        ("退款成功", "100", "0", "0"),
        ("退款成功", "100", "", "refund_unclear o.csv!G2"),
        ("退款成功", "100", "-", "refund_unclear o.csv!G2"),
        ("退款成功", "", "100", "refund_unclear o.csv!F2"),
        ("", "100", "100", "1"),
        ("-", "100", "100.00", "1"),
        ("", "100", "99.99", "0"),
        ("", "100", "", "0"),
        ("", "", "0", "0"),
        ("", "", "100", "refund_unclear o.csv!F2"),
        ("无退款申请", "100", "100", "refund_unclear o.csv!E2"),
        ("无退款申请", "100", "-", "0"),
        ("退款关闭", "100", "100", "0"),
        ("退款中", "100", "100", "0"),
        ("全额退款", "100", "", "1"),
        ("部分退款", "100", "", "0"),
    ],
)
def test_status_and_amounts_together(
    inbox: Inbox, after: str, paid: str, refund: str, expected: str
) -> None:
    """A refund that was made has an amount; where no status stands, the amount tells."""
    assert _read(inbox, after, paid, refund) == expected


@pytest.mark.parametrize("after, refund", [("退款成功", ""), ("无", "100"), ("", "100")])
def test_a_closed_order_needs_no_refund(inbox: Inbox, after: str, refund: str) -> None:
    """It is not billed whatever was refunded, and counts as closed alone."""
    assert _read(inbox, after, "100", refund, "交易关闭") == "0"


@pytest.mark.parametrize("refund, expected", [("", "0"), ("0", "0"), ("5", "refund_unclear")])
def test_without_what_was_paid_only_no_refund_is_sure(
    inbox: Inbox, refund: str, expected: str
) -> None:
    """An amount beside a blank status, and nothing to compare it with."""
    inbox.text(
        "o.csv",
        f"订单编号,付款时间,店铺,订单状态,售后状态,退款金额\n1,{SHOP},交易成功,,{refund}\n",
    )
    found = inbox.read()
    codes = [code for code, *_ in blocked(found)]
    assert (codes[0] if codes else told(found.usage["C002"])[0][3]["refunded"]) == expected
