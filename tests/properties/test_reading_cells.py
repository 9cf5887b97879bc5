"""Cells, dates, times, headers and names: every tolerated form reads back, nothing else passes."""

import re
import string
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.intake import roster, stated
from billing.intake.cells import clock, number
from billing.intake.dates import Calendar
from billing.intake.doubtful import order
from billing.intake.duty import duty
from billing.intake.header import locate
from billing.intake.headers import Headers
from billing.intake.known import register
from billing.period import Period
from billing.usage import single
from billing.workbook.grid import Broken, Grid
from tests.intake.conftest import VOCABULARY

WIDE = str.maketrans(string.digits + ".,-%", "０１２３４５６７８９．，－％")
CALENDAR = Calendar(month="2026-10")
DAYS = st.dates(date(2026, 4, 20), date(2027, 3, 31))  # of which 2026-10 tells the year
# Signs that figures and dates are made of, and some that look like them.
SIGNS = st.text(
    "0123456789０９²½①٣.,，-−–()（）%￥¥$元人单次万千 年月日/:Ee+'=\"\t\u200b一", max_size=12
)
VALUES = st.one_of(
    SIGNS,
    st.text(max_size=8),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - cells have no zone
    st.times(),
    st.timedeltas(timedelta(0), timedelta(3)),
    st.builds(Broken, st.sampled_from(("#REF!", "#N/A", "="))),
)

NUMBERS: tuple[Callable[[Decimal], str], ...] = (
    lambda n: f"{n:f}",
    lambda n: f"{n:,f}",
    lambda n: f"{n:,f}".translate(WIDE),
    lambda n: f" {n:f} ",
    lambda n: f"￥{n:,f}" if n >= 0 else f"{n:f}",
    lambda n: f"{n:,f} 元",
    lambda n: f"'{n:f}",
    lambda n: f'="{n:f}"',
    lambda n: f"\t{n:f}\u200b",
    lambda n: f"({-n:,f})" if n < 0 else f"+{n:f}",
)


@given(
    st.decimals(-(10**12), 10**12, places=4, allow_nan=False),
    st.sampled_from(NUMBERS),
    st.integers(0, 4),
)
def test_a_number_in_any_tolerated_form_is_that_number(
    value: Decimal, form: Callable[[Decimal], str], places: int
) -> None:
    """Exactly, with all its decimals."""
    exact = value.quantize(Decimal(1).scaleb(-places)) + 0  # and no -0
    found = number(form(exact))
    assert (found.value, found.code) == (exact, "number_as_text")


@given(st.integers(0, 10**15), st.floats(0, 10**9, allow_subnormal=False))
def test_a_number_cell_is_what_is_shown(whole: int, part: float) -> None:
    """Fifteen digits, the last that a spreadsheet shows."""
    assert number(whole).value == whole
    assert number(part).value == Decimal(f"{part:.15g}")


def _digits(text: str) -> str:
    """The figures of a text, full width or not, in order; no other sign counts as one."""
    wide = {chr(0xFF10 + n): str(n) for n in range(10)}
    return "".join(wide.get(sign, sign) for sign in text if sign in wide or sign in string.digits)


@given(SIGNS)
def test_a_text_that_is_no_number_is_refused(text: str) -> None:
    """What is read has the digits of the text and no others, but for 万 and 千, with a warning."""
    found = number(text)
    if found.value is None:
        return
    assert found.code in ("number_as_text", "number_rounded")
    if found.code == "number_as_text":
        assert Decimal(_digits(text)).scaleb(-_decimals(text)) == abs(found.value)
    assert (found.value < 0) <= any(sign in text for sign in "-−–－(（")


def _decimals(text: str) -> int:
    _, _, after = text.replace("．", ".").partition(".")
    return len(_digits(after))


FORMS: tuple[tuple[Callable[[date], object], str], ...] = (
    (lambda day: day, ""),
    (lambda day: f"{day:%Y-%m-%d}", ""),
    (lambda day: f"{day:%Y/%m/%d}", ""),
    (lambda day: f"{day.year}.{day.month}.{day.day}", ""),
    (lambda day: f"{day:%Y%m%d}", ""),
    (lambda day: int(f"{day:%Y%m%d}"), ""),
    (lambda day: f"{day.year}年{day.month}月{day.day}日", ""),
    (lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日（周一）", ""),
    (lambda day: f"{day:%Y-%m-%d} 10:20", ""),
    (lambda day: f"{day:%Y/%m/%d}".translate(WIDE), ""),
    (lambda day: day.toordinal() - date(1899, 12, 30).toordinal(), ""),
    (lambda day: f"{day.month}月{day.day}日", "year_inferred"),
    (lambda day: f"{day.month}-{day.day}", "year_inferred"),
    (lambda day: f"{day.month}.{day.day:02}", "year_inferred"),
)


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_in_any_tolerated_form_is_that_day(
    day: date, form: tuple[Callable[[date], object], str]
) -> None:
    """With its year, or with that which brings it nearest to the month."""
    write, code = form
    assert CALENDAR.read(write(day)) == (single(day), code)  # type: ignore[arg-type]


@given(SIGNS, st.sampled_from((None, True, False)), st.booleans())
def test_a_text_that_is_no_date_is_refused(text: str, first: bool | None, kept: bool) -> None:
    """The days read are told by the numbers of the text, or by a serial number."""
    found = Calendar(month="2026-10", day_first=first, zeros_kept=kept).read(text)
    if found.period is None:
        return
    told = {int(part) for part in re.findall(r"\d+", text)}
    start = found.period.start
    joined = {f"{start:%Y%m%d}", f"{start:%Y%m}", str(start.toordinal() - 693594)}
    assert start.month in told or any(form in _digits(text) for form in joined)


@given(DAYS, DAYS, st.sampled_from(("至", "~", "-", "_", " - ", "到")), st.booleans())
def test_a_span_in_a_name_is_that_span(one: date, other: date, tie: str, short: bool) -> None:
    """Between any words; two days tied are never the months that they lie in."""
    first, last = sorted((one, other))
    form = "%Y%m%d" if short else "%Y-%m-%d"
    text = f"海滨_客服_{first:{form}}{tie}{last:{form}}(1)"
    assert stated.named(text, CALENDAR) == Period(first, last + timedelta(days=1))


@given(
    DAYS,
    st.sampled_from(("{:%Y-%m-%d}", "{:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{:%Y_%m_%d}")),
)
def test_a_single_day_in_a_name_is_that_of_an_export(day: date, form: str) -> None:
    """It is never the month that it lies in."""
    assert stated.named(f"接待_{form.format(day)}", CALENDAR) is None


@given(st.text(max_size=30) | SIGNS, st.text(max_size=20), SIGNS)
def test_no_name_stops_the_reading(path: str, sheet: str, title: str) -> None:
    """Whatever files and sheets are called, a period and a place are told or not."""
    known = register(VOCABULARY)
    stated.nearest(sheet, title, path.replace("/", "_"), CALENDAR)
    known.names.named(path, sheet, title)


@given(VALUES)
def test_no_cell_stops_the_reading(value: object) -> None:
    """Numbers, days, times and duties are read, or refused with a code."""
    number(value)  # type: ignore[arg-type]
    CALENDAR.read(value)  # type: ignore[arg-type]
    clock(value, date(2026, 10, 1))  # type: ignore[arg-type]
    duty(value, {})  # type: ignore[arg-type]
    order([value], [])  # type: ignore[list-item]


@given(
    st.integers(0, 29),
    st.integers(0, 59),
    st.sampled_from(("{:02}:{:02}", "{}:{:02}", "{}：{:02}")),
)
def test_a_time_is_its_minutes(hour: int, minute: int, form: str) -> None:
    """Also of the day after, as 26:00."""
    assert clock(form.format(hour, minute), date(2026, 10, 1)).minutes == hour * 60 + minute


@pytest.mark.parametrize("text", ["18:60", "1800", "18点", "18:0", "6pm", "-1:00", "18.5"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """A time is never guessed."""
    assert clock(text, date(2026, 10, 1)).code == "not_a_time"


WORDS = st.sampled_from(
    ("日期", "店铺", "客服", "姓名", "接待人数", "事项", "人数", "10月1日", "海滨官旗", "班",
     "", 1, 2, 3, time(9), date(2026, 10, 1))
)  # fmt: skip


@given(st.lists(st.lists(WORDS | VALUES, max_size=7), max_size=9))
def test_no_sheet_stops_the_search_for_tables(rows: list[list[object]]) -> None:
    """Headers and rosters are found or not, in whatever stands in the cells."""
    headers = Headers(VOCABULARY, {})
    grid = Grid(sheet="排班", rows=rows)  # type: ignore[arg-type]
    locate(grid, "a.xlsx", headers)
    roster.locate(grid, "a_2026-10.xlsx", headers, CALENDAR)
