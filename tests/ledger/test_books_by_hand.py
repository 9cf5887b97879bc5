"""Damages by one who knows the program: rows changed with their links, files with their hashes."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from billing.ledger import chain, dialect, tables
from tests.ledger.tampering import edited
from tests.ledger.test_books_damaged import edit, paper
from tests.ledger.test_ledger_audit import linked_anew
from tests.ledger.workspace import MONTH
from tests.month.desk import SETTINGS, Desk

Found = Callable[..., tuple[int, list[str]]]
SNAPSHOT = "UPDATE invoices SET snapshot = replace(snapshot, 'Sample A Ltd', 'Sample A Inc') "
ALIKE = (
    "INSERT INTO links SELECT max(seq) + 1, 'closings', 'x' FROM links; "
    "INSERT INTO closings SELECT max(seq), NULL, 'Z', '2026-10', 'zero', NULL FROM links"
)


def codes(told: list[str]) -> list[str]:
    """The codes alone."""
    return [one.split(":")[0] for one in told]


@pytest.mark.parametrize(
    "statements, expected",
    [
        ("DELETE FROM links WHERE seq = (SELECT max(seq) FROM links)", ["ledger_row_foreign"]),
        (ALIKE, ["ledger_row_changed"]),
        (
            "INSERT INTO closings VALUES (999, NULL, 'Z', '2026-10', 'zero', NULL)",
            ["ledger_row_foreign"],
        ),
        ("UPDATE links SET hash = 'x' WHERE seq = 3", ["ledger_row_changed"] * 2),
        ("UPDATE renderings SET renderer = 'x'", ["ledger_row_changed"] * 3),
        ("UPDATE runs SET started_at = '2026-11-01'", ["ledger_row_changed"]),
        ("DELETE FROM sources", ["ledger_row_missing"] * 4),
        ("UPDATE invoices SET snapshot = 'not'", ["ledger_row_changed"] * 3),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_rows_without_their_links(
    billed: Desk, found: Found, statements: str, expected: list[str]
) -> None:
    """The chain names them first."""
    edited(str(billed.root / "ledger.db"), statements)
    code, told = found("--quick")
    assert code == 1
    assert codes(told)[: len(expected)] == expected


def test_the_last_row_with_its_link(billed: Desk, found: Found) -> None:
    """The hash of a paper that was changed: nothing follows it, so the chain agrees.

    The paper rendered from what the ledger keeps is another one.
    """
    where, path = str(billed.root / "ledger.db"), paper(billed, 3)
    edit(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    edited(where, f"UPDATE renderings SET sha256 = '{digest}' WHERE number = 'INV-2026-000003'")
    linked_anew(where)
    assert found("--quick") == (0, [])
    code, told = found()
    assert (code, codes(told)) == (1, ["paper_other"])


def test_a_snapshot_with_the_whole_chain(billed: Desk, found: Found) -> None:
    """Words on a paper, in the ledger alone: what it would print now is not the paper."""
    where = str(billed.root / "ledger.db")
    edited(where, SNAPSHOT)
    linked_anew(where)
    code, told = found()
    assert (code, codes(told)) == (1, ["paper_other"])
    assert "INV-2026-000001" in told[0]


def test_papers_that_were_swapped(billed: Desk, found: Found) -> None:
    """Each client's paper under the other's name."""
    one, other = paper(billed, 1), paper(billed, 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    code, told = found("--quick")
    assert (code, codes(told)) == (1, ["paper_changed"] * 2)


def test_papers_that_were_swapped_in_the_ledger(billed: Desk, found: Found) -> None:
    """Their files too, and the chain anew: neither is what its number is printed as."""
    where, places = str(billed.root / "ledger.db"), (paper(billed, 1), paper(billed, 2))
    first, second = (one.read_bytes() for one in places)
    places[0].write_bytes(second)
    places[1].write_bytes(first)
    hashed = [hashlib.sha256(content).hexdigest() for content in (first, second)]
    edited(
        where,
        f"UPDATE renderings SET sha256 = 'x' WHERE sha256 = '{hashed[0]}'; "
        f"UPDATE renderings SET sha256 = '{hashed[0]}' WHERE sha256 = '{hashed[1]}'; "
        f"UPDATE renderings SET sha256 = '{hashed[1]}' WHERE sha256 = 'x'",
    )
    linked_anew(where)
    code, told = found()
    assert (code, codes(told)) == (1, ["paper_other"] * 2)


def test_a_detail_workbook_that_was_edited(billed: Desk, found: Found) -> None:
    """As a PDF."""
    wanted = f'{SETTINGS}[paper]\ndetail = "always"\n'
    (billed.root / "billing.toml").write_text(wanted, encoding="utf-8")
    billed.call("run", *MONTH)
    book = next((billed.root / "outbox").rglob("INV*.xlsx"))
    assert found("--quick") == (0, [])
    edit(book)
    code, told = found("--quick")
    assert (code, codes(told)) == (1, ["paper_changed"])
    assert book.name in told[0]


@pytest.mark.parametrize("table", ["lines", "invoices", "messages", "links"])
def test_a_table_that_is_gone(billed: Desk, found: Found, table: str) -> None:
    """It is named before verify says what it cannot read; and no number is given any more."""
    papers = sorted(billed.root.rglob("*.pdf"))
    with closing(sqlite3.connect(billed.root / "ledger.db")) as file, file:
        file.execute(f"DROP TABLE {table}")
    code, told = found("--quick")
    assert code == 1
    assert told[0].startswith("ledger_guard_changed")
    assert f"table {table}" in told[0]
    billed.call("approve", "D", *MONTH, "--by", "Wang", "--why", "seen")
    assert billed.call("run", *MONTH).code != 0
    assert sorted(billed.root.rglob("*.pdf")) == papers


def test_a_row_put_in_as_the_program_does(billed: Desk, found: Found) -> None:
    """A closing with its link, by the program's own means: a decision that nobody can tell apart.

    This is what the chain cannot show; a backup kept elsewhere does.
    """
    where = billed.root / "ledger.db"
    billed.call("backup", "b.db")
    over = dialect.engine(where)
    row = {"run_id": None, "client": "A", "month": "2026-11", "reason": "x", "closed_by": "Li"}
    with dialect.writing(over) as connection:
        chain.append(connection, tables.closings, [row])
    over.dispose()
    assert found("--quick") == (0, [])
    said = billed.call("restore", "b.db", "--dry-run")
    assert "The backup has" in said.err


def test_every_file_of_the_workspace_is_looked_at(billed: Desk, found: Found) -> None:
    """One byte in any file of archive and outbox that a paper or figure stands on."""
    folders = (billed.root / "archive", billed.root / "outbox")
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    watched = [path for path in paths if not _of_a_run(path)]
    assert len(watched) == 7
    for path in watched:
        content = path.read_bytes()
        edit(path)
        code, told = found("--quick")
        assert (code, len(told)) == (1, 1), path
        assert path.name in told[0]
        path.write_bytes(content)
    assert found("--quick") == (0, [])


def _of_a_run(path: Path) -> bool:
    """Reports, which every run writes anew."""
    return path.suffix in (".json", ".html", ".csv", ".txt", ".md") or "summary" in path.name
