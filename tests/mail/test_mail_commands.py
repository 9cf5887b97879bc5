"""The commands as finance types them: a run that sends, what is in doubt, what a person does."""

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.mail.faulty import Fault, FaultServer, serving
from tests.month.desk import SETTINGS, Desk, client

WHO = ("--by", "Li", "--why", "asked them")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A server that behaves unless told otherwise."""
    with serving(FaultServer()) as found:
        yield found


def _turn_on(desk: Desk, server: FaultServer, more: str = "") -> None:
    mail = f"""
[mail]
send = "run"
from = "billing@provider.example"
report_to = ["finance@provider.example"]
host = "127.0.0.1"
port = {server.port}
security = "none"
per_minute = 100000
{more}
"""
    (desk.root / "billing.toml").write_text(SETTINGS + mail, encoding="utf-8")


def _states(report: dict[str, Any]) -> dict[str, str]:
    return {one["client"]: one["mail"]["state"] for one in report["clients"]}


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def test_mail_is_off_until_it_is_turned_on(desk: Desk) -> None:
    """No row, no file, and `billing send` says how."""
    assert set(_states(desk.run()).values()) == {"none"}
    assert not (desk.root / "outbox" / "2026-10" / "mail").exists()
    said = desk.call("send")
    assert said.code == 2
    assert "Mail is off" in said.err


def test_a_run_sends_and_a_second_one_does_not(desk: Desk, server: FaultServer) -> None:
    """Letter, PDF and report arrive once; run.json, summary and list say so; nothing else moves."""
    _turn_on(desk, server)
    desk.rows["Clients"][1]["email_to"] = ""
    desk.register()
    report = desk.run()
    assert _states(report) == {"A": "sent", "B": "none", "C": "sent", "D": "none"}
    assert [one.recipient for one in server.taken] == [
        "pay@a.example", "pay@c.example", "finance@provider.example",
    ]  # fmt: skip
    (pdf,) = (desk.root / "outbox" / "2026-10").glob("*_A.pdf")
    mails = [_read(path) for path in (desk.root / "outbox" / "2026-10" / "mail").iterdir()]
    (mine,) = [one for one in mails if one["To"] == "pay@a.example"]
    (attached,) = mine.iter_attachments()
    assert attached.get_content() == pdf.read_bytes()
    assert attached.get_filename() == pdf.name
    assert "5,512.00" in str(mine.get_body(("plain",)))
    page = load_workbook(desk.root / "outbox" / "2026-10" / "summary.xlsx").worksheets[0]
    head = [cell.value for cell in page[1]]
    column = [row[head.index("Mail")] for row in page.iter_rows(min_row=2, values_only=True)]
    assert column[:4] == ["sent", "no mail", "sent", "no mail"]
    before = desk.files()
    for _ in range(3):
        assert set(desk.outcomes().values()) == {"unchanged", "held"}
    assert desk.files() == before
    assert len(server.taken) == 3


def test_the_report_to_finance(desk: Desk, server: FaultServer) -> None:
    """Every client with outcome, number and mail; why one waits; once for each change."""
    _turn_on(desk, server)
    desk.run()
    folder = desk.root / "outbox" / "2026-10" / "mail"
    (first,) = [one for one in map(_read, folder.iterdir()) if "finance" in one["To"]]
    body = first.get_body(("plain",))
    assert body is not None
    lines = body.get_content().splitlines()
    assert lines[0] == "4 clients: issued 3, held 1"
    assert lines[3] == "A | Sample A Ltd | issued | INV-2026-000001 | 5,512.00 CNY | sent"
    assert lines[6].startswith("D | Sample D Ltd | held |  | ")
    assert any(line.startswith("- D: ") for line in lines)
    assert [one.get_filename() for one in first.iter_attachments()] == ["summary.xlsx"]
    (desk.root / "outbox" / "2026-10" / "run.json").unlink()  # as if it had died before that
    desk.run()
    assert desk.call("approve", "D", "--month", "2026-10", *WHO).code == 0
    desk.run()
    reports = [one for one in server.taken if one.recipient.startswith("finance")]
    assert len(reports) == len({one.message_id for one in reports}) == 2


def test_a_doubt_is_told_until_a_person_settles_it(desk: Desk, server: FaultServer) -> None:
    """Exit code 5; never sent again by itself; confirm and resend by name and reason."""
    _turn_on(desk, server)
    server.faults = (Fault(phase="dot", act="reset", takes=True),)
    said = desk.call("run", "--month", "2026-10", "--json")
    assert said.code == 5
    report = json.loads(said.out)
    assert _states(report)["A"] == "in_doubt"
    assert report["clients"][0]["warnings"][-1]["code"] == "mail_in_doubt"
    assert desk.call("run", "--month", "2026-10").code == 5
    assert desk.call("send", "--now").code == 5
    assert len([one for one in server.taken if one.recipient == "pay@a.example"]) == 1
    listed = json.loads(desk.call("mail", "list", "--json", "--state", "in_doubt").out)
    (row,) = listed["mails"]
    assert (row["number"], row["to"], row["client"]) == ("INV-2026-000001", "pay@a.example", "A")
    assert "pay@a.example" in desk.call("mail", "list").out
    assert desk.call("mail", "confirm", "INV-2026-000001", "--was-delivered").code == 2
    done = desk.call("mail", "confirm", "INV-2026-000001", "--was-delivered", *WHO)
    assert (done.code, "confirmed" in done.err) == (0, True)
    assert desk.call("mail", "confirm", "INV-2026-000001", "--was-delivered", *WHO).code == 2
    assert _states(desk.run())["A"] == "confirmed"
    assert desk.call("mail", "resend", "INV-2026-000001", *WHO).code == 2
    assert desk.call("mail", "resend", row["id"][:8], "--anyway", *WHO).code == 0
    assert desk.call("send").code == 0
    copies = [one for one in server.taken if one.recipient == "pay@a.example"]
    assert len({(one.message_id, one.sha256) for one in copies}) == 1
    assert len(copies) == 2
    (row, *_) = json.loads(desk.call("mail", "list", "--json").out)["mails"]
    assert (row["state"], row["number"]) == ("sent", "INV-2026-000001")


def test_a_refused_address_is_mended_in_the_register(desk: Desk, server: FaultServer) -> None:
    """5xx is told; a new mail goes to the new address, and settles the old one."""
    _turn_on(desk, server)
    server.faults = (Fault(phase="RCPT", act="550 unknown", only="pay@a.example"),)
    assert desk.call("run", "--month", "2026-10").code == 5
    same = desk.call("mail", "resend", "INV-2026-000001", "--readdress", *WHO)
    assert (same.code, "no address" in same.err) == (2, True)
    desk.rows["Clients"][0]["email_to"] = "new@a.example"
    desk.register()
    assert desk.call("mail", "resend", "INV-2026-000001", "--readdress", *WHO).code == 0
    assert desk.call("send", "--client", "A").code == 0
    assert server.taken[-1].recipient == "new@a.example"
    report = desk.run()
    assert (report["clients"][0]["outcome"], _states(report)["A"]) == ("unchanged", "confirmed")


def test_an_address_that_comes_later(desk: Desk, server: FaultServer) -> None:
    """Issued without an address, or with mail off: a person has it sent."""
    desk.run()
    _turn_on(desk, server)
    assert server.taken == []
    assert desk.call("mail", "resend", "INV-2026-000001", *WHO).code == 2
    assert desk.call("mail", "resend", "INV-2026-000001", "--readdress", *WHO).code == 0
    assert _states(desk.run())["A"] == "sent"
    assert [one.recipient for one in server.taken if "finance" not in one.recipient] == [
        "pay@a.example"
    ]


def test_credit_notes_and_revisions_are_mailed_too(desk: Desk, server: FaultServer) -> None:
    """A reissue writes two mails; the next send brings both."""
    _turn_on(desk, server)
    desk.run()
    desk.rows["Fixed"][0]["seats"] = "3"
    desk.register()
    assert desk.call("reissue", "A", "--month", "2026-10", *WHO).code == 0
    assert desk.call("send").code == 0
    rows = json.loads(desk.call("mail", "list", "--json").out)["mails"]
    assert [(one["purpose"], one["number"]) for one in rows if one["client"] == "A"] == [
        ("invoice", "INV-2026-000001"),
        ("credit_note", "INV-2026-000004"),
        ("invoice", "INV-2026-000005"),
    ]
    subjects = [
        str(_read(path)["Subject"])
        for path in (desk.root / "outbox" / "2026-10" / "mail").iterdir()
        if _read(path)["To"] == "pay@a.example"
    ]
    assert any("INV-2026-000004" in one and "INV-2026-000001" in one for one in subjects)
    assert any("revision 2" in one for one in subjects)


def test_a_server_that_is_away(desk: Desk, server: FaultServer) -> None:
    """Invoices are issued all the same; exit code 5, told; the next run sends."""
    server.faults = (Fault(phase="banner", act="421 away", times=2),)
    _turn_on(desk, server)
    said = desk.call("run", "--month", "2026-10")
    assert said.code == 5
    assert "cannot be used" in said.out
    assert server.taken == []
    report = desk.run()
    assert _states(report) == {"A": "sent", "B": "sent", "C": "sent", "D": "none"}
    assert sorted(one.recipient for one in server.taken if "finance" not in one.recipient) == [
        "pay@a.example", "pay@b.example", "pay@c.example",
    ]  # fmt: skip


def test_what_would_be_sent(desk: Desk, server: FaultServer) -> None:
    """`--dry-run` and `--to-me` note nothing; another month or client holds back."""
    _turn_on(desk, server)
    text = (desk.root / "billing.toml").read_text(encoding="utf-8")
    (desk.root / "billing.toml").write_text(
        text.replace('send = "run"', 'send = "command"'), encoding="utf-8"
    )
    desk.run()
    said = desk.call("send", "--dry-run")
    assert said.code == 0
    assert [line.split()[-1] for line in said.out.splitlines()] == [
        "pay@a.example", "pay@b.example", "pay@c.example", "finance@provider.example",
    ]  # fmt: skip
    assert desk.call("send", "--to-me", "me@provider.example").code == 0
    assert {one.recipient for one in server.taken} == {"me@provider.example"}
    assert desk.call("send", "--to-me", "me\n@provider.example").code == 2
    assert desk.call("send", "--month", "2026-09").code == 0
    assert desk.call("send", "--client", "B").code == 0
    assert [one.recipient for one in server.taken if "me@" not in one.recipient] == [
        "pay@b.example"
    ]


def test_a_client_with_an_odd_address_stops_no_other(desk: Desk, server: FaultServer) -> None:
    """The register names its cell; the client is not billed, so that no mail is owed."""
    desk.rows["Clients"][0] = client("A", email_to="a(b@a.example")
    desk.register()
    _turn_on(desk, server)
    report = desk.run()
    assert _states(report) == {"A": "none", "B": "sent", "C": "sent", "D": "none"}
    (why,) = report["clients"][0]["reasons"]
    assert (why["code"], why["cell"]) == ("register_not_an_address", "J3")


def test_no_password_stops_a_run_before_anything_is_issued(
    desk: Desk, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2; the name of the variable, never its value."""
    monkeypatch.delenv("BILLING_MAIL_PASSWORD", raising=False)
    _turn_on(desk, server, 'user = "billing"')
    text = (desk.root / "billing.toml").read_text(encoding="utf-8")
    assert desk.call("run", "--month", "2026-10").code == 2  # no login without TLS
    (desk.root / "billing.toml").write_text(text.replace('"none"', '"starttls"'), encoding="utf-8")
    said = desk.call("run", "--month", "2026-10")
    assert said.code == 2
    assert "BILLING_MAIL_PASSWORD" in said.err
    assert not list((desk.root / "outbox").glob("*"))
