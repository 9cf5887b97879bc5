"""Writing: wholly new or as before; equal content touches nothing."""

import errno
import os
import stat
from pathlib import Path

import pytest

from billing.report import write
from billing.report.files import sweep


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


def test_only_what_a_killed_write_left_is_swept(tmp_path: Path) -> None:
    """Neighbours of a write, and nothing that looks like them."""
    left = (".INV-2026-000001_C001.pdf.a1b2_c3d.part", ".x.abcdefgh.part")
    others = ("a.part", ".part", ".draft.part", "INV.pdf", ".x.a-cdefgh.part")
    for name in (*left, *others):
        (tmp_path / name).touch()
    sweep(tmp_path)
    sweep(tmp_path / "not there")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


def test_a_full_disk_is_told_with_the_file_that_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails names no file by itself."""
    path = tmp_path / "paper.pdf"

    def refused(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("billing.report.files.os.fsync", refused)
    with pytest.raises(OSError, match="No space left") as told:
        write(path, b"content")
    assert told.value.filename == str(path)
    assert not list(tmp_path.iterdir())
