"""The scheduled run: when it is due, what it says, and the units and line that call it."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import billing
from billing.cli import months, opening
from billing.ledger import held
from tests.month.desk import Desk, client

PACKAGE = Path(billing.__file__).parents[1]
Clock = Callable[[str], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Clock:
    """Set the program's clock, from which the settings no longer fix the day."""
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("issue_date = 2026-11-02\n", ""), encoding="utf-8")

    def stand(moment: str) -> None:
        for module in (opening, months):  # the day, and when a run began
            monkeypatch.setattr(module, "now", lambda _workspace: datetime.fromisoformat(moment))

    return stand


def _change(desk: Desk, old: str, new: str) -> None:
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")


def _numbers(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.root / "outbox").glob("*/*.pdf"))


def _books(desk: Desk) -> tuple[object, object]:
    """Every file, and every entry of the ledger."""
    from billing.ledger import open_ledger
    from billing.settings import NumberingSettings

    with open_ledger(desk.root / "ledger.db", NumberingSettings()) as ledger:
        return desk.files(), ledger.entries()


@pytest.mark.parametrize(
    "run_day, moment, due",
    [
        (1, "2026-10-31T23:59:59+08:00", False),
        (1, "2026-11-01T00:00:00+08:00", True),
        (5, "2026-11-04T23:59:59+08:00", False),
        (5, "2026-11-05T00:00:00+08:00", True),
        (5, "2026-11-06T09:00:00+08:00", True),  # the fifth was missed
        (28, "2026-11-27T23:59:59+08:00", False),
        (28, "2026-12-03T09:00:00+08:00", True),  # missed for a week, into the next month
    ],
)
def test_nothing_before_the_run_day_and_everything_from_it(
    desk: Desk, clock: Clock, run_day: int, moment: str, due: bool
) -> None:
    """Before: one line and exit code 0, and no file; from then on the month is billed."""
    _change(desk, 'language = "en"', f'language = "en"\nrun_day = {run_day}')
    clock(moment)
    said = desk.call("run", "--if-due")
    if due:
        assert said.code == 3  # D waits for its approval
        assert len(_numbers(desk)) == 3
        return
    assert (said.code, said.out) == (0, "")
    assert (
        _after_the_hour(said.err)
        == f"Nothing to do: 2026-10 is billed from 2026-11-{run_day:02}.\n"
    )
    assert not (desk.root / "outbox").exists()


def test_a_second_firing_does_nothing_and_says_so_in_a_line(desk: Desk, clock: Clock) -> None:
    """Nothing open: exit code 0 and one line, each day; no file is touched."""
    clock("2026-11-01T06:15:00+08:00")
    desk.rows["Clients"][3]["approval"] = ""
    desk.register()
    assert desk.call("run", "--if-due").code == 0
    before = desk.files()
    for day in (1, 2, 30):
        clock(f"2026-11-{day:02}T06:16:00+08:00")
        said = desk.call("run", "--if-due")
        assert (said.code, said.out) == (0, "")
        told = _after_the_hour(said.err)
        assert told == "Nothing to do: 2026-10 is billed, and nothing has changed.\n"
    assert desk.files() == before


def test_several_new_months_at_once_wait_for_a_person(desk: Desk, clock: Clock) -> None:
    """The machine was off, or its clock is ahead: none is billed until one is typed."""
    _change(desk, 'first_month = "2026-10"', 'first_month = "2026-08"')
    for name in ("b.xlsx", "c1.xlsx", "c2.xlsx"):
        (desk.root / "inbox" / name).unlink()
    clock("2026-09-01T06:15:00+08:00")
    desk.call("run", "--if-due")
    before = _books(desk)
    clock("2026-11-02T06:15:00+08:00")
    said = desk.call("run", "--if-due")
    assert (said.code, said.out) == (1, "")
    assert "today is 2026-11-02, the last run or number was of 2026-09-01" in said.err
    assert "due are 2026-09, 2026-10" in said.err
    assert "run --month 2026-09." in said.err
    assert _books(desk) == before
    desk.call("run", "--month", "2026-09")
    desk.call("run", "--if-due")
    assert sorted(path.parent.name for path in (desk.root / "outbox").glob("*/*.pdf")) == [
        "2026-08",
        "2026-09",
        "2026-10",
    ]


@pytest.mark.parametrize(
    "moment, code",
    [("2026-12-17", 3), ("2026-12-18", 1), ("2030-06-01", 1)],  # 45 days, and more
)
def test_a_clock_far_ahead_bills_nothing(desk: Desk, clock: Clock, moment: str, code: int) -> None:
    """Longer than a month and a half after the last run: a person looks first."""
    clock("2026-11-02T06:15:00+08:00")
    desk.call("run", "--if-due")
    before = _books(desk)
    clock(f"{moment}T06:15:00+08:00")
    assert desk.call("run", "--if-due").code == code
    assert (_books(desk) == before) is (code == 1)
    clock("2026-11-03T06:15:00+08:00")
    back = desk.call("run", "--if-due")
    assert back.code == (3 if code == 1 else 1)


def test_a_new_series_is_the_way_back(desk: Desk, clock: Clock) -> None:
    """Numbers of a wrong year stay, and their series waits; another one goes on from today."""
    _change(desk, 'first_month = "2026-10"', 'first_month = "2026-09"')
    clock("2030-11-02T06:15:00+08:00")
    desk.call("run", "--month", "2026-10", "--client", "A")
    clock("2026-11-03T06:15:00+08:00")
    said = desk.call("run", "--if-due")
    assert (said.code, said.out) == (1, "")
    assert "before the date 2030-11-02 of the last number INV-2030-000001" in said.err
    settings = desk.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}[numbering]\nseries = "B"\n', encoding="utf-8")
    who = ("--by", "Wang", "--why", "clock")
    assert desk.call("reissue", "A", "--month", "2026-10", *who, "--anyway").code == 0
    given = [name for name in _numbers(desk) if "_A" in name]
    assert given == ["B-2026-000001_A.pdf", "B-2026-000002_A.pdf", "INV-2030-000001_A.pdf"]


def test_what_comes_later_is_billed_by_the_next_firing(desk: Desk, clock: Clock) -> None:
    """A blocked client keeps exit code 3 each day, until its file is there."""
    late = desk.root / "inbox" / "b.xlsx"
    late.rename(desk.root / "b.xlsx")
    desk.rows["Clients"][3]["approval"] = ""
    desk.register()
    clock("2026-11-01T06:15:00+08:00")
    first = desk.call("run", "--if-due")
    clock("2026-11-02T06:15:00+08:00")
    second = desk.call("run", "--if-due")
    assert (first.code, second.code) == (3, 3)
    assert "  B  blocked" in second.out
    (desk.root / "b.xlsx").rename(late)
    clock("2026-11-03T06:15:00+08:00")
    assert desk.call("run", "--if-due").code == 0
    assert _numbers(desk)[-1] == "INV-2026-000004_B.pdf"


def test_a_clock_that_went_back_issues_nothing_until_it_is_right(desk: Desk, clock: Clock) -> None:
    """Dates follow numbers: the firing fails by name, and the next day makes it up."""
    clock("2026-11-02T00:10:00+08:00")
    desk.run("--client", "A")
    for moment in ("2026-11-01T23:10:00+08:00", "2026-10-21T06:15:00+08:00"):  # due, and not yet
        clock(moment)
        said = desk.call("run", "--if-due")
        assert (said.code, said.out) == (1, "")
        assert f"today is {moment[:10]}, before the date 2026-11-02 of the last" in said.err
    assert len(_numbers(desk)) == 1
    clock("2026-11-02T06:15:00+08:00")
    assert desk.call("run", "--if-due").code == 3  # D waits
    assert len(_numbers(desk)) == 3


def test_midnight_inside_a_run_gives_all_numbers_one_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """The business day is taken once, however the clock moves while clients are billed."""
    clock("2026-11-30T23:59:50+08:00")
    moment = datetime.fromisoformat("2026-11-30T23:59:50+08:00")

    def ticking(_workspace: object) -> datetime:
        nonlocal moment
        moment += timedelta(seconds=2)
        return moment

    monkeypatch.setattr(opening, "now", ticking)
    report = desk.run()
    dates = {one["invoice"]["issue_date"] for one in report["clients"] if one["pdf"]}
    assert len(dates) == 1
    assert report["month"] == "2026-10"


@pytest.mark.parametrize("option", ["--month=2026-10", "--client=A", "--dry-run"])
def test_if_due_goes_alone(desk: Desk, option: str) -> None:
    """What it finds out itself is not told it too."""
    said = desk.call("run", "--if-due", option)
    assert said.code == 2
    assert option.partition("=")[0] in said.err


def test_a_held_lock_is_one_line_and_exit_code_4(desk: Desk, clock: Clock) -> None:
    """Two firings at once: the second leaves the first alone."""
    clock("2026-11-02T06:15:00+08:00")
    at = datetime.fromisoformat("2026-11-02T06:15:00+08:00")
    with held(desk.root / ".billing.lock", at=at):
        said = desk.call("run", "--if-due")
    assert (said.code, said.out, _after_the_hour(said.err).count("\n")) == (4, "", 1)


def test_the_end_of_a_run_of_fifty_clients_fits_a_screen(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """24 lines of 80 columns: counts, the open ones, sums, the next command."""
    monkeypatch.setenv("COLUMNS", "80")
    clock("2026-11-02T06:15:00+08:00")
    desk.rows["Clients"] += [client(f"X{n}", name="很长的名字" * 9) for n in range(46)]
    desk.rows["Stores"] += [{"client": f"X{n}", "store": f"Shop X{n}"} for n in range(46)]
    desk.rows["Receptions"] += [
        {
            **desk.rows["Receptions"][0],
            "charge": f"X{n}-1",
            "client": f"X{n}",
            "store": f"Shop X{n}",
        }
        for n in range(46)
    ]
    desk.register()
    said = desk.call("run", "--if-due")
    lines = [*said.out.splitlines(), *_wrapped(_after_the_hour(said.err), 80)]
    assert len(lines) <= 24, said.out + said.err
    assert said.code == 3
    assert "50 clients: 3 issued, 1 held, 46 blocked" in said.out
    assert "Open (47):" in said.out
    assert re.search(r"\.\.\. and \d+ more: see summary\.xlsx", said.out)
    assert "14,719.69" in said.out
    assert "billing" in said.err
    assert all(len(line) <= 80 for line in said.out.splitlines())


def _after_the_hour(text: str) -> str:
    """What a firing says after its first line, which tells day and hour; no terminal shows it."""
    first, _, rest = text.partition("\n")
    assert re.fullmatch(r"-- \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} billing run --if-due", first)
    return rest


def _wrapped(text: str, width: int) -> list[str]:
    """As a terminal breaks it."""
    return [
        line[start : start + width]
        for line in text.splitlines()
        for start in range(0, max(len(line), 1), width)
    ]


def _odd(desk: Desk) -> Path:
    """The workspace under a name that shell, cron and systemd read signs in."""
    odd = desk.root.parent / f"{desk.root.name} 50% $HOME 账'\"\\x"
    shutil.copytree(desk.root, odd)
    return odd


def _parts(out: str) -> tuple[str, str, str]:
    """Service, timer and crontab line."""
    found = re.fullmatch(
        r"# \S+\.service\n(.*)\n# \S+\.timer\n(.*)\n# [^\n]*\n(.*)\n", out, re.DOTALL
    )
    assert found, out
    return found[1], found[2], found[3]


def _as_cron(words: list[str], tmp: Path, umask: int = 0) -> "subprocess.CompletedProcess[str]":
    """No environment but the package's place, no terminal, another folder, umask 000, own zone."""
    bare = {"PYTHONPATH": str(PACKAGE), "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    return subprocess.run(
        words,
        env=bare,
        cwd=tmp,
        umask=umask,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _check_billed(root: Path, code: int) -> None:
    log = (root / "billing-cron.log").read_text(encoding="utf-8")
    assert code == 3, log
    assert "4 clients: 3 issued, 1 held" in log
    assert len(list(root.glob("outbox/2026-10/*.pdf"))) == 3
    given = {"billing.toml", "contracts.xlsx", "inbox"}
    for path in root.rglob("*"):
        if path.relative_to(root).parts[0] not in given:
            assert not path.stat().st_mode & 0o077, path


def test_the_crontab_line_bills_as_cron_runs_it(desk: Desk, tmp_path: Path) -> None:
    """The very line, after cron has read its % signs, in a bare environment."""
    root = _odd(desk)
    line = _parts(desk.call("--workspace", str(root), "schedule").out)[2]
    assert line.startswith("15 6 * * * ")
    command = line.removeprefix("15 6 * * * ")
    assert not re.search(r"(?<!\\)%", command)
    done = _as_cron(["/bin/sh", "-c", command.replace("\\%", "%")], tmp_path)
    assert done.stdout + done.stderr == ""
    _check_billed(root, done.returncode)


def test_the_service_is_valid_and_bills(desk: Desk, tmp_path: Path) -> None:
    """Systemd has nothing to say against the units; their command bills."""
    root = _odd(desk)
    service, timer, _ = _parts(desk.call("--workspace", str(root), "schedule").out)
    assert "User=" in service
    assert "OnCalendar=*-*-* 06:15:00 Asia/Shanghai" in timer
    units = tmp_path / "units"
    units.mkdir()
    (units / "billing.service").write_text(service, encoding="utf-8")
    (units / "billing.timer").write_text(timer, encoding="utf-8")
    if analyze := shutil.which("systemd-analyze"):
        files = [str(units / f"billing.{end}") for end in ("service", "timer")]
        done = subprocess.run(
            [analyze, "verify", *files], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
    entries = dict(line.partition("=")[::2] for line in service.splitlines() if "=" in line)
    assert entries["WorkingDirectory"] == str(root).replace("%", "%%")
    words = shlex.split(entries["ExecStart"])
    words = [word.replace("%%", "%").replace("$$", "$") for word in words]
    done = _as_cron(words, root, umask=int(entries["UMask"], 8))
    assert done.stdout + done.stderr == ""
    _check_billed(root, done.returncode)


def test_json_of_a_scheduled_run_is_the_report(desk: Desk, clock: Clock) -> None:
    """Nothing but the report is on stdout."""
    clock("2026-11-02T06:15:00+08:00")
    report = json.loads(desk.call("run", "--if-due", "--json").out)
    assert report["totals"]["outcomes"]["issued"] == 3
    assert os.fspath(desk.root) not in json.dumps(report)
