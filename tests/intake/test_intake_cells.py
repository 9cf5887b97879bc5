"""Single cells: numbers, dates and names in the forms that people and exports write them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from billing.intake.cells import Clock, Number, clock, number
from billing.intake.dates import Calendar, Day
from billing.intake.doubtful import order
from billing.intake.names import Misnamed, Names, Place
from billing.intake.stated import named
from billing.period import Period, month
from billing.usage import ClientWords, StoreWords, Vocabulary, single
from billing.workbook.grid import EPOCH_1904, NO_VALUE, Broken, Value
from billing.workbook.words import header, name, unwrapped
from tests.intake.conftest import VOCABULARY


@pytest.mark.parametrize(
    "cell, expected",
    [
        (12, Number(Decimal(12))),
        (12.0, Number(Decimal(12))),
        (0.1 + 0.2, Number(Decimal("0.3"))),
        (86420.5, Number(Decimal("86420.5"))),
        (1e21, Number(Decimal(10) ** 21)),
        ("1,234,567.80", Number(Decimal("1234567.80"), "number_as_text")),
        ("１２３", Number(Decimal(123), "number_as_text")),
        (" 1 234 人 ", Number(Decimal(1234), "number_as_text")),
        ("￥1,200元", Number(Decimal(1200), "number_as_text")),
        ('="0012"', Number(Decimal(12), "number_as_text")),
        ("'15\t", Number(Decimal(15), "number_as_text")),
        ("−5", Number(Decimal(-5), "number_as_text")),
        ("(1,200.50)", Number(Decimal("-1200.50"), "number_as_text")),
        ("1.2万", Number(Decimal(12000), "number_rounded")),
        ("3千", Number(Decimal(3000), "number_rounded")),
        ("", Number(None)),
        ("  ", Number(None)),
        ("-", Number(None, absent=True)),
        ("Ｎ/Ａ", Number(None, absent=True)),
        ("暂无数据", Number(None, absent=True)),
        (Broken("#NULL!"), Number(None, absent=True)),
        (Broken("#N/A"), Number(None, "error_cell")),
        (Broken(NO_VALUE), Number(None, "formula_without_value")),
        ("#ref!", Number(None, "error_cell")),
        ("延迟统计", Number(None, "not_final")),
        ("12,34", Number(None, "not_a_number")),
        ("1.2.3", Number(None, "not_a_number")),
        ("约100", Number(None, "not_a_number")),
        ("nan", Number(None, "not_a_number")),
        ("1e5", Number(None, "not_a_number")),
        (time(9), Number(None, "not_a_number")),
    ],
)
def test_numbers(cell: Value, expected: Number) -> None:
    """Exact, mended, or told by a code; a blank is no number, and nothing is guessed."""
    assert number(cell) == expected


OCTOBER = month("2026-10")
DAY = single(date(2026, 10, 1))


@pytest.mark.parametrize(
    "cell, expected",
    [
        (date(2026, 10, 1), Day(DAY)),
        (datetime.fromisoformat("2026-10-01T23:59"), Day(DAY)),
        ("2026/10/1", Day(DAY)),
        ("2026.10.01", Day(DAY)),
        ("2026-10-1 08:30:00", Day(DAY)),
        ("2026-10-01T00:00:00", Day(DAY)),
        ("20261001", Day(DAY)),
        (20261001, Day(DAY)),
        (46296, Day(DAY)),
        (46296.75, Day(DAY)),
        ("46296", Day(DAY)),
        ("2026年10月1日", Day(DAY)),
        ("2026年10月1日（周四）", Day(DAY)),
        ("２０２６年１０月１日 星期四", Day(DAY)),
        ("10月1日", Day(DAY, "year_inferred")),
        ("10-1", Day(DAY, "year_inferred")),
        ("10/01", Day(DAY, "year_inferred")),
        ("2026-10", Day(OCTOBER)),
        ("2026年10月", Day(OCTOBER)),
        ("202610", Day(OCTOBER)),
        (202610, Day(OCTOBER)),
        ("10月", Day(OCTOBER, "year_inferred")),
        ("2026-10-01~2026-10-31", Day(OCTOBER)),
        ("2026/10/1 - 2026/10/31", Day(OCTOBER)),
        ("2026.10.01-2026.10.31", Day(OCTOBER)),
        ("2026-10-01 至 2026-10-31", Day(OCTOBER)),
        ("20261001-20261031", Day(OCTOBER)),
        ("10.1-10.31", Day(OCTOBER, "year_inferred")),
        ("2026年10月1日-31日", Day(OCTOBER)),
        ("2026年12月30日至1月2日", Day(Period(date(2026, 12, 30), date(2027, 1, 3)))),
        ("", Day(None)),
        ("01/02/2026", Day(None, "date_order_unknown")),
        ("2026-09-31", Day(None, "not_a_date")),
        ("2026-10-31~2026-10-01", Day(None, "not_a_date")),
        ("昨天", Day(None, "not_a_date")),
        (10.1, Day(None, "date_shortened")),
        (7, Day(None, "not_a_date")),
        (time(9), Day(None, "not_a_date")),
        (Broken("#N/A"), Day(None, "error_cell")),
    ],
)
def test_dates(cell: Value, expected: Day) -> None:
    """Days, months and spans; what is no date is told, never guessed."""
    assert Calendar(month="2026-10").read(cell) == expected


def test_a_missing_year_is_the_nearest() -> None:
    """December in the books of January is last year's."""
    calendar = Calendar(month="2027-01")
    assert calendar.read("12-28") == Day(single(date(2026, 12, 28)), "year_inferred")
    assert calendar.read("1月3日") == Day(single(date(2027, 1, 3)), "year_inferred")


def test_serial_numbers_of_the_other_epoch() -> None:
    """Books of 1904 count their days from another one."""
    assert Calendar(month="2026-10", epoch=EPOCH_1904).read(44834) == Day(DAY)


@pytest.mark.parametrize(
    "texts, day_first",
    [
        (["01/10/2026", "13/10/2026"], True),
        (["10/01/2026", "10/13/2026"], False),
        (["01/10/2026", "02/10/2026"], True),
        (["10/02/2026", "10/03/2026"], False),
        (["10/10/2026"], True),
        (["13/10/2026", "10/13/2026"], None),
    ],
)
def test_the_column_decides_the_order(texts: list[Value], day_first: bool | None) -> None:
    """A part above 12 decides, else which order falls in the month; else nothing does."""
    assert order(texts, [OCTOBER]) is day_first


@pytest.mark.parametrize(
    "text, period",
    [
        ("接待_2026-10.xlsx", OCTOBER),
        ("2026年10月", OCTOBER),
        ("10月", OCTOBER),
        ("sales202610.csv", OCTOBER),
        ("订单20261001-20261031.csv", OCTOBER),
        ("x_2026-10-01_2026-10-31", OCTOBER),
        ("统计时间：2026/10/01 至 2026/10/31", OCTOBER),
        ("导出时间 2026-11-01", None),
        ("orders_20261101.xlsx", None),
        ("Sheet1", None),
        ("2026-13", None),
    ],
)
def test_periods_in_names(text: str, period: Period | None) -> None:
    """A month or a span counts; a single date is the day of the export."""
    assert named(text, Calendar(month="2026-10")) == period


@pytest.mark.parametrize(
    "cell, expected",
    [
        ("09:00", Clock(540)),
        ("９：３０", Clock(570)),
        ("24:00", Clock(1440)),
        (time(18, 30), Clock(1110)),
        (0.375, Clock(540)),
        (timedelta(hours=26), Clock(1560)),
        ("PT26H00M00S", Clock(1560)),
        (datetime.fromisoformat("2026-10-02T02:00"), Clock(1560, dated=True)),
        ("2026-10-02 02:00", Clock(1560, dated=True)),
        ("", Clock(None)),
        ("09:61", Clock(None, "not_a_time")),
        ("早上", Clock(None, "not_a_time")),
        (9, Clock(None, "not_a_time")),
    ],
)
def test_times(cell: Value, expected: Clock) -> None:
    """Minutes from the midnight that begins the row's day."""
    assert clock(cell, date(2026, 10, 1)) == expected


def test_names_and_headers_are_compared_normalised() -> None:
    """Width, case, spaces and brackets do not tell names apart; units do not tell headers."""
    assert name("ＡＢ【c】　店") == name("ab(C)店") == "ab(c)店"
    assert header("用户实付金额（元）") == header("用户实付金额")
    assert [unwrapped(text) for text in ('="1"', "'1", "\t1 ")] == ["1", "1", "1"]


@pytest.mark.parametrize(
    "client, store, expected",
    [
        ("海滨", "", Place("C001")),
        ("c002", "", Place("C002", "S3")),
        ("", "海滨(官方) 旗舰店", Place("C001", "S1")),
        ("海滨", "海滨户外店", Place("C001", "S2")),
        ("山丘", "海滨户外店", Misnamed("name_unknown", "海滨户外店", "", ("C002",))),
        ("", "海滨户外", Misnamed("name_unknown", "海滨户外", "海滨户外店")),
        ("海浜", "", Misnamed("client_unknown", "海浜", "海滨")),
    ],
)
def test_places(client: str, store: str, expected: object) -> None:
    """Exactly one client or store, or why not, with the nearest names."""
    found = Names(VOCABULARY).place(client, store)
    if isinstance(found, Misnamed) and isinstance(expected, Misnamed):
        nearest = found.expected.split(", ")[0]
        found = Misnamed(found.code, found.found, nearest, found.clients)
    assert found == expected


def test_a_name_of_two_is_nobodys() -> None:
    """Two clients may have a store of one name: the client or the platform must be named."""
    clients = tuple(
        ClientWords(
            code=code,
            names=("同名",),
            period=OCTOBER,
            stores=(StoreWords(code=f"{code}-1", names=("分店",), platform=platform),),
        )
        for code, platform in (("A", "淘宝"), ("B", "京东"))
    )
    names = Names(Vocabulary(month="2026-10", clients=clients))
    assert names.place("", "分店") == Misnamed("store_of_two", "分店", clients=("A", "B"))
    assert names.place("", "分店", "京东") == Place("B", "B-1")
    assert names.place("A", "分店") == Place("A", "A-1")
    assert names.place("同名", "") == Misnamed("client_of_two", "同名", "同名", ("A", "B"))


@pytest.mark.parametrize(
    "path, sheet, expected",
    [
        ("a/b.xlsx", "海滨户外店", Place("C001", "S2")),
        ("接待_海滨户外店_2026-10.xlsx", "Sheet1", Place("C001", "S2")),
        ("海滨户外店10月接待.xlsx", "", Place("C001", "S2")),
        ("山丘/十月/a.csv", "", Place("C002", "S3")),
        ("海滨/户外.csv", "", Place("C001")),
        ("海滨_海滨户外店.csv", "", Place("C001", "S2")),
        ("海滨_官旗_甲组.csv", "", Place("C001", "S1")),
        ("海滨户外店2.csv", "", None),
        ("新海滨.csv", "", None),
        ("海滨_山丘.csv", "", Misnamed("name_of_two", "海滨_山丘", clients=("C001", "C002"))),
    ],
)
def test_places_in_names_of_files(path: str, sheet: str, expected: object) -> None:
    """Whole parts of a name only: a name inside another is another client's."""
    assert Names(VOCABULARY).named(path, sheet) == expected
