"""Damages made by hand: `billing verify` names each, and a run gives no number twice."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from billing.errors import LedgerError
from billing.mail.compose import file_name
from billing.message import Delivery, Outgoing
from tests.ledger.tampering import dumped, edited
from tests.ledger.workspace import MONTH, ledger_of
from tests.month.desk import Desk

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
Found = Callable[..., tuple[int, list[str]]]
PAGE = 4096
SWAP = """
CREATE TEMP TABLE two AS SELECT min(seq) AS a, max(seq) AS b FROM lines;
UPDATE lines SET seq = -1 WHERE seq = (SELECT a FROM two);
UPDATE lines SET seq = (SELECT a FROM two) WHERE seq = (SELECT b FROM two);
UPDATE lines SET seq = (SELECT b FROM two) WHERE seq = -1;
"""


def paper(desk: Desk, number: int) -> Path:
    """The PDF of a number."""
    return next((desk.root / "outbox" / "2026-10").glob(f"INV-2026-{number:06}_*.pdf"))


def edit(path: Path) -> None:
    """One byte in the middle, another one."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_whole_workspace(found: Found) -> None:
    """Nothing to name; every paper is rendered anew, and comes out the same."""
    assert found() == (0, [])


def test_a_paper_that_is_gone(billed: Desk, found: Found) -> None:
    """The command that makes it again is named, and does."""
    path = paper(billed, 2)
    before = path.read_bytes()
    path.unlink()
    code, told = found()
    assert (code, len(told)) == (0, 1)
    assert told[0].startswith("paper_missing: outbox/2026-10/INV-2026-000002_B.pdf")
    assert "billing run --month 2026-10" in told[0]
    billed.call("run", *MONTH)
    assert path.read_bytes() == before
    assert found() == (0, [])


def test_a_paper_that_was_edited(billed: Desk, found: Found) -> None:
    """It is named."""
    edit(paper(billed, 3))
    code, told = found("--quick")
    assert (code, len(told)) == (1, 1)
    assert told[0].startswith("paper_changed: outbox/2026-10/INV-2026-000003_C.pdf")


def test_a_mail_that_was_edited_or_is_gone(billed: Desk, found: Found) -> None:
    """One that is still to be sent is needed; of one that was sent a copy is missing."""
    folder = billed.root / "outbox" / "2026-10" / "mail"
    folder.mkdir()
    text = b"From: a\r\n\r\nhello\r\n"
    hashed = "ab" * 32
    with ledger_of(billed) as ledger:
        for name in ("1@x", "2@x", "3@x"):
            mail = Outgoing(message_id=name, date=AT, purpose="invoice", to=(f"{name}.cn",))
            ledger.record_message("INV-2026-000001", mail)
            composed = Delivery(message_id=name, state="composed", at=AT, eml_sha256=hashed)
            ledger.record_delivery(composed)
        ledger.record_delivery(Delivery(message_id="3@x", state="sent", at=AT))
    (folder / file_name("1@x")).write_bytes(text)
    code, told = found("--quick")
    assert code == 1
    assert [one.split(":")[0] for one in told] == ["eml_changed", "eml_missing", "eml_missing"]
    assert "1@x" in told[0]
    assert "2@x" in told[1]


@pytest.mark.parametrize(
    "statement, expected",
    [
        ("DELETE FROM lines WHERE seq = (SELECT max(seq) FROM lines)", "ledger_row_missing"),
        ("UPDATE lines SET description = 'x' WHERE position = 1", "ledger_row_changed"),
        (SWAP, "ledger_row_changed"),
        ("UPDATE numbers SET n = n + 1", "ledger_gap"),
        ("UPDATE numbers SET n = n - 1", "ledger_gap"),
        ("DELETE FROM numbers", "ledger_gap"),
    ],
    ids=["removed", "edited", "swapped", "counter up", "counter down", "counter gone"],
)
def test_rows_that_were_touched(billed: Desk, found: Found, statement: str, expected: str) -> None:
    """The first broken link is named first."""
    edited(str(billed.root / "ledger.db"), statement)
    code, told = found("--quick")
    assert code == 1
    assert told[0].startswith(expected)


def test_a_tail_that_was_cut_off(billed: Desk, found: Found) -> None:
    """Rows and links and counter: the papers know more. A run gives no number again."""
    tables = ("lines", "balances", "renderings", "closings", "invoices", "links")
    cut = "".join(f"DELETE FROM {table} WHERE seq >= (SELECT seq FROM cut);" for table in tables)
    edited(
        str(billed.root / "ledger.db"),
        "CREATE TEMP TABLE cut AS SELECT seq FROM invoices WHERE n = 3;"
        f"{cut} UPDATE numbers SET n = 2",
    )
    code, told = found("--quick")
    assert code == 1
    unknown = "paper_unknown: The ledger never gave INV-2026-000003"
    assert any(one.startswith(unknown) for one in told)
    refused_run(billed)


def test_a_copy_without_its_log(billed: Desk, found: Found, tmp_path: Path) -> None:
    """ledger.db alone, while ledger.db-wal holds the last rows."""
    path = billed.root / "ledger.db"
    with ledger_of(billed) as ledger, closing(sqlite3.connect(path)) as keeps_the_log:
        keeps_the_log.execute("SELECT count(*) FROM links").fetchone()
        billed.call("approve", "D", *MONTH, "--by", "Wang", "--why", "seen")
        billed.call("run", *MONTH)
        assert len(ledger.numbers()) == 4
        assert path.with_name("ledger.db-wal").stat().st_size > 0
        shutil.copyfile(path, tmp_path / "alone.db")
    for name in ("ledger.db", "ledger.db-wal", "ledger.db-shm"):
        path.with_name(name).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "alone.db", path)
    code, told = found("--quick")
    assert code == 1
    assert any(
        one.startswith("paper_unknown: The ledger never gave INV-2026-000004") for one in told
    )
    refused_run(billed)


def test_an_older_copy(billed: Desk, found: Found) -> None:
    """Put in place by hand, past `billing restore`."""
    path = billed.root / "ledger.db"
    shutil.copyfile(path, path.with_name("old.db"))
    billed.call("approve", "D", *MONTH, "--by", "Wang", "--why", "seen")
    billed.call("run", *MONTH)
    path.with_name("old.db").replace(path)
    code, told = found("--quick")
    assert (code, told[0].split(":")[0]) == (1, "paper_unknown")
    refused_run(billed)


def test_a_ledger_that_is_gone(billed: Desk, found: Found) -> None:
    """A new one would begin at 1 again."""
    (billed.root / "ledger.db").unlink()
    refused_run(billed)
    code, told = found("--quick")
    assert code == 1
    assert [one.split(":")[0] for one in told] == ["paper_unknown"] * 3


def refused_run(desk: Desk) -> None:
    """A run that changes nothing, for the papers know more than the ledger."""
    before = desk.files()
    said = desk.call("run", *MONTH)
    assert said.code == 1
    assert "older than the outbox" in said.err
    assert desk.files() == before


def test_a_file_that_was_cut(billed: Desk) -> None:
    """At any of its pages: refused or named, and no run goes on."""
    path = billed.root / "ledger.db"
    whole = path.read_bytes()
    for pages in range(1, len(whole) // PAGE, 12):
        path.write_bytes(whole[: pages * PAGE])
        said = billed.call("verify", "--quick")
        assert said.code == 1, pages


def test_a_flipped_byte_in_each_page(billed: Desk) -> None:
    """It is named or refused, unless it was one of those that hold nothing: all reads the same."""
    path = billed.root / "ledger.db"
    whole, as_written = path.read_bytes(), dumped(str(path))
    dice = random.Random(20261101)
    missed = []
    for page in range(len(whole) // PAGE):
        content = bytearray(whole)
        content[page * PAGE + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
        path.write_bytes(content)
        if billed.call("verify", "--quick").code == 0 and _reads(path) != as_written:
            missed.append(page)
        for end in ("-wal", "-shm"):
            path.with_name(f"ledger.db{end}").unlink(missing_ok=True)
    assert missed == []


def test_a_number_changed_in_an_index(billed: Desk, found: Found) -> None:
    """The rows are whole, and looking one up by its number finds another, or none."""
    path = billed.root / "ledger.db"
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'invoices'"
        roots = [page for (page,) in connection.execute(query)]
    content = bytearray(path.read_bytes())
    for root in roots:
        place = content.find(b"INV-2026-000002", (root - 1) * PAGE, root * PAGE)
        if place >= 0:
            content[place + 14] = ord("7")
            break
    path.write_bytes(content)
    code, told = found("--quick")
    assert code == 1
    assert any(one.startswith("ledger_file_damaged") for one in told)


def _reads(path: Path) -> object:
    try:
        return dumped(str(path))
    except LedgerError:
        return None
