"""Papers are known under any format of numbers: a ledger older than they are gives none twice."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from billing.month import Workspace
from billing.month.evidence import printed_numbers
from billing.settings import Settings
from tests.ledger.workspace import MONTH
from tests.month.desk import SETTINGS, Desk

Found = Callable[..., tuple[int, list[str]]]
NOW = '[numbering]\nformat = "{year}.{n:04}"\n'
LATER = '[numbering]\nformat = "S_{n}"\n'
NONE: frozenset[str] = frozenset()


def numbered(desk: Desk, numbering: str) -> None:
    """The settings with another format."""
    (desk.root / "billing.toml").write_text(SETTINGS + numbering, encoding="utf-8")


def issue_d(desk: Desk) -> None:
    """A fourth invoice."""
    desk.call("approve", "D", *MONTH, "--by", "Wang", "--why", "seen")
    desk.call("run", *MONTH)


def refused(desk: Desk, found: Found, *numbers: str) -> None:
    """Verify names the numbers, and no run begins."""
    before = desk.files()
    said = desk.call("run", *MONTH)
    assert said.code == 1
    assert ", ".join(numbers) in said.err
    assert desk.files() == before
    code, told = found("--quick")
    assert code == 1
    named = [one for one in told if one.startswith("paper_unknown")]
    assert len(named) == len(numbers)
    assert all(number in one for number, one in zip(numbers, named, strict=True))


def test_a_new_ledger_beside_papers_of_an_earlier_format(billed: Desk, found: Found) -> None:
    """The ledger is gone, and nothing was issued in the new format yet."""
    numbered(billed, NOW)
    (billed.root / "ledger.db").unlink()
    refused(billed, found, *(f"INV-2026-{n:06}" for n in (1, 2, 3)))


@pytest.mark.parametrize("after", [NOW, LATER, ""], ids=["in it", "a third one", "the first one"])
def test_an_older_copy_from_before_a_change_of_format(
    billed: Desk, found: Found, after: str
) -> None:
    """It has no number of the format in which the paper was issued since."""
    path = billed.root / "ledger.db"
    shutil.copyfile(path, billed.root / "old.db")
    numbered(billed, NOW)
    issue_d(billed)
    assert (billed.root / "outbox/2026-10/2026.0004_D.pdf").is_file()
    assert found("--quick") == (0, [])
    numbered(billed, after)
    assert found("--quick") == (0, [])
    shutil.copyfile(billed.root / "old.db", path)
    refused(billed, found, "2026.0004")


def test_a_number_with_the_mark_that_ends_it(billed: Desk, found: Found) -> None:
    """`S_4_D.pdf`, known and unknown."""
    path = billed.root / "ledger.db"
    shutil.copyfile(path, billed.root / "old.db")
    numbered(billed, LATER)
    issue_d(billed)
    assert found("--quick") == (0, [])
    shutil.copyfile(billed.root / "old.db", path)
    refused(billed, found, "S_4")
    numbered(billed, NOW)
    refused(billed, found, "S_4")


def test_an_older_backup_is_refused_for_a_paper_of_another_format(billed: Desk) -> None:
    """With its number."""
    billed.call("backup", "b.db")
    numbered(billed, NOW)
    issue_d(billed)
    numbered(billed, LATER)
    (billed.root / "ledger.db").unlink()
    said = billed.call("restore", "b.db")
    assert (said.code, said.out.splitlines()) == (1, ["2026.0004"])


def test_what_else_lies_in_the_outbox_is_no_paper(billed: Desk, found: Found) -> None:
    """Previews, workbooks, a clerk's own files, and a paper's copies under other names."""
    folder = billed.root / "outbox" / "2026-10"
    billed.call("preview", *MONTH)
    assert list(folder.rglob("preview/*.pdf"))
    whole = (folder / "INV-2026-000001_A.pdf").read_bytes()
    own = {
        "OLD-7_A.pdf": b"%PDF-1.4\nscanned\nstartxref\n9\n%%EOF",
        "2025.0001_A.pdf": b"",
        "notes_of_the_month.pdf": b"startxref\n99999999999999999999\n%%EOF",
        "copy of INV-2026-000001_A.pdf": whole,
        "A_statement_October.pdf": whole,
        "detail_A.xlsx": b"x",
    }
    for name, content in own.items():
        (folder / name).write_bytes(content)
    (folder / "folder_A.pdf").mkdir()
    assert found("--quick") == (0, [])
    billed.call("run", *MONTH)
    assert found("--quick") == (0, [])
    settings = Settings.model_validate(tomllib.loads(SETTINGS + LATER))
    workspace = Workspace(root=Path(billed.root), settings=settings)
    papers = [f"INV-2026-{n:06}" for n in (1, 2, 3)]
    assert list(printed_numbers(workspace, NONE)) == papers
