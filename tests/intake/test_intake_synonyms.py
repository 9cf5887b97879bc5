"""Services and excluded classes that have common words in both languages are one in all forms."""

from dataclasses import replace
from datetime import date

import pytest

from billing.catalogue import remedy
from tests.intake.conftest import VOCABULARY, Inbox, blocked, said, shown

STORE = "海滨【官方】旗舰店"
FIRST = date(2026, 10, 1)


@pytest.mark.parametrize(
    "named, header",
    [
        ("transferred in", "转入人数"),
        ("transferred in", "转发接入人数（人）"),
        ("Transferred_In", "transferred in"),
        ("转入人数", "转发接入人数"),
        ("转发接入人数（人）", "Transferred In"),
        ("robot", "机器人接待"),
        ("机器人接待", "robot"),
        ("机器人接待(人)", "机器人接待【单位：人】"),
        ("spam", "广告/骚扰"),
        ("无效接待", "广告/骚扰"),
        ("广告/骚扰", "spam (persons)"),
        ("广告访客", "广告访客（人）"),
    ],
)
def test_an_excluded_class_finds_its_column(inbox: Inbox, named: str, header: str) -> None:
    """Under the register's word, whichever of its names the file has, unit in brackets or not."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "接待人数", header], [FIRST, STORE, 10, 3])
    found = inbox.read(vocabulary=replace(VOCABULARY, classes=(named,)))
    (row,) = found.usage["C001"].rows
    assert shown(row)[named] == "3"
    assert said(found.problems) == []


def test_a_class_that_settings_map_is_found_by_each_of_its_names(inbox: Inbox) -> None:
    """The settings' header wins for the register's word too."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "接待人数", "AI", "robot"], [FIRST, STORE, 10, 3, 4])
    found = inbox.read(
        {"receptions": {"robot": ["AI"]}}, replace(VOCABULARY, classes=("机器人接待",))
    )
    (row,) = found.usage["C001"].rows
    assert shown(row) == {"receptions": "10", "robot": "3", "机器人接待": "3"}
    assert blocked(found) == []


@pytest.mark.parametrize(
    "register, file",
    [
        ("pre-sales", "售前"),
        ("售后", "After-sales"),
        ("regular", "常规"),
        ("早班", "early morning"),
        ("early morning", "凌晨（早班）"),
        ("活动 客服", "活动客服"),
    ],
)
def test_a_service_is_the_registers_word(inbox: Inbox, register: str, file: str) -> None:
    """A file in the other language matches."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "岗位", "接待人数"], [FIRST, STORE, file, 10])
    found = inbox.read(vocabulary=replace(VOCABULARY, services=(register,)))
    (row,) = found.usage["C001"].rows
    assert (row.service, said(found.problems)) == (register, [])


def test_two_words_of_one_service_in_a_table_block(inbox: Inbox) -> None:
    """早班 and 凌晨 are one service in two files, and in one table perhaps two."""
    header = ["日期", "店铺", "岗位", "接待人数"]
    rows = [[FIRST, STORE, word, 10] for word in ("早班", "凌晨", "凌晨（早班）")]
    inbox.xlsx("a.xlsx", header, *rows)
    vocabulary = replace(VOCABULARY, services=("early morning",))
    assert blocked(inbox.read(vocabulary=vocabulary)) == [
        ("services_alike", "a.xlsx!Sheet!C1", ("C001",))
    ]
    inbox.xlsx("a.xlsx", header, rows[0])
    inbox.xlsx("b.xlsx", header, [FIRST, "海滨户外店", "early morning", 5])
    assert blocked(inbox.read(vocabulary=vocabulary)) == []


def test_an_unknown_service_is_told_who_bills_it(inbox: Inbox) -> None:
    """Its rows are billed by charges without a service, and nobody says that they are not."""
    inbox.xlsx("a.xlsx", ["日期", "店铺", "岗位", "接待人数"], [FIRST, STORE, "直播", 10])
    (problem,) = inbox.read().problems
    assert (problem.code, remedy(problem.code, "en")) == (
        "service_unknown",
        "Check its spelling; only a charge without a service bills these rows.",
    )
