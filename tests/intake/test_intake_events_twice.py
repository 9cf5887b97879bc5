"""One happening told by two files counts once, or blocks; two happenings never block."""

from collections.abc import Mapping
from typing import Any

import pytest

from billing.errors import Severity
from tests.intake.conftest import Inbox, blocked, said

Cells = Mapping[str, Any]
HEADER = (
    "date", "client", "store", "charge", "event", "item", "quantity", "price", "amount",
    "from", "to", "reason", "by", "reference",
)  # fmt: skip
DAY = {"date": "2026-10-05", "client": "C001"}
ADJUSTMENT = {
    **DAY, "event": "adjustment", "amount": -100, "reason": "r", "by": "x", "reference": "M1",
}  # fmt: skip
VACANCY = {**DAY, "charge": "A-1", "event": "vacancy", "from": "2026-10-05", "to": "2026-10-09"}
CASE = {**DAY, "event": "quality case", "item": "complaints"}
HOURS = {**DAY, "charge": "A-1", "event": "delivered hours", "quantity": 8}
LATE = {**DAY, "charge": "A-1", "event": "days late", "quantity": 3}
REFUND = {**DAY, "event": "late refund", "quantity": 5, "reference": "2026-09"}
PREPAID = {**DAY, "event": "prepayment", "amount": 1000, "reference": "bank 1"}
LEVEL = {**DAY, "event": "measured level", "item": "satisfaction", "quantity": 93}
ACCEPTED = {**DAY, "charge": "A-1", "event": "milestone accepted", "item": "go-live"}
MONTH = {"date": "2026-10"}


def _row(cells: Cells) -> list[Any]:
    return [cells.get(name) for name in HEADER]


def _two_files(inbox: Inbox, one: Cells, other: Cells) -> None:
    inbox.xlsx("a.xlsx", HEADER, _row(one))
    inbox.xlsx("b.xlsx", HEADER, _row(other))


@pytest.mark.parametrize(
    "one, other",
    [
        (ADJUSTMENT, {**ADJUSTMENT, **MONTH}),
        (ADJUSTMENT, {**ADJUSTMENT, "store": "海滨户外店"}),
        (ADJUSTMENT, {**ADJUSTMENT, "charge": "A-1"}),
        (ADJUSTMENT, {**ADJUSTMENT, "item": "seat"}),
        (ADJUSTMENT, {**ADJUSTMENT, "reference": " m１"}),
        (VACANCY, {**VACANCY, "quantity": 1}),
        (VACANCY, {**VACANCY, **MONTH}),
        (VACANCY, {**VACANCY, "date": "2026-10-09", "item": "seat 2"}),
        (VACANCY, {**VACANCY, "from": None, "to": None}),
        (CASE, {**CASE, "quantity": 1, "reference": "case 7"}),
        (HOURS, {**HOURS, **MONTH}),
        (LATE, {**LATE, **MONTH}),
        (REFUND, {**REFUND, "reference": "2026年9月"}),
        (REFUND, {**REFUND, "price": 2}),
        (PREPAID, {**PREPAID, "reason": "received"}),
        (PREPAID, {**PREPAID, "reference": None}),
        ({**PREPAID, "reference": None}, {**PREPAID, **MONTH, "reference": None}),
        (LEVEL, {**LEVEL, **MONTH, "item": "Satisfaction"}),
        (ACCEPTED, {**ACCEPTED, **MONTH}),
    ],
)  # fmt: skip
def test_one_happening_in_two_forms_blocks_and_names_both(
    inbox: Inbox, one: Cells, other: Cells
) -> None:
    """What one file leaves out, or writes otherwise, never makes a second happening of it."""
    _two_files(inbox, one, other)
    (problem,) = (p for p in inbox.read().problems if p.severity is Severity.BLOCKED)
    assert (problem.code, problem.clients) == ("events_alike", ("C001",))
    assert {str(problem.source), problem.values["other"]} == {
        "a.xlsx!Sheet!A2:N2",
        "b.xlsx!Sheet!A2:N2",
    }


def test_two_sheets_of_one_book_are_two_exports(inbox: Inbox) -> None:
    """The rule is of sheets, whatever file they stand in."""
    inbox.xlsx("a.xlsx", one=[HEADER, _row(LATE)], two=[HEADER, _row({**LATE, **MONTH})])
    assert [code for code, *_ in blocked(inbox.read())] == ["events_alike"]


@pytest.mark.parametrize("event", [ADJUSTMENT, VACANCY, CASE, HOURS, PREPAID, ACCEPTED])
def test_identical_events_of_two_files_count_once(inbox: Inbox, event: Cells) -> None:
    """An event that both files write alike is one, with a note."""
    inbox.xlsx("a.xlsx", HEADER, _row(event), ["#"])
    inbox.xlsx("b.xlsx", HEADER, _row(event))
    found = inbox.read()
    assert len(found.usage["C001"].events) == 1
    assert blocked(found) == []
    assert ("duplicate_events", "b.xlsx!Sheet!A2:N2", ("C001",)) in said(
        found.problems, Severity.MENDED
    )


@pytest.mark.parametrize(
    "one, other",
    [
        (ADJUSTMENT, {**ADJUSTMENT, "reference": "M2"}),
        (ADJUSTMENT, {**ADJUSTMENT, "amount": -101}),
        (ADJUSTMENT, {**ADJUSTMENT, "date": "2026-10-06"}),
        ({**ADJUSTMENT, "store": "海滨官旗"}, {**ADJUSTMENT, "store": "海滨户外店"}),
        ({**VACANCY, "item": "seat 1"}, {**VACANCY, "item": "seat 2"}),
        (VACANCY, {**VACANCY, "from": "2026-10-20", "to": "2026-10-24"}),
        (VACANCY, {**VACANCY, "quantity": 2}),
        (CASE, {**CASE, "date": "2026-10-06"}),
        (CASE, {**CASE, "item": "rudeness"}),
        (HOURS, {**HOURS, "date": "2026-10-06"}),
        ({**HOURS, **MONTH, "item": "Ann"}, {**HOURS, **MONTH, "item": "Bob"}),
        (LATE, {**LATE, "date": "2026-10-20"}),
        (REFUND, {**REFUND, "reference": "2026-08"}),
        (PREPAID, {**PREPAID, "reference": "bank 2"}),
        (PREPAID, {**PREPAID, "event": "credit"}),
        (PREPAID, {**DAY, **MONTH, "event": "prepayment", "amount": 1000, "reason": "by hand"}),
        (LEVEL, {**LEVEL, "item": "first response"}),
        (ACCEPTED, {**ACCEPTED, "item": "handover"}),
    ],
)
def test_two_happenings_of_two_files_are_two(inbox: Inbox, one: Cells, other: Cells) -> None:
    """Another day, item, reference, store or figure that both fill makes two of them."""
    _two_files(inbox, one, other)
    found = inbox.read()
    assert (len(found.usage["C001"].events), blocked(found)) == (2, [])


def test_events_of_one_sheet_are_as_many_as_its_rows(inbox: Inbox) -> None:
    """Whoever writes one sheet sees its rows: only identical ones are in doubt."""
    cases = [{**CASE, "date": f"2026-10-{day:02}"} for day in (5, 6, 7)]
    adjusted = [{**ADJUSTMENT, "reference": text} for text in ("M1", "M2")]
    rows: list[Cells] = [*cases, *adjusted, VACANCY, {**VACANCY, "item": "seat 2"}]
    inbox.xlsx("a.xlsx", HEADER, *[_row(cells) for cells in rows])
    found = inbox.read()
    assert (len(found.usage["C001"].events), blocked(found)) == (len(rows), [])
    inbox.xlsx("b.xlsx", HEADER, _row(CASE | MONTH), _row(CASE | MONTH))
    assert ("events_identical", "b.xlsx!Sheet!A3:N3", ("C001",)) in blocked(inbox.read())


@pytest.mark.parametrize(
    "one, other",
    [
        (CASE, {**CASE, "quantity": 1}),
        (VACANCY, {**VACANCY, "quantity": "1.0"}),
        (REFUND, {**REFUND, "reference": "2026年9月"}),
        (LEVEL, {**LEVEL, "item": "Satisfaction "}),
    ],
)
def test_one_sheet_may_write_one_event_in_two_ways(inbox: Inbox, one: Cells, other: Cells) -> None:
    """Equal but for the form of a cell: whether it is one or two cannot be told."""
    inbox.xlsx("a.xlsx", HEADER, _row(one), _row(other))
    assert [code for code, *_ in blocked(inbox.read())] == ["events_identical"]


CREDIT = {**DAY, "event": "opening credit", "amount": 300}
QUOTA = {**DAY, "charge": "A-1", "event": "opening quota", "quantity": 200}


@pytest.mark.parametrize(
    "one, other",
    [
        (CREDIT, {**CREDIT, **MONTH}),
        (CREDIT, {**CREDIT, "amount": 200, "reference": "2"}),
        ({**CREDIT, "event": "opening prepayment"}, {**CREDIT, **MONTH, "event": "期初预付款"}),
        (QUOTA, {**QUOTA, "date": "2026-10-31"}),
        (
            {**QUOTA, "event": "opening net sales", "amount": -5},
            {**QUOTA, "event": "opening net sales", "amount": -6},
        ),
    ],
)
def test_a_balance_is_opened_once(inbox: Inbox, one: Cells, other: Cells) -> None:
    """In two files or in one: a second opening of the same balance blocks."""
    _two_files(inbox, one, other)
    (problem,) = (p for p in inbox.read().problems if p.severity is Severity.BLOCKED)
    assert (problem.code, problem.clients) == ("opening_twice", ("C001",))
    inbox.xlsx("a.xlsx", HEADER, _row(one), _row(other))
    (inbox.path / "b.xlsx").unlink()
    assert [code for code, *_ in blocked(inbox.read())] == ["opening_twice"]


def test_balances_of_two_sorts_are_two(inbox: Inbox) -> None:
    """Credit and prepayment, and the same balance in two exports alike, do not block."""
    _two_files(inbox, CREDIT, {**CREDIT, "event": "opening prepayment"})
    inbox.xlsx("c.xlsx", HEADER, _row(CREDIT), ["#"])
    found = inbox.read()
    assert (len(found.usage["C001"].events), blocked(found)) == (2, [])


def test_a_milestone_told_twice_is_said_once(inbox: Inbox) -> None:
    """The second acceptance is named as the first's double, and not billed as another one."""
    _two_files(inbox, ACCEPTED, {**ACCEPTED, **MONTH})
    found = inbox.read()
    assert [code for code, *_ in blocked(found)] == ["events_alike"]
    assert [event.item for event in found.usage["C001"].events] == ["go-live"]


def test_payments_that_share_no_detail_are_two_and_doubted(inbox: Inbox) -> None:
    """What one says by its reason and the other by its name may still be one: a warning."""
    bare = {**PREPAID, "reference": None}
    _two_files(inbox, {**bare, "reason": "deposit"}, {**bare, **MONTH, "by": "Someone"})
    found = inbox.read()
    assert [problem.code for problem in found.problems] == ["events_perhaps_alike"]
    assert found.problems[0].severity is Severity.WARNED
    assert len(found.usage["C001"].events) == 2
