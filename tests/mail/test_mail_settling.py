"""What a person says of single copies: sent again, confirmed, taken back, written anew."""

import json
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.mail.faulty import Fault, FaultServer, serving
from tests.month.desk import SETTINGS, Desk, Said

WHO = ("--by", "Li", "--why", "asked them")
MONTH = ("--month", "2026-10")
A = "INV-2026-000001"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A server that behaves unless told otherwise."""
    with serving(FaultServer()) as found:
        yield found


def _turn_on(desk: Desk, server: FaultServer, *more: str) -> None:
    """Mail by `billing send` alone."""
    lines = ('send = "command"', 'from = "billing@provider.example"', 'host = "127.0.0.1"')
    rest = (f"port = {server.port}", 'security = "none"', "per_minute = 100000", *more)
    text = "\n".join((SETTINGS, "[mail]", *lines, *rest, ""))
    (desk.root / "billing.toml").write_text(text, encoding="utf-8")


def _states(desk: Desk) -> dict[str, str]:
    rows = json.loads(desk.call("mail", "list", "--json").out)["mails"]
    return {row["to"]: row["state"] for row in rows}


def _arrived(server: FaultServer, recipient: str) -> int:
    return sum(one.recipient == recipient for one in server.taken)


def _file(desk: Desk, recipient: str) -> Path:
    """The bytes of the mail to a recipient."""
    rows = json.loads(desk.call("mail", "list", "--json").out)["mails"]
    (name,) = [row["id"] for row in rows if row["to"] == recipient]
    return desk.root / "outbox" / "2026-10" / "mail" / f"{name}.eml"


def _id(desk: Desk, recipient: str) -> str:
    return _file(desk, recipient).name.partition("@")[0]


def _half(desk: Desk, server: FaultServer) -> Said:
    """A's mail is sent: pay@ in doubt, though it arrived, and boss@ refused."""
    desk.rows["Clients"][0]["email_cc"] = "boss@a.example"
    desk.register()
    _turn_on(desk, server)
    desk.run()
    server.faults = (
        Fault(phase="dot", act="reset", takes=True),
        Fault(phase="RCPT", act="550 no such user", only="boss@a.example"),
    )
    said = desk.call("send")
    states = _states(desk)
    assert (states["pay@a.example"], states["boss@a.example"]) == ("in_doubt", "failed")
    return said


def test_the_advice_can_be_typed_as_it_stands(desk: Desk, server: FaultServer) -> None:
    """Each open copy with its own command: id, address, name and reason."""
    said = _half(desk, server)
    who = "--by NAME --why TEXT"
    name = _id(desk, "boss@a.example")
    assert f"mail resend {name} --to boss@a.example {who}" in said.err
    assert f"mail resend {name} --readdress {who}" in said.err
    assert f"mail confirm {name} --to pay@a.example --was-delivered {who}" in said.err


def test_a_resend_leaves_what_is_in_doubt(desk: Desk, server: FaultServer) -> None:
    """Only the refused copy is queued; the other is told, with its command, and not sent twice."""
    _half(desk, server)
    done = desk.call("mail", "resend", A, *WHO)
    assert done.code == 0
    assert "will be sent to boss@a.example." in done.err
    assert f"resend {_id(desk, 'pay@a.example')} --to pay@a.example --by" in done.err
    desk.call("send")
    arrived = [_arrived(server, one) for one in ("pay@a.example", "boss@a.example")]
    assert arrived == [1, 1]
    assert _states(desk)["pay@a.example"] == "in_doubt"


@pytest.mark.parametrize("wish", [("--to", "pay@a.example"), ("--also-in-doubt",)])
def test_a_copy_in_doubt_is_sent_again_by_name(
    desk: Desk, server: FaultServer, wish: tuple[str, ...]
) -> None:
    """Alone it is not queued by a plain resend, which says how; named it is, as the same bytes."""
    _half(desk, server)
    desk.call("mail", "resend", A, *WHO)
    desk.call("send")
    plain = desk.call("mail", "resend", A, *WHO)
    assert (plain.code, "--also-in-doubt" in plain.err) == (2, True)
    other = desk.call("mail", "resend", A, "--to", "nobody@a.example", *WHO)
    assert (other.code, "pay@a.example, boss@a.example" in other.err) == (2, True)
    assert desk.call("mail", "resend", A, *wish, *WHO).code == 0
    assert desk.call("send").code == 0
    copies = [one for one in server.taken if one.recipient == "pay@a.example"]
    assert (len(copies), len({one.sha256 for one in copies})) == (2, 1)
    assert _arrived(server, "boss@a.example") == 1


def test_a_confirmation_leaves_what_was_refused(desk: Desk, server: FaultServer) -> None:
    """Only what is in doubt is confirmed; the refused copy is told, and confirmed by name."""
    _half(desk, server)
    done = desk.call("mail", "confirm", A, "--was-delivered", *WHO)
    assert done.code == 0
    assert "to pay@a.example is now: confirmed" in done.err
    assert "Left alone: boss@a.example, refused." in done.err
    states = _states(desk)
    assert (states["pay@a.example"], states["boss@a.example"]) == ("confirmed", "failed")
    plain = desk.call("mail", "confirm", A, "--was-delivered", *WHO)
    assert (plain.code, "named with --to" in plain.err) == (2, True)
    by_name = ("--to", "boss@a.example", "--was-delivered")
    assert desk.call("mail", "confirm", A, *by_name, *WHO).code == 0
    assert _states(desk)["boss@a.example"] == "confirmed"


def test_one_of_the_two_answers(desk: Desk, server: FaultServer) -> None:
    """Both flags, or none, are refused and change nothing."""
    _half(desk, server)
    before = _states(desk)
    assert desk.call("mail", "confirm", A, "--was-delivered", "--was-not", *WHO).code == 2
    assert desk.call("mail", "confirm", A, *WHO).code == 2
    assert _states(desk) == before


def test_a_persons_words_are_not_the_servers(desk: Desk, server: FaultServer) -> None:
    """What was found out is told with the name of who found it."""
    _half(desk, server)
    assert desk.call("mail", "confirm", A, "--was-not", *WHO).code == 0
    said = desk.call("send")
    assert said.code == 5
    assert "did not reach pay@a.example, as Li found out: asked them." in said.err
    assert "was refused: asked them" not in said.err
    assert "to boss@a.example was refused: 550 no such user." in said.err


def test_a_resend_is_taken_back(desk: Desk, server: FaultServer) -> None:
    """The client phones that it arrived: what waits again is confirmed, and not sent."""
    _half(desk, server)
    desk.call("mail", "resend", A, "--also-in-doubt", *WHO)
    done = desk.call("mail", "confirm", A, "--was-delivered", *WHO)
    assert (done.code, "to pay@a.example is now" in done.err) == (0, True)
    desk.call("send")
    assert _arrived(server, "pay@a.example") == _arrived(server, "boss@a.example") == 1


def test_a_resend_of_a_refused_copy_is_taken_back(desk: Desk, server: FaultServer) -> None:
    """It was given by hand meanwhile. A copy that was never tried cannot be confirmed."""
    _turn_on(desk, server)
    desk.run()
    assert desk.call("mail", "confirm", A, "--was-delivered", *WHO).code == 2
    server.faults = (Fault(phase="RCPT", act="550 no", only="pay@a.example"),)
    desk.call("send")
    desk.call("mail", "resend", A, *WHO)
    assert desk.call("mail", "confirm", A, "--was-delivered", *WHO).code == 0
    assert desk.call("send").code == 0
    assert _arrived(server, "pay@a.example") == 0


def test_bytes_that_are_lost_are_written_anew(desk: Desk, server: FaultServer) -> None:
    """The same bytes cannot be had; by a person's word others are, under the same id, once."""
    _turn_on(desk, server)
    desk.run()
    path = _file(desk, "pay@a.example")
    path.unlink()
    _turn_on(desk, server, 'reply_to = "desk@provider.example"')
    said = desk.call("send")
    assert said.code == 5
    assert f"mail resend {_id(desk, 'pay@a.example')} --anew --by NAME --why TEXT" in said.err
    desk.call("mail", "resend", A, *WHO)
    assert desk.call("send").code == 5
    assert desk.call("mail", "resend", A, "--anew", *WHO).code == 0
    assert desk.call("send").code == desk.call("send").code == 0
    assert _arrived(server, "pay@a.example") == 1
    made = message_from_bytes(path.read_bytes())
    assert made["Reply-To"] == "desk@provider.example"
    assert made["Message-ID"] == f"<{path.stem}>"
    assert desk.call("verify", "--quick").code == 0


def test_bytes_that_were_refused_are_written_anew(desk: Desk, server: FaultServer) -> None:
    """The copy that arrived stays; what it got is kept beside the new bytes."""
    _half(desk, server)
    path = _file(desk, "boss@a.example")
    before = path.read_bytes()
    _turn_on(desk, server, 'reply_to = "desk@provider.example"')
    assert desk.call("mail", "resend", A, "--anew", *WHO).code == 0
    desk.call("send")
    assert [_arrived(server, one) for one in ("pay@a.example", "boss@a.example")] == [1, 1]
    assert path.read_bytes() != before
    (kept,) = path.parent.glob(f"{path.stem}.*.eml")
    assert kept.read_bytes() == before
    assert len({one.sha256 for one in server.taken if "a.example" in one.recipient}) == 2


@pytest.mark.parametrize("key", ["from", "reply_to"])
def test_an_address_of_ones_own_is_ascii_before_the_at(desk: Desk, key: str) -> None:
    """It would need SMTPUTF8 of every server; refused with its key before anything is billed."""
    text = f'{SETTINGS}\n[mail]\n{key} = "财务@provider.example"\n'
    (desk.root / "billing.toml").write_text(text, encoding="utf-8")
    said = desk.call("check", *MONTH)
    assert (said.code, f"mail.{key}" in said.err, "before the @" in said.err) == (2, True, True)


def test_a_mails_id_is_enough_for_another_address(desk: Desk, server: FaultServer) -> None:
    """--readdress takes what the list shows; the refused copy is settled by the new mail."""
    _turn_on(desk, server)
    desk.run()
    server.faults = (Fault(phase="RCPT", act="550 no", only="pay@a.example"),)
    desk.call("send")
    name = _id(desk, "pay@a.example")
    desk.rows["Clients"][0]["email_to"] = "new@a.example"
    desk.register()
    assert desk.call("mail", "resend", name, "--readdress", *WHO).code == 0
    assert desk.call("send").code == 0
    assert (_arrived(server, "pay@a.example"), _arrived(server, "new@a.example")) == (0, 1)
    assert desk.call("mail", "resend", "0a79a1", "--readdress", *WHO).code == 2


def test_a_revision_without_an_address_says_so(desk: Desk, server: FaultServer) -> None:
    """The credit note goes where its invoice went; of the new invoice the way on is told."""
    _turn_on(desk, server)
    desk.run()
    desk.rows["Clients"][0]["email_to"] = ""
    desk.rows["Fixed"][0]["seats"] = "3"
    desk.register()
    said = desk.call("reissue", "A", *MONTH, *WHO)
    assert said.code == 0
    assert "There is no mail of INV-2026-000005" in said.err
    assert "resend INV-2026-000005 --readdress --by NAME --why TEXT" in said.err
    assert "The mail is written" in said.err  # the credit note's
