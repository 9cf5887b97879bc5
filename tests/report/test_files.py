"""Writing: wholly new or as before; equal content touches nothing."""

import os
import stat
from pathlib import Path

import pytest

from billing.report import write


def test_new_changed_and_equal(tmp_path: Path) -> None:
    """True where something was written, folders included; nothing else is left beside it."""
    path = tmp_path / "2026-10" / "run.json"
    assert write(path, b"one")
    assert write(path, b"two")
    assert not write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_equal_content_keeps_the_file_itself(tmp_path: Path) -> None:
    """Neither a new file in its place nor a new time; a change of the same length is a change."""
    path = tmp_path / "x"
    write(path, b"same")
    os.utime(path, ns=(10**18, 10**18))
    before = path.stat()
    assert not write(path, b"same")
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write(path, b"diff")


def test_permissions(tmp_path: Path) -> None:
    """A new file is what any new file would be; a file that was there keeps its own."""
    path, like = tmp_path / "x", tmp_path / "like"
    like.touch()
    write(path, b"1")
    assert path.stat().st_mode == like.stat().st_mode
    path.chmod(0o640)
    write(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """A full disk or a refused rename: as before, and nothing beside it."""
    path = tmp_path / "x"
    write(path, b"old")

    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    holder: object = os if broken == "fsync" else Path
    monkeypatch.setattr(holder, broken, refused)
    with pytest.raises(OSError, match="No space"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_content_is_on_the_disk_before_it_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File, then name, then folder: in any other order a power cut may leave an empty file."""
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write(tmp_path / "x", b"1")
    assert steps == ["file", "name", "folder"]
