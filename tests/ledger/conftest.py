"""Drafts to issue, and a ledger to issue them into."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from billing.balance import Balances, Carried, QuotaLeft
from billing.invoice import Annex, Chart, DayBar, DraftInvoice, Line, Note, Then, Totals
from billing.ledger import Ledger, open_ledger
from billing.party import Bank, Party
from billing.period import month
from billing.settings import NumberingSettings
from billing.source import CellRange, File
from tests.ledger.server import Server, running
from tests.ledger.tampering import dumped, edited
from tests.ledger.workspace import billed, billed_once, found
from tests.month.desk import call, desk, rows

__all__ = ["billed", "billed_once", "call", "desk", "found", "rows"]

OCTOBER = month("2026-10")
CELLS = (CellRange("usage/接待 10.xlsx", "Oct", "D5", "D35"), CellRange("events.csv"))


def _line(key: str, amount: str) -> Line:
    return Line(
        key=key,
        code="reception_fee",
        charge="R1",
        store="S1",
        service="pre-sales",
        description="接待费 Receptions",
        period=OCTOBER,
        quantity=Decimal("830.50"),
        unit="reception",
        unit_price=Decimal("1.200000"),
        amount=Decimal(amount),
        working=f"830.5 x 1.20 = {amount}",
        sources=CELLS,
    )


@pytest.fixture(scope="session")
def full_draft() -> DraftInvoice:
    """A draft in which every field is filled, with figures whose places matter."""
    left = (QuotaLeft(month="2026-09", units=Decimal("12.50")),)
    carried = Carried(
        quota=left,
        net_sales=Decimal("-8000.00"),
        days=20,
        first_kind="weekday",
        milestones={"上线": Decimal("5000.0")},
        late=Decimal("1E+2"),
        vacant={"seat 1": 3},
    )
    return DraftInvoice(
        client=Party(code="C001", name="甲乙丙商贸有限公司", tax_id="91310000MA1K00000X"),
        provider=Party(name="某某服务", name_other="Some Service", bank=Bank(name="某银行")),
        month="2026-10",
        period=OCTOBER,
        language="zh-en",
        currency="CNY",
        price_basis="exclusive",
        contract_number="HT-1",
        payment_days=30,
        store_names={"S2": "乙店", "S1": "甲店"},
        charge_labels={"R1": "per reception"},
        lines=(_line("R1/reception_fee//2026-10-01", "996.60"), _line("R1/vacancy//", "-6.60")),
        totals=Totals(
            subtotal=Decimal("990.00"),
            tax_rate=Decimal("0.060"),
            net=Decimal("990.00"),
            tax=Decimal("59.40"),
            gross=Decimal("1049.40"),
            credit_applied=Decimal("6.60"),
            prepaid_applied=Decimal("49.40"),
            amount_due=Decimal("1000.00"),
        ),
        amount_words="人民币壹仟元整",
        annex=(
            Annex(
                code="daily",
                charge="R1",
                store="S1",
                columns=("day", "kind", "peak", "rate"),
                rows=(
                    (date(2026, 10, 1), "1.20", 3, Decimal("1.20")),
                    (date(2026, 10, 2), "2026-10-02", 0, Decimal(3)),
                ),
                totals=("", "", 3, Decimal("4.200")),
                headers=("日期",),
                notes=(Note(code="sums", words={"found": "3"}),),
            ),
        ),
        notes=(Note(code="estimated", words={"day": "1"}),),
        charts=(Chart(code="seats", bars=(DayBar(day=date(2026, 10, 1), figure=Decimal("3.0")),)),),
        last_month=(
            Then(key="R1", quantity=Decimal(1), unit_price=Decimal("1.2"), amount=Decimal("1.20")),
        ),
        brought_forward=Balances(),
        balances_before=Balances(),
        balances_after=Balances(
            charges={"R1": carried},
            credit=Decimal("6.60"),
            prepayment=Decimal("0.40"),
            price_basis="exclusive",
            tax_rate=Decimal("0.060"),
        ),
        sources=(File(name="usage/接待 10.xlsx", sha256="a" * 64),),
        register_hash="r1",
        usage_hash="u1",
    )


@pytest.fixture(scope="session")
def draft_of(full_draft: DraftInvoice) -> Callable[..., DraftInvoice]:
    """A draft of a client and month that leaves the balances as they were."""

    def draft(
        client: str = "C001", name: str = "2026-10", after: Balances | None = None
    ) -> DraftInvoice:
        return replace(
            full_draft,
            client=replace(full_draft.client, code=client),
            month=name,
            period=month(name),
            balances_after=after or full_draft.balances_before,
        )

    return draft


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real PostgreSQL, with an empty ledger to be copied. Where it cannot start, tests fail."""
    with running() as started:
        open_ledger(started.url("empty"), NumberingSettings()).close()
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger is to be: every test that uses it runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    started: Server = request.getfixturevalue("server")
    return started.new("empty")


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """As `where`, with no table yet."""
    if request.param == "sqlite":
        return str(tmp_path / "bare.db")
    started: Server = request.getfixturevalue("server")
    return started.new()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger of SQLite's is to be."""
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """A new ledger that has noted one run, `run-1`."""
    with noted(where) as opened:
        yield opened


@pytest.fixture
def sqlite_ledger(path: Path) -> Iterator[Ledger]:
    """The same on SQLite alone."""
    with noted(str(path)) as opened:
        yield opened


def noted(where: str) -> Ledger:
    """A ledger with its first run."""
    opened = open_ledger(where, NumberingSettings())
    opened.record_run(
        run_id="run-1",
        month="2026-10",
        started_at=datetime(2026, 11, 1, 2, tzinfo=UTC),
        version="0.1.0",
    )
    return opened


@pytest.fixture
def by_hand(where: str) -> Callable[[str], None]:
    """Do something to the tables past the program: triggers and foreign keys look away."""
    return lambda statements: edited(where, statements)


@pytest.fixture
def dump(where: str) -> Callable[[], dict[str, list[tuple[object, ...]]]]:
    """Every row of every table but the lease."""
    return lambda: dumped(where)


@pytest.fixture
def counts(where: str) -> Callable[[], dict[str, int]]:
    """How many rows each table has, with the number counter under `n`."""

    def count() -> dict[str, int]:
        rows = dumped(where)
        return {
            **{name: len(found) for name, found in rows.items() if name != "numbers"},
            "n": sum(int(str(row[2])) for row in rows["numbers"]),
        }

    return count
