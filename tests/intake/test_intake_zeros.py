"""Order numbers that lost their leading zeros are not counted as orders of their own."""

from tests.intake.conftest import Inbox, blocked, told

HEADER = ["订单编号", "付款时间", "店铺", "订单状态"]
STORE = "山丘数码店"


def _row(number: object, day: int = 3) -> list[object]:
    return [number, f"2026-10-{day:02} 10:00:00", STORE, "交易成功"]


def test_the_same_number_without_its_zeros_blocks(inbox: Inbox) -> None:
    """As a number and as text; told with both cells. Other short numbers are orders."""
    inbox.xlsx("a.xlsx", HEADER, _row("0012"), _row("0013"), _row("0140"))
    inbox.xlsx("b.xlsx", HEADER, _row(12), _row(15), _row("013"), _row("A0140"))
    found = inbox.read()
    assert blocked(found) == [
        ("order_zeros_lost", "b.xlsx!Sheet!A2", ("C002",)),
        ("order_zeros_lost", "b.xlsx!Sheet!A4", ("C002",)),
    ]
    (first, _) = (one for one in found.problems if one.code == "order_zeros_lost")
    assert (first.found, first.expected) == ("12", "0012")
    assert first.values["other"] == "a.xlsx!Sheet!A2"


def test_zeros_alone_and_other_clients_are_no_reason(inbox: Inbox) -> None:
    """All of one width, each its own order; letters and zeros alike."""
    inbox.xlsx("a.xlsx", HEADER, _row("0012"), _row("0013", 4), _row("12A"), _row("1200"))
    found = inbox.read()
    assert blocked(found) == []
    assert [(day, figures["orders"]) for _, _, day, figures in told(found.usage["C002"])] == [
        ("2026-10-03", "3"),
        ("2026-10-04", "1"),
    ]
