"""What stands around the figures: titles, totals, second headers, merges, other columns."""

from datetime import date

from tests.intake.disguises.workbooks import (
    FIRST,
    HEADER,
    SECOND,
    STORE,
    THIRD,
    Case,
    Sheet,
    day,
    one,
)

_TITLES = "title rows, logos, export times above the header"
_TOTALS = "rows of totals and averages"
_AGAIN = "header repeated, stacked tables, blank rows between"
_LEVELS = "two-level headers with merged groups"
_MERGES = "merged client, store or date cells"
_HIDDEN = "hidden rows, columns, sheets"
_EXTRA = "extra columns, footnotes"
_COLUMNS = "two columns of one figure; a needed column absent; a unit in multiples"

_ROWS = ([FIRST, STORE, 10], [SECOND, STORE, 20])
_READ = (day(1, "receptions=10"), day(2, "receptions=20"))
_TOTAL_WORDS = (
    "合计", "总计", "小计：", "汇总", "汇总值", "均值", "平均值", "全店汇总值", "同行同层均值",
    "total", "Subtotal", "Average", "十月合计",
)  # fmt: skip


def _titles() -> tuple[Case, ...]:
    export: tuple[list[str], ...] = (
        ["接待报表"],
        ["导出时间：2026-11-01 09:30:00"],
        ["导出人", "某"],
        [],
        ["单位：人"],
    )
    return (
        Case(
            found=_TITLES,
            name="a header on the sixth row, below an export's title",
            files=one(*export, HEADER, *_ROWS),
            figures=_READ,
            codes=("rows_above_header",),
        ),
        Case(
            found=_TITLES,
            name="a header on the twentieth row",
            files=one(*[["说明"]] * 19, HEADER, *_ROWS),
            figures=_READ,
            codes=("rows_above_header",),
        ),
        Case(
            found=_TITLES,
            name="a header below the twentieth row",
            files=one(*[["说明"]] * 20, HEADER, *_ROWS),
            codes=("!file_without_table", "sheet_unknown"),
        ),
        Case(
            found=_TITLES,
            name="a title of another month",
            files=one(["2026年9月接待统计"], HEADER, *_ROWS),
            figures=_READ,
            codes=("rows_above_header", "title_month"),
        ),
        Case(
            found=_COLUMNS,
            name="a title that states its figures in 万元",
            files=one(["销售（单位：万元）"], ["日期", "店铺", "客服销售额"], [FIRST, STORE, 12]),
            codes=("!header_scaled", "rows_above_header"),
        ),
    )


def _totals() -> tuple[Case, ...]:
    stacked = [[word, "", 30] for word in _TOTAL_WORDS]
    return (
        Case(
            found=_TOTALS,
            name="every word for a total or an average",
            files=one(HEADER, *_ROWS, *stacked[:5], ["均值", "", 15], *stacked[6:9]),
            figures=_READ,
            codes=("total_left_out A4:A12",),
        ),
        Case(
            found=_TOTALS,
            name="a total that is not the sum of its rows",
            files=one(HEADER, *_ROWS, ["合计", "", 31]),
            figures=_READ,
            codes=("total_disagrees C4", "total_left_out A4"),
        ),
        Case(
            found=_TOTALS,
            name="a total first, below the header",
            files=one(HEADER, ["汇总", "", 30], *_ROWS),
            figures=_READ,
            codes=("total_left_out A2",),
        ),
        Case(
            found=_TOTALS,
            name="subtotals of each store, and a total in the store's column",
            files=one(
                HEADER,
                *_ROWS,
                ["", "小计", 30],
                [FIRST, "S2", 4],
                ["", "小计", 4],
                ["", "总计", 34],
            ),
            figures=(*_READ, day(1, "receptions=4", "S2")),
            codes=("total_left_out A4",),
        ),
        Case(
            found=_TOTALS,
            name="a row of all agents that bears a date",
            files=one(
                ["日期", "店铺", "客服", "接待人数"],
                [FIRST, STORE, "小示", 6],
                [FIRST, STORE, "小例", 4],
                [FIRST, STORE, "全部客服", 10],
            ),
            figures=(day(1, "receptions=10"),),
            codes=("total_left_out A4",),
        ),
    )


def _again() -> tuple[Case, ...]:
    return (
        Case(
            found=_AGAIN,
            name="the header again after each page",
            files=one(HEADER, _ROWS[0], HEADER, _ROWS[1]),
            figures=_READ,
            codes=("header_repeated",),
        ),
        Case(
            found=_AGAIN,
            name="a table for each store below its name, with blank rows between",
            files=one(
                [STORE],
                ["日期", "接待人数"],
                [FIRST, 10],
                [SECOND, 20],
                ["合计", 30],
                [],
                ["海滨户外店"],
                ["日期", "接待人数"],
                [FIRST, 10],
                [SECOND, 20],
            ),
            figures=(*_READ, day(1, "receptions=10", "S2"), day(2, "receptions=20", "S2")),
            codes=("client_from_name", "footnote_ignored A7", "header_repeated",
                   "rows_above_header", "total_left_out A5"),
        ),
        Case(
            found=_AGAIN,
            name="a table below a name that is not known, in a file of the client",
            files=one(
                ["接待"], ["日期", "接待人数"], [FIRST, 10], [],
                ["海滨新店"], ["日期", "接待人数"], [FIRST, 10],
                name="海滨",
            ),
            figures=("C001 2026-10-01 receptions=10",),
            codes=("!name_unknown A7", "client_from_name", "footnote_ignored A5",
                   "header_repeated", "rows_above_header"),
        ),
        Case(
            found=_AGAIN,
            name="tables of two kinds on one sheet",
            files=one(
                HEADER,
                _ROWS[0],
                [],
                ["日期", "店铺", "客服销售额", "退款金额"],
                [FIRST, STORE, 100, 5],
            ),
            figures=(_READ[0], day(1, "attributed_sales=100 refunds=5")),
            codes=("header_repeated",),
        ),
    )  # fmt: skip


def _merged() -> tuple[Case, ...]:
    groups = (["日期", "店铺", "接待", "", "满意度"], ["", "", "接待人数", "夜间接待", "满意度"])
    return (
        Case(
            found=_LEVELS,
            name="groups above the header, merged across and down",
            files=one(
                *groups,
                [FIRST, STORE, 10, 1, "98%"],
                merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
            ),
            figures=(day(1, "night=1 receptions=10"),),
            codes=("rows_above_header",),
        ),
        Case(
            found=_MERGES,
            name="a store merged down the side",
            files=one(HEADER, _ROWS[0], [SECOND, None, 20], [THIRD, None, 5], merged=("B2:B4",)),
            figures=(*_READ, day(3, "receptions=5")),
            codes=("merge_filled",),
        ),
        Case(
            found=_MERGES,
            name="a date merged down its stores",
            files=one(
                HEADER, [FIRST, STORE, 10], [None, "S2", 4], [SECOND, STORE, 20], merged=("A2:A3",)
            ),
            figures=(*_READ, day(1, "receptions=4", "S2")),
            codes=("merge_filled",),
        ),
        Case(
            found=_MERGES,
            name="a store left blank below its name, not merged",
            files=one(HEADER, _ROWS[0], [SECOND, None, 20]),
            figures=_READ[:1],
            codes=("!no_client B3",),
        ),
        Case(
            found=_MERGES,
            name="a figure merged over two days",
            files=one(HEADER, [FIRST, STORE, 30], [SECOND, STORE, None], merged=("C2:C3",)),
            figures=(day(1, "receptions=30"), day(2, "receptions=?")),
            codes=("blank_cell C3", "merge_filled"),
        ),
    )


def _hidden() -> tuple[Case, ...]:
    return (
        Case(
            found=_HIDDEN,
            name="a hidden row, column and sheet",
            files={
                "a": (
                    Sheet(rows=(HEADER, *_ROWS), hidden_rows=(3,), hidden_columns=(2,)),
                    Sheet(rows=(HEADER, [THIRD, STORE, 5]), name="旧", hidden=True),
                )
            },
            figures=(*_READ, day(3, "receptions=5")),
            codes=("hidden_cells", "hidden_cells 旧"),
        ),
    )


def _others() -> tuple[Case, ...]:
    return (
        Case(
            found=_EXTRA,
            name="columns that no bill needs, and notes below",
            files=one(
                [*HEADER, "买家昵称", "平均响应(秒)"],
                [*_ROWS[0], "某某", 12],
                [*_ROWS[1], "某某", 15],
                ["注：数据次日更新"],
                ["制表人：某", "", "", "", ""],
            ),
            figures=_READ,
            codes=("extra_columns", "footnote_ignored A4:A5"),
        ),
        Case(
            found=_EXTRA,
            name="columns in another order",
            files=one(
                ["接待人数", "备注", "店铺", "日期"],
                [10, "", STORE, FIRST],
                [20, "", STORE, SECOND],
            ),
            figures=_READ,
        ),
        Case(
            found=_COLUMNS,
            name="two columns of receptions",
            files=one([*HEADER, "咨询量"], [*_ROWS[0], 12]),
            codes=("!column_twice D1", "extra_columns"),
        ),
        Case(
            found=_COLUMNS,
            name="no column of receptions, and one like it",
            files=one(["日期", "店铺", "接待总人数"], _ROWS[0], name="接待"),
            codes=("!column_absent", "extra_columns"),
        ),
        Case(
            found=_COLUMNS,
            name="sessions, which are no buyers",
            files=one(["日期", "店铺", "会话量"], _ROWS[0], name="接待"),
            codes=("!column_absent", "extra_columns"),
        ),
        Case(
            found=_COLUMNS,
            name="sessions, named in the settings",
            files=one(["日期", "店铺", "会话量"], *_ROWS),
            settings={"columns": {"receptions": {"receptions": ["会话量"]}}},
            figures=_READ,
        ),
        Case(
            found=_COLUMNS,
            name="a header in 万元",
            files=one(["日期", "店铺", "客服销售额（万元）"], [FIRST, STORE, 12]),
            codes=("!header_scaled C1",),
        ),
        Case(
            found=_COLUMNS,
            name="a column of units that says 万元",
            files=one(["日期", "店铺", "客服销售额", "单位"], [FIRST, STORE, 12, "万元"]),
            codes=("!header_scaled D2", "extra_columns"),
        ),
        Case(
            found=_COLUMNS,
            name="a column of units that says 元",
            files=one(["日期", "店铺", "客服销售额", "单位"], [FIRST, STORE, 12, "元"]),
            figures=(day(1, "attributed_sales=12"),),
            codes=("extra_columns",),
        ),
        Case(
            found=_COLUMNS,
            name="a header with its unit, and one of last year",
            files=one(["日期", "店铺", "接待人数（人）", "接待人数（去年同期）"], [*_ROWS[0], 99]),
            figures=_READ[:1],
            codes=("extra_columns",),
        ),
        Case(
            found=_COLUMNS,
            name="a bare 销售额 without agents",
            files=one(["日期", "店铺", "销售额", "退款金额"], [FIRST, STORE, 100, 1]),
            codes=("!bare_sales C1", "extra_columns"),
        ),
        Case(
            found=_EXTRA,
            name="a year in one book, a sheet a month",
            files={
                "2026全年": tuple(
                    Sheet(rows=(HEADER, [date(2026, month, 1), STORE, month]), name=f"{month}月")
                    for month in range(1, 13)
                )
            },
            figures=(day(1, "receptions=10"),),
            codes=tuple(
                f"rows_outside_month {month}月!A2" for month in range(1, 13) if month != 10
            ),
        ),
        Case(
            found=_EXTRA,
            name="a sheet a store",
            files={
                "接待": tuple(
                    Sheet(rows=(["日期", "接待人数"], [FIRST, 10]), name=name)
                    for name in ("海滨[官方]旗舰店".replace("[", "（").replace("]", "）"), "S2")
                )
            },
            figures=(_READ[0], day(1, "receptions=10", "S2")),
            codes=("client_from_name S2", "client_from_name 海滨（官方）旗舰店"),
        ),
    )


SHAPES = (*_titles(), *_totals(), *_again(), *_merged(), *_hidden(), *_others())
