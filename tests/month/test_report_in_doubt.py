"""A report to finance whose mail is in doubt is told as what it is: of no file and no client."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

import billing.report
from tests.mail.faulty import Fault, FaultServer, serving
from tests.month.desk import SETTINGS, Desk

MAIL = """
[mail]
send = "run"
from = "billing@provider.example"
report_to = ["finance@provider.example"]
host = "127.0.0.1"
port = {port}
security = "none"
"""
WHO = ("--by", "Li", "--why", "asked them")


@pytest.fixture
def server(desk: Desk) -> Iterator[FaultServer]:
    """A server that breaks off after the first dot; no client has an address, so the report's."""
    with serving(FaultServer(faults=(Fault(phase="dot", act="reset"),))) as found:
        text = SETTINGS + MAIL.format(port=found.port)
        (desk.root / "billing.toml").write_text(text, encoding="utf-8")
        for row in desk.rows["Clients"]:
            row["email_to"] = ""
        desk.register()
        yield found


@pytest.mark.usefixtures("server")
def test_a_report_in_doubt_is_a_problem_of_the_run(desk: Desk) -> None:
    """Once in `problems`, no file without a name; the schema holds; the workbook lists it."""
    said = desk.call("run", "--month", "2026-10", "--json")
    assert said.code == 5
    report = json.loads(said.out)
    assert [(one["code"], one["file"]) for one in report["problems"]] == [("mail_in_doubt", "")]
    assert sorted(one["file"] for one in report["sources"]) == ["b.xlsx", "c1.xlsx", "c2.xlsx"]
    schema = Path(billing.report.__file__).with_name("run.schema.json").read_text("utf-8")
    Draft202012Validator(json.loads(schema)).validate(report)
    folder = desk.root / "outbox" / "2026-10"
    assert json.loads((folder / "run.json").read_text("utf-8")) == report
    book = load_workbook(folder / "summary.xlsx")
    codes = [row[-1] for row in book["Problems"].iter_rows(values_only=True)]
    assert codes.count("mail_in_doubt") == 1
    files = [row[0] for row in book["Sources"].iter_rows(min_row=2, values_only=True)]
    assert None not in files


@pytest.mark.usefixtures("server")
def test_a_second_report_tells_the_first_ones_doubt_once(desk: Desk) -> None:
    """And when a person has settled it, no more."""
    desk.call("run", "--month", "2026-10")
    assert desk.call("approve", "D", "--month", "2026-10", *WHO).code == 0
    report = desk.run()
    assert [one["code"] for one in report["problems"]] == ["mail_in_doubt"]
    (doubt,) = json.loads(desk.call("mail", "list", "--json", "--state", "in_doubt").out)["mails"]
    assert desk.call("mail", "confirm", doubt["id"], "--was-delivered", *WHO).code == 0
    assert desk.run()["problems"] == []
