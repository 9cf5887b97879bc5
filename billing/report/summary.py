"""summary.xlsx: a run for finance. Clients with totals, all lines, all problems, all sources.

What stands in the sheets is decided here; how they look, in `sheets`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from billing.catalogue import Language
from billing.errors import Problem
from billing.invoice import DraftInvoice
from billing.outcome import ClientOutcome, RunReport
from billing.report import machine, outcomes, said, sheets
from billing.report.papers import correction
from billing.report.sheets import Came, Column, Row, Sheet
from billing.report.sums import counted, document, sums

_CLIENTS = (
    Column("client", 12), Column("name", 34), Column("outcome", 13), Column("number", 18),
    Column("currency", 9), Column("net", 15), Column("tax", 13), Column("gross", 15),
    Column("amount_due", 15), Column("due_date", 12), Column("outside", 17),
    Column("mail", 10), Column("pdf", 48), Column("why", 70),
)  # fmt: skip
_LINES = (
    Column("client", 12), Column("number", 18), Column("line", 6), Column("store", 20),
    Column("charge", 12), Column("way", 18), Column("description", 34), Column("first_day", 12),
    Column("last_day", 12), Column("quantity", 12), Column("unit", 12), Column("unit_price", 12),
    Column("amount", 15), Column("working", 44), Column("cells", 56),
)  # fmt: skip
_PROBLEMS = (
    Column("clients", 16), Column("severity", 10), Column("file", 46), Column("sheet", 16),
    Column("cell", 12), Column("sentence", 60), Column("remedy", 50), Column("code", 22),
)  # fmt: skip
_DOCUMENTS = (
    Column("number", 18), Column("paper", 13), Column("client", 12), Column("month", 10),
    Column("revision", 9), Column("corrects", 18), Column("issue_date", 12),
    Column("currency", 9), Column("gross", 15), Column("reason", 50), Column("by", 20),
)  # fmt: skip
_SOURCES = (
    Column("file", 46), Column("sheet", 18), Column("kind", 12), Column("rows", 8),
    Column("notes", 70), Column("returned", 40), Column("sha256", 66),
)  # fmt: skip


_MIDNIGHT = datetime.min.replace(tzinfo=UTC).time()


def summary(report: RunReport, language: Language) -> bytes:
    """The workbook of a run; the same bytes for the same report, whatever the machine.

    Text is text, also where a client's begins with `=`; amounts are plain numbers, the totals too,
    so that every reader shows them.
    """
    return sheets.workbook(pages(report, language), language, made(report))


def made(report: RunReport) -> datetime:
    """The workbook's own date: the month's end, whenever it is written."""
    return datetime.combine(report.period.end, _MIDNIGHT)


def pages(report: RunReport, language: Language) -> tuple[Sheet, ...]:
    """Clients, lines, problems, documents and sources."""
    return (
        Sheet("clients", _CLIENTS, tuple(_clients(report, language)), _totals(report, language)),
        Sheet("lines", _LINES, tuple(_lines(report, language))),
        Sheet("problems", _PROBLEMS, tuple(_problems(report, language))),
        Sheet("documents", _DOCUMENTS, tuple(_documents(report, language))),
        Sheet("sources", _SOURCES, tuple(_sources(report, language))),
    )


def _clients(report: RunReport, language: Language) -> Iterator[Row]:
    for client in report.clients:
        yield (
            client.client,
            client.name,
            Came(client.outcome, outcomes.told(client, language)),
            client.invoice.number if client.invoice else None,
            *_amounts(client),
            said.word(f"mail.state.{client.mail}", language),
            client.pdf or None,
            said.joined([said.placed(reason, language) for reason in client.reasons]) or None,
        )


def _amounts(client: ClientOutcome) -> Row:
    """Currency to due date, then the gross of a bill that is not in the totals."""
    bill = document(client)
    if bill is None:
        return (None,) * 7
    due = client.invoice.due_date if client.invoice else None
    total = bill.totals
    if counted(client) is None:
        return (bill.currency, None, None, None, None, due, total.gross)
    return (bill.currency, total.net, total.tax, total.gross, total.amount_due, due, None)


def _totals(report: RunReport, language: Language) -> tuple[Row, ...]:
    """A row a currency under the clients."""
    label = said.word(f"report.total{outcomes.sums_word(report)}", language)
    return tuple(
        (None, label, None, None, one.currency, one.net, one.tax, one.gross, one.amount_due)
        + (None,) * 5
        for one in sums(report)
    )


def _lines(report: RunReport, language: Language) -> Iterator[Row]:
    for client in report.clients:
        number = client.invoice.number if client.invoice else None
        for row in _bill(document(client), language):
            yield (client.client, number, *row)


def _bill(draft: DraftInvoice | None, language: Language) -> Iterator[Row]:
    """The lines of one bill, in its order."""
    for place, line in enumerate(draft.lines if draft else (), 1):
        assert draft is not None, "only a bill has lines"
        yield (
            place,
            draft.store_names.get(line.store, line.store) or None,
            line.charge or None,
            draft.charge_labels.get(line.charge) or None,
            line.description,
            line.period.start,
            line.period.last,
            line.quantity,
            said.known("unit", line.unit, language),
            line.unit_price,
            line.amount,
            line.working,
            said.joined([str(source) for source in line.sources]) or None,
        )


def _problems(report: RunReport, language: Language) -> Iterator[Row]:
    for problem, clients in _gathered(report):
        source = problem.source
        yield (
            ", ".join(clients) or None,
            said.known("report.severity", problem.severity.value, language),
            (source.file if source else "") or None,
            (source.sheet if source else "") or None,
            said.cells(problem) or None,
            said.sentence(problem, language),
            said.remedy(problem, language) or None,
            problem.code,
        )


def _gathered(report: RunReport) -> tuple[tuple[Problem, tuple[str, ...]], ...]:
    """Every problem once, with the clients that it was told to or that it names."""
    found: dict[object, tuple[Problem, tuple[str, ...]]] = {}
    for problem, told in _told(report):
        known = found.get(_identity(problem), (problem, ()))[1]
        found[_identity(problem)] = problem, tuple(dict.fromkeys((*known, *told, *problem.clients)))
    return tuple(found.values())


def _told(report: RunReport) -> Iterator[tuple[Problem, tuple[str, ...]]]:
    for client in report.clients:
        for problem in (*client.reasons, *client.warnings):
            yield problem, (client.client,)
    for problem in report.problems:
        yield problem, ()
    for source in report.sources:
        for problem in source.notes:
            yield problem, ()


def _identity(problem: Problem) -> object:
    """What makes two problems one: all but the clients, who are gathered."""
    values = tuple(sorted(problem.values.items()))
    return (
        problem.code, problem.severity, problem.source, problem.found, problem.expected, values
    )  # fmt: skip


def _documents(report: RunReport, language: Language) -> Iterator[Row]:
    """Number by number, so that none is without its reason."""
    for paper in report.documents:
        told = correction(paper)
        yield (
            paper.number,
            said.word(f"report.paper.{told.kind}", language),
            paper.draft.client.code,
            paper.draft.month,
            paper.revision,
            told.corrects or None,
            paper.issue_date,
            paper.draft.currency,
            paper.draft.totals.gross,
            told.reason or None,
            told.by or None,
        )


def _sources(report: RunReport, language: Language) -> Iterator[Row]:
    for source in machine.sources(report):
        notes = [said.message(note, language) for note in source.notes]
        if source.file.name in report.set_aside:
            notes.append(said.word("report.set_aside", language))
        yield (
            source.file.name or None,
            source.sheet or None,
            said.known("report.kind", source.kind, language) or None,
            source.rows,
            said.joined(notes) or None,
            report.returned.get(source.file.name),
            source.file.sha256 or None,
        )
