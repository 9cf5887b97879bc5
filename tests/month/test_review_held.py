"""A month that looks wrong, from real files: held, told, approved by name, and issued."""

import json

from tests.month.desk import Desk, charge, client, receptions


def _seen(desk: Desk, month: str) -> dict[str, tuple[str, list[str]]]:
    """Outcome and reasons of each client in a run of a month."""
    report = json.loads(desk.call("run", "--month", month, "--json").out)
    return {
        one["client"]: (one["outcome"], [reason["code"] for reason in one["reasons"]])
        for one in report["clients"]
    }


def _desk(desk: Desk) -> None:
    """B alone, billed for October; November comes to 1000 a day in place of 100."""
    desk.rows["Clients"] = [client("B")]
    desk.rows["Stores"] = [{"client": "B", "store": "Shop B"}]
    desk.rows["Fixed"] = []
    desk.rows["Receptions"] = [charge("B-1", "B", store="Shop B", method="flat", price="1.20")]
    desk.register()
    for name in ("c1.xlsx", "c2.xlsx"):
        (desk.root / "inbox" / name).unlink()
    file = desk.root / "billing.toml"
    file.write_text(file.read_text("utf-8").replace("2026-11-02", "2026-12-02"), "utf-8")
    assert _seen(desk, "2026-10") == {"B": ("issued", [])}
    _november(desk, 1000)


def _november(desk: Desk, per_day: int) -> None:
    table = [[str(cell).replace("2026-10", "2026-11") for cell in row[:2]] + row[2:]
             for row in receptions("Shop B", per_day)[:31]]  # fmt: skip
    desk.drop("b-11.xlsx", table)


def test_a_slip_is_held_until_approved_for_these_very_figures(desk: Desk) -> None:
    """No number and no PDF; other figures need another look."""
    _desk(desk)
    held = {"B": ("held", ["unit_slip"])}
    assert _seen(desk, "2026-11") == held
    assert not list((desk.root / "outbox" / "2026-11").glob("*.pdf"))
    words = ("approve", "B", "--month", "2026-11", "--by", "Ann Example", "--why", "a campaign")
    assert desk.call(*words).code == 0
    _november(desk, 1001)
    assert _seen(desk, "2026-11") == held
    _november(desk, 1000)
    assert _seen(desk, "2026-11") == {"B": ("issued", [])}


def test_every_command_tells_the_finding(desk: Desk) -> None:
    """check, preview and run: where, now and before, how many times, and what to type."""
    _desk(desk)
    for command in ("check", "preview", "run"):
        said = desk.call(command, "--month", "2026-11")
        assert said.code == 3
        text = said.out + said.err
        assert "b-11.xlsx!Sheet1!C2:C31: Receptions of Shop B: 30,000 in 30 days" in text
        assert "1,000 on a usual day; recent months (2026-10) had 100: ×10, as if" in text
        assert "billing approve B --month 2026-11 --by NAME --why REASON" in text


def test_a_finding_in_run_json_has_its_file_sheet_and_cells(desk: Desk) -> None:
    """As every other reason."""
    _desk(desk)
    report = json.loads(desk.call("check", "--month", "2026-11", "--json").out)
    (reason,) = report["clients"][0]["reasons"]
    assert {name: reason[name] for name in ("code", "file", "sheet", "cell")} == {
        "code": "unit_slip",
        "file": "b-11.xlsx",
        "sheet": "Sheet1",
        "cell": "C2:C31",
    }


def test_what_is_turned_off_holds_nothing(desk: Desk) -> None:
    """A workspace may know its clients better."""
    _desk(desk)
    file = desk.root / "billing.toml"
    off = "[thresholds]\nslip = false\nchange = false\n"
    file.write_text(file.read_text("utf-8") + off, "utf-8")
    assert _seen(desk, "2026-11") == {"B": ("issued", [])}
