"""A server that refuses everybody by one rule: sending stops, and one command queues them again."""

from collections.abc import Iterator

import pytest

from billing.mail import Answer
from billing.month.brake import Brake
from tests.mail.faulty import Fault, FaultServer, serving
from tests.mail.test_mail_settling import WHO, _states, _turn_on
from tests.month.desk import Desk


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A server that behaves unless told otherwise."""
    with serving(FaultServer()) as found:
        yield found


def test_a_relay_that_takes_nothing(desk: Desk, server: FaultServer) -> None:
    """Three are refused and the rest waits; mended, all refused ones go out by one command."""
    _turn_on(desk, server, 'report_to = ["finance@provider.example"]')
    desk.run()
    server.faults = (Fault(phase="RCPT", act="554 5.7.1 Relay access denied", times=99),)
    said = desk.call("send")
    assert said.code == 5
    assert "refused 3 recipients in a row in the same words" in said.err
    assert "billing mail resend --refused --by NAME --why TEXT" in said.err
    assert sorted(_states(desk).values()) == ["failed", "failed", "failed", "queued"]
    server.faults = ()
    assert desk.call("mail", "resend", "--refused", "--month", "2026-09", *WHO).code == 0
    assert sorted(_states(desk).values()) == ["failed", "failed", "failed", "queued"]
    assert desk.call("mail", "resend", "--refused", "--month", "2026-10", *WHO).code == 0
    assert desk.call("send").code == 0
    assert (len(server.taken), set(server.copies.values())) == (4, {1})
    none = desk.call("mail", "resend", "--refused", *WHO)
    assert (none.code, "No mail was refused." in none.err) == (0, True)


@pytest.mark.parametrize(
    "words",
    [("--refused", "INV-2026-000001"), (), ("INV-2026-000001", "--month", "2026-10"),
     ("--refused", "--readdress"), ("--refused", "--month", "october")],
)  # fmt: skip
def test_what_is_to_be_sent_again_is_named_one_way(
    desk: Desk, server: FaultServer, words: tuple[str, ...]
) -> None:
    """Mails by name, or all refused ones of a month."""
    _turn_on(desk, server)
    assert desk.call("mail", "resend", *words, *WHO).code == 2


def _failed(reply: str) -> Answer:
    return Answer(state="failed", reply=reply)


@pytest.mark.parametrize(
    "answers, code",
    [
        ([_failed(f"554 5.7.1 <{one}@x{one}.example>: denied") for one in "abc"], "mail_policy"),
        ([_failed(f"550 denied, see id-{one}9f3") for one in "abc"], "mail_policy"),
        ([_failed("550 5.1.1 no such user")] * 3, None),
        ([_failed("550 denied"), _failed("550 full"), _failed("550 denied")], None),
        ([_failed("550 no"), _failed("550 no"), Answer(state="sent"), _failed("550 no")], None),
        ([_failed("550 no")] * 2, None),
        ([Answer(state="queued", reply="421 busy", trouble=True)] * 2, "mail_stopped"),
    ],
)
def test_when_it_is_pulled(answers: list[Answer], code: str | None) -> None:
    """By words that are the same but for the recipient's own; not by what is of one mailbox."""
    brake = Brake()
    told = [brake.pulled(one, f"{n}@x{n}.example") for n, one in zip("abcd", answers, strict=False)]
    assert [one.code for one in told if one] == ([code] if code else [])
