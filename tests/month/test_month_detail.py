"""Step 7 with a long annex: the workbook beside the PDF, once, and the same when it is lost."""

import hashlib
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from billing.ledger import Rendering, open_ledger
from billing.settings import NumberingSettings
from tests.month.desk import Desk, charge, client, receptions

STORES = [f"Shop {place}" for place in range(7)]  # 7 x 31 days are 217 rows
NAME = "INV-2026-000001_L_detail.xlsx"


@pytest.fixture
def long(desk: Desk) -> Desk:
    """One client with seven stores, billed by reception."""
    desk.rows["Clients"] = [client("L")]
    desk.rows["Stores"] = [{"client": "L", "store": store} for store in STORES]
    desk.rows["Fixed"] = []
    desk.rows["Receptions"] = [charge("L-1", "L", method="flat", price="1.20")]
    desk.register()
    for path in (desk.root / "inbox").iterdir():
        path.unlink()
    for place, store in enumerate(STORES):
        desk.drop(f"{place}.xlsx", receptions(store, 10 + place))
    return desk


def _path(desk: Desk) -> Path:
    return desk.root / "outbox" / "2026-10" / NAME


def _rendering(desk: Desk, suffix: str) -> Rendering | None:
    with open_ledger(desk.root / "ledger.db", NumberingSettings()) as ledger:
        return ledger.rendering_of("INV-2026-000001", suffix)


def _setting(desk: Desk, kept: str) -> None:
    settings = desk.root / "billing.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[paper]\ndetail = "{kept}"\n', "utf-8")


def test_written_noted_and_left_alone(long: Desk) -> None:
    """The ledger knows both files by their sha256; a second run touches neither."""
    assert long.outcomes() == {"L": "issued"}
    content = _path(long).read_bytes()
    noted = _rendering(long, ".xlsx")
    assert noted is not None
    assert noted.file == f"outbox/2026-10/{NAME}"
    assert noted.sha256 == hashlib.sha256(content).hexdigest()
    assert "xlsxwriter" in noted.renderer
    pdf = _rendering(long, ".pdf")
    assert pdf is not None
    assert pdf.file == "outbox/2026-10/INV-2026-000001_L.pdf"
    before = long.files()
    assert long.outcomes() == {"L": "unchanged"}
    assert long.files() == before


def test_it_holds_every_day_of_every_store(long: Desk) -> None:
    """217 rows in the register's order, and the total that is billed."""
    (bill,) = (one["invoice"] for one in long.run()["clients"])
    page = load_workbook(BytesIO(_path(long).read_bytes()), data_only=True).worksheets[2]
    rows = [row for row in page.iter_rows(min_row=5, values_only=True) if row[2] is not None]
    assert len(rows) == 217 + 1
    assert list(dict.fromkeys(row[0] for row in rows[:-1])) == STORES
    assert rows[-1][2] == int(bill["lines"][0]["quantity"]) == 31 * (7 * 10 + 21)


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_made_again_from_the_ledger(long: Desk, harm: str) -> None:
    """The same bytes, though the inbox is empty; no second row of the ledger, no warning."""
    long.run()
    content, noted = _path(long).read_bytes(), _rendering(long, ".xlsx")
    for path in (long.root / "inbox").iterdir():
        path.unlink()
    if harm == "lost":
        _path(long).unlink()
    else:
        _path(long).write_bytes(b"scribble")
    report = long.run()
    assert _path(long).read_bytes() == content
    assert _rendering(long, ".xlsx") == noted
    assert not [one for one in report["clients"][0]["warnings"] if one["code"] == "pdf_made_anew"]


def test_never(long: Desk) -> None:
    """By the settings: no workbook, and the PDF has all rows."""
    _setting(long, "never")
    long.run()
    assert not _path(long).exists()
    assert _rendering(long, ".xlsx") is None


@pytest.mark.parametrize("kept, files", [("long", 0), ("always", 3)])
def test_short_annexes(desk: Desk, kept: str, files: int) -> None:
    """None for what fits on paper, unless every invoice is to have one."""
    _setting(desk, kept)
    desk.run()
    assert len(list((desk.root / "outbox").rglob("*_detail.xlsx"))) == files


def test_a_preview_has_the_workbook_and_says_that_it_is_a_draft(long: Desk) -> None:
    """Beside the PDF, named in it and in the letter; marked on its first sheet, and no number."""
    assert long.call("preview", "--month", "2026-10").code == 0
    folder = long.root / "outbox" / "2026-10" / "preview"
    name = "L_DRAFT_detail.xlsx"
    book = load_workbook(folder / name, data_only=True)
    first = book.worksheets[0]
    assert str(first["A1"].value).startswith("DRAFT · ")
    assert (first["A2"].value, first["B2"].value) == (
        "DRAFT",
        "A draft without a number: to be looked at, not to be sent.",
    )
    feet = [sheet.oddFooter for sheet in book.worksheets]
    assert [foot.left.text for foot in feet if foot] == ["DRAFT"] * 3
    assert name in (folder / "L_mail.txt").read_text("utf-8")
    pages = pypdfium2.PdfDocument((folder / "L.pdf").read_bytes())
    texts = (pages[place].get_textpage().get_text_bounded() for place in range(len(pages)))
    assert name in " ".join(" ".join(texts).split())
    assert long.call("preview", "--month", "2026-10").code == 0
    issued = long.files()[f"outbox/2026-10/preview/{name}"]
    assert issued[1] == (folder / name).read_bytes()


@pytest.mark.parametrize("kept, there", [("never", False), ("always", True)])
def test_a_preview_keeps_to_the_settings(long: Desk, kept: str, *, there: bool) -> None:
    """No workbook, and no word of one in the letter, where the settings want none."""
    _setting(long, kept)
    long.call("preview", "--month", "2026-10")
    folder = long.root / "outbox" / "2026-10" / "preview"
    letter = (folder / "L_mail.txt").read_text("utf-8")
    assert ((folder / "L_DRAFT_detail.xlsx").exists(), "L_DRAFT_detail" in letter) == (there, there)
