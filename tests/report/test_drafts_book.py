"""drafts.xlsx: a page a client behind the summary; its sheet names, its text, its bytes."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from billing.errors import Problem, Severity
from billing.invoice import then
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import drafts_book, message, summary
from billing.report.drafts import titles
from tests.report.conftest import LINES, draft

WHY = Problem(
    code="approval_manual",
    severity=Severity.WARNED,
    values={"client": "C004", "month": "2026-10"},
)
PLACES = ("]a", "[b", "x:y", "x*y", "x?y", "x/y", "x\\y", "'quoted'", "History", "a" * 40, "A" * 40)


def _book(run: RunReport) -> Workbook:
    return load_workbook(BytesIO(drafts_book(run, "en")))


def _rows(page: Worksheet) -> list[tuple[Any, ...]]:
    """Rows that say something, without what is blank."""
    rows = (tuple(v for v in row if v is not None) for row in page.iter_rows(values_only=True))
    return [row for row in rows if row]


def _held(run: RunReport) -> ClientOutcome:
    return next(one for one in run.clients if one.outcome is Outcome.HELD)


def _only(run: RunReport, *clients: ClientOutcome) -> RunReport:
    return replace(run, clients=clients)


def test_the_summary_stands_in_front_and_leads_to_the_pages(run: RunReport) -> None:
    """Its sheets as they are; pages of those without an invoice that have anything to say."""
    book = _book(run)
    front = load_workbook(BytesIO(summary(run, "en")))
    count = len(front.sheetnames)
    assert book.sheetnames == [*front.sheetnames, "C003", "C004"]
    for name in front.sheetnames:
        assert _rows(book[name]) == _rows(front[name])
    links = {row[0].value: row[0].hyperlink for row in book.worksheets[0].iter_rows(min_row=2)}
    led = {code: link.location for code, link in links.items() if link}
    assert led == {code: f"'{code}'!A1" for code in book.sheetnames[count:]}


def test_a_page_says_all_of_a_draft(run: RunReport) -> None:
    """Why it waits, lines with workings and cells, the steps to the amount due, last month."""
    bill = draft("C004", *LINES[:2])
    before = (replace(LINES[0], amount=LINES[0].amount - 500), replace(LINES[2], key="X/gone//d"))
    one = replace(_held(run), draft=replace(bill, last_month=then(before)), reasons=(WHY,))
    rows = _rows(_book(_only(run, one))["C004"])
    state = "Draft of 2026-10, without a number: 2026-10-01 to 2026-10-31"
    assert rows[:5] == [
        ("C004 样例服饰",),
        (f"{state} · The contract's prices exclude tax",),
        ("held",),
        ("Why, and what to do",),
        (message(WHY, "en"),),
    ]
    start = rows.index(("Lines",))
    assert rows[start + 1 :] == [
        ("Line", "Item", "Store", "Charge", "Quantity", "Unit", "Unit price", "Amount", "Working",
         "Cells"),
        (1, "包月服务费", "M1", 1, "month", 6000, 6000, "6000.00 = 6000.00"),
        (2, "超额服务费", "M1", 830, "reception", 1.2, 996, "(5830 - 5000) x 1.20 = 996.00",
         "2026-10/receptions.xlsx!Oct!D5:D35\n2026-10/receptions.xlsx!Night!E2"),
        ("Sum of the lines", 6996, "6000.00 + 996.00"),
        ("Net", 6996),
        ("Tax 6%", 419.76, "6996.00 x 6%"),
        ("Gross", 7415.76, "6996.00 + 419.76"),
        ("Less what was paid ahead", 1000),
        ("Amount due", 6415.76, "7415.76 - 1000.00"),
        (f"Amount due in words  {bill.amount_words}",),
        ("Beside last month",),
        ("Line", "Item", "Quantity then", "Quantity now", "Amount then", "Amount now", "Change"),
        (1, "包月服务费", "1", "1", 5500, 6000, 500),
        (2, "超额服务费", "830", 996, 996),
        (3, "=销售提成", "80000.5", 1200.01, -1200.01),
        ("Sum of the lines", 6700.01, 6996, 295.99),
        ("← All clients",),
    ]  # fmt: skip


def test_a_first_month_and_a_draft_without_lines(run: RunReport) -> None:
    """Said in words; the sum of no lines is 0.00."""
    bill = draft("C004")
    totals = replace(
        bill.totals, **dict.fromkeys(("subtotal", "net", "tax", "gross"), 0 * bill.totals.net)
    )
    empty = replace(bill, lines=(), last_month=(), totals=totals)
    rows = _rows(_book(_only(run, replace(_held(run), draft=empty)))["C004"])
    assert ("Sum of the lines", 0) in rows
    assert ("There is no last month to compare with.",) in rows


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_no_text_of_anybody_becomes_a_formula(run: RunReport, evil: str) -> None:
    """Name, line, store, unit, working, reason: text in the file, and so when edited."""
    line = replace(LINES[2], description=evil, working=evil, unit=evil, charge=evil)
    bill = replace(draft("C004", line), amount_words=evil, store_names={"S1": evil})
    reasons = (replace(WHY, code="held_by_hand", found=evil, values={"by": evil}),)
    one = replace(
        _held(run), name=evil, draft=replace(bill, last_month=then([line])), reasons=reasons
    )
    cells = [cell for page in _book(_only(run, one)) for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    found = [cell for cell in cells if cell.value == evil]
    assert len(found) >= 4
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in found)


def test_two_hundred_clients_and_the_same_bytes(run: RunReport) -> None:
    """A page each, all reached from the first sheet; twice the same file."""
    clients = tuple(
        replace(_held(run), client=f"C{place:03}", draft=draft(f"C{place:03}", LINES[0]))
        for place in range(1, 201)
    )
    whole = _only(run, *clients)
    content = drafts_book(whole, "zh")
    assert drafts_book(whole, "zh") == content
    book = load_workbook(BytesIO(content))
    assert book.sheetnames[-200:] == [one.client for one in clients]
    assert sum(1 for row in book.worksheets[0].iter_rows() if row[0].hyperlink) == 200


@given(st.lists(st.text(min_size=1, max_size=45) | st.sampled_from(PLACES), max_size=40))
def test_sheet_names_are_safe_and_none_is_twice(codes: list[str]) -> None:
    r"""31 letters, none of []:*?/\, no quote at an end, no case apart; not those that are taken."""
    taken = ("Clients", "客户")
    names = list(titles(codes, taken))
    assert len(names) == len(codes)
    assert len({name.casefold() for name in (*names, *taken)}) == len(codes) + len(taken)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.isprintable()
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
