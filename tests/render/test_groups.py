"""Lines by store: every line of a store in its one group, and its subtotal."""

from dataclasses import replace

import pytest

from billing.render.labels import Labels
from billing.render.lines import groups
from tests.render.conftest import draft, line

_FEES = (
    line("M1/package_fee/", "包月", "1 month 6000 6000.00"),
    line("F1/seat_fee/", "坐席一", "1 seat 100 100.00", store="S1"),
    line("F2/seat_fee/", "坐席二", "1 seat 200 200.00", store="S2"),
)
_LATER = (
    line("F1/vacancy/", "空岗一", "-1 seat 10 -10.00", store="S1"),
    line("F2/vacancy/", "空岗二", "-1 seat 20 -20.00", store="S2"),
    line("M1/adjustment/A-1", "调整全店", "-1 sum 5 -5.00"),
    line("/adjustment/A-2", "调整一", "-1 sum 7 -7.00", store="S1"),
    line("/adjustment/A-3", "调整整单", "-1 sum 3 -3.00"),
)


def test_what_comes_after_the_fees_stands_with_its_store() -> None:
    """Deductions and adjustments are in the subtotal of the store that they are of."""
    of = replace(draft(*_FEES, *_LATER), store_names={"S1": "甲店", "S2": "乙店"})
    found = groups(of, Labels("zh"))
    told = [(str(one.title), [str(row.description) for row in one.rows]) for one in found]
    assert told == [
        ("全部店铺", ["包月", "调整全店"]),
        ("甲店", ["坐席一", "空岗一", "调整一"]),
        ("乙店", ["坐席二", "空岗二"]),
        ("整单调整", ["调整整单"]),
    ]
    assert [one.subtotal for one in found] == ["5,995.00", "83.00", "180.00", "−3.00"]


@pytest.mark.parametrize("place", ["", "S1"])
def test_lines_of_one_place_are_one_group_without_a_subtotal(place: str) -> None:
    """Under the store's name where there is one."""
    lines = tuple(replace(one, store=place) for one in (*_FEES, *_LATER))
    of = replace(draft(*lines), store_names={"S1": "甲店"})
    (found,) = groups(of, Labels("zh"))
    assert (str(found.title), found.subtotal, len(found.rows)) == ("甲店" if place else "", "", 8)
