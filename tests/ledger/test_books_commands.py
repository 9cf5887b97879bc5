"""backup and restore, as a person types them; and two workspaces on one PostgreSQL."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from billing.ledger import Ledger, copies, open_ledger
from billing.message import Delivery, Outgoing
from billing.settings import NumberingSettings
from tests.ledger.server import Server
from tests.ledger.tampering import dumped, edited
from tests.ledger.workspace import MONTH, ledger_of
from tests.month.desk import SETTINGS, Desk

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
WHO = ("--by", "Wang", "--why", "seen")
Rows = dict[str, list[tuple[object, ...]]]
Found = Callable[..., tuple[int, list[str]]]


def approve_and_run(desk: Desk) -> None:
    """A fourth invoice, D's."""
    assert desk.call("approve", "D", *MONTH, *WHO).code == 0
    desk.call("run", *MONTH)


def but_restorations(rows: Rows) -> Rows:
    """All rows but the notes of restores, of which a test makes one at the end."""
    noted = {row[0] for row in rows["restorations"]}
    links = [row for row in rows["links"] if row[0] not in noted]
    return {**rows, "restorations": [], "links": links}


# --- Backup and restore -----------------------------------------------------------------------


def test_a_backup_is_the_ledger(billed: Desk) -> None:
    """Row for row, in one file for its owner alone; an existing file is never overwritten."""
    said = billed.call("backup", "b.db")
    assert (said.code, said.out) == (0, "b.db\n")
    path = billed.root / "b.db"
    assert dumped(str(path)) == dumped(str(billed.root / "ledger.db"))
    assert path.stat().st_mode & 0o777 == 0o600
    content = path.read_bytes()
    assert billed.call("backup", "b.db").code == 2
    assert path.read_bytes() == content


def test_a_backup_without_a_name(billed: Desk) -> None:
    """By day and time, in backups/."""
    said = billed.call("backup")
    assert re.fullmatch(r".*/backups/ledger-\d{4}-\d\d-\d\dT\d{6}\.db\n", said.out)
    assert Path(said.out.strip()).is_file()


def test_a_backup_of_a_damaged_ledger_says_so(billed: Desk) -> None:
    """It is made all the same, and what is wrong is named."""
    edited(str(billed.root / "ledger.db"), "UPDATE lines SET amount = '1.00'")
    said = billed.call("backup", "b.db")
    assert said.code == 1
    assert "[ledger_row_changed]" in said.out
    assert (billed.root / "b.db").is_file()
    assert billed.call("restore", "b.db").code == 1


def test_a_ledger_that_cannot_be_read_to_its_end(billed: Desk) -> None:
    """No copy is made of a part of it, and nothing half made is left."""
    path = billed.root / "ledger.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    said = billed.call("backup", "b.db")
    assert said.code == 1
    assert "The ledger cannot be read" in said.err
    assert not [found.name for found in billed.root.iterdir() if "b.db" in found.name]
    path.write_bytes(whole)
    said = billed.call("backup", "/proc/b.db")  # where nothing can be written
    assert said.code == 1
    assert "cannot be read or written" in said.err


def test_a_ledger_comes_back(billed: Desk, found: Found) -> None:
    """After damage, or when it is gone: the same rows, and the run finds nothing to do."""
    billed.call("backup", "b.db")
    before = dumped(str(billed.root / "ledger.db"))
    path = billed.root / "ledger.db"
    for damage in (lambda: path.write_bytes(b"x" * 5000), path.unlink):
        damage()
        dry = billed.call("restore", "b.db", "--dry-run")
        assert dry.code == 0
        assert not path.exists() or path.read_bytes()[:1] == b"x"
        assert billed.call("restore", "b.db").code == 0
        assert but_restorations(dumped(str(path))) == before
    assert (billed.root / "ledger-before-restore.db").read_bytes() == b"x" * 5000
    assert found("--quick") == (0, [])
    outcomes = billed.outcomes()
    assert [outcomes[client] for client in "ABCD"] == ["unchanged"] * 3 + ["held"]


def test_the_log_of_the_old_ledger_is_set_aside_too(billed: Desk) -> None:
    """Beside the restored file it would be taken for its own."""
    path, log = billed.root / "ledger.db", billed.root / "ledger.db-wal"
    with ledger_of(billed) as ledger, closing(sqlite3.connect(path)) as keeps_the_log:
        keeps_the_log.execute("SELECT count(*) FROM links").fetchone()
        for client in "ABC":
            ledger.hold(client=client, month="2026-11", by="Wang", why="prices", at=AT)
        billed.call("backup", "b.db")
        content = log.read_bytes()
    path.write_bytes(b"x" * 5000)
    log.write_bytes(content)
    assert billed.call("restore", "b.db").code == 0
    assert but_restorations(dumped(str(path))) == dumped(str(billed.root / "b.db"))
    assert (billed.root / "ledger-before-restore.db-wal").read_bytes() == content


def test_an_older_backup_is_refused(billed: Desk) -> None:
    """With the numbers that would be lost, whatever became of the ledger."""
    billed.call("backup", "b.db")
    approve_and_run(billed)
    path = billed.root / "ledger.db"
    approved = ["D 2026-10: approval (Wang: seen)"]
    for damage, more in (
        (lambda: None, approved),
        (lambda: path.write_bytes(b"x" * 5000), []),
        (path.unlink, []),
    ):
        damage()
        said = billed.call("restore", "b.db")
        assert said.code == 1
        assert said.out.splitlines() == ["INV-2026-000004", *more]
        assert "INV-2026-000004" in said.err


def test_a_backup_older_than_a_mail_is_refused(billed: Desk) -> None:
    """What was sent since would be sent again."""
    with ledger_of(billed) as ledger:
        mail = Outgoing(message_id="1@x", date=AT, purpose="invoice", to=("a@x.cn", "b@x.cn"))
        ledger.record_message("INV-2026-000001", mail)
        billed.call("backup", "b.db")
        ledger.record_delivery(
            Delivery(message_id="1@x", recipient="a@x.cn", state="in_doubt", at=AT)
        )
    said = billed.call("restore", "b.db")
    assert (said.code, said.out.splitlines()) == (1, ["1@x > a@x.cn"])


def test_what_waits_in_a_backup_is_in_doubt(billed: Desk) -> None:
    """The ledger that could tell whether it was sent is gone: a person has to say."""
    with ledger_of(billed) as ledger:
        mail = Outgoing(message_id="1@x", date=AT, purpose="invoice", to=("a@x.cn", "b@x.cn"))
        ledger.record_message("INV-2026-000001", mail)
        ledger.record_delivery(Delivery(message_id="1@x", recipient="a@x.cn", state="sent", at=AT))
    billed.call("backup", "b.db")
    assert billed.call("restore", "b.db").code == 0
    with ledger_of(billed) as ledger:
        assert ledger.message("1@x").state == "queued"  # the ledger was the same
    (billed.root / "ledger.db").unlink()
    assert billed.call("restore", "b.db").code == 0
    with ledger_of(billed) as ledger:
        found = ledger.message("1@x")
        assert [found.state_of(one) for one in found.recipients] == ["sent", "in_doubt"]
        assert ledger.verify() == ()


def test_a_backup_of_other_books_is_refused(billed: Desk) -> None:
    """Their entries differ from some place on."""
    with ledger_of(billed) as ledger:
        ledger.backup(billed.root / "b.db")
        ledger.hold(client="A", month="2026-11", by="Wang", why="prices", at=AT)
    with open_ledger(billed.root / "b.db", NumberingSettings()) as other:
        other.hold(client="B", month="2026-11", by="Li", why="prices", at=AT)
    said = billed.call("restore", "b.db")
    assert said.code == 1
    assert "not of the ledger that is there" in said.err


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_a_file_that_is_no_backup(billed: Desk, content: bytes) -> None:
    """Refused, and the ledger stays."""
    before = dumped(str(billed.root / "ledger.db"))
    (billed.root / "b.db").write_bytes(content)
    assert billed.call("restore", "b.db").code == 1
    with closing(sqlite3.connect(billed.root / "c.db")) as connection:
        connection.execute("CREATE TABLE other (x)")
    assert billed.call("restore", "c.db").code == 1
    assert dumped(str(billed.root / "ledger.db")) == before


def test_from_one_database_into_the_other(
    ledger: Ledger, where: str, server: Server, tmp_path: Path
) -> None:
    """A copy of either is poured into a new PostgreSQL, and copied from there again."""
    ledger.hold(client="C1", month="2026-10", by="王", why="prices", at=AT)
    before = dumped(where)
    ledger.backup(tmp_path / "b.db")
    target = server.new()
    with copies.unpacked(tmp_path / "b.db") as engine:
        assert copies.put(engine, target) is None
    assert dumped(target) == before
    with open_ledger(target, NumberingSettings()) as other:
        assert other.verify() == ()
        other.backup(tmp_path / "c.db")
    assert dumped(str(tmp_path / "c.db")) == before


# --- PostgreSQL -------------------------------------------------------------------------------


def test_a_workspace_on_postgresql(desk: Desk, server: Server) -> None:
    """The whole road: run, run again, verify, backup; and another workspace that must wait."""
    url = server.new()
    (desk.root / "billing.toml").write_text(f'ledger = "{url}"\n{SETTINGS}', encoding="utf-8")
    first = json.loads(desk.call("run", *MONTH, "--json").out)
    numbers = [one["invoice"]["number"] for one in first["clients"] if one["outcome"] == "issued"]
    assert numbers == ["INV-2026-000001", "INV-2026-000002", "INV-2026-000003"]
    before = desk.files()
    desk.call("run", *MONTH)
    assert desk.files() == before
    assert desk.call("verify").code == 0
    assert desk.call("backup", "b.db").code == 0
    with open_ledger(url, NumberingSettings()) as ledger, ledger.leased(Path("/other"), at=AT):
        said = desk.call("run", *MONTH)
        assert said.code == 4
        assert "has been writing this ledger since" in said.err
    said = desk.call("restore", "b.db")
    assert said.code == 1
    assert "has a ledger already" in said.err
    edited(url, "UPDATE lines SET amount = '1.00' WHERE position = 1")
    said = desk.call("verify", "--quick")
    assert said.code == 1
    assert "[ledger_row_changed]" in said.out


def test_a_password_that_others_can_read(desk: Desk) -> None:
    """billing.toml is for its owner alone where it holds one; the password is not told."""
    path = desk.root / "billing.toml"
    url = "postgresql+psycopg://wang:hunter2@127.0.0.1:1/books"
    path.write_text(f'ledger = "{url}"\n{SETTINGS}', encoding="utf-8")
    for mode, code in ((0o644, 2), (0o640, 2), (0o600, 1)):
        path.chmod(mode)
        said = desk.call("verify")
        assert said.code == code
        assert ("others can read it" in said.err) == (code == 2)
        assert "hunter2" not in said.out + said.err
