"""check as a clerk uses it: what is needed, there, missing and not final, and what to send."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tests.month.desk import SETTINGS, Desk, charge, client, receptions

_FINAL = "延迟统计"


def _check(desk: Desk, *more: str) -> dict[str, Any]:
    said = desk.call("check", "--month", "2026-10", "--json", *more)
    return dict(json.loads(said.out)["check"])


def _standings(desk: Desk) -> dict[str, str]:
    return {one["client"]: one["standing"] for one in _check(desk)["clients"]}


def _on(desk: Desk, day: str) -> None:
    text = SETTINGS.replace("2026-11-02", day)
    (desk.root / "billing.toml").write_text(text, encoding="utf-8")


def _days(desk: Desk, name: str, store: str, *days: int) -> None:
    header, *rows = receptions(store)
    desk.drop(name, [header, *(rows[day - 1] for day in days)])


def test_every_client_stands_somewhere(desk: Desk) -> None:
    """Ready, incomplete, to correct, to approve; and once issued, done."""
    (desk.root / "inbox" / "b.xlsx").unlink()
    wrong = receptions("Shop C1", 60)
    wrong[5][2] = "#DIV/0!"
    desk.drop("c1.xlsx", wrong)
    assert _standings(desk) == {
        "A": "ready", "B": "incomplete", "C": "to_correct", "D": "to_approve",
    }  # fmt: skip
    said = desk.call("check", "--month", "2026-10")
    assert said.code == 3
    assert "Next: billing check --month 2026-10 --reminders" in said.err
    desk.run()
    assert _standings(desk)["A"] == "done"


def test_its_json_is_a_runs(desk: Desk) -> None:
    """The schema of run.json holds for it, with the key that only a check has."""
    said = desk.call("check", "--month", "2026-10", "--json")
    schema = (files("billing") / "report" / "run.schema.json").read_text("utf-8")
    Draft202012Validator(json.loads(schema)).validate(json.loads(said.out))


def test_days_are_told_by_kind_and_store(desk: Desk) -> None:
    """Gaps before the last day are missing; the days after it are not final."""
    _days(desk, "c1.xlsx", "Shop C1", *range(1, 5), *range(8, 11), *range(12, 29))
    (found,) = (one for one in _check(desk)["clients"] if one["client"] == "C")
    assert found["needs"] == [
        {
            "kind": "receptions", "store": "Shop C1", "service": "", "shift": "",
            "days": 31, "got": 24,
            "missing": [
                {"first": "2026-10-05", "last": "2026-10-07"},
                {"first": "2026-10-11", "last": "2026-10-11"},
            ],
            "after": {"first": "2026-10-29", "last": "2026-10-31"},
            "files": ["c1.xlsx"],
        },
        {
            "kind": "receptions", "store": "Shop C2", "service": "", "shift": "",
            "days": 31, "got": 31, "missing": [], "after": None, "files": ["c2.xlsx"],
        },
    ]  # fmt: skip


def test_in_the_middle_of_a_month_nothing_is_missing_yet(desk: Desk) -> None:
    """The same half-full folder: so far before the month's end, at fault after it."""
    _days(desk, "b.xlsx", "Shop B", *range(1, 10))
    (desk.root / "inbox" / "c2.xlsx").unlink()
    _on(desk, "2026-10-16")
    said = desk.call("check", "--month", "2026-10")
    assert said.code == 0
    assert "so far" in said.out
    assert "incomplete" not in said.out
    found = {one["client"]: one for one in _check(desk)["clients"]}
    assert [(need["got"], need["days"]) for need in found["B"]["needs"]] == [(9, 15)]
    assert {one["standing"] for one in found.values()} == {"so_far"}
    _on(desk, "2026-11-01")
    said = desk.call("check", "--month", "2026-10")
    assert said.code == 3
    assert "receptions · Shop C2: nothing for 2026-10-01 to 2026-10-31" in said.out


def test_a_wrong_cell_is_wrong_on_any_day(desk: Desk) -> None:
    """Only what days to come can mend is left out while the month runs."""
    wrong = receptions("Shop B")[:9]
    wrong[5][2] = "abc"
    desk.drop("b.xlsx", wrong)
    _on(desk, "2026-10-16")
    assert _standings(desk)["B"] == "to_correct"
    assert desk.call("check", "--month", "2026-10").code == 3


def _reminders(desk: Desk) -> str:
    return desk.call("check", "--month", "2026-10", "--reminders").out


def test_reminders_are_ready_to_be_sent(desk: Desk) -> None:
    """In each client's language: what is missing, what is not final, what is wrong."""
    desk.rows["Clients"][1] = client("B", name="示例乙方", language="zh")
    desk.register()
    (desk.root / "inbox" / "b.xlsx").unlink()
    late = receptions("Shop C1")[:29]
    late[7][2], late[9][2] = _FINAL, "abc"
    desk.drop("c1.xlsx", late)
    assert (
        _reminders(desk)
        == """\
==== B 示例乙方 ====
示例乙方，您好：

为结算 2026-10 的客服服务费，我们还需要以下内容：

缺少的数据
1. 接待 · Shop B：2026-10-01 至 2026-10-31 的数据

收到后我们即可出账。谢谢！
示例客服

==== C Sample C Ltd ====
Dear colleagues at Sample C Ltd,

To bill customer service for 2026-10 we still need the following:

Not final (please export it again after the month's end)
1. receptions · Shop C1: 2026-10-29 to 2026-10-31 still missing
2. c1.xlsx!Sheet1!C8: 延迟统计: the figure is not final yet.

To be corrected
3. c1.xlsx!Sheet1!C10: abc is no number. Please send it with the right figure.

We bill as soon as we have it. Thank you.
Sample Provider

"""
    )


def test_a_settled_month_is_asked_of_nobody(desk: Desk) -> None:
    """B is issued; that its file has left the inbox, or is broken since, is nothing to ask for."""
    desk.run()
    (desk.root / "inbox" / "b.xlsx").unlink()
    broken = receptions("Shop C1")[:20]
    broken[3][2] = "abc"
    desk.drop("c1.xlsx", broken)
    found = {one["client"]: one for one in _check(desk)["clients"]}
    assert {name: (found[name]["standing"], found[name]["reminder"]) for name in "BC"} == {
        "B": ("done", ""),
        "C": ("differs", ""),
    }
    said = desk.call("check", "--month", "2026-10").out
    assert "not final" not in said
    assert "c1.xlsx!Sheet1!C4" in said


def test_a_reminder_says_what_to_do(desk: Desk) -> None:
    """In words for somebody who has the table alone; the clerk's own remedies are not for it."""
    table = receptions("Shop B")
    table[4][2] = "#REF!"
    desk.drop("b.xlsx", table)
    text = _reminders(desk)
    assert (
        "1. b.xlsx!Sheet1!C5: The cell holds #REF!, and no usable value. Please mend the formula,"
        " or type the figure in its place, save it and send it again.\n"
    ) in text
    assert "drop it again; saving alone does not help" in desk.call(
        "check", "--month", "2026-10"
    ).out.replace("\n", " ")


def test_no_reminder_names_another_client(desk: Desk) -> None:
    """A file named after another client or store is not named to this one."""
    wrong = receptions("Shop C1", 60)
    wrong[5][2] = "abc"
    (desk.root / "inbox" / "c1.xlsx").unlink()
    desk.drop("Shop B and Sample A Ltd.xlsx", wrong)
    text = _reminders(desk)
    assert "1. C6 abc is no number." in text
    assert "Shop B" not in text
    assert "Sample A" not in text


def test_a_file_of_nobody_is_in_no_reminder(desk: Desk) -> None:
    """It may hold what is missing, so the clerk is told; it may be another client's."""
    (desk.root / "inbox" / "b.xlsx").unlink()
    (desk.root / "inbox" / "export.xlsx").write_bytes(b"")
    (found,) = (one for one in _check(desk)["clients"] if one["client"] == "B")
    assert (found["standing"], found["open"]) == ("incomplete", [])
    assert "export" not in found["reminder"]
    said = desk.call("check", "--month", "2026-10").out
    assert "whose clients are not known: export.xlsx" in said


def test_nothing_to_ask_for_is_said(desk: Desk) -> None:
    """A full inbox has no reminders: an approval is asked of nobody outside."""
    assert _reminders(desk) == "There is nothing to remind anybody of.\n"


def _changes(desk: Desk, month: str) -> list[str]:
    said = desk.call("check", "--month", month, "--json")
    found = json.loads(said.out)["check"]
    return [
        f"{one['client']}: {change['message']}"
        for one in found["clients"]
        for change in one["changes"]
    ] + [f"{change['client']}: {change['message']}" for change in found["gone"]]


def test_changes_of_the_register_since_the_last_invoice(desk: Desk) -> None:
    """A dated row, an overwritten one, a new charge, a client added and one gone."""
    assert _changes(desk, "2026-10") == []
    desk.run()
    _on(desk, "2026-12-02")
    assert _changes(desk, "2026-11") == ["D: it has had no invoice before"]  # it was held
    fixed = desk.rows["Fixed"]
    fixed[0] = {**fixed[0], "end": "2026-10-31"}
    fixed.append(charge("A-1", "A", seats="3", price="2600") | {"start": "2026-11-01"})
    fixed.append(charge("E-1", "E", seats="1", price="10"))
    fixed.append(charge("A-2", "A", seats="1", price="99") | {"start": "2026-11-01"})
    desk.rows["Receptions"][0] = charge("B-1", "B", store="Shop B", method="flat", price="1.30")
    desk.rows["Clients"] = [one for one in desk.rows["Clients"] if one["client"] != "C"]
    desk.rows["Clients"].append(client("E"))
    desk.rows["Stores"] = [one for one in desk.rows["Stores"] if one["client"] != "C"]
    desk.rows["Receptions"] = desk.rows["Receptions"][:1]
    del desk.rows["Tiers"]
    desk.register()
    assert _changes(desk, "2026-11") == [
        "A: charge A-1, seats from 2026-11-01: 2 → 3",
        "A: new charge A-2 from 2026-11-01",
        "B: rows billed in INV-2026-000002 (2026-10) were overwritten since; prices: -",
        "D: it has had no invoice before",
        "E: it has had no invoice before",
        "C: billed for 2026-10, and no longer among the active clients",
    ]
    desk.drop("b11.xlsx", [
        [str(cell).replace("2026-10", "2026-11") if place == 0 else cell
         for place, cell in enumerate(row)]
        for row in receptions("Shop B")[:31]
    ])  # fmt: skip
    assert any("B-1 Reception fee: 1.20 → 1.30" in one for one in _changes(desk, "2026-11"))


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    """No line is longer, and every client has its row."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("BILLING_LANGUAGE", language)
    desk.rows["Clients"][1]["name"] = "示例乙方客户服务外包有限责任公司华东分公司"
    desk.register()
    _days(desk, "c1.xlsx", "Shop C1", *range(1, 31, 2))
    (desk.root / "inbox" / "b.xlsx").unlink()
    (desk.root / "inbox" / "broken-and-with-a-long-name.xlsx").write_bytes(b"PK\3\4 cut short")
    said = desk.call("check", "--month", "2026-10")
    assert max(map(cell_len, said.out.splitlines())) <= width
    assert "\x1b" not in said.out
    assert not [line for line in said.out.splitlines() if line != line.rstrip()]
    rows = [line.split()[0] for line in said.out.splitlines() if line.startswith(" ")]
    assert [one for one in rows if one in "ABCD"] == ["A", "B", "C", "D"]


def test_a_pipe_gets_whole_sentences(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is broken where no terminal is."""
    monkeypatch.delenv("COLUMNS")
    _days(desk, "c1.xlsx", "Shop C1", *range(1, 31, 2))
    said = desk.call("check", "--month", "2026-10")
    line, after = (one for one in said.out.splitlines() if one.startswith("  - receptions"))
    assert after.endswith("(not final: export it again after them)")
    assert line.startswith("  - receptions · Shop C1: lacks 2026-10-02, 2026-10-04, ")
    assert line.endswith("2026-10-28")


def test_every_file_tells_what_was_done_with_it(desk: Desk) -> None:
    """Mended, warned of, refused and set aside, by file."""
    desk.drop("sept.xlsx", [["date", "store", "receptions"], ["2026-09-01", "Shop B", 3]])
    desk.drop("b.xlsx", [["October"], *receptions("Shop B"), ["total", "", 3200]])
    (desk.root / "inbox" / "bad.xlsx").write_bytes(b"")
    found = {one["file"]: one for one in _check(desk)["files"]}
    told = {
        name: sorted({(one["code"], one["severity"]) for one in file["problems"]})
        for name, file in found.items()
        if file["problems"]
    }
    assert told == {
        "b.xlsx": [
            ("rows_above_header", "mended"),
            ("total_disagrees", "warned"),
            ("total_left_out", "mended"),
        ],
        "bad.xlsx": [("file_empty", "blocked")],
        "sept.xlsx": [("file_set_aside", "mended"), ("rows_outside_month", "mended")],
    }
    assert [name for name, file in found.items() if file["set_aside"]] == ["sept.xlsx"]
    assert found["c1.xlsx"]["rows"] == {"receptions": 31}
    assert found["c1.xlsx"]["clients"] == ["C"]
