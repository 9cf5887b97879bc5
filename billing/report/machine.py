"""run.json: a run for machines. Its shape is `run.schema.json`; docs/run-json.md explains it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from billing import money
from billing.catalogue import Language
from billing.errors import Problem
from billing.invoice import CreditNote, DraftInvoice, Invoice, Line
from billing.outcome import ClientOutcome, Outcome, RunReport, SourceNote
from billing.period import Period
from billing.report import said
from billing.report.papers import correction
from billing.report.piecemeal import parts
from billing.report.sums import document, sums
from billing.source import CellRange, File

SCHEMA_VERSION = "1"

Entry = dict[str, Any]  # one object of the JSON


def run_json(report: RunReport, language: Language) -> str:
    """The whole run as JSON, indented, with a newline at its end; messages in the language.

    The same report gives the same text. Amounts are decimal strings.
    """
    return "".join(parts(_run(report, language)))


def _run(report: RunReport, language: Language) -> Entry:
    """The entries of the whole; long lists are made as they are drawn."""
    return {
        "schema": SCHEMA_VERSION,
        "month": report.month,
        "period": _period(report.period),
        "run_id": report.run_id,
        "started_at": report.started_at.isoformat(),
        "finished_at": report.finished_at.isoformat(),
        "version": report.version,
        "sources": (_source(source, language) for source in sources(report)),
        "returned": [
            {"file": file, "workbook": path} for file, path in sorted(report.returned.items())
        ],
        "clients": (_client(client, language) for client in report.clients),
        "documents": (_document(paper) for paper in report.documents),
        "problems": reasons(_of_no_file(report), language),
        "totals": _totals(report),
    }


def _period(period: Period) -> Entry:
    return {"first": period.start.isoformat(), "last": period.last.isoformat()}


def sources(report: RunReport) -> Iterator[SourceNote]:
    """The sheets that were read, then whatever else was said of files.

    A problem of no single client stands with the sheet it names; where none was read from it, the
    file gets an entry of its own with no kind and no rows, and so does a file set aside.
    """
    told: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in report.problems:
        told[_at(problem)].append(problem)
    listed = {(source.file.name, source.sheet) for source in report.sources}
    for source in report.sources:
        own = told.get((source.file.name, source.sheet), ())
        more = tuple(one for one in own if one not in source.notes)
        yield replace(source, notes=(*source.notes, *more))
    hashes = {source.file.name: source.file for source in report.sources}
    named = {_at(one) for one in report.problems if one.source}
    named |= {(name, "") for name in report.set_aside}
    for name, sheet in sorted(named - listed):
        notes = tuple(told.get((name, sheet), ()))
        file = hashes.get(name, File(name=name, sha256=""))
        yield SourceNote(file=file, kind="", sheet=sheet, rows=0, notes=notes)


def _of_no_file(report: RunReport) -> Iterable[Problem]:
    """What concerns the run as a whole, such as the mail to finance; each once."""
    return {repr(one): one for one in report.problems if not one.source}.values()


def _at(problem: Problem) -> tuple[str, str]:
    return (problem.source.file, problem.source.sheet) if problem.source else ("", "")


def _source(source: SourceNote, language: Language) -> Entry:
    return {
        "file": source.file.name,
        "sha256": source.file.sha256,
        "kind": source.kind,
        "sheet": source.sheet,
        "rows": source.rows,
        "notes": [_reason(note, language) for note in source.notes],
    }


def _reason(problem: Problem, language: Language) -> Entry:
    source = problem.source or CellRange("")
    return {
        "code": problem.code,
        "file": source.file,
        "sheet": source.sheet,
        "cell": said.cells(problem),
        "message": said.message(problem, language),
    }


def _client(client: ClientOutcome, language: Language) -> Entry:
    return {
        "client": client.client,
        "name": client.name,
        "outcome": client.outcome.value,
        "reasons": [_reason(reason, language) for reason in client.reasons],
        "warnings": [
            {"code": warning.code, "message": said.placed(warning, language)}
            for warning in client.warnings
        ],
        "invoice": _invoice(client),
        "pdf": {"file": client.pdf, "sha256": client.pdf_sha256} if client.pdf else None,
        "mail": {"state": client.mail},
    }


def _invoice(client: ClientOutcome) -> Entry | None:
    draft = document(client)
    if draft is None:
        return None
    return {
        **_issue(client.invoice, credited=client.outcome is Outcome.CREDITED),
        "currency": draft.currency,
        "lines": [_line(line, draft.currency) for line in draft.lines],
        **_figures(draft),
        "amount_words": draft.amount_words,
        "carry_forward": _carry_forward(draft),
    }


def _issue(invoice: Invoice | None, *, credited: bool) -> Entry:
    if invoice is None:
        blank = dict.fromkeys(("number", "revision"))
        return {**blank, "status": "draft", **dict.fromkeys(("issue_date", "due_date"))}
    return {
        "number": invoice.number,
        "revision": invoice.revision,
        "status": "credited" if credited else "issued",
        "issue_date": invoice.issue_date.isoformat(),
        "due_date": invoice.due_date.isoformat(),
    }


def _line(line: Line, currency: str) -> Entry:
    return {
        "key": line.key,
        "code": line.code,
        "charge": line.charge,
        "store": line.store,
        "description": line.description,
        "quantity": money.text(line.quantity),
        "unit": line.unit,
        "unit_price": money.text(line.unit_price, money.places(currency)),
        "amount": _amount(line.amount, currency),
        "working": line.working,
        "sources": [str(source) for source in line.sources],
    }


def _figures(draft: DraftInvoice) -> Entry:
    totals, currency = draft.totals, draft.currency
    return {
        "subtotal": _amount(totals.subtotal, currency),
        "tax_rate": money.text(totals.tax_rate),
        "net": _amount(totals.net, currency),
        "tax": _amount(totals.tax, currency),
        "gross": _amount(totals.gross, currency),
        "credit_applied": _amount(totals.credit_applied, currency),
        "prepaid_applied": _amount(totals.prepaid_applied, currency),
        "amount_due": _amount(totals.amount_due, currency),
    }


def _carry_forward(draft: DraftInvoice) -> Entry:
    """What the month hands on; a zero for each charge whose mode could have carried something."""
    after = draft.balances_after
    quota = {code for code, carried in after.charges.items() if carried.quota}
    negative = {code for code, carried in after.charges.items() if carried.net_sales}
    units = {code: _units(draft, code) for code in sorted(quota | _charges(draft, "monthly"))}
    net_sales = {
        code: _amount(after.of(code).net_sales, draft.currency)
        for code in sorted(negative | _charges(draft, "commission"))
    }
    return {
        "quota": units,
        "net_sales": net_sales,
        "credit": _amount(after.credit, draft.currency),
        "prepayment": _amount(after.prepayment, draft.currency),
    }


def _charges(draft: DraftInvoice, mode: str) -> set[str]:
    """The charges of a mode, told by the table that explains them."""
    return {annex.charge for annex in draft.annex if annex.code == mode}


def _units(draft: DraftInvoice, charge: str) -> int | str:
    """Unused units of all months: a number; a decimal string for parts of a unit."""
    units = sum((left.units for left in draft.balances_after.of(charge).quota), Decimal(0))
    return int(units) if units == int(units) else money.text(units)


def _totals(report: RunReport) -> Entry:
    return {
        "clients": len(report.clients),
        "outcomes": {outcome.value: report.count(outcome) for outcome in Outcome},
        "sums": [
            {
                "currency": one.currency,
                "net": _amount(one.net, one.currency),
                "tax": _amount(one.tax, one.currency),
                "gross": _amount(one.gross, one.currency),
                "amount_due": _amount(one.amount_due, one.currency),
            }
            for one in sums(report)
        ],
    }


def _document(paper: Invoice | CreditNote) -> Entry:
    draft, told = paper.draft, correction(paper)
    return {
        "number": paper.number,
        "kind": told.kind,
        "client": draft.client.code,
        "month": draft.month,
        "revision": paper.revision,
        "corrects": told.corrects or None,
        "issue_date": paper.issue_date.isoformat(),
        "currency": draft.currency,
        "gross": _amount(draft.totals.gross, draft.currency),
        "reason": told.reason,
        "by": told.by,
    }


def _amount(value: Decimal, currency: str) -> str:
    """With all places of the currency, and never an exponent or a lost digit."""
    return money.text(value, money.places(currency))


def reasons(problems: Iterable[Problem], language: Language) -> list[Entry]:
    """Problems as run.json gives them, for commands that print problems alone."""
    return [_reason(problem, language) for problem in problems]
