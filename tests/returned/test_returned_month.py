"""Files given back by check, preview and run; corrected ones take the place of the first."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from tests.month.desk import Desk, Said, Table, call, desk, receptions, rows
from tests.returned.books import office, parts

__all__ = ["call", "desk", "rows"]

OCTOBER = ("--month", "2026-10")
RIGHT = {"C6": 104, "C7": 105, "C10": 108}
BLANK = "blank_figure"


def _faulty(store: str = "Shop B") -> list[list[object]]:
    """October's receptions with words on the fifth and sixth, and nothing on the ninth."""
    table = receptions(store)
    table[5][2], table[6][2], table[9][2] = "abc", "abd", None
    return table


def _folder(found: Desk) -> Path:
    return found.root / "outbox" / "2026-10" / "returned"


def _names(found: Desk) -> list[str]:
    folder = _folder(found)
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _check(found: Desk, *more: str) -> Mapping[str, Any]:
    """`billing check --json`."""
    said = found.call("check", *OCTOBER, "--json", *more)
    return dict(json.loads(said.out))


def _reasons(report: Mapping[str, Any]) -> dict[str, list[str]]:
    """Why each client that is blocked is, as codes."""
    return {
        one["client"]: [reason["code"] for reason in one["reasons"]]
        for one in report["clients"]
        if one["outcome"] == "blocked"
    }


def _notes(report: Mapping[str, Any]) -> dict[str, list[str]]:
    """The codes said of each file."""
    found: dict[str, list[str]] = {}
    for source in report["sources"]:
        found.setdefault(source["file"], []).extend(note["code"] for note in source["notes"])
    return found


def _corrected(path: Path, target: Path, cells: Mapping[str, str | int | None], sheet: str) -> None:
    """The workbook with some cells overtyped, saved by another program elsewhere."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(target)


def test_a_correction_takes_the_place_of_the_file_that_it_mends(desk: Desk) -> None:
    """From the fault to the invoice: the original stays in the inbox, and is not read."""
    desk.drop("b.xlsx", _faulty())
    report = _check(desk)
    assert _reasons(report) == {"B": ["not_a_number", BLANK]}
    assert report["returned"] == [{"file": "b.xlsx", "workbook": "returned/b.xlsx"}]
    assert _names(desk) == ["b.xlsx"]
    _corrected(_folder(desk) / "b.xlsx", desk.root / "inbox" / "b again.xlsx", RIGHT, "Sheet1")
    report = _check(desk)
    assert (_reasons(report), report["returned"], _names(desk)) == ({}, [], [])
    assert _notes(report)["b.xlsx"] == ["file_mended"]
    assert "b again.xlsx" in json.dumps(report["sources"])
    assert desk.outcomes()["B"] == "issued"
    (line,) = next(one for one in desk.run()["clients"] if one["client"] == "B")["invoice"]["lines"]
    assert line["quantity"] == str(31 * 100 - 99 - 101 - 99 + 104 + 105 + 108)


def test_an_unchanged_one_gives_the_same_problems_and_says_so(desk: Desk) -> None:
    """With the original beside it or gone, and as long as one red cell is as it was."""
    original = desk.drop("b.xlsx", _faulty())
    before = _reasons(_check(desk))
    given = (_folder(desk) / "b.xlsx").read_bytes()
    (desk.root / "inbox" / "given.xlsx").write_bytes(given)
    for gone in (False, True):
        if gone:
            original.unlink()
        report = _check(desk)
        assert _reasons(report) == before
        assert "marks_unchanged" in _notes(report)["given.xlsx"]
        assert report["returned"] == [{"file": "given.xlsx", "workbook": "returned/given.xlsx"}]
    said = desk.call("check", *OCTOBER).out
    assert "Of 2 places marked red when it was returned, 2 are as they were" in said
    _corrected(desk.root / "inbox" / "given.xlsx", desk.root / "inbox" / "given.xlsx",
               {"C6": 1, "C7": 2}, "Sheet1")  # fmt: skip
    said = desk.call("check", *OCTOBER).out
    assert "2 places marked red when it was returned, 1 are as they were: Sheet1!C10" in said


def test_a_correction_of_a_correction_takes_the_place_of_both(desk: Desk) -> None:
    """Half corrected, given back again, then whole: neither of the earlier files is read."""
    inbox = desk.root / "inbox"
    desk.drop("b.xlsx", _faulty())
    _check(desk)
    _corrected(_folder(desk) / "b.xlsx", inbox / "b2.xlsx", {"C6": 104, "C7": 105}, "Sheet1")
    assert _reasons(_check(desk)) == {"B": [BLANK]}
    assert _names(desk) == ["b2.xlsx"]
    book = openpyxl.load_workbook(_folder(desk) / "b2.xlsx")
    assert book.sheetnames == ["To correct", "Sheet1"]
    red = [cell.coordinate for row in book["Sheet1"] for cell in row if cell.fill.fill_type]
    assert red == ["C10"]
    _corrected(_folder(desk) / "b2.xlsx", inbox / "b3.xlsx", {"C10": 108}, "Sheet1")
    for gone in ("", "b2.xlsx", "b.xlsx"):
        if gone:
            (inbox / gone).unlink()
        report = _check(desk)
        assert _reasons(report) == {}
        left = {"b.xlsx", "b2.xlsx"} & {path.name for path in inbox.iterdir()}
        assert {name for name, codes in _notes(report).items() if codes == ["file_mended"]} == left


def test_two_that_mend_one_file_block_and_name_each_other(desk: Desk) -> None:
    """Which one counts cannot be told, whether the file is there or not."""
    inbox = desk.root / "inbox"
    original = desk.drop("b.xlsx", _faulty())
    _check(desk)
    _corrected(_folder(desk) / "b.xlsx", inbox / "one.xlsx", RIGHT, "Sheet1")
    _corrected(_folder(desk) / "b.xlsx", inbox / "two.xlsx", {**RIGHT, "C10": 1}, "Sheet1")
    for gone in (False, True):
        if gone:
            original.unlink()
        report = _check(desk)
        assert _reasons(report) == {"B": ["mended_twice", "mended_twice"]}
        reasons = next(one for one in report["clients"] if one["client"] == "B")["reasons"]
        assert [reason["file"] for reason in reasons] == ["one.xlsx", "two.xlsx"]
        assert "two.xlsx" in reasons[0]["message"]
        assert "one.xlsx" in reasons[1]["message"]


def test_nothing_is_written_twice_nor_left_behind_nor_lost(desk: Desk) -> None:
    """A rerun touches no file; a fault that goes takes its copy along; a person's work stays."""
    desk.drop("b.xlsx", _faulty())
    desk.drop("c1.xlsx", _faulty("Shop C1"))
    desk.run()
    assert _names(desk) == ["b.xlsx", "c1.xlsx"]
    before = desk.files()
    desk.run()
    assert desk.files() == before
    desk.drop("c1.xlsx", receptions("Shop C1"))
    _corrected(_folder(desk) / "b.xlsx", _folder(desk) / "b.xlsx", {"C6": 7}, "Sheet1")
    mine = (_folder(desk) / "b.xlsx").read_bytes()
    said = desk.call("check", *OCTOBER)
    assert _names(desk) == ["b.xlsx"]
    assert (_folder(desk) / "b.xlsx").read_bytes() == mine
    assert "b.xlsx was changed by somebody, and is left as it is" in said.err
    desk.drop("b.xlsx", receptions("Shop B"))
    desk.call("check", *OCTOBER)
    assert (_folder(desk) / "b.xlsx").read_bytes() == mine


def test_a_dry_run_writes_none_and_one_client_leaves_those_of_others(desk: Desk) -> None:
    """`--dry-run` changes nothing; `--client` looks at one and forgets no other."""
    desk.drop("b.xlsx", _faulty())
    desk.call("run", *OCTOBER, "--dry-run")
    assert _names(desk) == []
    desk.call("check", *OCTOBER, "--client", "A")
    said = desk.call("run", *OCTOBER, "--client", "A")
    assert (said.code, _names(desk)) == (0, [])
    assert "Sample B" not in said.out
    assert "b.xlsx" not in said.out + said.err
    for words in (
        ("check", "--client", "B"),
        ("check", "--client", "A"),
        ("preview", "--client", "C"),
    ):
        desk.call(*words, *OCTOBER)
        assert _names(desk) == ["b.xlsx"]


def test_the_summary_names_the_marked_workbook(desk: Desk) -> None:
    """On its sheet of sources."""
    desk.drop("b.xlsx", _faulty())
    desk.run()
    book = openpyxl.load_workbook(desk.root / "outbox" / "2026-10" / "summary.xlsx")
    page = list(book["Sources"].iter_rows(values_only=True))
    at = page[0].index("Marked, to correct")
    assert {row[0]: row[at] for row in page[1:]} == {
        "b.xlsx": "returned/b.xlsx",
        "c1.xlsx": None,
        "c2.xlsx": None,
    }


def _csv(table: Table) -> bytes:
    lines = (",".join("" if cell is None else str(cell) for cell in row) for row in table)
    return "\n".join(lines).encode("gb18030")


def _xls(table: Table) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for row, cells in enumerate(table):
        for column, value in enumerate(cells):
            if value is not None:
                page.write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name, make", [("b.csv", _csv), ("b.xls", _xls)])
def test_other_forms_come_back_as_workbooks(
    desk: Desk, name: str, make: Callable[[Table], bytes]
) -> None:
    """Text and old Excel: the same problems at the same cells, said to be so, and mended."""
    (desk.root / "inbox" / "b.xlsx").unlink()
    table = _faulty()
    table[12][0] = "=1+1"
    (desk.root / "inbox" / name).write_bytes(make(table))
    before = next(one for one in _check(desk)["clients"] if one["client"] == "B")["reasons"]
    assert _names(desk) == [f"{name}.xlsx"]
    given = _folder(desk) / f"{name}.xlsx"
    book = openpyxl.load_workbook(given)
    front = [row[0] for row in book["To correct"].iter_rows(values_only=True)]
    assert any("holds the values as they were read" in str(text) for text in front)
    assert all(cell.data_type != "f" for row in book["Sheet1"] for cell in row)
    assert book["Sheet1"]["A13"].value == "=1+1"
    dropped = desk.root / "inbox" / given.name
    dropped.write_bytes(given.read_bytes())
    after = next(one for one in _check(desk)["clients"] if one["client"] == "B")["reasons"]
    same = [(reason["code"], reason["cell"]) for reason in after]
    assert same == [(reason["code"], reason["cell"]) for reason in before]
    _corrected(dropped, dropped, {**RIGHT, "A13": "2026-10-12"}, "Sheet1")
    assert _reasons(_check(desk)) == {}


def test_a_comma_that_split_a_number_is_not_mended_by_becoming_a_workbook(desk: Desk) -> None:
    """Unchanged it is refused again; the figure is never the part before the comma."""
    table = receptions("Shop B")
    text = _csv(table).replace(b"2026-10-07,Shop B,99", b"2026-10-07,Shop B,1,234")
    (desk.root / "inbox" / "b.xlsx").unlink()
    (desk.root / "inbox" / "b.csv").write_bytes(text)
    assert _reasons(_check(desk))["B"][0] == "row_too_long"
    dropped = desk.root / "inbox" / "again.xlsx"
    dropped.write_bytes((_folder(desk) / "b.csv.xlsx").read_bytes())
    assert _reasons(_check(desk))["B"][0] == "row_too_long"
    _corrected(dropped, dropped, {"C8": 1234, "D8": None}, "Sheet1")
    report = _check(desk)
    assert _reasons(report) == {}
    (line,) = next(one for one in report["clients"] if one["client"] == "B")["invoice"]["lines"]
    assert line["quantity"] == str(31 * 100 - 99 + 1234)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx:Calc MS Excel 2007 XML", "ods", "xls"])
def test_libreoffice_saves_a_correction(desk: Desk, tmp_path: Path, form: str) -> None:
    """Saved in its own form or as another: the hash is still told by property or first sheet."""
    desk.drop("b.xlsx", _faulty())
    _check(desk)
    given = tmp_path / "given.xlsx"
    _corrected(_folder(desk) / "b.xlsx", given, RIGHT, "Sheet1")
    saved = office(given, form, tmp_path)
    (desk.root / "inbox" / saved.name).write_bytes(saved.read_bytes())
    report = _check(desk)
    assert _reasons(report) == {}
    assert _notes(report)["b.xlsx"] == ["file_mended"]


@pytest.mark.slow
def test_an_ods_comes_back_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    """Its values, marked; said on the first sheet."""
    path = desk.drop("b.xlsx", _faulty())
    saved = office(path, "ods", tmp_path)
    path.unlink()
    (desk.root / "inbox" / "b.ods").write_bytes(saved.read_bytes())
    before = _reasons(_check(desk))
    assert _names(desk) == ["b.ods.xlsx"]
    (desk.root / "inbox" / "b.ods.xlsx").write_bytes((_folder(desk) / "b.ods.xlsx").read_bytes())
    assert _reasons(_check(desk)) == before


ORDERS: Sequence[Sequence[object]] = [
    ["店铺订单导出", None, None, None, None, None, None, None],
    ["订单编号", "付款时间", "店铺", "订单状态", "买家会员名", "收货人姓名", "收货地址 ",
     "联系手机"],
    ["1001", "2026-10-03 10:00:00", "Shop O", "交易成功", "tb_lily", "李四", "杭州市西湖区1号",
     13912345678],
    ["1002", "2026-10-04 10:00:00", "Shop O", "奇怪状态", "tb_rose", "王五", "上海市", "139-0000"],
]  # fmt: skip


def test_what_is_about_buyers_is_given_back_empty(desk: Desk, rows: Any) -> None:
    """A list of orders below a title: the columns that name or reach buyers, and no other."""
    rows["Stores"].append({"client": "O", "store": "Shop O"})
    rows["Clients"].append({**rows["Clients"][1], "client": "O", "name": "Sample O Ltd"})
    rows["Orders"] = [{"charge": "O-1", "client": "O", "start": "2026-01-01", "method": "flat",
                       "price": "1.00"}]  # fmt: skip
    desk.register()
    desk.drop("orders.xlsx", ORDERS)
    assert _reasons(_check(desk))["O"][0] == "status_unknown"
    content = (_folder(desk) / "orders.xlsx").read_bytes()
    page = openpyxl.load_workbook(io.BytesIO(content))["Sheet1"]
    assert [[cell.value for cell in row] for row in page] == [
        list(ORDERS[0]),
        list(ORDERS[1]),
        [*ORDERS[2][:4], None, None, None, None],
        [*ORDERS[3][:4], None, None, None, None],
    ]
    held = b"".join(parts(content).values()).decode(errors="replace")
    told = ("tb_lily", "tb_rose", "李四", "王五", "西湖区", "上海市", "139123", "345678", "139-0")
    assert [text for text in told if text in held] == []  # "139" alone is in many a hash
    (desk.root / "inbox" / "orders2.xlsx").write_bytes(content)
    assert _reasons(_check(desk))["O"][0] == "status_unknown"


def test_what_cannot_be_opened_has_no_copy(desk: Desk) -> None:
    """A damaged file is named with what to do; there is nothing to mark."""
    whole = desk.drop("b.xlsx", _faulty())
    whole.write_bytes(whole.read_bytes()[:900])
    (desk.root / "inbox" / "empty.xlsx").write_bytes(b"")
    assert _check(desk)["returned"] == []
    assert _names(desk) == []


def test_names_are_safe_and_apart(desk: Desk) -> None:
    """Folders become part of the name; two files never share a copy."""
    inbox = desk.root / "inbox"
    for index, name in enumerate(
        ("x/Shop B:1?.xlsx", "x_Shop B_1_.xlsx", "long/" + "店" * 80 + ".xlsx", "con.csv")
    ):
        path = inbox / name
        path.parent.mkdir(exist_ok=True)
        table = _faulty()
        table[1][2] = index
        held = desk.drop("z.xlsx", table)
        path.write_bytes(_csv(table) if name.endswith(".csv") else held.read_bytes())
        held.unlink()
    _check(desk)
    names = _names(desk)
    assert len(names) == 4
    assert all(len(name.encode()) < 180 for name in names)
    assert "_con.csv.xlsx" in names
    assert sorted(name.rpartition("_")[0] for name in names if name.startswith("x_")) == [
        "x_Shop B_1_",
        "x_Shop B_1_",
    ]


def test_a_copy_that_cannot_be_written_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Open in Excel on Windows: the month is billed, and the command says what to close."""

    def refused(_path: Path, _content: bytes) -> bool:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("billing.month.returned.write", refused)
    desk.drop("b.xlsx", _faulty())
    said = desk.call("run", *OCTOBER)
    assert (desk.root / "outbox" / "2026-10" / "run.json").is_file()
    assert "b.xlsx could not be marked and given back: the marked workbook cannot be" in said.err


def test_commands_say_where_the_workbooks_are(desk: Desk) -> None:
    """On the terminal, for people."""
    desk.drop("b.xlsx", _faulty())
    said: Said = desk.call("run", *OCTOBER)
    assert f"Files to correct, marked and given back: 1, in {_folder(desk)}" in said.err


def _of_two(found: Desk) -> dict[str, str]:
    outcomes = found.outcomes()
    return {one: outcomes[one] for one in "BC"}


def test_a_client_issued_from_the_original_stays_unchanged(desk: Desk) -> None:
    """One file of two clients: the one without faults was issued before the other's correction."""
    for name in ("b.xlsx", "c1.xlsx"):
        (desk.root / "inbox" / name).unlink()
    desk.drop("both.xlsx", [*receptions("Shop B"), *_faulty("Shop C1")[1:]])
    assert _of_two(desk) == {"B": "issued", "C": "blocked"}
    cells = dict.fromkeys(("C37", "C38", "C41"), 100)
    _corrected(_folder(desk) / "both.xlsx", desk.root / "inbox" / "x.xlsx", cells, "Sheet1")
    assert _of_two(desk) == {"B": "unchanged", "C": "issued"}
    assert _of_two(desk) == {"B": "unchanged", "C": "unchanged"}
