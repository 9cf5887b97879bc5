"""What earlier runs and neighbouring months mean for a client's month."""

from billing.contract import Contract, month_hash
from billing.errors import Problem, Severity
from billing.invoice import DraftInvoice, Invoice
from billing.ledger import Readable, same_input
from billing.month.reading import Read
from billing.month.workspace import Workspace
from billing.period import month, next_month, previous_month
from billing.rate import RatedMonth
from billing.rate.carrying import carries
from billing.usage import Happening, Usage

# What an older way of keeping books left, entered once.
OPENINGS = (
    Happening.OPENING_CREDIT,
    Happening.OPENING_PREPAYMENT,
    Happening.OPENING_QUOTA,
    Happening.OPENING_NET_SALES,
)
# Events by which an open month would hand something to this one.
_RAISING = (Happening.PREPAYMENT, Happening.CREDIT, Happening.ADJUSTMENT, *OPENINGS)


def same(invoice: Invoice, contract: Contract, found: Read, drafted: DraftInvoice | None) -> bool:
    """Whether the month would be billed the same today.

    Files that left the inbox change nothing: the archive has them. Then the terms alone decide.
    """
    usage = found.usage.get(contract.client.client, Usage())
    now = {found.files[name].sha256 for name in usage.files if name in found.files}
    then = {file.sha256 for file in invoice.draft.sources}
    if now < then:
        whole = month(invoice.draft.month, contract.client.cycle_day)
        terms = month_hash(contract, whole.common(contract.period))
        return terms == invoice.draft.register_hash
    return drafted is not None and same_input(invoice.draft, drafted)


def to_compare(ledger: Readable, client: str, name: str, months: int) -> tuple[Invoice, ...]:
    """The invoices that a draft is compared with: of recent months, and of this month last year."""
    recent = ledger.history(client, name, months) if months else ()
    year_ago = ledger.invoice_of(client, f"{int(name[:4]) - 1}{name[4:]}") if months else None
    known = {one.number for one in recent}
    return (*([year_ago] if year_ago and year_ago.number not in known else []), *recent)


def difference(invoice: Invoice, drafted: DraftInvoice | None) -> Problem:
    """Old and new total, and the lines that are not as they were."""
    return Problem(
        code="input_differs",
        severity=Severity.WARNED,
        found=str(drafted.totals.gross) if drafted else "?",
        expected=str(invoice.draft.totals.gross),
        values={"number": invoice.number, "what": _what_differs(invoice.draft, drafted)},
    )


def _what_differs(then: DraftInvoice, now: DraftInvoice | None) -> str:
    """Up to three lines, `description: old -> new`; `-` where only terms or details changed."""
    old = {line.key: line for line in then.lines}
    new = {line.key: line for line in now.lines} if now else {}
    told = []
    for key in dict.fromkeys((*old, *new)):
        amounts = [str(side[key].amount) if key in side else "-" for side in (old, new)]
        if amounts[0] != amounts[1]:
            told.append(f"{(new.get(key) or old[key]).description}: {amounts[0]} -> {amounts[1]}")
    return "; ".join(told[:3]) or "-"


def billed_before(contract: Contract, rated: RatedMonth, ledger: Readable) -> tuple[Problem, ...]:
    """No two invoices bill one charge for the same day (rule G2), whatever became of the cycle."""
    mine = {(item.charge, item.period) for item in rated.items if item.charge}
    return tuple(
        Problem(
            code="days_billed_before",
            severity=Severity.BLOCKED,
            source=contract.source,
            found=str(line.period.common(period)),
            values={"charge": charge, "number": other.number},
        )
        for near in (previous_month(rated.name), next_month(rated.name))
        if (other := ledger.invoice_of(contract.client.client, near)) is not None
        for line in other.draft.lines
        for charge, period in sorted(mine)
        if charge == line.charge and line.period.common(period).days > 0
    )


def open_before(
    contract: Contract, found: Read, ledger: Readable, workspace: Workspace, name: str
) -> tuple[Problem, ...]:
    """A month waits for the earlier ones of its client, where anything is carried (rule G15)."""
    code, client = contract.client.client, contract.client
    unsettled = [
        earlier
        for earlier in ledger.unsettled_months(code, workspace.settings.first_month, name)
        if contract.active(month(earlier, client.cycle_day))
    ]
    if not unsettled:
        return ()
    raised = any(
        event.happening in _RAISING
        for earlier in unsettled
        for event in found.earlier(earlier).get(code, Usage()).events
    )
    if not raised and not carries(contract, ledger.balances_before(code, name)):
        return ()
    return (
        Problem(
            code="earlier_month_open",
            severity=Severity.BLOCKED,
            found=", ".join(unsettled),
            values={"first": unsettled[0]},
        ),
    )


def opened_before(usage: Usage, ledger: Readable, client: str, name: str) -> tuple[Problem, ...]:
    """Opening balances after a month of the client is settled: they would be taken again."""
    settled = [month for month in ledger.settled_months(client) if month < name]
    return tuple(
        Problem(
            code="opening_after_start",
            severity=Severity.BLOCKED,
            source=event.source,
            expected=", ".join(settled[:3]),
        )
        for event in usage.events
        if event.happening in OPENINGS and settled
    )


def gone(found: Read, ledger: Readable, name: str) -> tuple[Problem, ...]:
    """Clients that were issued in this month, and that the register does not have any more."""
    known = {contract.client.client for contract in found.contracts}
    return tuple(
        Problem(
            code="issued_client_gone",
            severity=Severity.WARNED,
            found=client,
            values={"number": number},
        )
        for number, client in ledger.issued(name)
        if client not in known
    )
