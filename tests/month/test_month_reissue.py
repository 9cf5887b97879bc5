"""credit and reissue: an issued invoice is corrected by new papers, by name and with a reason."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from billing.errors import RenderError
from billing.ledger import Ledger, open_ledger
from billing.settings import NumberingSettings
from tests.month.desk import Desk, charge, client, receptions

BY = ("--by", "Finance", "--why", "wrong price")
OCTOBER = ("--month", "2026-10")


@pytest.fixture
def ledger(desk: Desk) -> Iterator[Ledger]:
    """The books of the desk."""
    with open_ledger(desk.root / "ledger.db", NumberingSettings()) as found:
        yield found


def of(desk: Desk, code: str) -> dict[str, Any]:
    """What a run says of one client."""
    return next(dict(one) for one in desk.run()["clients"] if one["client"] == code)


def text(desk: Desk, file: str) -> str:
    """The text of a PDF's first page."""
    page = pypdfium2.PdfDocument((desk.root / file).read_bytes())[0]
    return str(page.get_textpage().get_text_bounded())


def test_a_credit_note_undoes_an_invoice(desk: Desk, ledger: Ledger) -> None:
    """Its number, its paper, its outcome; the month is not billed again by itself."""
    number = of(desk, "B")["invoice"]["number"]
    said = desk.call("credit", number, *BY)
    note = ledger.credit_note_of(number)
    assert note is not None
    assert (said.code, said.out.split()) == (0, [f"outbox/2026-10/{note.number}_B.pdf"])
    assert f"{note.number} undoes {number} (B, 2026-10, 3943.20)" in said.err
    page = text(desk, said.out.strip())
    assert number in page
    assert "wrong price" in page
    again = of(desk, "B")  # brings the month's summary up to date
    before = desk.files()
    assert of(desk, "B")["outcome"] == "credited"
    assert (again["outcome"], again["reasons"][0]["code"]) == ("credited", "invoice_credited")
    assert desk.files() == before
    assert ledger.verify() == ()


def test_an_invoice_is_credited_once(desk: Desk) -> None:
    """A second time, an unknown number, a name left out: nothing is done."""
    number = of(desk, "B")["invoice"]["number"]
    desk.call("credit", number, *BY)
    desk.run()
    before = desk.files()
    assert desk.call("credit", number, *BY).code == 1
    assert desk.call("credit", "INV-2026-000099", *BY).code == 1
    note = desk.call("credit", f"{number[:-2]}{int(number[-2:]) + 2:02}", *BY)
    assert (note.code, "is a credit note" in note.err) == (1, True)
    assert desk.call("credit", number).code == 2
    other = of(desk, "C")["invoice"]["number"]
    assert desk.call("credit", other, "--by", "Finance", "--why", "𓀀").code == 2
    assert desk.files() == before


def test_a_changed_month_is_billed_again(desk: Desk, ledger: Ledger) -> None:
    """A higher price of October: a credit note and revision 2, which show old and new."""
    number = of(desk, "B")["invoice"]["number"]
    desk.rows["Receptions"][0]["price"] = "1.50"
    desk.register()
    assert of(desk, "B")["outcome"] == "differs"
    before = desk.files()
    dry = desk.call("reissue", "B", *OCTOBER, *BY, "--dry-run")
    assert f"It would undo {number} (3943.20) and bill 4929.00" in dry.err
    assert desk.files() == before
    said = desk.call("reissue", "B", *OCTOBER, *BY)
    assert said.code == 0
    assert "before 3943.20, now 4929.00, difference +985.80" in said.err
    second = ledger.invoice_of("B", "2026-10")
    note = ledger.credit_note_of(number)
    assert note is not None
    assert second is not None
    assert second.revision == 2
    assert int(second.number[-6:]) == int(note.number[-6:]) + 1
    assert second.draft.replaces is not None
    assert (second.draft.replaces.number, second.draft.replaces.credit_note) == (
        number,
        note.number,
    )
    files = said.out.split()
    assert files == [f"outbox/2026-10/{one}_B.pdf" for one in (note.number, second.number)]
    page = text(desk, files[1])
    assert number in page
    assert "4,929.00" in page
    assert of(desk, "B")["outcome"] == "unchanged"  # and the month's summary is up to date
    unchanged = desk.files()
    assert of(desk, "B")["outcome"] == "unchanged"
    assert desk.files() == unchanged
    assert ledger.verify() == ()


def test_what_cannot_be_billed_is_not_reissued(desk: Desk) -> None:
    """A file without its figures, a month not issued, an unknown client: no number is used."""
    desk.run()
    before = desk.files()
    same = desk.call("reissue", "B", *OCTOBER, *BY)
    assert same.code == 2
    assert "as they were" in same.err
    assert desk.call("reissue", "D", *OCTOBER, *BY).code == 2
    assert desk.call("reissue", "X", *OCTOBER, *BY).code == 2
    assert desk.files() == before
    table = receptions("Shop B")
    table[5][2] = None
    desk.drop("b.xlsx", table)
    said = desk.call("reissue", "B", *OCTOBER, *BY)
    assert said.code == 2
    assert "nothing was corrected" in said.err
    assert of(desk, "B")["outcome"] == "differs"


def test_a_month_whose_files_are_gone_is_not_called_unchanged(desk: Desk) -> None:
    """It stays as it was issued; a reissue names the file that it would be computed from."""
    desk.run()
    (desk.root / "inbox" / "b.xlsx").write_bytes(b"no workbook")
    assert of(desk, "B")["outcome"] == "unchanged"
    said = desk.call("reissue", "B", *OCTOBER, *BY)
    assert said.code == 2
    assert (
        "Files that B was billed from are not in the inbox, or cannot be read: b.xlsx" in said.err
    )


def test_what_a_reissue_would_do_is_told(desk: Desk) -> None:
    """With the invoice that it would undo; none, where that was credited before."""
    number = of(desk, "A")["invoice"]["number"]
    asked = ("reissue", "A", *OCTOBER, *BY, "--anyway", "--dry-run")
    assert f"It would undo {number} (5512.00) and bill 5512.00" in desk.call(*asked).err
    desk.call("credit", number, *BY)
    said = desk.call(*asked).err
    assert "The month is credited already; it would bill 5512.00; nothing was done." in said


def test_a_credited_month_is_billed_again(desk: Desk, ledger: Ledger) -> None:
    """The revision names the credit note that was made before."""
    number = of(desk, "A")["invoice"]["number"]
    desk.call("credit", number, *BY)
    said = desk.call("reissue", "A", *OCTOBER, *BY)
    second = ledger.invoice_of("A", "2026-10")
    assert second is not None
    assert (second.revision, said.out.split()) == (2, [f"outbox/2026-10/{second.number}_A.pdf"])
    assert second.draft.replaces is not None
    assert second.draft.replaces.number == number


def test_a_month_closed_too_early_is_billed(desk: Desk, ledger: Ledger) -> None:
    """A milestone that was accepted in October is told of when October is closed."""
    desk.rows["Clients"].append(client("P"))
    desk.rows["Project"] = [charge("P-1", "P", project="Launch", contract_sum="10000")]
    desk.rows["Milestones"] = [{"charge": "P-1", "milestone": "all", "share": "100%"}]
    desk.register()
    assert of(desk, "P")["outcome"] == "nothing_due"
    head = ["date", "client", "charge", "event", "item"]
    desk.drop("events.xlsx", [head, ["2026-10-20", "P", "P-1", "milestone accepted", "all"]])
    assert of(desk, "P")["outcome"] == "differs"
    desk.call("reissue", "P", *OCTOBER, *BY)
    found = ledger.invoice_of("P", "2026-10")
    assert found is not None
    assert (found.revision, found.draft.totals.gross) == (1, Decimal(10600))
    assert found.draft.replaces is None
    assert of(desk, "P")["outcome"] == "unchanged"


def test_papers_that_failed_are_made_by_the_next_run(
    desk: Desk, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The books are right at once; the pages follow."""
    number = of(desk, "B")["invoice"]["number"]
    desk.rows["Receptions"][0]["price"] = "1.50"
    desk.register()

    def failing(*_more: object) -> bytes:
        raise RenderError("render_failed", name="-", reason="disk")

    with monkeypatch.context() as broken:
        broken.setattr("billing.month.print.render", failing)
        assert desk.call("reissue", "B", *OCTOBER, *BY).code == 1
    note, second = ledger.credit_note_of(number), ledger.invoice_of("B", "2026-10")
    assert note is not None
    assert second is not None
    folder = desk.root / "outbox" / "2026-10"
    assert not (folder / f"{second.number}_B.pdf").exists()
    assert of(desk, "B")["outcome"] == "unchanged"
    for one in (note.number, second.number):
        assert (folder / f"{one}_B.pdf").exists()
    report = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (told,) = (one for one in report["clients"] if one["client"] == "B")
    assert told["invoice"]["number"] == second.number
