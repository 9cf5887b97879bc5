"""Steps 3 to 5 for one client: rate, draft, review; and what will come of it."""

import logging
from dataclasses import dataclass, replace

from billing.contract import Contract, month_hash
from billing.draft import Frame, draft
from billing.errors import Problem, Severity
from billing.fingerprint import fingerprint
from billing.invoice import DraftInvoice, Invoice
from billing.ledger import Readable
from billing.month.corrections import entered, since_closing, told_by_hand, undone
from billing.month.cycle import not_billed_yet
from billing.month.earlier import (
    billed_before,
    difference,
    open_before,
    opened_before,
    same,
    to_compare,
)
from billing.month.problems import blocks, split, with_lost
from billing.month.reading import Read
from billing.month.refunds import referred
from billing.month.waiting import (
    HELD,
    balance_left,
    days_between,
    decided,
    let_go,
    milestones_missed,
    unprintable,
)
from billing.month.workspace import Workspace
from billing.outcome import ClientOutcome, Outcome
from billing.period import previous_month
from billing.rate import RatedMonth, rate
from billing.review import reasons_to_hold
from billing.usage import Usage
from billing.vocabulary import needs

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A client's month, computed: what will come of it, and why."""

    contract: Contract
    outcome: Outcome  # ISSUED and NOTHING_DUE are still to be done, unless `settled`
    reasons: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    draft: DraftInvoice | None = None
    rated: RatedMonth | None = None
    invoice: Invoice | None = None  # of an earlier run
    settled: bool = False  # by an earlier run
    blocking: tuple[Problem, ...] = ()  # why the month would not be billed today, settled or not

    def as_outcome(self, outcome: Outcome | None = None, code: str = "") -> ClientOutcome:
        """The outcome as planned, or another with a reason of its own."""
        reasons = self.reasons
        if code:
            reasons = (*reasons, Problem(code=code, severity=Severity.WARNED))
        return ClientOutcome(
            client=self.contract.client.client,
            name=self.contract.client.name,
            outcome=outcome or self.outcome,
            reasons=reasons,
            warnings=self.warnings,
            draft=self.draft,
            invoice=self.invoice,
        )


def planned(
    contract: Contract, found: Read, ledger: Readable, workspace: Workspace, name: str
) -> Planned:
    """Rated, drafted and reviewed. A fault of the program in one client stops no other."""
    try:
        return _planned(contract, found, ledger, workspace, name)
    except Exception as error:  # noqa: BLE001 - an error becomes this client's outcome
        _log.exception("client %s could not be planned", contract.client.client)
        problem = Problem(
            code="client_failed",
            severity=Severity.BLOCKED,
            values={"reason": type(error).__name__},
        )
        return Planned(contract=contract, outcome=Outcome.FAILED, reasons=(problem,))


def _planned(
    contract: Contract, found: Read, ledger: Readable, workspace: Workspace, name: str
) -> Planned:
    """Compared with what an earlier run issued."""
    code = contract.client.client
    usage = found.usage.get(code, Usage())
    contract, usage = not_billed_yet(contract, usage, ledger, name)
    problems = (*contract.problems, *found.of(code))
    if blocks(contract.problems):
        return _settled(contract, found, ledger, name, None, problems)
    before = ledger.balances_before(code, name)
    billed = referred(code, name, usage, ledger, workspace.settings.first_month)
    rated = rate(contract, name, usage, before, billed)
    problems = (
        *problems,
        *rated.problems,
        *open_before(contract, found, ledger, workspace, name),
        *billed_before(contract, rated, ledger),
        *opened_before(usage, ledger, code, name),
    )
    if blocks(problems):
        return _settled(contract, found, ledger, name, None, with_lost(problems, found))
    missed = milestones_missed(contract, rated, usage)
    rated = let_go(rated, missed)
    rated = replace(rated, notes=(*rated.notes, *entered(ledger, code, name)))
    drafted = draft(
        contract, rated, usage, _frame(contract, rated, usage, found, ledger, workspace)
    )
    earlier = _settled(contract, found, ledger, name, drafted, problems)
    if earlier.settled:
        return earlier
    problems = (*problems, *missed, *balance_left(contract, rated, drafted))
    return _reviewed(contract, rated, drafted, usage, problems, ledger, workspace)


def _frame(
    contract: Contract,
    rated: RatedMonth,
    usage: Usage,
    found: Read,
    ledger: Readable,
    workspace: Workspace,
) -> Frame:
    return Frame(
        provider=workspace.settings.provider,
        last_month=ledger.invoice_of(contract.client.client, previous_month(rated.name)),
        files=found.files,
        register_hash=month_hash(contract, rated.billed),
        amount_words_en=workspace.settings.paper.amount_words_en,
        usage_hash=fingerprint(usage, needs(contract, rated.billed)),
    )


def _settled(
    contract: Contract,
    found: Read,
    ledger: Readable,
    name: str,
    drafted: DraftInvoice | None,
    problems: tuple[Problem, ...],
) -> Planned:
    """A month that an earlier run issued or closed; else one that is blocked."""
    reasons, warnings = split(problems)
    invoice = ledger.invoice_of(contract.client.client, name)
    if invoice is not None:
        alike = same(invoice, contract, found, drafted)
        return Planned(
            contract=contract,
            outcome=Outcome.UNCHANGED if alike else Outcome.DIFFERS,
            reasons=() if alike else (difference(invoice, drafted), *reasons),
            warnings=warnings,
            invoice=invoice,
            draft=drafted,
            settled=True,
            blocking=reasons,
        )
    credited = ledger.credited_of(contract.client.client, name)
    if credited is not None:
        return Planned(
            contract=contract,
            outcome=Outcome.CREDITED,
            reasons=(undone(credited),),
            warnings=warnings,
            draft=drafted,
            settled=True,
            blocking=reasons,
        )
    closing = ledger.closing_of(contract.client.client, name)
    if closing is not None:
        changed = since_closing(drafted, ledger)
        by_hand = told_by_hand(closing)
        differs = bool(changed) and not by_hand
        return Planned(
            contract=contract,
            outcome=Outcome.DIFFERS if differs else Outcome.NOTHING_DUE,
            reasons=by_hand or changed,
            warnings=(*warnings, *changed) if by_hand else warnings,
            draft=drafted if differs else None,
            settled=True,
            blocking=reasons,
        )
    return Planned(
        contract=contract,
        outcome=Outcome.BLOCKED,
        reasons=reasons,
        warnings=warnings,
        draft=drafted,
    )


def _reviewed(
    contract: Contract,
    rated: RatedMonth,
    drafted: DraftInvoice,
    usage: Usage,
    problems: tuple[Problem, ...],
    ledger: Readable,
    workspace: Workspace,
) -> Planned:
    """Issued, held or nothing due."""
    _, warnings = split(problem for problem in problems if problem.code not in HELD)
    missed = tuple(problem for problem in problems if problem.code in HELD)
    if not rated.items and not missed and not _expects_lines(rated):
        return Planned(
            contract=contract, outcome=Outcome.NOTHING_DUE, warnings=warnings, rated=rated
        )
    code = contract.client.client
    thresholds = workspace.settings.thresholds.of(code)
    approval = workspace.settings.approval
    history = to_compare(ledger, code, rated.name, thresholds.months)
    odd = (
        *reasons_to_hold(
            contract,
            drafted,
            usage,
            history,
            thresholds,
            approval,
            newcomer=approval.first and not ledger.history(code, rated.name, 1),
        ),
        *missed,
        *days_between(contract, rated, ledger),
    )
    held = (*decided(drafted, odd, ledger), *unprintable(drafted, workspace))
    outcome = Outcome.HELD if held else Outcome.ISSUED
    if not held and drafted.totals.subtotal == 0:
        outcome = Outcome.NOTHING_DUE
    return Planned(
        contract=contract,
        outcome=outcome,
        reasons=held,
        warnings=warnings,
        draft=drafted,
        rated=rated,
    )


def _expects_lines(rated: RatedMonth) -> bool:
    """Whether an active charge bills without a milestone, so that no line at all is odd."""
    return any(
        not getattr(row.terms, "milestones", ())
        for charge in rated.active
        for row in charge.rows
        if row.period.common(rated.billed).days > 0
    )
