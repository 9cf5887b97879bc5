"""The product itself on random books: real files in a workspace, a real ledger, no paper."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

from openpyxl import Workbook

from billing.balance import Balances, Carried
from billing.invoice import Line as InvoiceLine
from billing.ledger import Ledger, draft_hash, open_ledger
from billing.month import Workspace, plan
from billing.month.client import Planned, planned
from billing.month.issue import issued
from billing.month.reading import Read
from billing.outcome import Outcome
from billing.register import write
from billing.register.sheets import SHEETS
from billing.settings import ProviderSettings, Settings, ThresholdSettings
from tests.second.calculator import Carry, ChargeCarry, Line, Result
from tests.second.contracts_at_random import Batch, Book

_TODAY = date(2027, 1, 4)
_NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
_TEXTS = frozenset(
    ("date", "client", "store", "service", "start", "end", "event", "item", "charge", "from", "to",
     "reason", "by", "reference", "shift")
)  # fmt: skip

NOTHING_HELD = ThresholdSettings(
    months=0, day=False, refunds=False, orders=False, peak=False, idle=False
)


class Product:
    """A workspace with the books of a batch, billed month by month."""

    def __init__(self, root: Path, batch: Batch) -> None:
        """Write the books as files: the register, and a workbook of each kind of usage."""
        self._last = batch.months[-1]
        self._workspace = Workspace(
            root=root,
            settings=Settings(
                provider=ProviderSettings(name="示例客服", name_en="Sample Provider"),
                first_month=batch.months[0],
                # Random months differ wildly: nothing but a sum of zero waits for a person.
                thresholds=NOTHING_HELD,
            ),
        )
        self._workspace.inbox.mkdir(parents=True)
        write(self._workspace.register, _by_field(batch.register), "en")
        for kind, rows in batch.usage.items():
            _workbook(self._workspace.inbox / f"{kind}.xlsx", kind, rows)

    def month(self, name: str) -> Mapping[str, Result]:
        """What comes of every client of a month, which is then issued or closed."""
        with open_ledger(self._workspace.ledger, self._workspace.settings.numbering) as ledger:
            found, clients = plan(self._workspace, ledger, name, lambda *_: None)
            results = {one.contract.client.client: _result(one) for one in clients}
            if name != self._last:
                ledger.record_run(run_id=name, month=name, started_at=_NOW, version="0")
                for one in clients:
                    self._settle(one, found, ledger, name)
            return results

    def _settle(self, client: Planned, found: Read, ledger: Ledger, name: str) -> None:
        """Issue or close; a draft over zero is approved first, and planned again."""
        code = client.contract.client.client
        if client.outcome is Outcome.HELD and client.draft is not None:
            seen = draft_hash(client.draft)
            ledger.approve(
                client=code, month=name, draft_hash=seen, by="finance", why="zero", at=_NOW
            )
            client = planned(client.contract, found, ledger, self._workspace, name)
        done = issued(client, ledger, self._workspace, _TODAY, name, lambda: _NOW)
        settled = done.outcome in (Outcome.ISSUED, Outcome.NOTHING_DUE)
        assert settled or client.outcome in (Outcome.BLOCKED, Outcome.FAILED), done.reasons


def _by_field(register: Book) -> dict[str, list[dict[str, str]]]:
    """Rows under the names of the fields, as the writer of registers wants them."""
    fields = {sheet.en: {c.en: name for name, c in sheet.columns.items()} for sheet in SHEETS}
    return {
        sheet: [{fields[sheet][header]: text for header, text in row.items()} for row in rows]
        for sheet, rows in register.items()
    }


def _workbook(path: Path, kind: str, rows: Sequence[Mapping[str, str]]) -> None:
    """One workbook; rows with the same columns share a sheet, so that an absent column is one."""
    every = tuple(dict.fromkeys(name for row in rows for name in row))
    shapes: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        own = every if kind == "events" else tuple(name for name in every if name in row)
        shapes[own].append(row)
    book = Workbook(write_only=True)
    for number, (headers, alike) in enumerate(shapes.items(), 1):
        page = book.create_sheet(f"{kind} {number}")
        page.append(headers)
        for row in alike:
            page.append([_typed(name, row.get(name, "")) for name in headers])
    book.save(path)


def _typed(header: str, text: str) -> str | Decimal | None:
    """A cell as it would be typed: figures as numbers, nothing for a blank."""
    if not text:
        return None
    return text if header in _TEXTS else Decimal(text)


# --- What came of a client, in the calculator's words ------------------------------------------


def _result(client: Planned) -> Result:
    """The outcome of a plan. A draft that waits for approval is a draft."""
    why = "; ".join(f"{one.code} {one.found} / {one.expected}" for one in client.reasons)
    if client.draft is None or client.outcome in (Outcome.BLOCKED, Outcome.FAILED):
        blocked = client.outcome is not Outcome.NOTHING_DUE
        return _empty(
            "blocked" if blocked else "nothing_due",
            f"{client.outcome}: {why}",
            _carry(client.rated.after) if client.rated and not blocked else _carry(Balances()),
        )
    totals = client.draft.totals
    return Result(
        outcome="drafted",
        why=why,
        lines=tuple(map(_line, client.draft.lines)),
        subtotal=Fraction(totals.subtotal),
        net=Fraction(totals.net),
        tax=Fraction(totals.tax),
        gross=Fraction(totals.gross),
        prepaid_applied=Fraction(totals.prepaid_applied),
        amount_due=Fraction(totals.amount_due),
        carry=_carry(client.draft.balances_after),
    )


def _empty(outcome: Literal["blocked", "nothing_due"], why: str, carry: Carry) -> Result:
    nil = Fraction(0)
    return Result(
        outcome=outcome,
        why=why,
        lines=(),
        subtotal=nil,
        net=nil,
        tax=nil,
        gross=nil,
        prepaid_applied=nil,
        amount_due=nil,
        carry=carry,
    )


def _line(line: InvoiceLine) -> Line:
    return Line(
        code=line.code,
        charge=line.charge,
        store=line.store,
        start=line.period.start,
        end=line.period.last,
        quantity=Fraction(line.quantity),
        unit_price=Fraction(line.unit_price),
        amount=Fraction(line.amount),
    )


def _carry(balances: Balances) -> Carry:
    return Carry(
        charges={code: _of_charge(one) for code, one in balances.charges.items()},
        credit=Fraction(balances.credit),
        prepayment=Fraction(balances.prepayment),
        billed_orders={},
    )


def _of_charge(carried: Carried) -> ChargeCarry:
    return ChargeCarry(
        quota=tuple((left.month, Fraction(left.units)) for left in carried.quota),
        net_sales=Fraction(carried.net_sales),
        days=carried.days,
        first_kind=carried.first_kind,
        milestones={name: Fraction(amount) for name, amount in carried.milestones.items()},
        late=Fraction(carried.late),
        vacant=dict(carried.vacant),
    )
