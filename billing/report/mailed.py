"""The end of a run as a mail to finance: every client, what came of it, and of its mail."""

from collections.abc import Iterator
from html import escape

from billing import money
from billing.catalogue import Language
from billing.message import Letter
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import said
from billing.report.sums import document

_CELL = "padding:4px 12px 4px 0;vertical-align:top;text-align:left"
_OPEN = (Outcome.BLOCKED, Outcome.HELD, Outcome.DIFFERS, Outcome.FAILED)


def mailed(report: RunReport, language: Language, provider: str) -> Letter:
    """The same words for the same state of the month, whichever run it was that came to it."""
    subject = said.word("mail.report.subject", language, month=report.month, provider=provider)
    counts = _counts(report, language)
    rows = [_row(client, language) for client in report.clients]
    head = [said.word(f"mail.report.{name}", language) for name in _COLUMNS]
    remarks = [remark for client in report.clients for remark in _remarks(client, language)]
    return Letter(
        subject=said.one_line(subject),
        plain=_plain(counts, head, rows, remarks),
        html=_html(counts, head, rows, remarks, language),
    )


_COLUMNS = ("client", "name", "outcome", "number", "amount_due", "mail")


def _counts(report: RunReport, language: Language) -> str:
    told = [_told(client) for client in report.clients]
    counts = [
        f"{said.word(f'report.outcome.{outcome.value}', language)} {told.count(outcome)}"
        for outcome in Outcome
        if outcome in told
    ]
    joined = ("，" if language == "zh" else ", ").join(counts)
    return said.word("report.clients", language, count=len(told), counts=joined)


def _told(client: ClientOutcome) -> Outcome:
    """What one run issued the next finds unchanged: both are issued."""
    return Outcome.ISSUED if client.outcome is Outcome.UNCHANGED else client.outcome


def _row(client: ClientOutcome, language: Language) -> tuple[str, ...]:
    bill = document(client)
    due = f"{money.shown(bill.totals.amount_due, bill.currency)} {bill.currency}" if bill else ""
    return (
        client.client,
        said.one_line(client.name),
        said.word(f"report.outcome.{_told(client).value}", language),
        client.invoice.number if client.invoice else "",
        due,
        said.word(f"mail.state.{client.mail}", language),
    )


def _remarks(client: ClientOutcome, language: Language) -> Iterator[str]:
    """Why a client is open, and whatever is said of its mail."""
    reasons = client.reasons if client.outcome in _OPEN else ()
    mails = (one for one in client.warnings if one.code.startswith("mail_"))
    for problem in (*reasons, *mails):
        yield f"{client.client}: {said.one_line(said.placed(problem, language))}"


def _plain(counts: str, head: list[str], rows: list[tuple[str, ...]], remarks: list[str]) -> str:
    lines = [counts, "", " | ".join(head), *(" | ".join(row) for row in rows)]
    return "\n".join([*lines, *([""] if remarks else []), *(f"- {one}" for one in remarks)]) + "\n"


def _cell(column: str, text: str) -> str:
    right = ";text-align:right;white-space:nowrap" if column == "amount_due" else ""
    return f'<td style="{_CELL}{right}">{escape(text)}</td>'


def _html(
    counts: str,
    head: list[str],
    rows: list[tuple[str, ...]],
    remarks: list[str],
    language: Language,
) -> str:
    titles = "".join(f'<th style="{_CELL}">{escape(title)}</th>' for title in head)
    body = "\n".join("<tr>" + "".join(map(_cell, _COLUMNS, row)) + "</tr>" for row in rows)
    listed = "\n".join(f"<li>{escape(remark)}</li>" for remark in remarks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"></head>\n'
        '<body style="font-family:Arial,sans-serif;font-size:14px;line-height:1.5">\n'
        f"<p>{escape(counts)}</p>\n"
        f'<table style="border-collapse:collapse">\n<tr>{titles}</tr>\n{body}\n</table>\n'
        f"{f'<ul>{chr(10)}{listed}{chr(10)}</ul>' if remarks else ''}\n</body>\n</html>\n"
    )
