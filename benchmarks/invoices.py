"""Invoices of invented clients, as different as a seed makes them: two pages, a month of days.

Twelve lines, a table of thirty days, a chart; in Chinese. With `compared` the comparison with last
month and the balances as well, as most clients have from their second month on.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from billing.balance import Balances
from billing.invoice import Annex, Chart, DayBar, DraftInvoice, Invoice, Line, Totals, then
from billing.money import ZERO, rounded
from billing.party import Bank, Party
from billing.period import Period, month
from billing.source import File
from billing.words import in_words

MONTH = "2026-09"
SPAN = month(MONTH)
RATE = Decimal("0.06")

# Characters of names; each invoice draws its own, so that hardly two show the same glyphs.
PLACES = "北京上海天津重庆杭州苏州南昌广福厦青岛成都武汉长沙郑西安宁波无锡佛山东莞合肥济"
NAMES = (
    "华美达康泰和顺昌隆盛兴旺裕丰瑞祥福禄寿喜安平宁静明亮光辉星月云山水林森木石金银铜铁玉珠宝"
    "春夏秋冬梅兰竹菊松柏桃李杏梨樱花草叶芳香甜美丽佳好优秀卓越超群领先创新开拓进取奋斗拼搏"
)
TRADES = ("家居", "服饰", "食品", "数码", "母婴", "美妆", "户外", "文具", "宠物", "图书")
SHOPS = ("旗舰店", "专营店", "专卖店")
KINDS = ("平日", "周末", "大促")

PROVIDER = Party(
    name="样例客服外包有限公司",
    name_other="Sample Customer Service Outsourcing Ltd.",
    tax_id="91310000MA1FL0000X",
    address="上海市浦东新区样例路 100 号 8 楼",
    phone="021-5555 0100",
    contact="结算组",
    email="billing@provider.example",
    bank=Bank(
        name="样例银行上海浦东支行",
        account_name="样例客服外包有限公司",
        account="6222 0000 1111 2222 333",
        swift="SAMPCNSHXXX",
    ),
)


def invoices(count: int, seed: int, *, compared: bool = False) -> list[Invoice]:
    """So many, no two alike; the same for the same seed."""
    return [_invoice(Random(f"{seed}/{place}"), place, compared=compared) for place in range(count)]


def _invoice(dice: Random, place: int, *, compared: bool) -> Invoice:
    draft = _draft(dice, place)
    return Invoice(
        number=f"INV-2026-{place + 1:06}",
        issue_date=date(2026, 10, 1),
        due_date=date(2026, 10, 31),
        draft=_compared(draft, dice) if compared else draft,
    )


def _draft(dice: Random, place: int) -> DraftInvoice:
    lines, annex = _lines(dice), _days(dice)
    subtotal = sum((line.amount for line in lines), ZERO)
    tax = rounded(subtotal * RATE, "CNY")
    due = subtotal + tax
    bars = tuple(DayBar(day=day, figure=Decimal(dice.randrange(60, 900))) for day in SPAN)
    trade, name = dice.choice(TRADES), _named(dice, 3)
    return DraftInvoice(
        client=_client(dice, place, f"{_named(dice, 2)}{trade}"),
        provider=PROVIDER,
        month=MONTH,
        period=SPAN,
        language="zh",
        currency="CNY",
        price_basis="exclusive",
        contract_number=f"HT-2026-{dice.randrange(1, 1000):03}",
        payment_days=30,
        store_names={f"S{at}": f"{name}{trade}{shop}" for at, shop in enumerate(SHOPS[:2], 1)},
        charge_labels={"F1": "固定坐席", "R1": "按接待 · 分段累进", "D1": "按天 · 按峰值"},
        lines=lines,
        totals=Totals(
            subtotal=subtotal, tax_rate=RATE, net=subtotal, tax=tax, gross=due, amount_due=due
        ),
        amount_words=in_words(due, "CNY", "zh"),
        annex=(annex,),
        charts=(Chart(code="receptions", bars=bars),),
        sources=(
            File(name=f"{MONTH}/接待_{name}.xlsx", sha256="0" * 64),
            File(name=f"{MONTH}/排班_{name}.xlsx", sha256="1" * 64),
        ),
    )


def _named(dice: Random, count: int) -> str:
    return "".join(dice.sample(NAMES, count))


def _client(dice: Random, place: int, name: str) -> Party:
    city = "".join(dice.sample(PLACES, 2))
    return Party(
        code=f"C{place + 1:05}",
        name=f"{name}（{city}）有限公司",
        tax_id=f"9131{dice.randrange(10**10):010}MA1",
        address=f"{city}市{_named(dice, 2)}区{_named(dice, 3)}路 {dice.randrange(1, 2000)} 号",
        contact=_named(dice, 3),
        phone=f"021-5555 {dice.randrange(10**4):04}",
        email=f"finance{place + 1}@client.example",
    )


def _lines(dice: Random) -> tuple[Line, ...]:
    """Seats of four shifts in each store, three tiers of receptions, and the days."""
    seats = [
        _line("F1", f"seat_fee/{store}{shift}", f"坐席服务费 {shift}", "seat", count, price, store)
        for store in ("S1", "S2")
        for shift in ("早班", "中班", "晚班", "夜班")
        for count, price in [(dice.randrange(1, 9), Decimal(dice.randrange(2400, 3600)))]
    ]
    tiers = [
        _line("R1", f"reception_fee/{tier}", f"接待服务费 · 第{tier}档", "reception", count, price)
        for tier in (1, 2, 3)
        for count, price in [(dice.randrange(200, 5000), Decimal(dice.randrange(80, 160)) / 100)]
    ]
    days = _line("D1", "day_fee/大促", "按天服务费 大促", "seat_day", dice.randrange(9, 90), 400)
    return (*seats, *tiers, days)


def _line(
    charge: str,
    key: str,
    description: str,
    unit: str,
    quantity: int,
    price: Decimal | int,
    store: str = "S1",
) -> Line:
    amount = rounded(Decimal(quantity) * price, "CNY")
    return Line(
        key=f"{charge}/{key}/{SPAN.start}",
        code=key.partition("/")[0],
        charge=charge,
        store=store,
        description=description,
        period=SPAN,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price),
        amount=amount,
        working=f"{quantity} x {price} = {amount}",
    )


def _days(dice: Random) -> Annex:
    """Thirty days: kind, peak, seats that are billed, price."""
    rows = tuple(
        (day, dice.choice(KINDS), dice.randrange(3, 40), dice.randrange(3, 30), Decimal(400))
        for day in SPAN
    )
    return Annex(
        code="daily",
        charge="D1",
        store="S1",
        columns=("date", "kind", "peak", "billed_seats", "price"),
        rows=rows,
        totals=("total", "", "", Decimal(sum(row[3] for row in rows)), ""),
        headers=("在线峰值",),
    )


def _compared(draft: DraftInvoice, dice: Random) -> DraftInvoice:
    """The same with last month beside each line, and a prepayment that stays."""
    before = tuple(
        replace(line, quantity=line.quantity + dice.randrange(-1, 3), period=_AUGUST)
        for line in draft.lines
    )
    kept = Balances(prepayment=Decimal(dice.randrange(1000, 9000)))
    return replace(draft, last_month=then(before), balances_before=kept, balances_after=kept)


_AUGUST: Period = month("2026-08")
