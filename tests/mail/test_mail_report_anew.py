"""A report to finance whose mail cannot go out: called by its month, and written anew by a run."""

from collections.abc import Iterator

import pytest

from tests.mail.faulty import Fault, FaultServer, serving
from tests.mail.test_mail_settling import MONTH, WHO, _arrived, _file, _id, _turn_on
from tests.month.desk import Desk

OLD, NEW = "old@provider.example", "new@provider.example"


@pytest.fixture
def server(desk: Desk) -> Iterator[FaultServer]:
    """A server that behaves; no client has an address, so that the report's is the only mail."""
    for row in desk.rows["Clients"]:
        row.update(email_to="", approval="")
    desk.register()
    with serving(FaultServer()) as found:
        yield found


def _to(*addresses: str) -> str:
    return f"report_to = {list(addresses)}".replace("'", '"')


def test_the_address_was_changed(desk: Desk, server: FaultServer) -> None:
    """Nothing goes to the old one; settled, the next run writes one to the new one, once."""
    _turn_on(desk, server, _to(OLD))
    desk.run()
    name = _id(desk, OLD)
    _turn_on(desk, server, _to(NEW))
    said = desk.call("send")
    assert said.code == 5
    assert f"{OLD} is not in report_to of billing.toml any more; the report of 2026-10" in said.err
    assert f"mail resend {name} --anew --by NAME --why TEXT" in said.err
    other = desk.call("mail", "resend", name, "--readdress", *WHO)
    assert (other.code, f"resend {name} --anew --by" in other.err) == (2, True)
    done = desk.call("mail", "resend", name, "--anew", *WHO)
    assert (done.code, "billing run --month 2026-10" in done.err) == (0, True)
    for _ in range(2):
        assert desk.call("run", *MONTH).code == 0
        assert desk.call("send").code == 0
    assert (_arrived(server, OLD), _arrived(server, NEW)) == (0, 1)


def test_its_file_is_lost(desk: Desk, server: FaultServer) -> None:
    """The one thing that is never made again from the books; a run writes another."""
    _turn_on(desk, server, _to(OLD))
    desk.run()
    name, path = _id(desk, OLD), _file(desk, OLD)
    path.unlink()
    said = desk.call("send")
    assert said.code == 5
    assert f"of the report of 2026-10 ({name}) is lost" in said.err
    assert desk.call("mail", "resend", name, "--anew", *WHO).code == 0
    assert desk.call("run", *MONTH).code == 0
    assert desk.call("send").code == 0
    assert _arrived(server, OLD) == 1


def test_what_others_have_is_not_written_again(desk: Desk, server: FaultServer) -> None:
    """One of two was refused: it is settled, and the one who has the report gets no second."""
    _turn_on(desk, server, _to(OLD, NEW))
    desk.run()
    server.faults = (Fault(phase="RCPT", act="550 no", only=OLD),)
    assert desk.call("send").code == 5
    done = desk.call("mail", "resend", _id(desk, OLD), "--anew", *WHO)
    assert (done.code, "others have that report" in done.err) == (0, True)
    assert desk.call("run", *MONTH).code == 0
    assert desk.call("send").code == 0
    assert (_arrived(server, OLD), _arrived(server, NEW)) == (0, 1)


def test_one_in_doubt_is_left(desk: Desk, server: FaultServer) -> None:
    """It may have arrived: nothing is settled without the word for it."""
    _turn_on(desk, server, _to(OLD))
    desk.run()
    server.faults = (Fault(phase="dot", act="reset", takes=True),)
    assert desk.call("send").code == 5
    name = _id(desk, OLD)
    assert desk.call("mail", "resend", name, "--anew", *WHO).code == 2
    assert desk.call("mail", "confirm", name, "--was-delivered", *WHO).code == 0
    desk.call("run", *MONTH)
    desk.call("send")
    assert _arrived(server, OLD) == 1
