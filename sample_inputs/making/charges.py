"""The sample charges, sheet by sheet, and the workbook they stand in."""  # noqa: INP001

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from billing import contract, tables
from billing.column import Row, columns
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from sample_inputs.making import contracts
from sample_inputs.making.book import Sheet, xlsx
from sample_inputs.making.contracts import OCTOBER, SEPTEMBER, Rows


def _charge(code: str, label: str, **terms: Any) -> dict[str, Any]:
    return {"charge": code, "client": code[:4], "label": label, "start": SEPTEMBER, **terms}


_MIDDLE = date(2026, 10, 15)
_SEAT_BANDS = {"tiers": "坐席单价-日均接待", "exclude": "robot;spam"}

FIXED: Rows = [
    _charge("C001-1", "售前坐席", seats=3, price=2600, grace_days=2, end=_MIDDLE),
    _charge("C001-1", "售前坐席", seats=4, price=2600, grace_days=2, start=date(2026, 10, 16)),
    _charge("C002-1", "美妆坐席", seats=2, end=date(2026, 10, 11), **_SEAT_BANDS),
    _charge("C002-1", "美妆坐席", seats=3, start=date(2026, 10, 12), **_SEAT_BANDS),
    _charge("C020-1", "常规坐席", seats=2, price=2700),
    _charge("C023-1", "Outdoor seats", seats=2, price=3000, start=OCTOBER),
]
_FLAT = {"on": "净销售额", "method": "统一", "negative": "结转下月"}
_BY_TIER = {"on": "净销售额", "tiers": "提成-净销售额", "negative": "结转下月"}
COMMISSION: Rows = [
    _charge("C003-1", "数码底薪提成", seats=2, base=1500, rate="2%", **_FLAT),
    _charge("C004-1", "母婴底薪提成", seats=1, base=1500, method="分段累进", **_BY_TIER),
    _charge(
        "C005-1", "珠宝底薪提成", seats=1, base=1500, multiplier="1.2", method="整量", **_BY_TIER
    ),
    _charge("C006-1", "鞋履底薪提成", seats=1, base=1500, rate="3%", **_FLAT),
    _charge("C007-1", "健身办卡提成", seats=1, base=1800, on="件数"),
]
_QUOTA = {"fee": 6000, "metric": "接待量", "included": 5000, "overage_price": "1.20"}
MONTHLY: Rows = [
    _charge("C008-1", "家居包月", tolerance="5%", tolerance_mode="仅计超出部分", **_QUOTA),
    _charge("C009-1", "图书包月", unused="结转", carry_months=2, **_QUOTA),
    _charge(
        "C010-1", "Hours of coverage", fee=6000, metric="服务小时", included=720,
        undelivered="按比例扣减",
    ),
    _charge("C012-1", "零食包月（含3席）", fee=9000, metric="每日坐席", included=3),
    _charge(
        "C021-1", "玩具包月", fee=4000, metric="接待量", included=4000, overage_price="0.80"
    ),
]  # fmt: skip
DAILY: Rows = [
    _charge(
        "C010-2", "Launch shifts", headcount="班次", rates="launch-rates", default_kind="launch",
        start=date(2026, 10, 19), end=date(2026, 10, 23),
    ),
    _charge(
        "C011-1", "节日加班", headcount="峰值", rates="酒水-日单价", calendar="酒水-2026",
        minimum_seats=4, maximum_seats=12,
    ),
    _charge(
        "C012-2", "高峰加席", headcount="峰值", rates="零食-日单价", calendar="零食-2026",
        default_kind="平日", only_above=3,
    ),
    _charge(
        "C024-1", "双11加席", headcount="峰值", rates="花艺-日单价", calendar="花艺-2026",
        start=date(2026, 11, 1),
    ),
]  # fmt: skip
RECEPTIONS: Rows = [
    _charge(
        "C013-1", "天店接待", store="十三号宠物天店", method="统一单价", price="1.20",
        night_multiplier="1.3",
    ),
    _charge(
        "C013-2", "东店接待", store="十三号宠物东店", method="分段累进", tiers="接待-阶梯",
        exclude="robot;spam",
    ),
    _charge("C014-1", "食品接待", method="整量", tiers="接待-阶梯"),
    _charge(
        "C015-1", "家电接待", method="按档月费", tiers="接待-按档月费", start=date(2026, 10, 12)
    ),
    _charge(
        "C020-2", "超量接待", method="统一单价", price="0.90", included_per_seat_per_day=150
    ),
    _charge("C022-1", "灯具接待", method="统一单价", price="0.95", exclude="file"),
]  # fmt: skip
ORDERS: Rows = [
    _charge("C014-2", "食品订单", method="统一单价", price="2.00"),
    _charge("C016-1", "文具订单", method="统一单价", price="2.00", minimum_fee=900),
    _charge("C017-1", "箱包订单", method="按转化率", tiers="订单-转化率", no_inquiries="停止出账"),
]
PROJECT: Rows = [
    _charge(
        "C018-1", "会员运营", service="会员运营", project="会员运营", base=8000, scale="1.2",
        difficulty="1.25", timeliness="1.1",
    ),
    _charge(
        "C018-2", "直播客服", service="直播客服", project="直播客服", fee=18000, late_rate="0.5%",
        late_cap="10%",
    ),
    _charge("C019-1", "客服系统上线", project="客服系统上线", contract_sum=60000),
]  # fmt: skip

_COMMON = columns(contract.Common)
_LIMITS = {"minimum_fee", "cap_fee"}  # a project has its own floor and cap


def _headers(terms: type[Row]) -> Mapping[str, str]:
    """Field -> Chinese header of a sheet of charges: the common columns, then the mode's own."""
    own = columns(terms)
    left_out = _LIMITS if terms is project.Terms else set()
    common = {field: column for field, column in _COMMON.items() if field not in left_out}
    return {field: column.zh for field, column in {**common, **own}.items()}


def _table(row: type[Row]) -> Mapping[str, str]:
    return {field: column.zh for field, column in columns(row).items()}


SHEETS: Mapping[str, tuple[Mapping[str, str], Rows]] = {
    "客户": (_table(contract.Client), contracts.CLIENTS),
    "店铺": (_table(contract.Store), contracts.STORES),
    "固定坐席": (_headers(fixed.Terms), FIXED),
    "底薪提成": (_headers(commission.Terms), COMMISSION),
    "包月": (_headers(monthly.Terms), MONTHLY),
    "按天": (_headers(daily.Terms), DAILY),
    "按接待": (_headers(receptions.Terms), RECEPTIONS),
    "按订单": (_headers(orders.Terms), ORDERS),
    "项目": (_headers(project.Terms), PROJECT),
    "里程碑": (_table(tables.MilestoneRow), contracts.MILESTONES),
    "件数单价": (_table(tables.UnitPriceRow), contracts.UNIT_PRICES),
    "阶梯": (_table(tables.TierRow), contracts.TIERS),
    "日单价": (_table(tables.DayRateRow), contracts.DAY_RATES),
    "日期类型": (_table(tables.DayKindRow), contracts.DAY_KINDS),
    "服务水平": (_table(contract.ServiceLevel), contracts.LEVELS),
}


def write(path: Path) -> None:
    """Write contracts.xlsx; a cell under no header would be a slip of this script."""
    xlsx(path, *(_sheet(name, headers, rows) for name, (headers, rows) in SHEETS.items()))


def _sheet(name: str, headers: Mapping[str, str], rows: Rows) -> Sheet:
    for row in rows:
        assert row.keys() <= headers.keys(), (name, row.keys() - headers.keys())
    cells = ([_cell(row.get(field)) for field in headers] for row in rows)
    return Sheet(name, [list(headers.values()), *cells])


def _cell(value: Any) -> Any:
    """Prices and factors are numbers in the workbook; codes and names stay text."""
    plain = isinstance(value, str) and re.fullmatch(r"\d+\.\d+", value)
    return Decimal(value) if plain else value
