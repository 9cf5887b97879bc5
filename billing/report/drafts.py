"""drafts.xlsx: the summary of a preview, and behind it a page for each client without a number.

A page is what a person looks at before approving: why it waits, every line with its working, the
steps to the amount due, and last month beside it. Which there are is decided here; `draft_page`
draws them.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from billing.catalogue import Language
from billing.outcome import ClientOutcome, RunReport
from billing.report import draft_page, said, sheets, summary

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LONGEST = 31  # letters of a sheet's name, in every program
_RESERVED = ("history",)  # Excel keeps it for itself


def drafts_book(report: RunReport, language: Language) -> bytes:
    """The workbook; the same bytes for the same report. Codes on the first sheet lead to the pages.

    A client whose invoice stands has no page: its paper says it all.
    """
    shown = [(row, one) for row, one in enumerate(report.clients, 2) if _is_open(one)]

    def further(book: "Workbook") -> None:
        first = book.worksheets[0]
        names = titles((one.client for _, one in shown), book.sheetnames)
        for (row, client), name in zip(shown, names, strict=True):
            draft_page.draw(book.create_sheet(name), client, report.month, first.title, language)
            sheets.link(first.cell(row, 1), name)

    pages = summary.pages(report, language)
    return sheets.workbook(pages, language, summary.made(report), further)


def _is_open(client: ClientOutcome) -> bool:
    return client.invoice is None and bool(client.draft or client.reasons)


def titles(codes: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """A sheet name a code: what every program takes, and none twice, whatever the letters' case.

    >>> list(titles(["C001", "a/b", "A:B", "clients"], ["Clients"]))
    ['C001', 'a_b', 'A_B~2', 'clients~2']
    """
    known = {name.casefold() for name in (*taken, *_RESERVED)}
    for code in codes:
        plain = said.one_line(code).translate(_FORBIDDEN)[:_LONGEST].strip("' ") or "_"
        name, count = plain, 1
        while name.casefold() in known:
            count += 1
            end = f"~{count}"
            name = plain[: _LONGEST - len(end)] + end
        known.add(name.casefold())
        yield name
