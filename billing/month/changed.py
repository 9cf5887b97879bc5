"""What changed in the register since a client was last billed, as far as ledger and rows tell.

Three witnesses: the rows themselves, whose dates say what holds now and what held then; the hash
of the rows that the last invoice keeps, which tells that a row was overwritten; and the prices of
its lines, which tell from what to what.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pydantic import BaseModel

from billing import money
from billing.column import Column
from billing.contract import Charge, ChargeRow, Common, Contract, month_hash
from billing.errors import Problem, Severity
from billing.invoice import DraftInvoice, Invoice
from billing.ledger import Ledger
from billing.month.client import Planned
from billing.period import Period, month, previous_month


def changes(
    plan: Planned, last: Invoice | None, name: str, *, first_run: bool
) -> tuple[Problem, ...]:
    """Of one client that is active in the month; `last` is the invoice it had last."""
    contract = plan.contract
    if last is None:
        return () if first_run else (_told("register_client_new", contract),)
    whole = month(name, contract.client.cycle_day)
    return (
        *_charges(contract, last, whole),
        *_overwritten(contract, last, plan.draft),
        *_ending(contract, whole),
    )


def gone(planned: Iterable[Planned], ledger: Ledger, name: str) -> tuple[Problem, ...]:
    """Clients that had an invoice the month before, and are no longer active or in the register."""
    here = {one.contract.client.client for one in planned}
    return tuple(
        Problem(
            code="register_client_ended",
            severity=Severity.MENDED,
            found=invoice.draft.client.code,
            clients=(invoice.draft.client.code,),
            values={"name": invoice.draft.client.name, "month": invoice.draft.month},
        )
        for invoice in ledger.invoices(previous_month(name))
        if invoice.draft.client.code not in here
    )


def _charges(contract: Contract, last: Invoice, whole: Period) -> Iterator[Problem]:
    """Charges that began, ended, or changed by a row of a later date."""
    then, now = last.draft.period, whole.common(contract.period)
    if then.start >= now.start:  # billed already: its own rows are compared by their hash
        return
    for charge in contract.charges:
        old, new = _row(charge, then), _row(charge, now)
        if new and not old:
            yield _told("register_charge_new", contract, charge, found=str(new.period.start))
        if old and not new:
            yield _told("register_charge_ended", contract, charge, found=str(old.period.last))
        if old and new and old is not new:
            yield from _terms(contract, charge, old, new)
    kept = {charge.code for charge in contract.charges}
    for code in dict.fromkeys(line.charge for line in last.draft.lines):
        if code and code not in kept:
            yield _told("register_charge_gone", contract, found=code)


def _row(charge: Charge, days: Period) -> ChargeRow | None:
    """The last row of a charge that holds on any of the days."""
    held = [row for row in charge.rows if row.period.common(days).days > 0]
    return held[-1] if held else None


def _terms(contract: Contract, charge: Charge, old: ChargeRow, new: ChargeRow) -> Iterator[Problem]:
    was, now = _texts(old), _texts(new)
    for label in dict.fromkeys((*was, *now)):
        if was.get(label) != now.get(label):
            yield _told(
                "register_terms_changed",
                contract,
                charge,
                found=now.get(label, "-"),
                expected=was.get(label, "-"),
                since=str(new.period.start),
                field_zh=label[0],
                field_en=label[1],
            )


def _texts(row: ChargeRow) -> Mapping[tuple[str, str], str]:
    """What a row says as text, by its columns' Chinese and English headers."""
    own = {"minimum_fee": row.minimum, "cap_fee": row.cap, "proration": row.proration.value}
    return {
        **{_headers(type(row.terms), name): _text(value) for name, value in row.terms},
        **{_headers(Common, name): _text(value) for name, value in own.items()},
    }


def _headers(row: type[BaseModel], name: str) -> tuple[str, str]:
    columns = [one for one in row.model_fields[name].metadata if isinstance(one, Column)]
    return (columns[0].zh, columns[0].en) if columns else (name, name)


def _text(value: object) -> str:
    """A figure without exponent, a table by its rows; `-` where nothing is stated."""
    match value:
        case None | () | "":
            return "-"
        case Decimal():
            return f"{value:f}"
        case tuple():
            return ", ".join(map(_text, value))
        case BaseModel():
            return " ".join(_text(each) for _, each in value)
        case _:
            return str(value)


def _overwritten(
    contract: Contract, last: Invoice, draft: DraftInvoice | None
) -> Iterator[Problem]:
    """Rows that were billed, and say something else today: told with the prices that differ."""
    billed = month(last.draft.month, contract.client.cycle_day).common(contract.period)
    if billed != last.draft.period or month_hash(contract, billed) == last.draft.register_hash:
        return
    moved = list(_prices(last.draft, draft)) if draft else []
    yield _told(
        "register_rows_overwritten",
        contract,
        found="; ".join(moved) or "-",
        number=last.number,
        month=last.draft.month,
    )


def _prices(then: DraftInvoice, now: DraftInvoice) -> Iterator[str]:
    """`A-1 Seats: 2600.00 → 2800.00`, of lines of one kind whose price is another."""
    old = {line.kind: line for line in then.lines if line.charge}
    for kind, line in {line.kind: line for line in now.lines}.items():
        if kind in old and old[kind].unit_price != line.unit_price:
            was, price = (
                money.text(one.unit_price, money.places(now.currency)) for one in (old[kind], line)
            )
            yield f"{line.charge} {line.description}: {was} → {price}"


def _ending(contract: Contract, whole: Period) -> Iterator[Problem]:
    last = contract.client.end
    if last is not None and last in whole:
        yield _told("register_client_ending", contract, found=str(last))


def _told(
    code: str,
    contract: Contract,
    charge: Charge | None = None,
    *,
    found: str = "",
    expected: str = "",
    **values: str,
) -> Problem:
    return Problem(
        code=code,
        severity=Severity.MENDED,  # it asks for nothing, and is told
        source=charge.rows[-1].source if charge else contract.source,
        found=found,
        expected=expected,
        clients=(contract.client.client,),
        values={"charge": charge.code if charge else "", **values},
    )
