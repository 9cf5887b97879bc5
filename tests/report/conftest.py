"""A run of invented clients in which every outcome occurs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from billing.balance import Balances, Carried, QuotaLeft
from billing.errors import Problem, Severity
from billing.invoice import Annex, DraftInvoice, Invoice, InvoiceLanguage, Line, Totals
from billing.outcome import ClientOutcome, Outcome, RunReport, SourceNote
from billing.party import Party
from billing.period import month
from billing.source import CellRange, File
from billing.words import in_words

OCTOBER = month("2026-10")
RECEPTIONS = File(name="2026-10/receptions.xlsx", sha256="a" * 64)
SALES = File(name="销售.xlsx", sha256="b" * 64)

LINES = (
    Line(
        key="M1/package_fee//2026-10-01",
        code="package_fee",
        charge="M1",
        description="包月服务费",
        period=OCTOBER,
        quantity=Decimal(1),
        unit="month",
        unit_price=Decimal(6000),
        amount=Decimal("6000.00"),
        working="6000.00 = 6000.00",
    ),
    Line(
        key="M1/overage//2026-10-01",
        code="overage",
        charge="M1",
        description="超额服务费",
        period=OCTOBER,
        quantity=Decimal(830),
        unit="reception",
        unit_price=Decimal("1.2"),
        amount=Decimal("996.00"),
        working="(5830 - 5000) x 1.20 = 996.00",
        sources=(
            CellRange(RECEPTIONS.name, "Oct", "D5", "D35"),
            CellRange(RECEPTIONS.name, "Night", "E2", "E2"),
        ),
    ),
    Line(
        key="K1/commission//2026-10-01",
        code="commission",
        charge="K1",
        store="S1",
        description="=销售提成",
        period=OCTOBER,
        quantity=Decimal("80000.5"),
        unit="net_sales",
        unit_price=Decimal("0.015"),
        amount=Decimal("1200.01"),
        working="80000.50 x 1.5% = 1200.01",
        sources=(CellRange(SALES.name, "Sheet1", "C2", "C32"),),
    ),
    Line(
        key="/adjustment/A-7/2026-10-01",
        code="adjustment",
        description="调整 协议减免",
        period=OCTOBER,
        quantity=Decimal(-1),
        unit="sum",
        unit_price=Decimal("35.5"),
        amount=Decimal("-35.50"),
        working="-1 x 35.50 = -35.50",
        sources=(CellRange("events.csv", "", "D9", "D9"),),
    ),
)

ANNEX = (
    Annex(
        code="monthly",
        charge="M1",
        columns=("used", "included", "carried_in", "carried_on"),
        rows=((Decimal(5830), Decimal(5000), Decimal(0), Decimal(0)),),
        headers=("接待总量",),
    ),
    Annex(
        code="commission",
        charge="K1",
        store="S1",
        columns=("what", "count"),
        rows=(("sales", Decimal("86420.5")), ("refunds", Decimal(-6420))),
        totals=("total", Decimal("80000.5")),
    ),
)


def draft(code: str, *lines: Line, language: InvoiceLanguage = "zh") -> DraftInvoice:
    """A bill before tax, of which 1000.00 is paid ahead."""
    lines = lines or LINES
    subtotal = sum((line.amount for line in lines), Decimal("0.00"))
    tax = (subtotal * Decimal("0.06")).quantize(Decimal("0.01"))
    due = subtotal + tax - 1000
    return DraftInvoice(
        client=Party(code=code, name=f"样例家居 {code}"),
        provider=Party(name="样例客服外包有限公司"),
        month="2026-10",
        period=OCTOBER,
        language=language,
        currency="CNY",
        price_basis="exclusive",
        payment_days=30,
        store_names={"S1": "@旗舰店"},
        charge_labels={"M1": "包月 5000 次", "K1": "底薪加提成"},
        lines=lines,
        totals=Totals(
            subtotal=subtotal,
            tax_rate=Decimal("0.06"),
            net=subtotal,
            tax=tax,
            gross=subtotal + tax,
            prepaid_applied=Decimal("1000.00"),
            amount_due=due,
        ),
        amount_words=in_words(due, "CNY", language),
        annex=ANNEX,
        balances_before=Balances(
            prepayment=Decimal("1500.00"), charges={"K1": Carried(net_sales=Decimal("-6420.50"))}
        ),
        balances_after=Balances(prepayment=Decimal("500.00")),
        sources=(RECEPTIONS, SALES),
    )


def inclusive(code: str) -> DraftInvoice:
    """A bill whose prices include tax, with quota and a negative month to carry on."""
    line = replace(LINES[0], amount=Decimal("1000.00"), working="1000.00 = 1000.00")
    return replace(
        draft(code, line, language="en"),
        price_basis="inclusive",
        totals=Totals(
            subtotal=Decimal("1000.00"),
            tax_rate=Decimal("0.06"),
            net=Decimal("943.40"),
            tax=Decimal("56.60"),
            gross=Decimal("1000.00"),
            credit_applied=Decimal("250.00"),
            amount_due=Decimal("1000.00"),
        ),
        amount_words="SAY RMB ONE THOUSAND ONLY",
        balances_after=Balances(
            credit=Decimal("12.5"),
            charges={
                "M1": Carried(
                    quota=(
                        QuotaLeft(month="2026-09", units=Decimal(120)),
                        QuotaLeft(month="2026-10", units=Decimal(80)),
                    )
                ),
                "K1": Carried(net_sales=Decimal(-8000)),
            },
        ),
    )


def invoice(of: DraftInvoice, n: int, revision: int = 1) -> Invoice:
    """The bill, issued on the first of November."""
    return Invoice(
        number=f"INV-2026-{n:06}",
        revision=revision,
        issue_date=date(2026, 11, 1),
        due_date=date(2026, 12, 1),
        draft=of,
    )


BLANK = Problem(
    code="blank_cell",
    severity=Severity.WARNED,
    source=CellRange(RECEPTIONS.name, "Oct", "E5", "E9"),
    clients=("C001",),
    values={"figure": "夜间", "cells": "E5:E9"},
)
NOT_A_NUMBER = Problem(
    code="not_a_number",
    severity=Severity.BLOCKED,
    source=CellRange(RECEPTIONS.name, "Oct", "D7", "D7"),
    found="=n/a",
    clients=("C003",),
)
DAMAGED = Problem(code="file_damaged", severity=Severity.BLOCKED, source=CellRange("broken.xlsx"))
EXTRA = Problem(
    code="extra_columns",
    severity=Severity.MENDED,
    source=CellRange(RECEPTIONS.name, "Oct"),
    found="备注",
)


def _clients() -> tuple[ClientOutcome, ...]:
    return (
        ClientOutcome(
            client="C001",
            name="样例家居 C001",
            outcome=Outcome.ISSUED,
            warnings=(BLANK,),
            invoice=invoice(draft("C001"), 1),
            pdf="outbox/2026-10/INV-2026-000001_C001.pdf",
            pdf_sha256="c" * 64,
            fresh=True,
        ),
        ClientOutcome(
            client="C002",
            name="=Sample & Sons [red]",
            outcome=Outcome.UNCHANGED,
            invoice=invoice(inclusive("C002"), 2, revision=2),
            mail="sent",
        ),
        ClientOutcome(
            client="C003",
            name="样例数码",
            outcome=Outcome.BLOCKED,
            reasons=(NOT_A_NUMBER, DAMAGED),
        ),
        ClientOutcome(client="C004", name="样例服饰", outcome=Outcome.HELD, draft=draft("C004")),
        ClientOutcome(
            client="C005",
            name="样例食品",
            outcome=Outcome.DIFFERS,
            draft=draft("C005", LINES[0]),
            invoice=invoice(draft("C005"), 3),
        ),
        ClientOutcome(
            client="C006",
            name="样例玩具",
            outcome=Outcome.CREDITED,
            invoice=invoice(draft("C006"), 4),
        ),
        ClientOutcome(client="C007", name="样例图书", outcome=Outcome.NOTHING_DUE),
        ClientOutcome(client="C008", name="样例家电", outcome=Outcome.FAILED),
    )


def whole_run() -> RunReport:
    """A run with every outcome once."""
    return RunReport(
        month="2026-10",
        period=OCTOBER,
        run_id="run-7",
        started_at=datetime(2026, 11, 1, 2, 0, tzinfo=UTC),
        finished_at=datetime(2026, 11, 1, 2, 1, 30, tzinfo=UTC),
        version="0.1.0",
        clients=_clients(),
        sources=(
            SourceNote(file=RECEPTIONS, kind="receptions", sheet="Oct", rows=31, notes=(EXTRA,)),
            SourceNote(file=SALES, kind="sales", sheet="Sheet1", rows=31),
        ),
        problems=(DAMAGED, EXTRA),
        set_aside=("september.xlsx",),
    )


@pytest.fixture
def run() -> RunReport:
    """The run with every outcome."""
    return whole_run()
