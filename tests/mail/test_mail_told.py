"""What a run and `billing send` say of mails: those that are open, that wait, that went out now."""

import json
from collections.abc import Iterator

import pytest

from tests.mail.faulty import Fault, FaultServer, serving
from tests.month.desk import SETTINGS, Desk

RUN = ("run", "--month", "2026-10")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A server that behaves unless told otherwise."""
    with serving(FaultServer()) as found:
        yield found


def _turn_on(desk: Desk, server: FaultServer, *, by: str = "command", more: str = "") -> None:
    mail = f"""
[mail]
send = "{by}"
from = "billing@provider.example"
report_to = ["finance@provider.example"]
host = "127.0.0.1"
port = {server.port}
security = "none"
per_minute = 100000
{more}
"""
    (desk.root / "billing.toml").write_text(SETTINGS + mail, encoding="utf-8")
    desk.rows["Clients"][3]["approval"] = ""
    desk.register()


def test_where_only_send_sends_each_run_says_what_waits(desk: Desk, server: FaultServer) -> None:
    """The run and every firing after it, until all is sent; then nothing of it any more."""
    _turn_on(desk, server)
    first = desk.call("run", "--if-due")
    assert "Mails that wait: 5. Next for them: billing send\n" in first.err
    assert "Next: billing send brings the mails on their way" in first.err
    for words in (("run", "--if-due"), RUN):
        again = desk.call(*words)
        assert (again.code, "Mails that wait: 5. Next for them: billing send\n" in again.err) == (
            0,
            True,
        )
    sent = desk.call("send")
    assert (sent.code, sent.err.splitlines()[-1]) == (
        0,
        "Sent now: 5; still waiting: 0, in doubt: 0, refused: 0. In full: billing mail list",
    )
    assert "Mails that wait: 1." in desk.call(*RUN).err  # the report of what was sent
    assert "Sent now: 1; still waiting: 0" in desk.call("send").err
    assert "wait" not in desk.call(*RUN).err


def test_send_counts_what_it_sent_and_what_is_left(desk: Desk, server: FaultServer) -> None:
    """The second send of two counts its own copies; the caps leave the rest, in --dry-run too."""
    _turn_on(desk, server, more="per_run = 2")
    desk.call(*RUN)
    would = desk.call("send", "--dry-run")
    assert [line.split()[-1] for line in would.out.splitlines()] == [
        "pay@a.example",
        "pay@b.example",
    ]
    assert "It would send 2" in would.err
    assert "3 more would wait" in would.err
    told = []
    for _ in range(3):
        told += [one for one in desk.call("send").err.splitlines() if one.startswith("Sent now")]
    assert [one.partition(", in doubt")[0] for one in told] == [
        "Sent now: 2; still waiting: 3",
        "Sent now: 2; still waiting: 1",
        "Sent now: 1; still waiting: 0",
    ]
    assert len(server.taken) == 5


def test_the_cap_of_a_client_in_a_dry_run(desk: Desk, server: FaultServer) -> None:
    """What is shown is what the send after it brings."""
    desk.rows["Clients"][0]["email_cc"] = "boss@a.example"
    _turn_on(desk, server, more="per_client = 1")
    desk.call(*RUN)
    shown = [line.split()[-1] for line in desk.call("send", "--dry-run").out.splitlines()]
    desk.call("send")
    assert [one.recipient for one in server.taken] == shown
    assert "boss@a.example" not in shown


@pytest.mark.parametrize(
    "words, told",
    [
        (("send", "--month", "oktober"), "“oktober” is no month"),
        (("send", "--month", "2026-13"), "“2026-13” is no month"),
        (("send", "--month", ""), "“” is no month"),
        (("mail", "list", "--month", "oktober"), "“oktober” is no month"),
        (("send", "--client", "E"), "no active client “E”. There are: A, B, C, D."),
        (("send", "--client", "a"), "no active client “a”"),
        (("send", "--client", ""), "no active client “”"),
        (("send", "--client", "A", "--client", "E", "--dry-run"), "no active client “E”"),
    ],
)
def test_what_names_nothing_is_refused(
    desk: Desk, server: FaultServer, words: tuple[str, ...], told: str
) -> None:
    """Exit code 2, and nothing is sent."""
    _turn_on(desk, server)
    desk.call(*RUN)
    said = desk.call(*words)
    assert (said.code, told in said.err) == (2, True), said.err
    assert server.taken == []


def test_a_client_without_mail_may_be_named(desk: Desk, server: FaultServer) -> None:
    """It is in the register: nothing waits for it, and nothing is wrong."""
    _turn_on(desk, server)
    said = desk.call("send", "--client", "A")
    assert (said.code, "Sent now: 0" in said.err) == (0, True)


def test_each_open_mail_is_named_with_what_to_type(desk: Desk, server: FaultServer) -> None:
    """On the screen of every firing: number, address, command; the next step is not of clients."""
    server.faults = (
        Fault(phase="RCPT", act="550 5.1.1 unknown", only="pay@a.example"),
        Fault(phase="dot", act="reset"),
    )
    _turn_on(desk, server, by="run")
    firings = [desk.call("run", "--if-due") for _ in range(2)]
    assert "Next: settle the mails named above; billing mail list" in firings[0].err
    for said in firings:
        assert said.code == 5
        rows = json.loads(desk.call("mail", "list", "--json").out)["mails"]
        ids = {one["number"]: one["id"].partition("@")[0] for one in rows}
        lines = said.err.splitlines()
        start = lines.index("Mails that are open (2):")
        doubt, refused = sorted(lines[start + 1 : start + 3], reverse=True)
        assert "INV-2026-000002" in doubt
        assert "pay@b.example" in doubt
        assert f"billing mail confirm {ids['INV-2026-000002']}" in doubt
        assert "INV-2026-000001" in refused
        assert "pay@a.example" in refused
        assert f"billing mail resend {ids['INV-2026-000001']}" in refused
        assert "held or blocked" not in said.err


def test_a_reports_own_mail_in_doubt_is_named(desk: Desk, server: FaultServer) -> None:
    """Exit code 5 has its reason on the screen."""
    server.faults = (Fault(phase="dot", act="reset"),)
    for row in desk.rows["Clients"]:
        row["email_to"] = ""
    _turn_on(desk, server, by="run")
    for _ in range(2):
        said = desk.call("run", "--if-due")
        assert (said.code, "finance@provider.example" in said.err) == (5, True)
        assert "Mails that are open (1):" in said.err


def test_nothing_is_cut_in_a_pipe(
    desk: Desk, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal and COLUMNS each copy is one line, each amount, id and number whole."""
    desk.rows["Clients"][0]["name"] = "A client whose name is longer than many a table is wide " * 2
    _turn_on(desk, server)
    monkeypatch.delenv("COLUMNS")
    screen = desk.call(*RUN)
    assert all(one in screen.out for one in ("5,512.00", "INV-2026-000001", "issued"))
    rows = json.loads(desk.call("mail", "list", "--json").out)["mails"]
    listed = desk.call("mail", "list").out.splitlines()
    for row in rows:
        (line,) = [one for one in listed if f" {row['to']} " in f" {one} "]
        assert row["id"].partition("@")[0] in line
        assert (row["number"] or "report") in line


@pytest.mark.parametrize("columns", ["60", "80"])
def test_a_narrow_screen_breaks_no_number_and_no_id(
    desk: Desk, server: FaultServer, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """Names and addresses give way."""
    desk.rows["Clients"][0]["name"] = "A client whose name is longer than many a table is wide " * 2
    _turn_on(desk, server)
    monkeypatch.setenv("COLUMNS", columns)
    screen = desk.call(*RUN).out
    assert all(one in screen for one in ("5,512.00", "INV-2026-000001", "issued"))
    rows = json.loads(desk.call("mail", "list", "--json").out)["mails"]
    listed = desk.call("mail", "list").out
    assert all(row["id"].partition("@")[0] in listed for row in rows)
    assert all((row["number"] or "report") in listed for row in rows)
