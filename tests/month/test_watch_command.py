"""watch as a clerk uses it: a process of its own, and files dropped into its inbox."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from billing.cli.opening import opened
from billing.cli.watch import Watched
from billing.intake.remembered import remembering
from billing.month.dropped import Drops
from tests.month.desk import SETTINGS, Desk, receptions

ROOT = Path(__file__).parents[2]
_PATIENCE = 90.0  # seconds, for a machine that is busy with other tests
_LONE = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


class Watch:
    """What was left in an inbox and said on the terminal, while something looks at it."""

    def __init__(self, desk: Desk) -> None:
        self.inbox = desk.root / "inbox"
        self.said = desk.root / "said.txt"

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        raise NotImplementedError

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Wait for something to be so."""
        raise NotImplementedError

    def note(self, name: str) -> str:
        """The text beside a file; empty where there is none."""
        path = self.inbox / f"{name}.billing.txt"
        try:
            return path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""

    def until_note(self, name: str, *words: str) -> str:
        """The text beside a file, once it says all these."""
        self.until(lambda: all(one in self.note(name) for one in words), f"{name}: {words}")
        return self.note(name)

    def until_said(self, words: str) -> None:
        """Once the terminal shows the words."""
        self.until(lambda: words in self.said.read_text(), words)


class Command(Watch):
    """The command at work on a desk, in a process of its own."""

    def __init__(self, desk: Desk, *more: str) -> None:
        super().__init__(desk)
        words = ("watch", "--month", "2026-10", "--every", "0.3", *more)
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "billing", "--workspace", str(desk.root), *words],
                cwd=ROOT,
                env={**os.environ, "BILLING_LANGUAGE": "en", "PYTHONUNBUFFERED": "1"},
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Wait for something to be so."""
        end = time.monotonic() + _PATIENCE
        while not done():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < end, f"{what}\n{self.said.read_text()}"
            time.sleep(0.05)

    def close(self) -> None:
        """End it whatever it is doing."""
        self.process.kill()
        self.process.wait()


class Looks(Watch):
    """The same looks one after the other in this process, by a clock of our own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.said.touch()
        self._now = 0.0
        workspace = opened(desk.root)
        drops = Drops(workspace.inbox, 0.3)
        self._watched = Watched(desk.root, workspace, "2026-10", drops, lambda: self._now)

    def wait(self, seconds: float) -> None:
        """Look about as often as the command does."""
        while seconds > 0:
            self._now += min(seconds, 0.3)
            seconds -= 0.3
            with self.said.open("a") as said, redirect_stdout(said), redirect_stderr(said):
                self._watched.look()

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Look until something is so; half a minute at most, of a clock that does not wait."""
        end = self._now + 30
        while not done():
            assert self._now < end, f"{what}\n{self.said.read_text()}"
            self.wait(0.3)


@pytest.fixture
def command(desk: Desk) -> Iterator[Callable[..., Command]]:
    """Starts the command, with a full inbox that was looked at once."""
    started: list[Command] = []

    def start(*more: str) -> Command:
        started.append(Command(desk, *more))
        started[-1].until_said("4 clients: ")
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def watch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Looks]]:
    """The same without its process, which is what takes time."""
    monkeypatch.setenv("BILLING_LANGUAGE", "en")

    def start() -> Looks:
        at = Looks(desk)
        at.until_said("4 clients: ")
        return at

    with remembering():
        yield start


def _wrong(store: str) -> list[list[object]]:
    table = receptions(store)
    table[5][2] = "abc"
    return table


def test_polling(desk: Desk, command: Callable[..., Command]) -> None:
    """Without the system's messages what is dropped is seen as well."""
    at = command("--poll")
    desk.drop("b.xlsx", _wrong("Shop B"))
    at.until_note("b.xlsx", "To correct")
    at.until_said("b.xlsx: 1 to correct")


def test_a_day_at_the_inbox(desk: Desk, command: Callable[..., Command]) -> None:
    """Dropped with a fault, mended, renamed, taken away: the note follows; Ctrl-C ends it."""
    at = command()
    assert sorted(path.name for path in at.inbox.iterdir()) == [
        "b.xlsx", "c1.xlsx", "c2.xlsx", "inbox.billing.txt",
    ]  # fmt: skip
    desk.drop("b.xlsx", _wrong("Shop B"))
    note = at.until_note("b.xlsx", "To correct")
    raw = (at.inbox / "b.xlsx.billing.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfbilling \xc2\xb7 2026-10\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert "1. Sheet1!C6: abc is no number." in note
    assert "Marked workbook: outbox/2026-10/returned/b.xlsx" in note
    assert "B Sample B Ltd · to correct" in note
    assert "b.xlsx: 1 to correct" in at.note("inbox").replace("\r", "")
    at.until_said("b.xlsx: 1 to correct")
    assert (at.inbox / "b.xlsx.billing.txt").stat().st_mode & 0o777 == (
        at.inbox / "b.xlsx"
    ).stat().st_mode & 0o666

    desk.drop("b.xlsx", receptions("Shop B"))
    assert "B Sample B Ltd · ready" in at.until_note("b.xlsx", "Result: fine")

    (at.inbox / "b.xlsx").rename(at.inbox / "b2.xlsx")
    at.until_note("b2.xlsx", "Result: fine")
    at.until(lambda: not at.note("b.xlsx"), "the old note goes")

    (at.inbox / "b2.xlsx").unlink()
    at.until(lambda: not at.note("b2.xlsx"), "the note goes with its file")
    at.until(lambda: "Shop B: nothing for" in at.note("inbox"), "the board says what is missing")

    at.process.send_signal(signal.SIGINT)
    assert at.process.wait(_PATIENCE) == 0
    assert at.said.read_text().endswith("Ended.\n")
    assert "Traceback" not in at.said.read_text()


def test_a_hundred_at_once_and_a_folder_made_again(desk: Desk, watch: Callable[[], Looks]) -> None:
    """All are told; the inbox may be removed, and what is dropped into the new one is read."""
    at = watch()
    header, *rows = receptions("Shop C1", 60)
    (at.inbox / "c1.xlsx").unlink()
    for place in range(100):
        day = rows[place] if place < len(rows) else ["2026-10-01", f"Shop X{place}", 1]
        text = "\n".join(",".join(map(str, row)) for row in (header, day))
        (at.inbox / f"day{place:03}.csv").write_text(text)
    at.until(lambda: "Shop X99" in at.note("day099.csv"), "the last one is told")
    at.until(lambda: "day050.csv: 1 to correct" in at.note("inbox"), "the board lists them")
    assert "Result: fine" in at.note("day030.csv")

    shutil.rmtree(at.inbox)
    at.until_said("is gone; waiting for it to come back")
    at.inbox.mkdir()
    desk.drop("b.xlsx", _wrong("Shop B"))
    at.until_note("b.xlsx", "abc is no number")


def test_a_file_that_grows_is_waited_for(desk: Desk, watch: Callable[[], Looks]) -> None:
    """No note says that half of it is damaged."""
    at = watch()
    source = desk.drop("b.xlsx", _wrong("Shop B"))
    at.until_note("b.xlsx", "To correct")
    content = source.read_bytes()
    with (at.inbox / "slow.xlsx").open("wb") as slow:
        for place in range(0, len(content), len(content) // 6 + 1):
            slow.write(content[place : place + len(content) // 6 + 1])
            slow.flush()
            at.wait(0.15)
            assert at.note("slow.xlsx") == ""
    assert "The same content as" in at.until_note("slow.xlsx", "Result: fine")
    assert "damaged" not in at.said.read_text()


def test_an_open_file_waits_for_its_lock(desk: Desk, watch: Callable[[], Looks]) -> None:
    """While somebody works in it nothing is said of it but that."""
    at = watch()
    (at.inbox / "~$b.xlsx").touch()
    desk.drop("b.xlsx", _wrong("Shop B"))
    at.until_said("b.xlsx: somebody has it open")
    desk.drop("c1.xlsx", _wrong("Shop C1"))
    at.until_note("c1.xlsx", "To correct")
    assert at.note("b.xlsx") == ""
    at.until_note("inbox", "b.xlsx: open in a program")
    (at.inbox / "~$b.xlsx").unlink()
    at.until_note("b.xlsx", "To correct")


def test_a_file_that_kills_its_reader_is_told_and_the_next_is_read(
    desk: Desk, watch: Callable[[], Looks]
) -> None:
    """Whatever a file does, the watch goes on."""
    at = watch()
    shutil.copy(at.inbox / "b.xlsx", at.inbox / "lone.xlsx")
    with (
        zipfile.ZipFile(at.inbox / "b.xlsx") as whole,
        zipfile.ZipFile(at.inbox / "lone.xlsx", "w") as lone,
    ):
        for name in whole.namelist():
            sheet = name.startswith("xl/worksheets/")
            lone.writestr(name, _LONE if sheet else whole.read(name))
    at.until_note("lone.xlsx", "Result:")
    (at.inbox / "bomb.xlsx").write_bytes(b"PK\x03\x04" + os.urandom(5000))
    at.until_note("bomb.xlsx", "To correct")
    desk.drop("b.xlsx", _wrong("Shop B"))
    at.until_note("b.xlsx", "abc is no number")


def test_register_and_settings_are_looked_at_too(desk: Desk, watch: Callable[[], Looks]) -> None:
    """Mended while the watch runs; broken, it is told, and the watch goes on."""
    at = watch()
    desk.drop("b.xlsx", receptions("Shop BB"))
    at.until_note("b.xlsx", "no store Shop BB")
    settings = desk.root / "billing.toml"
    settings.write_text(SETTINGS + "[thresholds\n", encoding="utf-8")
    at.until_said("billing.toml cannot be read")
    desk.drop("c2.xlsx", _wrong("Shop C2"))
    at.wait(7)
    assert at.note("c2.xlsx") == ""  # nothing is read by settings that are no more
    settings.write_text(SETTINGS, encoding="utf-8")
    at.until_note("c2.xlsx", "abc is no number")
    (desk.root / "contracts.xlsx").write_bytes(b"PK broken")
    at.until_said("contracts.xlsx")
    desk.rows["Stores"][0]["aliases"] = "Shop BB"
    desk.register()
    at.until_note("b.xlsx", "Result: fine", "B Sample B Ltd · ready")


def test_only_our_own_notes_are_removed(desk: Desk, watch: Callable[[], Looks]) -> None:
    """A text of somebody else's that happens to have the name stays; a run reads neither."""
    theirs = desk.root / "inbox" / "gone.xlsx.billing.txt"
    theirs.write_text("my own words")
    ours = desk.root / "inbox" / "old.xlsx.billing.txt"
    ours.write_bytes("\ufeffbilling · 2026-10\r\n".encode())
    at = watch()
    assert theirs.read_text() == "my own words"
    assert not ours.exists()
    desk.drop("c9.xlsx", _wrong("Shop C9"))
    at.until_note("c9.xlsx", "no store Shop C9")
    report = desk.run()
    assert not [one["file"] for one in report["sources"] if "billing.txt" in one["file"]]
