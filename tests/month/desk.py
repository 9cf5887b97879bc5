"""A small workspace of four clients, and the command line called as a person would."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import billing.cli
from billing.cli import speech
from billing.register import write

SETTINGS = """
first_month = "2026-10"
language = "en"
issue_date = 2026-11-02
[provider]
name = "示例客服"
name_en = "Sample Provider"
"""

Rows = dict[str, list[dict[str, str]]]
Table = Sequence[Sequence[object]]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A workspace and a way to give commands in it."""

    root: Path
    rows: Rows
    call: Callable[..., Said]

    def register(self) -> None:
        """Write the register from `rows`, as they are now."""
        write(self.root / "contracts.xlsx", self.rows, "en")

    def drop(self, name: str, table: Table, sheet: str = "Sheet1") -> Path:
        """Put a usage workbook into the inbox."""
        book = Workbook()
        page = book.active
        assert page is not None, "a new book has a sheet"
        page.title = sheet
        for row in table:
            page.append(list(row))
        path = self.root / "inbox" / name
        book.save(path)
        return path

    def run(self, *more: str) -> dict[str, Any]:
        """`billing run --json` of October: the report."""
        return dict(json.loads(self.call("run", "--month", "2026-10", "--json", *more).out))

    def outcomes(self, *more: str) -> Mapping[str, str]:
        """What came of each client in a run."""
        return {one["client"]: one["outcome"] for one in self.run(*more)["clients"]}

    def files(self) -> Mapping[str, tuple[int, bytes]]:
        """Time and content of every file but the ledger's and the lock."""
        return {
            path.relative_to(self.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.name.startswith(("ledger.db", ".billing"))
        }


def client(code: str, **more: str) -> dict[str, str]:
    """A row of the sheet Clients."""
    return {
        "client": code,
        "name": f"Sample {code} Ltd",
        "language": "en",
        "tax_rate": "6%",
        "price_basis": "exclusive",
        "email_to": f"pay@{code.lower()}.example",
        **more,
    }


def charge(code: str, owner: str, **more: str) -> dict[str, str]:
    """The common columns of a charge."""
    return {"charge": code, "client": owner, "start": "2026-01-01", **more}


def _more(day: int, per_day: int) -> int:
    """One less, one more, and at last none: the same figure every day would be held."""
    return 0 if day == 31 or per_day < 10 else (-1) ** day


def receptions(store: str, per_day: int = 100) -> list[list[object]]:
    """A table of October's receptions of one store, with its header: as many a day on average."""
    days = [[f"2026-10-{day:02}", store, per_day + _more(day, per_day)] for day in range(1, 32)]
    return [["date", "store", "receptions"], *days]


@pytest.fixture
def rows() -> Rows:
    """A: seats; B: receptions; C: receptions of two stores; D: approved each month."""
    return {
        "Clients": [client("A"), client("B"), client("C"), client("D", approval="manual")],
        "Stores": [
            {"client": "B", "store": "Shop B"},
            {"client": "C", "store": "Shop C1"},
            {"client": "C", "store": "Shop C2"},
        ],
        "Fixed": [
            charge("A-1", "A", seats="2", price="2600"),
            charge("D-1", "D", seats="1", price="2000"),
        ],
        "Receptions": [
            charge("B-1", "B", store="Shop B", method="flat", price="1.20"),
            charge("C-1", "C", method="graduated", tiers="T"),
        ],
        "Tiers": [
            {"tiers": "T", "up_to": "1000", "price": "1.50"},
            {"tiers": "T", "up_to": "3000", "price": "1.20"},
            {"tiers": "T", "price": "0.90"},
        ],
    }


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Said]]:
    """Run a command in the workspace, in this process, and give back all it said."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def called(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["billing", *words])
        with pytest.raises(SystemExit) as left:
            billing.cli.main()
        said = capsys.readouterr()
        return Said(code=int(left.value.code or 0), out=said.out, err=said.err)

    yield called
    speech.forget()


@pytest.fixture
def desk(tmp_path: Path, rows: Rows, call: Callable[..., Said]) -> Desk:
    """The workspace with its files, in which C lacks nothing and D waits."""
    (tmp_path / "billing.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    found = Desk(root=tmp_path, rows=rows, call=call)
    found.register()
    found.drop("b.xlsx", receptions("Shop B"))
    found.drop("c1.xlsx", receptions("Shop C1", 60))
    found.drop("c2.xlsx", receptions("Shop C2", 75))
    return found
