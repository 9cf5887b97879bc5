"""approve --all-below: small drafts that only look odd, all at once; the others are named."""

import re
import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import billing.cli.opening
from billing.month import approving, plan
from billing.outcome import Outcome
from billing.review import BY_AMOUNT
from tests.month.desk import Desk, charge, client, receptions

WHO = ("--by", "Wang", "--why", "small, looked at")
ALL = ("approve", "--month", "2026-10", "--all-below")


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A 5,512.00, B 3,943.20 and D 2,120.00 wait for approval; C by hand; E comes to 0.00."""
    for row in desk.rows["Clients"]:
        row["approval"] = "manual"
    desk.rows["Clients"].append(client("E", approval="manual"))
    desk.rows["Fixed"].append(charge("E-1", "E", seats="1", price="0"))
    desk.register()
    desk.call("hold", "C", "--month", "2026-10", "--by", "Li", "--why", "contract in dispute")
    return desk


def _decisions(desk: Desk) -> list[tuple[str, ...]]:
    with sqlite3.connect(desk.root / "ledger.db") as books:
        rows = books.execute("select kind, client, decided_by, why from decisions order by rowid")
        return [tuple(map(str, row)) for row in rows]


def test_the_small_ones_are_approved_by_name_and_reason(held: Desk) -> None:
    """B and D; A is not below its own amount; C and E need a look of their own; then run."""
    said = held.call(*ALL, "5,512.00", *WHO)
    assert said.code == 3
    assert said.out.splitlines() == [
        "B  approved  3,943.20 CNY  approval_manual",
        "D  approved  2,120.00 CNY  approval_manual",
        "A  not approved  5,512.00 CNY  not below 5,512.00 CNY",
        "C  not approved  5,264.49 CNY  needs a look of its own: Held by Li: contract in dispute",
        "E  not approved  0.00 CNY  needs a look of its own: The month comes to zero.",
    ]
    assert "2026-10: approved 2 below 5,512.00 CNY; still held: 3." in said.err
    assert _decisions(held)[1:] == [
        ("approval", "B", "Wang", "small, looked at"),
        ("approval", "D", "Wang", "small, looked at"),
    ]
    came = held.outcomes()
    assert came == {"A": "held", "B": "issued", "C": "held", "D": "issued", "E": "held"}


def test_a_second_time_approves_nobody_again(held: Desk) -> None:
    """What is approved waits no more; nothing is added to the books."""
    held.call(*ALL, "5512", *WHO)
    before = _decisions(held)
    said = held.call(*ALL, "5512", *WHO)
    assert (said.code, said.out.count("not approved")) == (3, 3)
    assert "nobody held can be approved" in said.err
    assert _decisions(held) == before


def test_an_approval_of_many_lapses_with_its_figures(held: Desk) -> None:
    """B's file changes after: it is held again, D is issued."""
    held.call(*ALL, "5000", *WHO)
    held.drop("b.xlsx", receptions("Shop B", 101))
    assert held.outcomes()["B"] == "held"
    assert held.outcomes()["D"] == "unchanged"


@pytest.mark.parametrize(
    "words",
    [
        (*ALL, "many", *WHO), (*ALL, "-5", *WHO), (*ALL, "0", *WHO), (*ALL, "NaN", *WHO),
        (*ALL, "1e4", *WHO), (*ALL, "10.005", *WHO), (*ALL, "", *WHO), (*ALL, "9000 USD", *WHO),
        ("approve", "A", "--all-below", "9000", "--month", "2026-10", *WHO),
        ("approve", "--month", "2026-10", *WHO), (*ALL, "9000", "--by", "Wang"),
        (*ALL, "9000", "--by", " ", "--why", "x"), (*ALL, "9000", "--by", "W", "--why", "\x1b[2J"),
        ("approve", "--month", "2026-13", "--all-below", "9000", *WHO),
    ],
)  # fmt: skip
def test_wrong_input_approves_nobody(held: Desk, words: tuple[str, ...]) -> None:
    """Exit code 2, before anything is read; the books are as they were."""
    before = _decisions(held)
    said = held.call(*words)
    assert (said.code, said.out, "Traceback" in said.err) == (2, "", False)
    assert _decisions(held) == before


def test_what_is_paid_ahead_and_other_currencies_are_not_small(held: Desk) -> None:
    """10,000.00 of which 1.00 is due, a credit of 10,000.00, and 5.00 of another currency."""
    workspace = billing.cli.opening.opened(held.root)
    with billing.cli.opening.books(workspace) as ledger:
        _, clients = plan(workspace, ledger, "2026-10", lambda *_: None)
    one = next(each for each in clients if each.contract.client.client == "D")
    assert one.outcome is Outcome.HELD
    assert one.draft is not None

    def why(gross: str, due: str, currency: str = "CNY") -> list[str]:
        assert one.draft is not None
        totals = replace(one.draft.totals, gross=Decimal(gross), amount_due=Decimal(due))
        draft = replace(one.draft, totals=totals, currency=currency)
        found = approving.covered((replace(one, draft=draft),), Decimal("10.00"))
        assert len(found.drafts) + len(found.left) == 1
        return [left.code for left in found.left]

    assert why("9.99", "9.99") == []
    assert why("10.00", "10.00") == ["left.amount"]
    assert why("10000.00", "1.00") == ["left.amount"]
    assert why("-10000.00", "-10000.00") == ["left.amount"]
    assert why("5.00", "5.00", "JPY") == ["left.currency"]


def test_every_reason_of_the_review_is_decided_on() -> None:
    """A new check must be put on the list, or left out on purpose as a draft over 0.00 is."""
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text("utf-8")
    table = page.partition("## What holds a draft")[2].partition("Further reasons")[0]
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))
    by_rule = {"approval_above", "approval_all", "approval_first"}  # of billing.toml
    assert listed | by_rule == BY_AMOUNT | {"draft_is_zero"}
