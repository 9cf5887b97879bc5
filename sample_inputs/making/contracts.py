"""The sample contracts: one mapping of column to cell for every row of the register."""  # noqa: INP001

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from stdnum.cn import uscc

Rows = Sequence[Mapping[str, Any]]

SEPTEMBER = date(2026, 9, 1)
OCTOBER = date(2026, 10, 1)


def tax_id(sign: str) -> str:
    """A code with a valid check character in a region, 000000, that does not exist."""
    body = f"91000000TEMPLATE{sign}"
    return body + uscc.calc_check_digit(body)


def _client(
    number: int, name: str, short: str, basis: str = "不含税", **more: Any
) -> dict[str, Any]:
    return {
        "client": f"C{number:03}",
        "name": name,
        "short_name": short,
        "tax_id": tax_id("123456789ABCDEFGHJKLMNPQRTUWXY"[number - 1]),
        "address": f"示例市样品路{number}号",
        "phone": f"000-0000{number:04}",
        "email_to": f"billing@client{number}.example",
        "language": "中文",
        "currency": "CNY",
        "tax_rate": "6%",
        "price_basis": basis,
        "payment_days": 30,
        "contract_number": f"HT-2026-{number:03}",
        "approval": "自动",
        "start": SEPTEMBER,
        **more,
    }


_ENGLISH = {"language": "英文", "tax_rate": "0%"}

CLIENTS: Rows = [
    _client(1, "示例一号女装有限公司", "一号女装"),
    _client(2, "示例二号美妆有限公司", "二号美妆", "含税"),
    _client(3, "示例三号数码有限公司", "三号数码"),
    _client(4, "示例四号母婴用品有限公司", "四号母婴"),
    _client(5, "示例五号珠宝有限公司", "五号珠宝", "含税"),
    _client(6, "示例六号鞋履有限公司", "六号鞋履"),
    _client(7, "示例七号健身器材有限公司", "七号健身", "含税"),
    _client(8, "示例八号家居有限公司", "八号家居"),
    _client(9, "示例九号图书有限公司", "九号图书"),
    _client(10, "Sample Ten Travel Co., Ltd.", "Ten Travel", **_ENGLISH, address="10 Sample Road"),
    _client(11, "示例十一号酒水有限公司", "十一号酒水"),
    _client(12, "示例十二号零食有限公司", "十二号零食"),
    _client(13, "示例十三号宠物用品有限公司", "十三号宠物"),
    _client(14, "示例十四号食品有限公司", "十四号食品", cap_fee=4500),
    _client(15, "示例十五号家电有限公司", "十五号家电", "含税", start=date(2026, 10, 12)),
    _client(16, "示例十六号文具有限公司", "十六号文具"),
    _client(17, "示例十七号箱包有限公司", "十七号箱包"),
    _client(18, "示例十八号传媒有限公司", "十八号传媒", language="中英双语"),
    _client(19, "示例十九号软件有限公司", "十九号软件", "含税"),
    _client(20, "示例二十号服饰有限公司", "二十号服饰"),
    _client(21, "示例二十一号玩具有限公司", "二十一号玩具"),
    _client(22, "示例二十二号灯具有限公司", "二十二号灯具", "含税"),
    _client(
        23, "Sample Twenty-Three Outdoor Co., Ltd.", "Outdoor 23", language="英文",
        address="23 Sample Road", approval="人工", start=OCTOBER,
    ),
    _client(24, "示例二十四号花艺有限公司", "二十四号花艺", start=OCTOBER),
]  # fmt: skip


def _store(number: int, store: str, platform: str, aliases: str = "", category: str = "") -> Any:
    return {
        "client": f"C{number:03}",
        "store": store,
        "platform": platform,
        "aliases": aliases,
        "category": category,
    }


STORES: Rows = [
    _store(1, "一号女装旗舰店", "示例猫", category="女装"),
    _store(2, "二号美妆旗舰店", "示例猫", "二号美妆官旗", "美妆"),
    _store(3, "三号数码旗舰店", "示例东", category="数码"),
    _store(4, "四号母婴旗舰店", "示例猫", "四号母婴【官方】店", "母婴"),
    _store(5, "五号珠宝旗舰店", "示例猫", category="珠宝"),
    _store(6, "六号鞋履旗舰店", "示例猫", category="鞋履"),
    _store(7, "七号健身旗舰店", "示例音", category="健身"),
    _store(8, "八号家居旗舰店", "示例猫", "八号家居官旗", "家居"),
    _store(9, "九号图书专营店", "示例东", category="图书"),
    _store(10, "Ten Travel Store", "Sample Mall", category="Travel"),
    _store(11, "十一号酒水旗舰店", "示例猫", category="酒水"),
    _store(12, "十二号零食旗舰店", "示例猫", category="零食"),
    _store(13, "十三号宠物天店", "示例猫", category="宠物"),
    _store(13, "十三号宠物东店", "示例东", category="宠物"),
    _store(14, "十四号食品旗舰店", "示例猫", category="食品"),
    _store(15, "十五号家电旗舰店", "示例东", category="家电"),
    _store(16, "十六号文具旗舰店", "示例猫", category="文具"),
    _store(17, "十七号箱包旗舰店", "示例猫", category="箱包"),
    _store(20, "二十号服饰旗舰店", "示例猫", category="服饰"),
    _store(21, "二十一号玩具旗舰店", "示例猫", category="玩具"),
    _store(22, "二十二号灯具旗舰店", "示例东", category="灯具"),
    _store(23, "Outdoor 23 Store", "Sample Mall", category="Outdoor"),
    _store(24, "二十四号花艺旗舰店", "示例猫", category="花艺"),
]

# Names of tables and what a row of them holds.
TIERS: Rows = [
    {"tiers": name, "up_to": up_to, "price": price}
    for name, rows in {
        "坐席单价-日均接待": ((100, 2000), (200, 2500), (300, 3000)),
        "提成-净销售额": ((100000, "1%"), (300000, "1.5%"), (None, "2%")),
        "接待-阶梯": ((1000, "1.50"), (3000, "1.20"), (None, "0.90")),
        "接待-按档月费": ((100, 3600), (200, 5200), (300, 7000)),
        "订单-转化率": (("10%", "1.50"), ("20%", "2.00"), (None, "2.50")),
    }.items()
    for up_to, price in rows
]
DAY_RATES: Rows = [
    {"rates": name, "kind": kind, "price": price}
    for name, rows in {
        "酒水-日单价": {"中秋": 260, "国庆高峰": 400, "国庆平峰": 220},
        "零食-日单价": {"平日": 200, "国庆": 320},
        "launch-rates": {"launch": 180},
        "花艺-日单价": {"双11": 380},
    }.items()
    for kind, price in rows.items()
]
DAY_KINDS: Rows = [
    {"calendar": name, "start": date(2026, *first), "end": date(2026, *last), "kind": kind}
    for name, first, last, kind in (
        ("酒水-2026", (9, 25), (9, 27), "中秋"),
        ("酒水-2026", (10, 1), (10, 3), "国庆高峰"),
        ("酒水-2026", (10, 4), (10, 8), "国庆平峰"),
        ("零食-2026", (10, 1), (10, 8), "国庆"),
        ("花艺-2026", (11, 1), (11, 11), "双11"),
    )
]
UNIT_PRICES: Rows = [
    {"charge": "C007-1", "unit": "办卡数", "price": "5.00"},
    {"charge": "C007-1", "unit": "试用邀约", "price": "0.80"},
]
MILESTONES: Rows = [
    {"charge": "C019-1", "milestone": "启动", "share": "30%"},
    {"charge": "C019-1", "milestone": "上线", "share": "40%"},
    {"charge": "C019-1", "milestone": "验收", "share": "30%"},
]
LEVELS: Rows = [
    {
        "client": "C009",
        "measure": "满意度",
        "direction": "越高越好",
        "target": 93,
        "per_point_rate": "2%",
        "cap_rate": "10%",
    }
]
