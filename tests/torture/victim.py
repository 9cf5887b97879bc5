"""The victim: a small month of six clients in all seven modes, and the program as a process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

import billing
from billing.register import write

MONTH = "2026-10"
BILL = ("run", "--month", MONTH)
_SETTINGS = """
first_month = "2026-10"
language = "en"
issue_date = 2026-11-02

[provider]
name = "示例客服"
name_en = "Sample Provider"

[thresholds]
refunds = 99
constant = false
rising = false
"""
_MAIL = """
[mail]
send = "run"
from = "billing@provider.example"
report_to = ["finance@provider.example"]
host = "127.0.0.1"
port = {port}
security = "none"
per_minute = 60000
"""
_DAYS = [f"2026-10-{day:02}" for day in range(1, 32)]
Rows = dict[str, list[dict[str, str]]]


def _client(code: str, **more: str) -> dict[str, str]:
    plain = {"language": "en", "tax_rate": "6%", "price_basis": "exclusive"}
    return {"client": code, "name": f"Sample {code} Ltd", **plain, **more}


def _charge(code: str, **terms: str) -> dict[str, str]:
    return {"charge": code, "client": code[0], "start": "2026-01-01", **terms}


def rows() -> Rows:
    """The register. A has two recipients, C no address; every mode has a charge."""
    return {
        "Clients": [
            _client("A", email_to="pay@a.example", email_cc="chief@a.example"),
            _client("B", email_to="pay@b.example", language="zh"),
            _client("C"),
            _client("D", email_to="pay@d.example", language="zh-en"),
            _client("E", email_to="pay@e.example"),
            _client("F", email_to="pay@f.example"),
        ],
        "Stores": [{"client": code, "store": f"Shop {code}"} for code in "ABCDE"],
        "Fixed": [_charge("A-1", seats="2", price="2600")],
        "Commission": [
            _charge("A-2", store="Shop A", seats="1", base="1500", method="flat", rate="2%")
        ],
        "Receptions": [_charge("B-1", store="Shop B", method="graduated", tiers="T")],
        "Tiers": [
            {"tiers": "T", "up_to": "1000", "price": "1.50"},
            {"tiers": "T", "price": "0.90"},
        ],
        "Orders": [_charge("C-1", store="Shop C", method="flat", price="2.00")],
        "Daily": [_charge("D-1", store="Shop D", headcount="peak", rates="R", default_kind="day")],
        "Day rates": [{"rates": "R", "kind": "day", "price": "200"}],
        "Monthly": [
            _charge(
                "E-1",
                store="Shop E",
                fee="800",
                metric="receptions",
                included="1000",
                overage_price="1.20",
                unused="carry_over",
                carry_months="2",
            )
        ],
        "Project": [_charge("F-1", project="Launch", fee="6200", late_rate="1%")],
    }


_USAGE: Mapping[str, Sequence[Sequence[object]]] = {
    "sales.xlsx": [
        ["date", "store", "attributed sales", "refunds"],
        [MONTH, "Shop A", 80000, 1234],
    ],
    "receptions.xlsx": [
        ["date", "store", "receptions"],
        *([day, "Shop B", 100 + place] for place, day in enumerate(_DAYS)),
        *([day, "Shop E", 30] for day in _DAYS),
    ],
    "orders.xlsx": [
        ["date", "store", "orders", "cancelled", "full refunds"],
        [MONTH, "Shop C", 1000, 20, 30],
    ],
    "staffing.xlsx": [
        ["date", "store", "peak headcount"],
        *([day, "Shop D", 2 + place % 3] for place, day in enumerate(_DAYS)),
    ],
    "events.xlsx": [
        ["date", "client", "charge", "event", "quantity"],
        ["2026-10-09", "F", "F-1", "days late", 1],
    ],
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """How a process ended, and what it told."""

    code: int  # negative: the signal
    out: str
    err: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A workspace on disk, and a way to run the program in it."""

    root: Path
    package: Path = Path(billing.__file__).parents[1]  # where `billing` is imported from

    def command(self, *words: str, before: Sequence[str] = ()) -> list[str]:
        """The words of a process; `before`: what starts it, such as strace."""
        return [*before, sys.executable, "-m", "billing", "--workspace", str(self.root), *words]

    def environment(self, **more: str) -> dict[str, str]:
        """As at a terminal, with the package that is to be run."""
        return {**os.environ, "PYTHONPATH": str(self.package), "COLUMNS": "200", **more}

    def call(
        self,
        *words: str,
        before: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        umask: int = -1,
    ) -> Said:
        """Run the program to its end."""
        done = subprocess.run(
            self.command(*words, before=before),
            env=self.environment() if environment is None else dict(environment),
            cwd="/",
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=300,
            umask=umask,
        )
        return Said(code=done.returncode, out=done.stdout, err=done.stderr)

    def start(self, *words: str, alone: bool = False) -> "subprocess.Popen[str]":
        """Run the program beside this one; `alone`: as the first of a group of processes."""
        return subprocess.Popen(
            self.command(*words),
            env=self.environment(),
            cwd="/",
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=alone,
        )

    def copied(self, to: Path) -> "Victim":
        """The same workspace elsewhere, times of its files kept."""
        shutil.copytree(self.root, to, symlinks=True)
        return Victim(root=to, package=self.package)

    def files(self) -> Mapping[str, tuple[int, bytes]]:
        """Time and content of every file but the ledger's and the lock's."""
        return {
            path.relative_to(self.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.name.startswith(("ledger.db", ".billing"))
        }


def made(root: Path, *, port: int = 0, register: Rows | None = None) -> Victim:
    """A workspace with its register and inbox, nothing billed; mails go to a port, if there is."""
    (root / "inbox").mkdir(parents=True)
    mail = _MAIL.format(port=port) if port else ""
    (root / "billing.toml").write_text(_SETTINGS + mail, encoding="utf-8")
    (root / "billing.toml").chmod(0o600)
    write(root / "contracts.xlsx", register or rows(), "en")
    for name, table in _USAGE.items():
        drop(root, name, table)
    return Victim(root=root)


def drop(root: Path, name: str, table: Sequence[Sequence[object]]) -> Path:
    """Put a usage workbook into the inbox."""
    book = Workbook()
    page = book.active
    assert page is not None, "a new book has a sheet"
    for row in table:
        page.append(list(row))
    path = root / "inbox" / name
    book.save(path)
    return path
