"""Multiples of units and other currencies, wherever a sheet says so: never billed as they stand."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.intake.conftest import Inbox, blocked, told
from tests.intake.files.make import convert

STORE, FIRST = "海滨官旗", date(2026, 10, 1)
RECEPTIONS = ("日期", "店铺", "接待人数")
SALES = ("日期", "店铺", "客服销售额", "退款金额")
SOLD = [FIRST, STORE, 1000, 0]
SEEN = [FIRST, STORE, 12]


@pytest.mark.parametrize(
    "title",
    [
        "单位：万元", "单位 万元", "(万元)", "（单位：万元）", "单位（万元）", "千元", "以万元计",
        "金额：万元", "单位：人民币万元", "RMB'000", "RMB’000", "in RMB thousand", "金额单位：千元",
        "单位：万", "in thousands", "Unit: thousand", "单位：人、万元", "单位：角",
    ],
)  # fmt: skip
def test_amounts_in_multiples_block(inbox: Inbox, title: str) -> None:
    """A title that states 万元 for sales, in any of its forms."""
    inbox.xlsx("a.xlsx", [title], SALES, SOLD)
    assert blocked(inbox.read()) == [("header_scaled", "a.xlsx!Sheet", ("C001",))]


@pytest.mark.parametrize(
    "title",
    [
        "单位：万", "单位 千", "计量单位 万", "(千人)", "以千人计", "in thousands", "单位：千人",
        "注：接待人数以百人计", "数据单位：万人", "unit: k", "以万为单位", "单位:百人次",
    ],
)  # fmt: skip
def test_counts_in_multiples_block(inbox: Inbox, title: str) -> None:
    """A title that states 千人 for receptions, in any of its forms."""
    inbox.xlsx("a.xlsx", [title], RECEPTIONS, SEEN)
    assert blocked(inbox.read()) == [("header_scaled", "a.xlsx!Sheet", ("C001",))]


@pytest.mark.parametrize(
    "title",
    [
        "金额单位：万元", "单位：万元（金额）、人（人数）", "币种：美元", "（单位：人）",
        "示例千岛湖店 接待日报", "甲方单位 千岛店", "按店铺统计", "单位名称：百元店",
    ],
)  # fmt: skip
def test_units_of_what_a_table_does_not_hold_are_harmless(inbox: Inbox, title: str) -> None:
    """万元 above receptions concerns no figure of theirs; nor do names with 千 or 百 in them."""
    inbox.xlsx("a.xlsx", [title], RECEPTIONS, SEEN)
    found = inbox.read()
    assert blocked(found) == []
    assert told(found.usage["C001"])[0][3] == {"receptions": "12"}


@pytest.mark.parametrize(
    "header, row, note",
    [
        (SALES, SOLD, "单位：万元"),
        (SALES, SOLD, "注：单位为万"),
        (SALES, SOLD, "币种：美元"),
        (RECEPTIONS, SEEN, "单位：千"),
        (RECEPTIONS, SEEN, "注：接待人数单位：千人"),
    ],
)
def test_a_footnote_states_the_unit_of_its_table(
    inbox: Inbox, header: Sequence[str], row: list[Any], note: str
) -> None:
    """Below the figures it says the same as above them, and is named by its cell."""
    inbox.xlsx("a.xlsx", header, row, [note])
    code = "currency_foreign" if "币种" in note else "header_scaled"
    assert blocked(inbox.read()) == [(code, "a.xlsx!Sheet!A3", ("C001",))]


@pytest.mark.parametrize(
    "title", ["币种：美元", "单位：美元", "Currency: USD", "(港币)", "以欧元计"]
)
def test_amounts_in_another_currency_block(inbox: Inbox, title: str) -> None:
    """A dollar is not a yuan."""
    inbox.xlsx("a.xlsx", [title], SALES, SOLD)
    assert blocked(inbox.read()) == [("currency_foreign", "a.xlsx!Sheet", ("C001",))]


@pytest.mark.parametrize("name, read", [("USD", False), ("港币", False), ("CNY", True)])
@pytest.mark.parametrize("header", ["币种", "Currency"])
def test_a_column_of_currencies(inbox: Inbox, header: str, name: str, read: bool) -> None:
    """Its first cell that is no yuan is named."""
    inbox.xlsx("a.xlsx", (*SALES, header), [*SOLD, name])
    want = [] if read else [("currency_foreign", "a.xlsx!Sheet!E2", ("C001",))]
    assert blocked(inbox.read()) == want


@pytest.mark.parametrize("money", ["$1234", "€1234", "HK$1234", "US$1,234"])
def test_a_sign_of_another_currency_in_a_cell(inbox: Inbox, money: str) -> None:
    """An amount with a dollar sign is no number of yuan."""
    inbox.xlsx("a.xlsx", SALES, [FIRST, STORE, money, 0])
    assert blocked(inbox.read()) == [("not_a_number", "a.xlsx!Sheet!C2", ("C001",))]


_FORMATS = [
    (SALES, "[$$-409]#,##0.00", "currency_foreign"),
    (SALES, "#,##0.00 [$€-407]", "currency_foreign"),
    (SALES, "[$$-en-US]#,##0", "currency_foreign"),
    (SALES, '"US$"0', "currency_foreign"),
    (SALES, '0"万元"', "header_scaled"),
    (SALES, "[$¥-804]#,##0.00", ""),
    (SALES, '¥#,##0.00"元"', ""),
    (SALES, '0.0,"千元"', ""),  # the comma divides what is shown: the number is whole
    (RECEPTIONS, '0"千人"', "header_scaled"),
    (RECEPTIONS, "0\\k", "header_scaled"),
    (RECEPTIONS, '0,"k"', ""),
    (RECEPTIONS, '0"人"', ""),
    (RECEPTIONS, "[$$-409]#,##0", ""),
]


def _formatted(path: Path, header: Sequence[str], shown: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet"
    sheet.append(list(header))
    sheet.append(SOLD if header is SALES else SEEN)
    sheet["C2"].number_format = shown
    book.save(path)


@pytest.mark.parametrize("header, shown, code", _FORMATS)
def test_a_number_format_that_shows_a_unit(
    inbox: Inbox, header: Sequence[str], shown: str, code: str
) -> None:
    """5 shown as 5千人 or as $5 is told by its cell."""
    _formatted(inbox.file("a.xlsx"), header, shown)
    assert blocked(inbox.read()) == ([(code, "a.xlsx!Sheet!C2", ("C001",))] if code else [])


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_number_formats_of_other_programs(inbox: Inbox, tmp_path: Path, suffix: str) -> None:
    """The same of what LibreOffice saves, all in one inbox."""
    sources = []
    for number, (header, shown, _) in enumerate(_FORMATS):
        sources.append(tmp_path / f"{number}.xlsx")
        _formatted(sources[-1], header, shown)
    convert(sources, suffix, inbox.path)
    found = {
        (place.partition(".")[0], code)
        for code, place, _ in blocked(inbox.read())
        if code in ("currency_foreign", "header_scaled")
    }
    assert found == {(str(n), code) for n, (*_, code) in enumerate(_FORMATS) if code}


@pytest.mark.parametrize("unit, codes", [("人", []), ("（人）", []), ("千人", ["header_scaled"])])
def test_a_row_of_units_below_the_header(inbox: Inbox, unit: str, codes: list[str]) -> None:
    """It is no usage, and its multiples count as those of the header."""
    inbox.xlsx("a.xlsx", RECEPTIONS, ["", "", unit], SEEN)
    found = inbox.read()
    assert [code for code, *_ in blocked(found)] == codes
    assert told(found.usage["C001"]) == (
        [] if codes else [("receptions", "S1", "2026-10-01", {"receptions": "12"})]
    )


@pytest.mark.parametrize("header", ["接待人数（%）", "接待人数(单位：%)", "接待人数（％）"])
def test_a_share_in_percent_is_no_count(inbox: Inbox, header: str) -> None:
    """12 of a hundred are not 12 people."""
    inbox.xlsx("a.xlsx", [*RECEPTIONS[:2], header], SEEN)
    assert blocked(inbox.read()) == [("header_derived", "a.xlsx!Sheet!C1", ("C001",))]


@pytest.mark.parametrize(
    "header, code",
    [
        ("接待人数/千", "header_scaled"),
        ("接待人数：万人", "header_scaled"),
        ("日均接待人数", "header_derived"),
        ("目标接待人数", "header_derived"),
        ("接待人数同比", "header_derived"),
    ],
)
def test_a_header_that_is_no_figure_is_neither_advised_nor_taken(
    inbox: Inbox, header: str, code: str
) -> None:
    """The advice of column_absent names none of them; named in billing.toml they block."""
    inbox.xlsx("a.xlsx", [*RECEPTIONS[:2], header], SEEN)
    (absent,) = [p for p in inbox.read().problems if p.code == "column_absent"]
    assert (absent.values["nearest"], absent.values["entry"]) == ("-", 'receptions = ["..."]')
    found = inbox.read({"receptions": {"receptions": [header]}})
    assert blocked(found) == [(code, "a.xlsx!Sheet!C1", ("C001",))]
