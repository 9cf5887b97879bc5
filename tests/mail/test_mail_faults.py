"""Faults of a mail server by phase: no copy twice, none lost, every doubt told."""

from dataclasses import dataclass
from time import sleep

import pytest

from billing.mail import Envelope, Pace
from billing.mail.secret import Secret
from billing.mail.server import Server
from tests.mail.certificates import Authority
from tests.mail.faulty import Fault, FaultServer, serving
from tests.mail.office import HASTY, Office, later

A, B, BOSS = "pay@a.example", "pay@b.example", "boss@b.example"
ALL = {A: "sent", B: "sent", BOSS: "sent"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A fault that happens once, what is open after the first try, and what stands at the end."""

    name: str
    fault: Fault
    first: tuple[str, ...]  # codes of what is told
    end: dict[str, str]
    taken: tuple[str, ...] = (A, B, BOSS)  # in the end
    secured: bool = False  # with STARTTLS and login


PUT_OFF = ("mail_put_off",)
REFUSED = ("mail_refused",)
DOUBT = ("mail_in_doubt",)
DOWN = ("mail_unreachable",)

CASES = (
    Case(name="silence instead of a banner", fault=Fault(phase="banner", act="silence"),
         first=DOWN, end=ALL),
    Case(name="554 as a banner", fault=Fault(phase="banner", act="554 no"), first=DOWN, end=ALL),
    Case(name="421 as a banner", fault=Fault(phase="banner", act="421 no"), first=DOWN, end=ALL),
    Case(name="451 to EHLO", fault=Fault(phase="EHLO", act="451 no"), first=DOWN, end=ALL),
    Case(name="550 to EHLO", fault=Fault(phase="EHLO", act="550 no"), first=DOWN, end=ALL),
    Case(name="reset at EHLO", fault=Fault(phase="EHLO", act="reset"), first=DOWN, end=ALL),
    Case(name="454 to STARTTLS", fault=Fault(phase="STARTTLS", act="454 no"), first=DOWN, end=ALL,
         secured=True),
    Case(name="454 to AUTH", fault=Fault(phase="AUTH", act="454 no"), first=("mail_login",),
         end=ALL, secured=True),
    Case(name="535 to AUTH", fault=Fault(phase="AUTH", act="535 no"), first=("mail_login",),
         end=ALL, secured=True),
    Case(name="451 to MAIL", fault=Fault(phase="MAIL", act="451 no"), first=PUT_OFF, end=ALL),
    Case(name="550 to MAIL", fault=Fault(phase="MAIL", act="550 no"), first=REFUSED,
         end={**ALL, A: "failed"}, taken=(B, BOSS)),
    Case(name="530 to MAIL", fault=Fault(phase="MAIL", act="530 login"), first=("mail_login",),
         end=ALL),
    Case(name="450 to RCPT", fault=Fault(phase="RCPT", act="450 no"), first=PUT_OFF, end=ALL),
    Case(name="550 to RCPT", fault=Fault(phase="RCPT", act="550 no"), first=REFUSED,
         end={**ALL, A: "failed"}, taken=(B, BOSS)),
    Case(name="one of two recipients refused",
         fault=Fault(phase="RCPT", act="550 no", only=BOSS), first=REFUSED,
         end={**ALL, BOSS: "failed"}, taken=(A, B)),
    Case(name="421 to RCPT", fault=Fault(phase="RCPT", act="421 bye"), first=PUT_OFF, end=ALL),
    Case(name="451 to DATA", fault=Fault(phase="DATA", act="451 no"), first=PUT_OFF, end=ALL),
    Case(name="554 to DATA", fault=Fault(phase="DATA", act="554 no"), first=REFUSED,
         end={**ALL, A: "failed"}, taken=(B, BOSS)),
    Case(name="250 to DATA", fault=Fault(phase="DATA", act="250 hm"), first=PUT_OFF, end=ALL),
    Case(name="451 to the dot", fault=Fault(phase="dot", act="451 no"), first=PUT_OFF, end=ALL),
    Case(name="554 to the dot", fault=Fault(phase="dot", act="554 no"), first=REFUSED,
         end={**ALL, A: "failed"}, taken=(B, BOSS)),
    Case(name="silence after the dot, taken",
         fault=Fault(phase="dot", act="silence", takes=True), first=DOUBT,
         end={**ALL, A: "in_doubt"}),
    Case(name="silence after the dot, not taken", fault=Fault(phase="dot", act="silence"),
         first=DOUBT, end={**ALL, A: "in_doubt"}, taken=(B, BOSS)),
    Case(name="reset after the dot, taken", fault=Fault(phase="dot", act="reset", takes=True),
         first=DOUBT, end={**ALL, A: "in_doubt"}),
    Case(name="reset after the dot, not taken", fault=Fault(phase="dot", act="reset"),
         first=DOUBT, end={**ALL, A: "in_doubt"}, taken=(B, BOSS)),
    Case(name="no answer that makes sense to the dot, taken",
         fault=Fault(phase="dot", act="ok whatever", takes=True), first=DOUBT,
         end={**ALL, A: "in_doubt"}),
    Case(name="354 to the dot, not taken", fault=Fault(phase="dot", act="354 more"), first=DOUBT,
         end={**ALL, A: "in_doubt"}, taken=(B, BOSS)),
    Case(name="an answer that drips after the dot, taken",
         fault=Fault(phase="dot", act="drip", takes=True), first=DOUBT,
         end={**ALL, A: "in_doubt"}),
    Case(name="an answer that drips at MAIL", fault=Fault(phase="MAIL", act="drip"),
         first=PUT_OFF, end=ALL),
    Case(name="421 to QUIT", fault=Fault(phase="QUIT", act="421 bye"), first=(), end=ALL),
    Case(name="reset at QUIT", fault=Fault(phase="QUIT", act="reset"), first=(), end=ALL),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_fault_that_passes(office: Office, authority: Authority, case: Case) -> None:
    """After it, sending to the end gives each copy once, or names it; figures as in the table."""
    fault = Fault(**vars(case.fault))
    context = authority.server() if case.secured else None
    with serving(FaultServer(faults=(fault,), context=context)) as server:
        mine = office.with_mail(
            host="localhost" if case.secured else "127.0.0.1",
            port=server.port,
            security="starttls" if case.secured else "none",
            user="billing" if case.secured else "",
        )
        trusting = authority.client() if case.secured else None
        first = mine.send(Server(mine.settings.mail, Secret("pw"), trusting, HASTY))
        last = first
        for hours in (1, 2, 3):
            last = mine.send(
                Server(mine.settings.mail, Secret("pw"), trusting, HASTY), at=later(hours)
            )
    assert tuple(one.code for one in first) == case.first
    assert mine.states() == case.end
    assert server.copies.total() == len(server.copies), "a duplicate"
    assert sorted(recipient for _, recipient in server.copies) == sorted(case.taken)
    named = {one.found for one in last}
    assert named == {one for one, state in case.end.items() if state != "sent"}
    assert {one.sha256 for one in server.taken} <= {one.eml_sha256 for one in mine.messages()}


@pytest.mark.parametrize("act", ["reset", "close", "552 too big", "deaf"])
def test_an_end_within_a_long_body(office: Office, act: str) -> None:
    """The dot was never sent: the copy is queued or refused, not in doubt."""
    content = b"Message-ID: <long@provider.example>\r\n\r\n" + b"x" * 70 + b"\r\n" * 10_000_000
    with serving(FaultServer(faults=(Fault(phase="body", act=act),))) as server:
        mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")
        carrier = Server(mine.settings.mail, Secret(""), None, HASTY)
        envelope = Envelope(sender="billing@provider.example", recipient=A, content=content)
        called: list[str] = []
        answer = carrier.carry(envelope, lambda: None, lambda: called.append("dot"))
        carrier.close()
    assert answer.state in {"queued", "failed"}
    assert answer.trouble
    assert called == []
    assert server.taken == []


@pytest.mark.parametrize("act", ["reset", "close", "552 too big"])
def test_an_end_that_is_seen_before_the_dot(office: Office, act: str) -> None:
    """The body is on its way, and the server is gone or has refused it: no dot, no doubt."""
    content = b"Message-ID: <short@provider.example>\r\n\r\n" + b"x" * 70 + b"\r\n"
    with serving(FaultServer(faults=(Fault(phase="body", act=act),))) as server:
        mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")
        carrier = Server(mine.settings.mail, Secret(""), None, HASTY)
        envelope = Envelope(sender="billing@provider.example", recipient=A, content=content)
        answer = carrier.carry(envelope, lambda: None, lambda: sleep(0.5))
        carrier.close()
    assert answer.state == ("failed" if act.startswith("552") else "queued")
    assert answer.trouble
    assert server.taken == []


@pytest.mark.parametrize("act", ["reset", "close"])
def test_an_end_within_a_short_body(office: Office, act: str) -> None:
    """Where the body was on its way before the end was seen, the copy may be in doubt."""
    fault = Fault(phase="body", act=act)
    with serving(FaultServer(faults=(fault,))) as server:
        mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")
        for hours in (0, 1):
            carrier = Server(mine.settings.mail, Secret(""), None, HASTY)
            mine.send(carrier, at=later(hours))
    ends = mine.states()
    assert ends in (ALL, {**ALL, A: "in_doubt"})
    assert sorted(one for _, one in server.copies.elements()) == sorted(
        one for one, state in ends.items() if state == "sent"
    )


def test_nobody_listens(office: Office) -> None:
    """A refused connection: told once, and every copy stays queued."""
    with serving(FaultServer()) as server:
        pass
    mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")
    found = mine.send(Server(mine.settings.mail, Secret(""), None, HASTY))
    assert [one.code for one in found] == ["mail_unreachable"]
    assert set(mine.states().values()) == {"queued"}
    with mine.books() as ledger:
        assert all(one.state == "composed" for m in ledger.messages() for one in m.deliveries)


def test_a_server_that_always_resets_after_the_dot_makes_two_doubts_and_no_more(
    office: Office,
) -> None:
    """Sending stops at the second trouble in a row; a person decides before it goes on."""
    fault = Fault(phase="dot", act="reset", takes=True, times=99)
    with serving(FaultServer(faults=(fault,))) as server:
        mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")
        found = mine.send(Server(mine.settings.mail, Secret(""), None, HASTY))
    assert mine.states() == {A: "in_doubt", B: "in_doubt", BOSS: "queued"}
    assert [one.code for one in found] == ["mail_stopped", "mail_in_doubt", "mail_in_doubt"]
    assert server.copies.total() == 2


def test_what_was_put_off_waits_ever_longer(office: Office) -> None:
    """5 minutes after the first time, 10 after the second; a clock put back holds nothing up."""
    fault = Fault(phase="RCPT", act="450 later", times=99, only=A)
    with serving(FaultServer(faults=(fault,))) as server:
        mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")

        def tried(minutes: float) -> int:
            before = sum(A in one for one in server.commands)
            carrier = Server(mine.settings.mail, Secret(""), None, HASTY)
            mine.send(carrier, at=later(minutes / 60), at_once=False)
            return sum(A in one for one in server.commands) - before

        assert [tried(minutes) for minutes in (0, 4, 5, 14, 15, 34, 35, -60)] == [
            1, 0, 1, 0, 1, 0, 1, 1,
        ]  # fmt: skip


@pytest.mark.parametrize("utf8", [True, False])
def test_a_name_of_another_script(office: Office, *, utf8: bool) -> None:
    """With SMTPUTF8 it is said as it is; without, the copy is refused and nothing is mangled."""
    head = "To: 张三@xn--fsqu00a.example\r\nMessage-ID: <name@provider.example>\r\n\r\n"
    content = head.encode() + "您好\r\n".encode()
    with serving(FaultServer(utf8=utf8)) as server:
        mine = office.with_mail(host="127.0.0.1", port=server.port, security="none")
        carrier = Server(mine.settings.mail, Secret(""), None, HASTY)
        envelope = Envelope(
            sender="billing@provider.example", recipient="张三@例子.example", content=content
        )
        answer = carrier.carry(envelope, lambda: None, lambda: None)
        carrier.close()
    assert answer.state == ("sent" if utf8 else "failed")
    said = [one for one in server.commands if one.startswith(("MAIL", "RCPT"))]
    assert said == (
        [
            f"MAIL FROM:<billing@provider.example> SIZE={len(content)} BODY=8BITMIME SMTPUTF8",
            "RCPT TO:<张三@xn--fsqu00a.example>",
        ]
        if utf8
        else []
    )


def test_the_pace(office: Office) -> None:
    """At 30 a minute two seconds lie between two copies, however long each takes."""
    now, slept = 0.0, []

    def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(round(seconds, 3))
        now += seconds

    pace = Pace(office.with_mail(host="x", per_minute=30).settings.mail, lambda: now, sleep)
    for took in (0.5, 3.0, 0.0, 0.0):
        pace.wait("A")
        now += took
    assert slept == [1.5, 2.0]
