"""What is sent is what was written first, whatever changed since; and only to the client."""

import sqlite3
from pathlib import Path

import pytest

from billing.errors import LedgerError
from billing.ledger import Ledger
from billing.mail import Envelope
from billing.mail.folder import Folder
from billing.message import Delivery, Outgoing
from billing.month.mails import path_of
from tests.mail.office import MONTH, START, Office


def _sent(office: Office) -> dict[str, bytes]:
    """What lies in the folder, by recipient."""
    return {
        path.name.rpartition("_")[0]: path.read_bytes()
        for path in (office.root / "sent").glob("*.eml")
    }


def _write(root: Path, name: str, text: str) -> None:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / name).write_text(text, encoding="utf-8")


def test_other_templates_and_settings_change_no_mail_that_was_written(office: Office) -> None:
    """Resumed after a change of templates, provider and sender's name: the same bytes."""
    before = {path.read_bytes() for path in (office.root / "outbox").rglob("*.eml")}
    _write(office.root, "mail.txt", "nothing of the sort")
    _write(office.root, "mail.html", "nothing of the sort")
    other = office.with_mail(folder="sent", **{"from": "new@provider.example"})
    assert other.send(Folder(other.root / "sent")) == ()
    assert set(_sent(other).values()) == before
    assert len(before) == 2


def test_a_mail_that_was_lost_is_made_again_as_it_was(office: Office) -> None:
    """From snapshot, papers and templates: the same bytes, or none."""
    (lost, other) = [path_of(one.message_id, MONTH, office.workspace) for one in office.messages()]
    content = lost.read_bytes()
    lost.unlink()
    other.write_bytes(other.read_bytes() + b"edited\r\n")
    assert office.send(Folder(office.root / "sent")) == ()
    assert lost.read_bytes() == content
    assert b"edited" not in b"".join(_sent(office).values())


def test_a_mail_that_cannot_be_made_again_as_it_was_is_not_sent(office: Office) -> None:
    """Edited or lost, and the template is another one: told, and still queued."""
    (first, _) = office.messages()
    path_of(first.message_id, MONTH, office.workspace).write_bytes(b"To: somebody\r\n\r\nelse")
    _write(office.root, "mail.txt", "another")
    (problem,) = office.send(Folder(office.root / "sent"))
    assert (problem.code, problem.clients) == ("mail_changed", ("A",))
    assert office.states()["pay@a.example"] == "queued"
    assert "pay@a.example" not in _sent(office)


def _other_client(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE messages SET client = 'B' WHERE client = 'A'")


def _other_address(connection: sqlite3.Connection) -> None:
    connection.execute(
        """UPDATE messages SET to_addresses = '["x@evil.example"]' WHERE client = 'A'"""
    )


def _other_number(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE messages SET number = 'INV-2026-000002' WHERE client = 'A'")


@pytest.mark.parametrize("edit", [_other_client, _other_address, _other_number])
def test_a_row_edited_by_hand_sends_nothing_to_another(office: Office, edit: object) -> None:
    """Just before DATA the client and the address are asked of the snapshot."""
    with sqlite3.connect(office.root / "ledger.db") as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'messages'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        assert callable(edit)
        edit(connection)
    connection.close()
    problems = office.send(Folder(office.root / "sent"))
    assert [one.code for one in problems] == ["mail_not_the_clients"]
    assert sorted(_sent(office)) == ["boss@b.example", "pay@b.example"]


def test_a_mail_written_by_hand_to_another_address_needs_a_name(office: Office) -> None:
    """An address that is not the client's as issued goes only where a person gave it."""
    mail = Outgoing(
        message_id="other@provider.example", date=START, purpose="invoice", to=("n@a.example",)
    )
    with office.books() as ledger:
        ledger.record_message("INV-2026-000001", mail)
    assert [one.code for one in office.send(Folder(office.root / "sent"))] == [
        "mail_not_the_clients"
    ]
    with office.books() as ledger:
        ledger.record_delivery(
            Delivery(message_id=mail.message_id, state="queued", at=START, by="Li", why="moved")
        )
    assert [one.code for one in office.send(Folder(office.root / "sent"))] == [
        "mail_not_the_clients"
    ]  # its first row is no person's


def test_to_me_records_nothing(office: Office) -> None:
    """One copy a mail to me, its header as the client would see it; all still queued."""
    assert office.send(Folder(office.root / "sent"), to_me="me@provider.example") == ()
    found = list((office.root / "sent").iterdir())
    assert len(found) == 2
    assert all(path.name.startswith("me@provider.example_") for path in found)
    assert set(office.states().values()) == {"queued"}
    assert any(b"To: pay@a.example" in path.read_bytes() for path in found)


def test_caps_leave_the_rest_queued(office: Office) -> None:
    """A run and a client have a cap; what is over it is told and sent by the next."""
    mine = office.with_mail(folder="sent", per_client=1)
    assert [one.code for one in mine.send(Folder(mine.root / "sent"))] == ["mail_capped"]
    assert sorted(mine.states().values()) == ["queued", "sent", "sent"]
    assert mine.send(Folder(mine.root / "sent")) == ()
    assert set(mine.states().values()) == {"sent"}


def test_a_folder_that_cannot_be_written(office: Office) -> None:
    """Nothing is in doubt, nothing is lost."""
    (office.root / "sent").write_text("a file")
    problems = office.send(Folder(office.root / "sent"))
    assert {one.code for one in problems} == {"mail_put_off", "mail_stopped"}
    assert set(office.states().values()) == {"queued"}


def test_what_raises_before_the_dot_keeps_the_copy(office: Office) -> None:
    """Where the ledger cannot note the doubt, there is no dot: nothing is put into the folder."""

    def fails() -> None:
        raise RuntimeError

    envelope = Envelope(sender="a@b.example", recipient="c@d.example", content=b"x")
    with pytest.raises(RuntimeError):
        Folder(office.root / "sent").carry(envelope, lambda: None, fails)
    assert _sent(office) == {}


def test_what_cannot_be_noted_ends_the_sending(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger that fails after the server's answer: in doubt, and nothing more goes out."""
    inner = Ledger.record_delivery

    def failing(ledger: Ledger, made: Delivery) -> None:
        if made.state == "sent":
            raise LedgerError("ledger_unavailable", why="disk full")
        inner(ledger, made)

    monkeypatch.setattr(Ledger, "record_delivery", failing)
    with pytest.raises(LedgerError):
        office.send(Folder(office.root / "sent"))
    assert sorted(office.states().values()) == ["in_doubt", "queued", "queued"]
    assert sorted(_sent(office)) == ["pay@a.example"]
