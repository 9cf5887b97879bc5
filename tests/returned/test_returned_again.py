"""What is given back is made once, in the process that reads, and stays quick for many faults."""

import csv
import datetime as dt
import io
import time
from pathlib import Path

import openpyxl
import pytest

from billing import returned
from billing.errors import Problem, Severity
from billing.intake import isolated
from billing.month import remarks
from billing.returned import Remark, Request, made_from
from billing.source import CellRange, File
from billing.workbook.claim import Claim
from billing.workbook.grid import Book, Grid, Unreadable
from billing.workbook.opened import Opened
from tests.month.desk import Desk, call, desk, receptions, rows

__all__ = ["call", "desk", "rows"]  # fixtures

OCTOBER = ("--month", "2026-10")


def _faulty(store: str = "Shop B", place: int = 5) -> list[list[object]]:
    table = receptions(store)
    table[place][2] = "abc"
    return table


def _folder(desk: Desk) -> Path:
    return desk.root / "outbox" / "2026-10" / "returned"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the process apart was asked to mark."""
    found: list[str] = []
    ask = isolated.Cage.ask

    def counted(self: isolated.Cage, file: File, content: bytes, *more: object) -> object:
        found.extend([file.name] if more else [])
        return ask(self, file, content, *more)

    monkeypatch.setattr(isolated.Cage, "ask", counted)
    return found


def test_only_what_changed_is_marked_again(desk: Desk, asked: list[str]) -> None:
    """The file, its problems, the language, the headers: each makes it anew; nothing else does."""
    desk.drop("b.xlsx", _faulty())
    desk.drop("c1.xlsx", _faulty("Shop C1"))
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")

    def marked() -> list[str]:
        asked.clear()
        desk.call("check", *OCTOBER)
        return sorted(asked)

    assert marked() == ["b.xlsx", "c1.xlsx"]
    assert marked() == []
    desk.rows["Clients"][2]["email_to"] = "other@c.example"
    desk.register()
    assert marked() == []
    desk.drop("b.xlsx", _faulty(place=6))
    assert marked() == ["b.xlsx"]
    desk.rows["Clients"][2]["name"] = "Sample Other Ltd"  # who waits, on the list
    desk.register()
    assert marked() == ["c1.xlsx"]
    settings.write_text(text.replace('"en"', '"zh"', 1), encoding="utf-8")
    assert marked() == ["b.xlsx", "c1.xlsx"]
    assert "需更正" in openpyxl.load_workbook(_folder(desk) / "b.xlsx").sheetnames
    text = text.replace('"en"', '"zh"', 1)
    settings.write_text(text + '[columns.receptions]\nspam = ["unwanted"]\n', encoding="utf-8")
    assert marked() == ["b.xlsx", "c1.xlsx"]
    (_folder(desk) / "b.xlsx").unlink()
    assert marked() == ["b.xlsx"]
    (_folder(desk) / "b.xlsx").write_bytes(b"somebody's")
    assert marked() == []
    assert (_folder(desk) / "b.xlsx").read_bytes() == b"somebody's"


def test_a_workbook_tells_what_it_was_made_from(desk: Desk) -> None:
    """As it was written, its key; saved by somebody, none."""
    desk.drop("b.xlsx", _faulty())
    desk.call("check", *OCTOBER)
    content = (_folder(desk) / "b.xlsx").read_bytes()
    key = made_from(content)
    assert key is not None
    assert len(key) == 64
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(saved)
    assert made_from(saved.getvalue()) is None


def test_bytes_are_opened_in_the_process_apart_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of a dropped file is parsed or unpacked where the month is billed."""

    def refused(*_: object) -> None:
        raise AssertionError

    for place in ("billing.intake.parse.parse", "billing.intake.opening.parse",
                  "billing.intake.book.parse", "billing.returned.giving.marked"):  # fmt: skip
        monkeypatch.setattr(place, refused)
    desk.drop("b.xlsx", _faulty())
    desk.call("check", *OCTOBER)
    book = openpyxl.load_workbook(_folder(desk) / "b.xlsx")
    assert book["Sheet1"]["C6"].fill.fill_type == "solid"


def test_what_its_marking_does_not_survive_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other files are given back, and the command says why one is not."""
    ask = isolated.Cage.ask

    def broken(self: isolated.Cage, file: File, content: bytes, *more: object) -> object:
        if more and file.name == "b.xlsx":
            raise Unreadable("file_takes_memory", "1 MB")
        return ask(self, file, content, *more)

    monkeypatch.setattr(isolated.Cage, "ask", broken)
    desk.drop("b.xlsx", _faulty())
    desk.drop("c1.xlsx", _faulty("Shop C1"))
    said = desk.call("check", *OCTOBER)
    assert "b.xlsx could not be marked and given back: it takes more" in said.err
    assert [path.name for path in _folder(desk).iterdir()] == ["c1.xlsx"]


def _clashing(path: Path, pairs: int) -> None:
    with path.open("w", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(["date", "store", "agent", "receptions"])
        for place in range(pairs):
            for more in (0, 1):
                day = f"2026-10-{place % 31 + 1:02}"
                lines.writerow([day, "Shop B", f"a{place // 31}", place % 50 + more])


def test_thousands_of_problems_are_listed_by_their_first_ones(desk: Desk) -> None:
    """A hundred rows, and one for all others with their ranges; few comments; quickly read."""
    (desk.root / "inbox" / "b.xlsx").unlink()
    _clashing(desk.root / "inbox" / "b.csv", 3000)
    began = time.monotonic()
    said = desk.call("check", *OCTOBER)
    assert time.monotonic() - began < 30
    assert said.out.count("One row with two values") == 2 * 50  # of the file, and of the client
    assert said.out.count("and 2950 more") == 2
    book = openpyxl.load_workbook(_folder(desk) / "b.csv.xlsx")
    listed = [row for row in book["To correct"].iter_rows(values_only=True) if row[1] == "correct"]
    assert len(listed) == 101
    first = "One row with two values: Receptions is 1 here and 0 at b.csv!D2."
    assert listed[0][3:5] == ("D3", first)
    last = listed[-1]
    assert str(last[4]).startswith(
        "2900 more problems of this kind, not all of them marked. The first: One row with two "
    )
    assert str(last[3]).startswith("D203, D205, ")
    assert str(last[3]).endswith(", ...")
    page = book["Sheet1"]
    red = [row[3].coordinate for row in page if row[3].fill.fill_type]
    assert red == [one[3] for one in listed[:-1]] + str(last[3]).split(", ")[:-1]
    told = [row[3].coordinate for row in page if row[3].comment]
    assert told == [one[3] for one in listed[:-1]] + ["D203"]


def test_three_hundred_rows_are_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four sorts with many each, the last is told in one row; what blocks stands first."""
    monkeypatch.setattr("billing.report.said.sentence", lambda one, _: one.found)
    problems = [
        Problem(
            code=code,
            severity=Severity.WARNED if code == "not_final" else Severity.BLOCKED,
            source=CellRange("f", "S", f"A{row}", f"A{row}"),
            found=f"{code} {row}",
        )
        for code in ("not_final", "not_a_number", "store_unknown", "error_cell", "number_negative")
        for row in range(1, 151)
    ]
    found = remarks.listed([(one, ("C1",)) for one in problems], {}, "en")
    blocked = [one for one in found if one.severity is Severity.BLOCKED]
    assert [one.severity for one in found] == [one.severity for one in blocked] + [Severity.WARNED]
    assert [(one.places, one.sentence[:14]) for one in found if one.many] == [
        ("A101:A150", "50 more proble"),
        ("A101:A150", "50 more proble"),
        ("A101:A150", "50 more proble"),
        ("A1:A150", "150 more probl"),
        ("A1:A150", "150 more probl"),
    ]
    assert len(found) == 305


def test_percentages_days_and_times_stay_so_where_a_file_becomes_a_workbook() -> None:
    """The number formats say it, in merged cells too."""
    grid = Grid(
        sheet="S",
        rows=[
            [0.625, 0.5, dt.date(2026, 10, 1)],
            ["", 1, dt.datetime(2026, 10, 1, 9, 30)],  # noqa: DTZ001 - a workbook has no zone
            ["x", dt.time(9, 30), dt.timedelta(hours=30)],
        ],
        merged={(2, 1): 1},
        percent=frozenset({(1, 1), (2, 2)}),
    )
    remark = Remark(severity=Severity.BLOCKED, sheet="S", sentence="x",
                    cells=(CellRange("f", "S", "B1", "B1"),))  # fmt: skip
    content = returned.given(
        Request(language="en", remarks=(remark,), key="ab" * 32),
        Opened(
            name="a.ods",
            sha256="cd" * 32,
            content=b"",
            whole=Book(grids=(grid,), form="ods"),
            book=Book(grids=(grid,)),
            claim=Claim(),
            buyers=(),
        ),
    )
    assert isinstance(content, bytes)
    page = openpyxl.load_workbook(io.BytesIO(content))["S"]
    formats = [[cell.number_format for cell in row] for row in page.iter_rows(max_row=3)]
    assert formats == [
        ["0.00%", "General", "yyyy-mm-dd"],
        ["General", "0.00%", "yyyy-mm-dd hh:mm:ss"],
        ["General", "hh:mm:ss", "[h]:mm:ss"],
    ]
    assert page["A1"].value == 0.625
    assert [str(one) for one in page.merged_cells.ranges] == ["A1:A2"]
