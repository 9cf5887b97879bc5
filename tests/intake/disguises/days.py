"""When it was: dates, months, spans, and dates that only a title or a name tells."""

from datetime import date, datetime
from typing import Any

from tests.intake.disguises.workbooks import (
    FIRST,
    HEADER,
    SECOND,
    STORE,
    Case,
    Sheet,
    day,
    one,
)

_DATES = "dates in many forms"
_SPANS = "a month or a range in a date cell"
_TURNED = "`01/02/2026`"
_NAMED = "no date column, the range only in the file name or title"
_OUTSIDE = "rows outside the period"

_FORMS: tuple[tuple[Any, str], ...] = (
    ("2026/10/1", ""),
    ("2026.10.1", ""),
    ("2026-10-01", ""),
    ("20261001", ""),
    (20261001, ""),
    ("2026年10月1日", ""),
    ("2026年10月1日(周四)", ""),
    ("2026年10月1日 星期四", ""),
    ("２０２６/１０/１", ""),
    ("2026 年 10 月 1 日", ""),
    ("2026-10-01 10:20:30", ""),
    ("2026-10-01T10:20:30", ""),
    (datetime(2026, 10, 1, 10, 20), ""),  # noqa: DTZ001 - a cell has no zone
    (46296, ""),
    ("46296", ""),
    ("10月1日", "year_inferred A2"),
    ("10-1", "year_inferred A2"),
    ("10/1", "year_inferred A2"),
    ("10.01", "year_inferred A2"),
    ("2026-10-01\t", ""),
    ("'2026-10-01", ""),
)
_NO_DATES = (
    "十月一日", "2026-13-01", "2026-10-32", "2026-10", "昨天", "1", 1, 0, "31", "2026-10-01-02",
    "2026//10/01", "10:20",
)  # fmt: skip


def _forms() -> tuple[Case, ...]:
    read = (day(1, "receptions=10"),)
    return (
        *(
            Case(
                found=_DATES,
                name=f"the day {form!r}" if isinstance(form, str | int) else "a real date and time",
                files=one(HEADER, [form, STORE, 10]),
                figures=read,
                codes=(code,) if code else (),
            )
            for form, code in _FORMS
        ),
        *(
            Case(
                found=_DATES,
                name=f"{text!r}, which is no day",
                files=one(HEADER, [text, STORE, 10]),
                codes=("!not_a_date A2",),
            )
            for text in _NO_DATES
            if text != "2026-10"
        ),
        Case(
            found=_DATES,
            name="10.1 as a number, which may be 10.10",
            files=one(HEADER, [10.1, STORE, 10]),
            codes=("!date_shortened A2",),
        ),
        Case(
            found=_DATES,
            name="10.1 beside 10.10 as text, whose last 0 is kept",
            files=one(HEADER, ["10.1", STORE, 10], ["10.10", STORE, 20]),
            figures=(day(1, "receptions=10"), day(10, "receptions=20")),
            codes=("year_inferred A2:A3",),
        ),
        Case(
            found=_DATES,
            name="12.5 as a number, which may be a day",
            files=one(HEADER, [12.5, STORE, 10]),
            codes=("file_set_aside", "rows_outside_month A2", "year_inferred A2"),
        ),
        *(
            Case(
                found=_DATES,
                name=f"days without a year in a file of the last, {name}",
                files=one(*title, HEADER, ["10月1日", STORE, 10], name=file),
                codes=(
                    "file_set_aside",
                    f"rows_outside_month A{2 + len(title)}",
                    *codes,
                    f"year_inferred A{2 + len(title)}",
                ),
            )
            for name, file, title, codes in (
                ("by its folder", "2025年10月/接待", (), ()),
                ("by its year alone", "2025/接待", (), ()),
                ("by its title", "接待", (["2025年10月接待统计"],), ("rows_above_header",)),
            )
        ),
        Case(
            found=_DATES,
            name="no date beside figures",
            files=one(HEADER, [None, STORE, 10]),
            codes=("!date_blank A2",),
        ),
        Case(
            found=_DATES,
            name="the last days of a year without it",
            files=one(HEADER, ["12月31日", STORE, 10], ["1月1日", STORE, 20]),
            codes=("file_set_aside", "rows_outside_month A2", "year_inferred A2:A3"),
        ),
    )


def _spans() -> tuple[Case, ...]:
    def read(text: Any, days: str, *codes: str) -> Case:
        return Case(
            found=_SPANS,
            name=f"the period {text!r}",
            files=one(HEADER, [text, STORE, 300]),
            figures=(f"S1 {days} receptions=300",),
            codes=codes,
        )

    whole = "2026-10-01..2026-10-31"
    return (
        *(
            read(text, whole)
            for text in ("2026-10", "2026年10月", "202610", "2026/10", "2026年10月份",
                         "2026-10-01~2026-10-31", "2026-10-01 至 2026-10-31",
                         "2026.10.01-2026.10.31", "20261001-20261031", "2026年10月1日—31日")
        ),
        read("10月", whole, "year_inferred A2"),
        read("10.1-10.31", whole, "year_inferred A2"),
        read("10月1日-15日", "2026-10-01..2026-10-15", "year_inferred A2"),
        read("2026-10-01~2026-10-07", "2026-10-01..2026-10-07"),
        Case(
            found=_SPANS,
            name="a period that ends before it begins",
            files=one(HEADER, ["2026-10-31~2026-10-01", STORE, 300]),
            codes=("!not_a_date A2",),
        ),
        Case(
            found=_SPANS,
            name="a column of months",
            files=one(["月份", "店铺", "接待人数"], ["2026-10", STORE, 300]),
            figures=(f"S1 {whole} receptions=300",),
        ),
        Case(
            found=_SPANS,
            name="a month beside its own days",
            files=one(HEADER, ["2026-10", STORE, 30], [FIRST, STORE, 10]),
            figures=(day(1, "receptions=10"), f"S1 {whole} receptions=30"),
            codes=("!levels_mixed C2",),
        ),
    )  # fmt: skip


def _turned() -> tuple[Case, ...]:
    return (
        Case(
            found=_TURNED,
            name="a column whose days are told by one above 12",
            files=one(HEADER, ["01/10/2026", STORE, 10], ["13/10/2026", STORE, 20]),
            figures=(day(1, "receptions=10"), day(13, "receptions=20")),
            codes=("date_order A2:A3",),
        ),
        Case(
            found=_TURNED,
            name="a column of which one order alone lies in the month",
            files=one(HEADER, ["10/01/2026", STORE, 10], ["10/02/2026", STORE, 20]),
            figures=(day(1, "receptions=10"), day(2, "receptions=20")),
            codes=("date_order A2:A3",),
        ),
        Case(
            found=_TURNED,
            name="10/10/2026 alone",
            files=one(HEADER, ["10/10/2026", STORE, 10]),
            figures=(day(10, "receptions=10"),),
            codes=("date_order A2",),
        ),
        Case(
            found=_TURNED,
            name="a column that tells no order",
            files=one(HEADER, ["01/02/2026", STORE, 10], ["02/01/2026", STORE, 20]),
            codes=("!date_order_unknown A2:A3",),
        ),
        Case(
            found=_TURNED,
            name="a column of two orders",
            files=one(HEADER, ["13/10/2026", STORE, 10], ["10/14/2026", STORE, 20]),
            codes=("!date_order_unknown A2:A3",),
        ),
    )


def _named() -> tuple[Case, ...]:
    table = (["客服", "接待人数"], ["小示", 10], ["小例", 5], ["汇总", 15], ["均值", 7.5])
    whole = ("S1 2026-10-01..2026-10-31 receptions=15",)
    nowhere = ("!no_date A2:A3", "client_from_name", "total_disagrees B4", "total_left_out A4:A5")
    notes = ("client_from_name", "period_from_name", "total_left_out A4:A5")

    def named(name: str, days: str = "2026-10-01..2026-10-31") -> Case:
        return Case(
            found=_NAMED,
            name=f"a file named {name}",
            files=one(*table, name=name),
            figures=(f"S1 {days} receptions=15",),
            codes=notes,
        )

    return (
        named("海滨官旗_客服数据_2026-10-01至2026-10-31"),
        named("海滨官旗 20261001-20261031"),
        named("海滨官旗_2026.10.1-2026.10.31"),
        named("海滨官旗_20261001_20261031"),
        named("海滨官旗2026年10月".replace("旗2026", "旗_2026")),
        named("海滨官旗_10月"),
        named("海滨官旗_2026-10-01~2026-10-07", "2026-10-01..2026-10-07"),
        named("海滨官旗_2026年9-10月", "2026-09-01..2026-10-31"),
        Case(
            found=_NAMED,
            name="a title that states the range",
            files=one(["统计时间：2026-10-01至2026-10-31"], *table, name="海滨官旗"),
            figures=whole,
            codes=("client_from_name", "period_from_name", "rows_above_header",
                   "total_left_out A5:A6"),
        ),
        Case(
            found=_NAMED,
            name="the day of an export alone",
            files=one(*table, name="海滨官旗_2026-11-01"),
            codes=nowhere,
        ),
        Case(
            found=_NAMED,
            name="a file named by two months",
            files=one(*table, name="海滨官旗_9月和10月"),
            codes=nowhere,
        ),
        *(
            Case(
                found=_NAMED,
                name=f"a file named {part}, less or more than a month",
                files=one(*table, name=f"海滨官旗_{part}"),
                codes=nowhere,
            )
            for part in (
                "10月第1周", "10月上旬", "10月前15天", "截至10月", "1-10月累计", "2026年Q4_10月",
                "2026-10 week 2",
            )
        ),
        Case(
            found=_NAMED,
            name="no date anywhere",
            files=one(*table, name="海滨官旗"),
            codes=nowhere,
        ),
        Case(
            found=_NAMED,
            name="two days' tables without a date, below their titles",
            files=one(
                ["2026年10月1日"], ["店铺", "接待人数"], [STORE, 10],
                ["2026年10月2日"], ["店铺", "接待人数"], [STORE, 20],
            ),
            codes=("!no_date A3", "!no_date A6", "footnote_ignored A4", "header_repeated",
                   "rows_above_header"),
        ),
        Case(
            found=_NAMED,
            name="two months' tables without a date, below their titles",
            files=one(
                ["2026年9月"], ["店铺", "接待人数"], [STORE, 10],
                ["2026年10月"], ["店铺", "接待人数"], [STORE, 20],
            ),
            figures=("S1 2026-10-01..2026-10-31 receptions=20",),
            codes=("footnote_ignored A4", "header_repeated", "period_from_name",
                   "rows_above_header", "rows_outside_month A3"),
        ),
    )  # fmt: skip


def _outside() -> tuple[Case, ...]:
    return (
        Case(
            found=_OUTSIDE,
            name="rows of the months before and after",
            files=one(
                HEADER,
                [date(2026, 9, 30), STORE, 7],
                [FIRST, STORE, 10],
                [date(2026, 11, 1), STORE, 8],
            ),
            figures=(day(1, "receptions=10"),),
            codes=("rows_outside_month A2",),
        ),
        Case(
            found=_OUTSIDE,
            name="a file of another month",
            files=one(HEADER, [date(2026, 9, 1), STORE, 7]),
            codes=("file_set_aside", "rows_outside_month A2"),
        ),
        Case(
            found=_OUTSIDE,
            name="a sheet of this month beside one of the last",
            files={
                "a": (
                    Sheet(rows=(HEADER, [FIRST, STORE, 10]), name="10月"),
                    Sheet(rows=(HEADER, [date(2026, 9, 1), STORE, 7]), name="9月"),
                )
            },
            figures=(day(1, "receptions=10"),),
            codes=("rows_outside_month 9月!A2",),
        ),
        Case(
            found=_OUTSIDE,
            name="a month that lies across two cycles",
            files=one(["月份", "店铺", "接待人数"], ["2026-10", "山丘数码店", 300]),
            figures=("S3 2026-10-01..2026-10-31 receptions=300",),
        ),
        Case(
            found=_OUTSIDE,
            name="a serial number of a day far away",
            files=one(HEADER, [FIRST, STORE, 10], [SECOND.replace(year=2062), STORE, 5]),
            figures=(day(1, "receptions=10"),),
            codes=("rows_outside_month A3",),
        ),
    )


DAYS = (*_forms(), *_spans(), *_turned(), *_named(), *_outside())
