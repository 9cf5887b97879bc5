"""A month left open when the next one falls due is named by each firing, with what to type."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime

import pytest

from billing.cli import opening
from tests.month.desk import Desk

Clock = Callable[[str], None]
_WHO = ("--by", "Li", "--why", "asked them")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Clock:
    """Set the program's clock; A alone is billed later, B waits for its file, D for a person."""
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("issue_date = 2026-11-02\n", ""), encoding="utf-8")
    for row in desk.rows["Receptions"]:
        row["end"] = "2026-10-31"
    for row in desk.rows["Fixed"][1:]:
        row["end"] = "2026-10-31"
    desk.register()
    (desk.root / "inbox" / "b.xlsx").rename(desk.root / "b.xlsx")

    def stand(day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T06:15:00+08:00")
        monkeypatch.setattr(opening, "now", lambda _workspace: moment)

    return stand


def test_who_waits_is_named_until_billed_or_closed(desk: Desk, clock: Clock) -> None:
    """Exit code 3 and the command, each day; one by one they go; then nothing is said any more."""
    clock("2026-11-01")
    first = desk.call("run", "--if-due")
    assert (first.code, "not finished" in first.err) == (3, False)  # the screen shows them
    clock("2026-12-01")
    assert "not finished" in desk.call("run", "--if-due").err
    clock("2026-12-02")
    said = desk.call("run", "--if-due")
    assert said.code == 3
    (line,) = [one for one in said.err.splitlines() if "not finished" in one]
    assert line.startswith("2026-10 is not finished: not billed yet: B, D. ")
    assert "billing run --month 2026-10" in said.err
    assert "Nothing to do: 2026-11 is billed" in said.err
    assert desk.call("approve", "D", "--month", "2026-10", *_WHO).code == 0
    assert desk.call("run", "--month", "2026-10").code == 3
    said = desk.call("run", "--if-due")
    assert (said.code, "not billed yet: B." in said.err) == (3, True)
    assert (
        desk.call("close", "2026-10", "--client", "B", "--anyway", *_WHO).code == 0
    )  # run.json still has it as blocked
    said = desk.call("run", "--if-due")
    assert (said.code, "2026-10" in said.err) == (0, False)


@pytest.mark.parametrize("odd", ["", "{", '{"clients": [{"client": "A", "outcome": "odd"}]}', "[]"])
def test_a_month_whose_report_is_lost_is_named(desk: Desk, clock: Clock, odd: str) -> None:
    """Begun, and nobody knows that it is finished; in the JSON nothing changes."""
    clock("2026-11-01")
    desk.call("run", "--if-due")
    file = desk.root / "outbox" / "2026-10" / "run.json"
    file.write_text(odd, encoding="utf-8") if odd else shutil.rmtree(file.parent)
    clock("2026-12-01")
    said = desk.call("run", "--if-due", "--json")
    assert said.code == 3
    assert "2026-10 was begun" in said.err
    assert "billing run --month 2026-10" in said.err
    assert json.loads(said.out)["month"] == "2026-11"
