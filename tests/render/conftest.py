"""Invoices of invented companies, built by hand, each with something that is hard to print."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from billing.balance import Balances, Carried, QuotaLeft
from billing.invoice import (
    Annex,
    Chart,
    DayBar,
    DraftInvoice,
    Invoice,
    InvoiceLanguage,
    Line,
    Note,
    Then,
    Totals,
)
from billing.money import ZERO, rounded
from billing.party import Bank, Party
from billing.period import Period, month
from billing.source import File
from billing.words import in_words

OCTOBER = month("2026-10")

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

CLIENT = Party(
    code="C001",
    name="样例喆堃镕家居（上海）有限公司",
    tax_id="91310115MA1K00001Y",
    address="上海市徐汇区范例大道 1 号",
    contact="王喆",
    phone="021-5555 0199",
    email="finance@client.example",
)


def line(
    key: str,
    description: str,
    figures: str,
    *,
    working: str = "",
    store: str = "",
    span: Period = OCTOBER,
) -> Line:
    """A line of `charge/code/detail` and `quantity unit price amount`."""
    charge, code, _ = key.split("/")
    quantity, unit, price, amount = figures.split()
    return Line(
        key=f"{key}/{span.start}",
        code=code,
        charge=charge,
        store=store,
        description=description,
        period=span,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price),
        amount=Decimal(amount),
        working=working or f"{quantity} x {price} = {amount}",
    )


def draft(
    *lines: Line,
    language: InvoiceLanguage = "zh",
    rate: str = "0.06",
    basis: str = "exclusive",
    prepaid: Decimal = ZERO,
) -> DraftInvoice:
    """A draft of these lines, its sums and words computed."""
    subtotal = sum((line.amount for line in lines), ZERO)
    if basis == "exclusive":
        net, tax = subtotal, rounded(subtotal * Decimal(rate))
    else:
        net = rounded(subtotal / (1 + Decimal(rate)))
        tax = subtotal - net
    due = net + tax - prepaid
    return DraftInvoice(
        client=CLIENT,
        provider=PROVIDER,
        month="2026-10",
        period=OCTOBER,
        language=language,
        currency="CNY",
        price_basis="exclusive" if basis == "exclusive" else "inclusive",
        contract_number="HT-2026-018",
        payment_days=30,
        store_names={"S1": "喆家旗舰店", "S2": "堃镕专营店 Outlet"},
        charge_labels={
            "M1": "包月 5000 次",
            "D1": "大促按天",
            "F1": "固定坐席",
            "K1": "底薪加提成",
        },
        lines=lines,
        totals=Totals(
            subtotal=subtotal,
            tax_rate=Decimal(rate),
            net=net,
            tax=tax,
            gross=net + tax,
            prepaid_applied=prepaid,
            amount_due=due,
        ),
        amount_words=in_words(due, "CNY", language),
    )


def invoice(of: DraftInvoice, number: str = "INV-2026-000123", revision: int = 1) -> Invoice:
    """The draft, issued on the first of November."""
    return Invoice(
        number=number,
        revision=revision,
        issue_date=date(2026, 11, 1),
        due_date=date(2026, 12, 1),
        draft=of,
    )


def _days() -> list[date]:
    return [OCTOBER.start + timedelta(days=place) for place in range(31)]


def _lines() -> tuple[Line, ...]:
    peak = Period(date(2026, 10, 10), date(2026, 10, 13))
    return (
        line("M1/package_fee/", "包月服务费", "1 month 6000 6000.00", working="6000.00 = 6000.00"),
        line(
            "M1/overage/",
            "超额服务费（超出 5000 次）",
            "830 reception 1.20 996.00",
            working="(5830 - 5000) x 1.20 = 996.00",
        ),
        line("F1/seat_fee/", "坐席服务费 售前", "2 seat 2700 5400.00", store="S1"),
        line(
            "F1/vacancy/2026-10-10",
            "空岗扣减 2026-10-10 至 2026-10-14",
            "-1 seat 2700 -261.29",
            store="S1",
            working="-1 x 2700.00 x 3/31 = -261.29",
        ),
        line(
            "D1/day_fee/大促", "按天服务费 大促", "18 seat_day 400 7200.00", store="S1", span=peak
        ),
        line("K1/base_fee/", "底薪", "1 seat 1500 1500.00", store="S2"),
        line(
            "K1/commission/",
            "销售提成",
            "80000.00 net_sales 0.02 1600.00",
            store="S2",
            working="(86420.50 - 6420.50) x 2% = 1600.00",
        ),
        line(
            "/adjustment/A-7",
            "调整 协议减免（工单 A-7）",
            "-1 sum 35.5 -35.50",
            working="-1 x 35.50 = -35.50",
        ),
    )


def _annex() -> tuple[Annex, ...]:
    days = _days()
    return (
        Annex(
            code="monthly",
            charge="M1",
            columns=("used", "included", "carried_in", "carried_on"),
            rows=((Decimal(5830), Decimal(5000), 0, Decimal(0)),),
            headers=("接待总量",),
        ),
        Annex(
            code="daily",
            charge="D1",
            store="S1",
            columns=("date", "kind", "peak", "billed_seats", "price"),
            rows=tuple(
                (
                    day,
                    "大促" if day.day in (10, 11, 12) else "default",
                    6 + day.day % 4,
                    6,
                    Decimal(400),
                )
                for day in days
            ),
            totals=("total", "", "", Decimal(186), ""),
            headers=("在线峰值",),
        ),
        Annex(
            code="receptions",
            charge="M1",
            columns=("what", "count"),
            rows=(("total", 6000), ("robot", -120), ("spam", -50), ("effective", 5830)),
        ),
        Annex(
            code="commission",
            charge="K1",
            store="S2",
            columns=("sales", "refunds", "net_sales_carried", "net_sales", "silent_sales"),
            rows=((Decimal("86420.5"), Decimal("6420.5"), ZERO, Decimal(80000), ""),),
        ),
    )


def everything(language: InvoiceLanguage = "zh") -> DraftInvoice:
    """All parts of a statement at once."""
    then = (
        Then(
            key="M1/package_fee/",
            quantity=Decimal(1),
            unit_price=Decimal(6000),
            amount=Decimal("6000.00"),
        ),
        Then(
            key="M1/overage/",
            quantity=Decimal(212),
            unit_price=Decimal("1.2"),
            amount=Decimal("254.40"),
        ),
        Then(
            key="K1/commission/",
            quantity=Decimal("61250.5"),
            unit_price=Decimal("0.02"),
            amount=Decimal("1225.01"),
        ),
        Then(
            key="D1/min_days_topup/",
            quantity=Decimal(1),
            unit_price=Decimal(220),
            amount=Decimal("220.00"),
        ),
    )
    bars = tuple(DayBar(day=day, figure=Decimal(120 + 37 * (day.day % 9))) for day in _days())
    return replace(
        draft(*_lines(), language=language, prepaid=Decimal("2000.00")),
        annex=_annex(),
        notes=(Note(code="label.not_fapiao"),),
        charts=(Chart(code="receptions", bars=bars),),
        last_month=then,
        balances_before=Balances(
            prepayment=Decimal("5000.00"),
            charges={"M1": Carried(quota=(QuotaLeft(month="2026-09", units=Decimal(120)),))},
        ),
        balances_after=Balances(prepayment=Decimal("3000.00")),
        sources=(
            File(name="2026-10/receptions.xlsx", sha256="0" * 64),
            File(name="2026-10/样例 排班.xlsx", sha256="1" * 64),
        ),
    )


def english() -> DraftInvoice:
    """Words of Latin letters throughout, prices with tax."""
    lines = (
        line("M1/package_fee/", "Monthly fee", "1 month 6000 6000.00"),
        line("M1/overage/", "Overage beyond 5000", "830 reception 1.20 996.00"),
    )
    return replace(
        draft(*lines, language="en", basis="inclusive"),
        client=replace(CLIENT, name="Éxample Home Łtd. — Straße & Søns (Shanghai)", contact="Zoë"),
        provider=replace(PROVIDER, name="Sample Customer Service Outsourcing Ltd."),
        charge_labels={"M1": "Monthly, 5000 receptions"},
    )


def _long() -> DraftInvoice:
    """Names of 80 characters wherever a client may write one."""
    name = "样例超长名称" * 13 + "公司"
    latin = "Extraordinarily" * 5 + "Long1"
    lines = (
        line("M1/package_fee/", name, "1 month 12345678.90 12345678.90", store="S1"),
        line("M1/overage/", latin, "123456 reception 0.012345 1524.06", store="S2"),
    )
    return replace(
        draft(*lines, language="zh-en"),
        client=replace(CLIENT, name=name, address=name, contact=latin),
        provider=replace(
            PROVIDER, name=name, bank=replace(PROVIDER.bank, name=name, account_name=name)
        ),
        store_names={"S1": name, "S2": latin},
        charge_labels={"M1": name},
    )


def _carried() -> DraftInvoice:
    lines = (
        line("F1/seat_fee/", "坐席服务费", "1 seat 100 100.00"),
        line("/adjustment/B-1", "调整 赔付（工单 B-1）", "-1 sum 350 -350.00"),
        line("/carried_forward/", "结转下期", "1 sum 250 250.00"),
    )
    return replace(draft(*lines), balances_after=Balances(credit=Decimal("250.00")))


def _stores(count: int, rows: int) -> DraftInvoice:
    lines = tuple(
        line(
            f"F{place}/seat_fee/{row}",
            f"坐席服务费 {row}",
            "2 seat 2700 5400.00",
            store=f"S{place}",
        )
        for place in range(count)
        for row in range(rows)
    )
    names = {f"S{place}": f"样例{place}号店" for place in range(count)}
    return replace(draft(*lines), store_names=names)


def drafts() -> dict[str, DraftInvoice]:
    """Every draft by its name."""
    one = line("F1/seat_fee/", "坐席服务费", "1 seat 0.01 0.01")
    big = line("F1/seat_fee/", "坐席服务费", "1 seat 12345678.90 12345678.90")
    return {
        "everything": everything(),
        "bilingual": everything("zh-en"),
        "english": english(),
        "one_line": draft(one, rate="0"),
        "big": draft(big, rate="0", basis="inclusive"),
        "sixty": _stores(1, 60),
        "long": _long(),
        "carried": _carried(),
        "eight_stores": _stores(8, 2),
    }


@pytest.fixture
def papers() -> Mapping[str, Invoice]:
    """Every sample as an issued invoice."""
    return {name: invoice(of) for name, of in drafts().items()}
