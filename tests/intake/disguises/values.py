"""What stands in the cells: numbers, blanks, errors."""

from typing import Any

from tests.intake.disguises.workbooks import FIRST, HEADER, SECOND, STORE, Case, day, one
from tests.intake.disguises.workbooks import PROGRAMS as BOOKS

_TEXT = "numbers as text"
_ROUNDED = "`1.2万`, `3千`"
_PERCENT = "percentages"
_BLANK = "blank numbers"
_WORDS = "`-` `--` `/` 无 N/A `#NULL!` 暂无数据 无退款申请"
_NOT_FINAL = "延迟统计"
_WRONG = "negative counts, 12.5 people"
_ERRORS = "formulas without a value, error cells"

_NUMBERS = (
    "1,234", "１２３４", "1 234", "￥1,234", "1234元", "1,234 人", "1234单", "1234次", "'1234",
    "\t1234", "1，234", "1234.00", "+1234", "\u00a01,234", "1234\u200b",
)  # fmt: skip
_NO_NUMBERS = (
    "abc", "约100", "1,23", "12-3", "1e3", "nan", "inf", "十二", "1/2", "12:30", "1.234,5",
    "1,234,5", "0x10", "12人次天", "TRUE", "²", "½", "-", "10~12", "100+", ">100", "1'234", "1_000",
    "52 53", "12\n13", "100 200", "1 2", "12, 345", "$1234", "€1234", "HK$1234",
)  # fmt: skip
_MEASURES = ("日期", "客户", "事项", "项目", "数量")


def _row(value: Any) -> tuple[Any, ...]:
    return (FIRST, STORE, value)


def _count(found: str, name: str, value: Any, figure: str, *codes: str, **more: Any) -> Case:
    """A case of one cell, C2, in a table of receptions."""
    return Case(
        found=found,
        name=name,
        files=one(HEADER, _row(value)),
        figures=(day(1, f"receptions={figure}"),),
        codes=codes,
        **more,
    )


_NUMBER_CASES = (
    *(
        _count(_TEXT, f"the text {number!r}", number, "1234", "number_as_text C2")
        for number in _NUMBERS
    ),
    _count(_TEXT, "the wrapper of an export", '="1234"', "1234", only=("csv", "GB18030 csv")),
    _count(_TEXT, "12.0 people", 12.0, "12"),
    _count(_TEXT, "12.00 people as text", "12.00", "12", "number_as_text C2"),
    Case(
        found=_TEXT,
        name="computed sums with more digits than are shown",
        files=one(["日期", "店铺", "客服销售额", "退款金额"], [FIRST, STORE, 0.1 + 0.2, 1.1 + 2.2]),
        figures=(day(1, "attributed_sales=0.3 refunds=3.3"),),
        only=("openpyxl", "XlsxWriter", "LibreOffice xlsx", "LibreOffice xls"),
    ),
    *(
        _count(_TEXT, f"{text!r}, which is no number", text, "?", "!not_a_number C2")
        for text in _NO_NUMBERS
        if text not in {"-", "TRUE"}
    ),
    _count(_ROUNDED, "1.2万", "1.2万", "12000", "number_rounded C2"),
    _count(_ROUNDED, "3 千人", "3 千人", "3000", "number_rounded C2"),
    _count(_ROUNDED, "1.23456万", "1.23456万", "?", "!count_not_whole C2"),
)

_PERCENT_CASES = (
    _count(_PERCENT, "62.5% in a count", "62.5%", "?", "!not_a_number C2"),
    *(
        Case(
            found=_PERCENT,
            name=f"a measured level of {name}",
            files=one(
                _MEASURES,
                [FIRST, "海滨", "指标实测", "满意度", value],
                formats={"E2": shown} if shown else {},
            ),
            figures=(f"C001 2026-10-01 measured_level item=满意度 quantity={read}",)
            if read
            else ("C001 2026-10-01 measured_level item=满意度",),
            codes=codes,
            only=only,
        )
        for name, value, shown, read, codes, only in (
            ("62.5% as text", "62.5%", "", "62.5", ("number_as_text E2",), ()),
            ("62.5 points", 62.5, "", "62.5", (), ()),
            ("0.625 shown as 62.5%", 0.625, "0.0%", "62.5", (), BOOKS),
            ("1.05 shown as 105%", 1.05, "0%", "105", (), BOOKS),
            ("0.625, shown as it is", 0.625, "", "", ("!percent_unclear E2",), ()),
        )
    ),
)  # fmt: skip

_BLANK_CASES = (
    _count(_BLANK, "an empty cell", None, "?", "blank_cell C2"),
    _count(_BLANK, "a cell of spaces", "  ", "?", "blank_cell C2"),
    *(
        _count(_WORDS, f"{word!r} as a count", word, "?", "blank_cell C2")
        for word in ("-", "--", "/", "无", "N/A", "暂无数据", "—")
    ),
    *(
        Case(
            found=_WORDS,
            name=f"{word!r} as a refund",
            files=one(["日期", "店铺", "客服销售额", "退款金额"], [FIRST, STORE, 100, word]),
            figures=(day(1, "attributed_sales=100 refunds=0"),),
        )
        for word in ("-", "--", "/", "无", "N/A", "暂无数据", "无退款申请")
    ),
    Case(
        found=_BLANK,
        name="an empty cell of refunds",
        files=one(["日期", "店铺", "客服销售额", "退款金额"], [FIRST, STORE, 100, None]),
        figures=(day(1, "attributed_sales=100 refunds=?"),),
        codes=("blank_cell D2",),
    ),
    _count(_NOT_FINAL, "延迟统计", "延迟统计", "?", "!not_final C2"),
    _count(_WRONG, "-3 people", -3, "?", "!number_negative C2"),
    _count(_WRONG, "(3) people", "(3)", "?", "!number_negative C2"),
    _count(_WRONG, "12.5 people", 12.5, "?", "!count_not_whole C2"),
    _count(_WRONG, "true", True, "?", "!truth_value C2",
           only=("openpyxl", "XlsxWriter", "LibreOffice xlsx")),
)  # fmt: skip

_ERROR_CASES = (
    *(
        _count(_ERRORS, f"the text {text}", text, "?", "!error_cell C2", only=("csv", "UTF-16 csv"))
        for text in ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#N/A")
    ),
    _count(
        _ERRORS, "a formula whose value was never saved", "=SUM(D2:E2)", "?",
        "!formula_without_value C2", only=("openpyxl",),
    ),
    *(
        _count(
            _ERRORS, f"a formula that gives {shown}", formula, "?", "!error_cell C2",
            only=("LibreOffice xlsx", "LibreOffice xls", "LibreOffice ods"),
        )
        for formula, shown in (
            ("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ('=VALUE("x")', "#VALUE!"),
        )
    ),
    Case(
        found=_ERRORS,
        name="a formula with its value",
        files=one(HEADER, _row("=5+5"), [SECOND, STORE, 20]),
        figures=(day(1, "receptions=10"), day(2, "receptions=20")),
        only=("LibreOffice xlsx", "LibreOffice xls", "LibreOffice ods"),
    ),
    Case(
        found=_ERRORS,
        name="an error in a figure that no contract needs",
        files=one(["日期", "店铺", "付款订单数"], _row("=1/0")),
        figures=(day(1, "orders=?"),),
        codes=("error_cell C2",),
        only=("LibreOffice xlsx", "LibreOffice xls", "LibreOffice ods"),
    ),
)  # fmt: skip

VALUES = (*_NUMBER_CASES, *_PERCENT_CASES, *_BLANK_CASES, *_ERROR_CASES)
