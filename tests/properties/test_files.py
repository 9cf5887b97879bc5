"""However the same usage is laid out in files, the drafts are the same."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from billing import intake
from billing.balance import Balances
from billing.contract import Contract, Register, Terms
from billing.errors import Severity
from billing.ledger import draft_hash
from billing.modes import commission, daily, orders, receptions
from billing.rate import rate
from billing.vocabulary import vocabulary
from tests.modes.conftest import days, table
from tests.properties.contracts import charge_of, contract_of, drafted, row_of
from tests.properties.terms import RATES

FEW = days("2026-10-01", "2026-10-06")
Row = tuple[Any, ...]
Sheets = Mapping[str, Sequence[Row]]  # a kind of table -> its rows; the header stands first

HEADERS: Mapping[str, Row] = {
    "receptions": ("date", "client", "store", "agent", "receptions", "robot", "night"),
    "orders": ("order id", "date", "client", "store", "status", "after-sale"),
    "sales": ("date", "client", "store", "agent", "attributed sales", "refunds"),
    "staffing": ("date", "client", "store", "start", "end", "seats"),
}


def _contract(code: str, stores: Sequence[str]) -> Contract:
    """Receptions by tiers, orders, commission and day seats, over six days and two shops."""
    terms: tuple[Terms, ...] = (
        receptions.Terms(
            method="graduated", tiers=table(("60", "1.5"), (None, "0.9")), exclude=("robot",)
        ),
        orders.Terms.model_validate({"method": "flat", "price": "2"}),
        commission.Terms.model_validate(
            {"seats": "1", "base": "1500", "method": "flat", "rate": "2%"}
        ),
        daily.Terms.model_validate(
            {"headcount": "peak", "rates": RATES, "default_kind": "ordinary"}
        ),
    )
    charges = (
        charge_of(row_of(one, FEW), code=f"{code}-{place}") for place, one in enumerate(terms)
    )
    return contract_of(*charges, stores=stores, client=code, name=f"{code} Ltd")


CLIENTS = (_contract("C1", ("Shop 1", "Shop 2")), _contract("C2", ("Shop 3",)))


@dataclass(frozen=True, kw_only=True)
class Usage:
    """The figures that a layout holds: a level for each client, and how its days differ."""

    level: int
    step: int

    def sheets(self) -> dict[str, list[Row]]:
        """Every row, a day of a shop by one agent."""
        found: dict[str, list[Row]] = defaultdict(list)
        for contract in CLIENTS:
            for store in contract.stores:
                for place, day in enumerate(FEW):
                    self._of(found, contract.client.client, store.store, str(day), place)
        return found

    def _of(
        self, found: dict[str, list[Row]], client: str, store: str, day: str, place: int
    ) -> None:
        much = self.level + (place * self.step) % 7
        who = (day, client, store)
        found["receptions"].append((*who, "A", much, much // 4, much // 3))
        found["sales"].append((*who, "A", much * 100, much // 5))
        found["staffing"].append((*who, "09:00", "18:00", much % 9))
        found["staffing"].append((*who, "18:00", "02:00", much % 5))
        for number in range(1 + much % 4):
            status = "交易关闭" if number == 2 else "交易成功"
            name = f"{client}{store[-1]}{place}{number}"
            after = "全额退款" if number == 1 else "-"
            found["orders"].append((f"X{name}", *who, status, after))


def _write(folder: Path, name: str, sheets: Sheets) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for kind, rows in sheets.items():
        page = book.create_sheet(kind)
        for row in (HEADERS[kind], *rows):
            page.append(row)
    book.save(folder / name)


def _hashes(folder: Path, contracts: Iterable[Contract] = CLIENTS) -> dict[str, str]:
    """The hash of each client's draft from these files, or why it cannot be billed."""
    register = Register(contracts=tuple(contracts))
    found = intake.read(folder, vocabulary(register, "2026-10"), {})
    blocking = [one for one in found.problems if one.severity is Severity.BLOCKED]
    assert blocking == []
    hashes = {}
    for contract in register.contracts:
        usage = found.usage[contract.client.client]
        rated = rate(contract, "2026-10", usage, Balances())
        assert not rated.blocked, rated.problems
        assert len(rated.items) > 2, "a draft of nothing proves nothing"
        hashes[contract.client.client] = draft_hash(drafted(contract, rated, usage))
    return hashes


Folders = Callable[[], Path]


@pytest.fixture
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Makes empty inboxes."""
    return lambda: tmp_path_factory.mktemp("inbox")


USAGES = st.builds(Usage, level=st.integers(3, 40), step=st.integers(0, 6))
few = settings(
    max_examples=12,
    phases=(Phase.generate, Phase.shrink),  # to explain a failure takes longer than to find it
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _in_one_book(new_folder: Folders, sheets: Sheets) -> dict[str, str]:
    folder = new_folder()
    _write(folder, "all.xlsx", sheets)
    return _hashes(folder)


@few
@given(USAGES, st.permutations(sorted(HEADERS)), st.integers(0, 2**16))
def test_sheets_and_rows_in_any_order(
    new_folder: Folders, usage: Usage, order: list[str], seed: int
) -> None:
    """The sheets of a book, and the rows of each sheet."""
    sheets = usage.sheets()
    dice = Random(seed)
    other = {kind: dice.sample(sheets[kind], len(sheets[kind])) for kind in order if sheets[kind]}
    assert _in_one_book(new_folder, other) == _in_one_book(new_folder, sheets)


@few
@given(USAGES, st.integers(0, 2**16))
def test_a_book_in_several_files(new_folder: Folders, usage: Usage, seed: int) -> None:
    """Each row of each sheet in one of three files, of any name."""
    sheets = usage.sheets()
    dice = Random(seed)
    parts: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for kind, rows in sheets.items():
        for row in rows:
            parts[dice.choice(("a.xlsx", "b.xlsx", "z.xlsx"))][kind].append(row)
    folder = new_folder()
    for name, part in parts.items():
        _write(folder, name, part)
    assert _hashes(folder) == _in_one_book(new_folder, sheets)


@few
@given(USAGES)
def test_a_file_for_each_client(new_folder: Folders, usage: Usage) -> None:
    """And the clients of the register in another order."""
    sheets = usage.sheets()
    folder = new_folder()
    for client in ("C2", "C1"):
        own = {kind: [row for row in rows if client in row] for kind, rows in sheets.items()}
        _write(folder, f"{client}.xlsx", own)
    assert _hashes(folder, reversed(CLIENTS)) == _in_one_book(new_folder, sheets)


@few
@given(USAGES, st.integers(0, 2**16))
def test_a_day_by_two_agents(new_folder: Folders, usage: Usage, seed: int) -> None:
    """A day's receptions and sales in two rows, each of its agent."""
    sheets = usage.sheets()
    dice = Random(seed)
    other = dict(sheets)
    for kind, first in (("receptions", 4), ("sales", 4)):
        other[kind] = [half for row in sheets[kind] for half in _halves(row, first, dice)]
    assert _in_one_book(new_folder, other) == _in_one_book(new_folder, sheets)


def _halves(row: Row, first: int, dice: Random) -> list[Row]:
    """Two rows that add up to one; sometimes the second has nothing."""
    figures = row[first:]
    part = [dice.randint(0, figure) if dice.random() < 0.8 else figure for figure in figures]
    rest = [figure - own for figure, own in zip(figures, part, strict=True)]
    names = row[: first - 1]
    return [(*names, "A", *part), (*names, "B", *rest)]


@few
@given(USAGES, st.sampled_from(sorted(HEADERS)))
def test_another_figure_is_another_draft(new_folder: Folders, usage: Usage, kind: str) -> None:
    """One figure more, and the hash of that client alone is another: the tests above can fail."""
    sheets = usage.sheets()
    other = dict(sheets)
    if kind == "orders":
        other[kind] = [*sheets[kind], ("X-more", "2026-10-01", "C1", "Shop 1", "交易成功", "-")]
    else:
        row = sheets[kind][0]
        place = len(HEADERS[kind]) - 1 if kind == "staffing" else 4
        other[kind] = [(*row[:place], row[place] + 20, *row[place + 1 :]), *sheets[kind][1:]]
    before, after = (_in_one_book(new_folder, each) for each in (sheets, other))
    assert [client for client in before if before[client] != after[client]] == ["C1"]
