"""Words that mean one thing are one: services in two languages, classes, units in brackets."""

from typing import Any

import pytest

from billing.catalogue import full
from billing.errors import Problem, Severity
from tests.register.conftest import FIXED, SHOP, Book, every, said, two

CHAT = {
    "charge": "R-1",
    "client": "C001",
    "start": "2026-01-01",
    "method": "flat",
    "price": "1",
}
PACKAGE = {
    "charge": "M-1",
    "client": "C001",
    "start": "2026-01-01",
    "fee": "9",
    "metric": "receptions",
    "included": "1",
}
UNITS = {
    "charge": "K-1",
    "client": "C001",
    "start": "2026-01-01",
    "seats": "1",
    "base": "0",
    "on": "units",
}
UNIT = {"charge": "K-1", "unit": "办卡数", "price": "8"}


def _text(problem: Problem) -> str:
    blanks = {"found": problem.found, "expected": problem.expected, **problem.values}
    return full(problem.code, "en", blanks)


@pytest.mark.parametrize(
    "first, later",
    [
        ("pre-sales", "售前"),
        ("售后", "After-Sales"),
        ("常规", "regular"),
        ("early morning", "凌晨（早班）"),
        ("VIP 客服", "vip客服"),
    ],
)
def test_a_charge_has_one_service_in_two_languages(book: Book, first: str, later: str) -> None:
    """Its rows are one charge, whose service all files and other charges are compared with."""
    rows = [
        {**FIXED, "service": first, "end": "2026-10-15"},
        {**FIXED, "service": later, "start": "2026-10-16"},
    ]
    register = book.written(two(Fixed=rows)).read()
    (charge,) = register.contracts[0].charges
    assert (len(charge.rows), said(register)) == (2, [])
    two_charges = [{**FIXED, "service": first}, {**FIXED, "charge": "F-9", "service": later}]
    register = book.written(two(Fixed=two_charges)).read()
    assert len({charge.service for charge in register.contracts[0].charges}) == 1
    assert said(register, Severity.WARNED) == [
        ("billed_twice", "contracts.xlsx!Fixed!A4", ("C001",))
    ]


@pytest.mark.parametrize("sheet, terms", [("Receptions", CHAT), ("Monthly", PACKAGE)])
@pytest.mark.parametrize(
    "written, deducted, doubled",
    [
        ("robot;机器人接待", ("robot",), "robot, 机器人接待"),
        ("机器人接待；Robot;spam", ("机器人接待", "spam"), "机器人接待, Robot"),
        ("spam;无效接待;广告/骚扰", ("spam",), "spam, 无效接待, 广告/骚扰"),
        ("转入人数;transferred in", ("转入人数",), "转入人数, transferred in"),
        ("广告访客;广告访客（人）", ("广告访客",), "广告访客, 广告访客（人）"),
        ("robot;spam", ("robot", "spam"), ""),
    ],
)
def test_a_class_is_deducted_once(
    book: Book,
    sheet: str,
    terms: dict[str, str],
    written: str,
    deducted: tuple[str, ...],
    doubled: str,
) -> None:
    """Named in two of its words it is one, with a warning; the first word stands."""
    register = book.written(two(**{sheet: [{**terms, "exclude": written}]})).read()
    (charge,) = register.contracts[0].charges
    held: Any = charge.rows[0].terms
    assert (held.exclude, said(register)) == (deducted, [])
    assert [(p.code, p.found) for p in every(register)] == (
        [("register_class_twice", doubled)] if doubled else []
    )


@pytest.mark.parametrize("other", ["办卡数（张）", "办卡数 [件]", " 办卡数", "办卡数*"])
def test_a_unit_is_priced_once(book: Book, other: str) -> None:
    """Two units that are one column of a file would bill it twice: refused."""
    rows = two(Commission=[UNITS])
    register = book.written({**rows, "Unit prices": [UNIT, {**UNIT, "unit": other}]}).read()
    assert said(register) == [("named_twice", "contracts.xlsx!Unit prices!B4", ("C001",))]


def test_units_of_other_headers_are_others(book: Book) -> None:
    """Words in brackets that are no unit make another column."""
    rows = two(Commission=[UNITS])
    register = book.written(
        {**rows, "Unit prices": [UNIT, {**UNIT, "unit": "办卡数（老客）"}]}
    ).read()
    assert said(register) == []


@pytest.mark.parametrize(
    "other, told",
    [
        ({"service": "售后"}, "service: pre-sales / 售后"),
        ({"service": "", "shift": "晚班"}, "service: pre-sales / -, shift: - / 晚班"),
        ({"client": "C002", "store": ""}, "client: C001 / C002, store: 海滨店 / -"),
    ],
)
def test_a_clash_says_which_columns_differ(book: Book, other: dict[str, str], told: str) -> None:
    """With what both rows have in them."""
    first = {**FIXED, "store": "海滨店", "service": "pre-sales", "end": "2026-10-15"}
    later = {**first, "start": "2026-10-16", "end": "", **other}
    register = book.written(two(Fixed=[first, later])).read()
    (text,) = (_text(problem) for problem in every(register) if "clash" in problem.code)
    assert text == (
        f"Two rows of the code F-1 are not of one charge ({told}). "
        "Give it another code; the other is contracts.xlsx!Fixed!A3:P3."
    )


def test_a_clash_of_two_sheets_names_them(book: Book) -> None:
    """The mode is the sheet."""
    rows = two(Fixed=[FIXED], Receptions=[{**CHAT, "charge": "F-1"}])
    (text,) = (_text(p) for p in every(book.written(rows).read()) if "clash" in p.code)
    assert text.startswith("Two rows of the code F-1 are not of one charge (Fixed / Receptions).")


def test_charges_that_share_work_say_of_which_stores(book: Book) -> None:
    """A pooled charge covers the store of the other: nobody claims that the stores are the same."""
    night = {**CHAT, "charge": "R-2", "store": SHOP["store"], "service": "售前"}
    rows = two(Receptions=[CHAT, night])
    (text,) = (_text(p) for p in every(book.written(rows).read()))
    assert text == (
        "The charges R-1 and R-2 are of one mode and share days and work "
        "(store: * / 海滨旗舰店, service: * / pre-sales; * is every one). "
        "Make sure that neither is one too many."
    )
