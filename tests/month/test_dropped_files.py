"""When a dropped file is read: once it lies still, is whole, and nobody works in it."""

import os
import shutil
from pathlib import Path

import pytest

from billing.month.dropped import Drops, Look


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty one."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def _write(path: Path, text: str, at: int) -> None:
    path.write_text(text)
    os.utime(path, (at, at))


def test_a_file_is_told_once_it_lies_still(inbox: Path) -> None:
    """Growing, it waits; still for as long as asked, it is told once."""
    drops = Drops(inbox, 2)
    assert drops.look(0) == Look()
    _write(inbox / "a.csv", "1", 10)
    assert drops.look(1) == Look(copied=("a.csv",))
    _write(inbox / "a.csv", "12", 11)
    assert drops.look(2.9) == Look(copied=("a.csv",))
    assert drops.look(4.8) == Look(copied=("a.csv",))
    found = drops.look(4.9)
    assert found == Look(settled=("a.csv",))
    drops.told(found)
    assert drops.look(9) == Look()


def test_what_failed_stays_news(inbox: Path) -> None:
    """Until the news were told they are told again."""
    drops = Drops(inbox, 0)
    _write(inbox / "a.csv", "1", 10)
    assert drops.look(1) == drops.look(2) == Look(settled=("a.csv",))


def test_replaced_renamed_and_taken_away(inbox: Path) -> None:
    """Another content under the name, even of one size and time; another name; none."""
    drops = Drops(inbox, 0)
    _write(inbox / "a.csv", "1", 10)
    drops.told(drops.look(1))
    _write(inbox / "other", "2", 10)
    (inbox / "other").replace(inbox / "a.csv")
    assert drops.look(2) == Look(settled=("a.csv",))
    drops.told(drops.look(2))
    (inbox / "a.csv").rename(inbox / "b.csv")
    found = drops.look(3)
    assert found == Look(settled=("b.csv",), gone=("a.csv",))
    drops.told(found)
    (inbox / "b.csv").unlink()
    drops.told(drops.look(4))
    assert drops.look(5) == Look()


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_that_is_open_waits(inbox: Path, lock: str) -> None:
    """Excel's, WPS's and LibreOffice's lock beside it; once it is gone the file is read."""
    drops = Drops(inbox, 1)
    _write(inbox / "a.xlsx", "1", 10)
    (inbox / lock).touch()
    assert drops.look(1) == drops.look(50) == Look(opened=("a.xlsx",))
    (inbox / lock).unlink()
    assert drops.look(51) == Look(settled=("a.xlsx",))


def test_the_inbox_may_go_and_come(inbox: Path) -> None:
    """Away, it has no news; made again, its files are what changed."""
    drops = Drops(inbox, 0)
    _write(inbox / "a.csv", "1", 10)
    _write(inbox / "b.csv", "1", 10)
    drops.told(drops.look(1))
    shutil.rmtree(inbox)
    assert drops.look(2) == Look(there=False)
    inbox.mkdir()
    _write(inbox / "b.csv", "22", 10)
    assert drops.look(3) == Look(settled=("b.csv",), gone=("a.csv",))


def test_our_own_notes_are_no_news(inbox: Path) -> None:
    """Neither notes nor what is hidden."""
    drops = Drops(inbox, 0)
    for name in ("a.csv.billing.txt", "inbox.billing.txt", ".x.part", "~$b.xlsx"):
        _write(inbox / name, "1", 10)
    assert drops.look(1) == Look()


def test_what_cannot_be_opened_is_read_after_a_while(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may still be copied; after half a minute the reader says what is wrong with it."""

    def refused(_path: Path, _mode: str = "r") -> None:
        raise PermissionError

    drops = Drops(inbox, 1)
    _write(inbox / "a.csv", "1", 10)
    monkeypatch.setattr(Path, "open", refused)
    assert drops.look(0) == drops.look(29) == Look(copied=("a.csv",))
    assert drops.look(30) == Look(settled=("a.csv",))
