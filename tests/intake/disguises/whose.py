"""Whose it is, and whether it is told twice: names, codes, repetitions."""

from typing import Any

from tests.intake.disguises.workbooks import FIRST, HEADER, SECOND, STORE, Case, Sheet, day, one

_NAMES = "store names with other brackets, spaces, tabs"
_UNKNOWN = "names that are not known, or that two have"
_NOWHERE = "no client or store column"
_CODES = "codes that look like numbers or like nothing"
_TWICE = "exact duplicate rows, overlapping exports"
_FILES = "the same file twice"
_IDS = '19-digit ids, `="..."`, leading `\'` or tab'

_ONE = (FIRST, STORE, 10)
_READ = (day(1, "receptions=10"),)


def _written(name: str) -> Case:
    return Case(
        found=_NAMES,
        name=f"the store {name!r}",
        files=one(HEADER, [FIRST, name, 10]),
        figures=_READ,
    )


_NAME_CASES = (
    *(
        _written(name)
        for name in (
            "海滨【官方】旗舰店", "海滨[官方]旗舰店", "海滨（官方）旗舰店", "海滨(官方)旗舰店",
            "海滨〔官方〕 旗舰店", " 海滨【官方】旗舰店 ", "海滨【官方】\t旗舰店", "\u200b海滨官旗",
            "海滨官旗\u00a0", "海滨\u3000官旗", "海滨\ufeff官旗", "'海滨官旗", "s1", "Ｓ１",
            "海滨\n官旗", "海滨\u200d官旗", "海滨\u2060官旗",
        )
    ),
    Case(
        found=_UNKNOWN,
        name="a name inside another name",
        files=one(HEADER, [FIRST, "海滨官旗二店", 10]),
        codes=("!name_unknown B2",),
    ),
    Case(
        found=_UNKNOWN,
        name="another client's store",
        files=one(["日期", "客户", "店铺", "接待人数"], [FIRST, "海滨", "山丘数码店", 10]),
        codes=("!name_unknown C2",),
    ),
    Case(
        found=_UNKNOWN,
        name="a short name of two clients",
        files=one(["日期", "客户", "接待人数"], [FIRST, "星辰", 10]),
        codes=("!client_of_two B2",),
    ),
    Case(
        found=_UNKNOWN,
        name="a short name of two clients, with a store of one",
        files=one(["日期", "客户", "店铺", "接待人数"], [FIRST, "星辰", "星辰甲店", 10]),
        codes=("!client_of_two B2",),
    ),
    Case(
        found=_UNKNOWN,
        name="a store's name of two clients, with its client",
        files=one(["日期", "客户", "店铺", "接待人数"], [FIRST, "C005", "共名店", 10]),
        figures=(day(1, "receptions=10", "S5"),),
    ),
    Case(
        found=_UNKNOWN,
        name="a store's name of two clients alone",
        files=one(HEADER, [FIRST, "共名店", 10]),
        codes=("!store_of_two B2",),
    ),
    Case(
        found=_NOWHERE,
        name="a folder that names the client",
        files=one(["日期", "接待人数"], [FIRST, 10], name="海滨/2026-10/天猫"),
        figures=("C001 2026-10-01 receptions=10",),
        codes=("client_from_name",),
    ),
    Case(
        found=_NOWHERE,
        name="a file that names the store in a folder of the client",
        files=one(["日期", "接待人数"], [FIRST, 10], name="海滨/接待_海滨户外店_2026-10"),
        figures=(day(1, "receptions=10", "S2"),),
        codes=("client_from_name",),
    ),
    Case(
        found=_NOWHERE,
        name="a file that names two clients",
        files=one(["日期", "接待人数"], [FIRST, 10], name="海滨_山丘"),
        codes=("!name_of_two A2",),
    ),
    Case(
        found=_NOWHERE,
        name="a file that names nobody",
        files=one(["日期", "接待人数"], [FIRST, 10]),
        codes=("!no_client A2",),
    ),
)  # fmt: skip


def _coded(name: str, cell: Any, place: str, **more: Any) -> Case:
    return Case(
        found=_CODES,
        name=name,
        files=one(["日期", "客户", "接待人数"], [FIRST, cell, 10]),
        figures=(f"{place} 2026-10-01 receptions=10",),
        **more,
    )


_CODE_CASES = (
    _coded("a client called NA", "NA", "NA"),
    _coded("a client called null", "null", "null"),
    _coded("the code 0012 as text", "0012", "0012"),
    _coded("the code 007 as text", "007", "007"),
    Case(
        found=_CODES,
        name="the code 7 as text, beside a client 007",
        files=one(["日期", "客户", "接待人数"], [FIRST, "7", 10]),
        codes=("!client_of_two B2",),
    ),
    Case(
        found=_CODES,
        name="7 as a number, beside a client 007",
        files=one(["日期", "客户", "接待人数"], [FIRST, 7, 10]),
        codes=("!client_of_two B2",),
        only=("openpyxl", "XlsxWriter", "LibreOffice xlsx", "LibreOffice xls", "LibreOffice ods"),
    ),
    Case(
        found=_CODES,
        name="12 as a number, for the client 0012",
        files=one(["日期", "客户", "接待人数"], [FIRST, 12, 10], formats={"B2": "0000"}),
        codes=("!client_unknown B2",),
    ),
)

_AGENTS = ("日期", "店铺", "客服", "接待人数")
_TWICE_CASES = (
    Case(
        found=_TWICE,
        name="a row again in the table",
        files=one(HEADER, _ONE, _ONE),
        figures=_READ,
        codes=("duplicate_rows A3",),
    ),
    Case(
        found=_TWICE,
        name="two exports that overlap",
        files={
            "a": (Sheet(rows=(HEADER, _ONE, [SECOND, STORE, 20])),),
            "b": (Sheet(rows=(HEADER, [SECOND, "海滨【官方】旗舰店", "20"])),),
        },
        figures=(*_READ, day(2, "receptions=20")),
        codes=("duplicate_rows A2", "number_as_text C2"),
    ),
    Case(
        found=_TWICE,
        name="two exports with other figures of a day",
        files={
            "a": (Sheet(rows=(HEADER, _ONE)),),
            "b": (Sheet(rows=(HEADER, [FIRST, STORE, 11])),),
        },
        figures=_READ,
        codes=("!rows_clash C2",),
    ),
    Case(
        found=_TWICE,
        name="an agent whose name differs in case and spaces",
        files={
            "a": (Sheet(rows=(_AGENTS, [FIRST, STORE, "Anna Li", 10])),),
            "b": (Sheet(rows=(_AGENTS, [FIRST, STORE, "anna li ", 10])),),
        },
        figures=_READ,
        codes=("duplicate_rows A2",),
    ),
    Case(
        found=_TWICE,
        name="files of two agents",
        files={
            "小示": (Sheet(rows=(_AGENTS, [FIRST, STORE, "小示", 10])),),
            "小例": (Sheet(rows=(_AGENTS, [FIRST, STORE, "小例", 10])),),
        },
        figures=(day(1, "receptions=20"),),
    ),
    Case(
        found=_TWICE,
        name="a store's day with and without its agents",
        files={
            "a": (Sheet(rows=(HEADER, [FIRST, STORE, 20])),),
            "b": (Sheet(rows=(_AGENTS, [FIRST, STORE, "小例", 20])),),
        },
        figures=(day(1, "receptions=20"),),
        codes=("!levels_mixed D2",),
    ),
    Case(
        found=_FILES,
        name="a copy under another name",
        files={"a": (Sheet(rows=(HEADER, _ONE)),), "副本/a": (Sheet(rows=(HEADER, _ONE)),)},
        figures=_READ,
        codes=("duplicate_file",),
        only=("XlsxWriter", "csv", "GB18030 csv"),
    ),
)

_ORDERS = ("订单编号", "子订单编号", "付款时间", "店铺", "订单状态", "售后状态")


def _ordered(name: str, found: str, *rows: Any, figures: str, codes: tuple[str, ...] = (),
             only: tuple[str, ...] = ()) -> Case:  # fmt: skip
    return Case(
        found=found,
        name=name,
        files=one(_ORDERS, *rows),
        figures=(day(1, figures, "S3"),) if figures else (),
        codes=codes,
        only=only,
    )


def _line(
    order: Any, part: Any = "1", status: str = "交易成功", after: str = "无售后"
) -> list[Any]:
    return [order, part, "2026-10-01 09:00:00", "山丘数码店", status, after]


_LONG = "1000000000000000001"
_ORDER_CASES = (
    _ordered("19 digits as text", _IDS, _line(_LONG), figures="cancelled=0 orders=1 refunded=0"),
    _ordered(
        "two orders whose numbers differ in the last of 19 digits", _IDS,
        _line(_LONG), _line(_LONG[:-1] + "2"), figures="cancelled=0 orders=2 refunded=0",
    ),
    _ordered(
        "a wrapped number, one after an apostrophe, one after a tab", _IDS,
        _line(f'="{_LONG}"'), _line(f"'{_LONG}", "2"), _line(f"\t{_LONG}", "3"),
        figures="cancelled=0 orders=1 refunded=0", only=("csv", "GB18030 csv", "UTF-16 csv"),
    ),
    _ordered(
        "19 digits as a number", _IDS, _line(int(_LONG)), figures="",
        codes=("!number_damaged A2",),
        only=("openpyxl", "XlsxWriter", "LibreOffice xlsx", "LibreOffice xls", "LibreOffice ods"),
    ),
    _ordered(
        "1.00E+18 as a spreadsheet shows it", _IDS, _line("1.00E+18"), figures="",
        codes=("!number_damaged A2",),
    ),
    _ordered(
        "15 digits as a number", _IDS, _line(100000000000001),
        figures="cancelled=0 orders=1 refunded=0",
    ),
)  # fmt: skip

WHOSE = (*_NAME_CASES, *_CODE_CASES, *_TWICE_CASES, *_ORDER_CASES)
