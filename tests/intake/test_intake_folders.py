"""Folders of the inbox that cannot be opened: what may lie in them is missed by nobody unseen."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from billing.errors import SettingsError
from billing.intake import files
from tests.intake.conftest import Inbox, blocked

HEADER = ("日期", "店铺", "接待人数")
ROW = (date(2026, 10, 1), "海滨官旗", 1)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Folders that nobody may list, whoever runs the tests."""
    refused: set[Path] = set()
    scandir = os.scandir

    def listed(path: Any = ".") -> Any:
        if Path(path) in refused:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", listed)
    return refused


@pytest.mark.parametrize(
    "folder, clients",
    [
        ("2026-10/海滨", ("C001",)),  # its path names whom it concerns
        ("2026-10/b", ()),  # anybody
        ("lost+found/deeper", ()),
    ],
)
def test_a_folder_that_cannot_be_opened_blocks_as_a_file_does(
    inbox: Inbox, closed: set[Path], folder: str, clients: tuple[str, ...]
) -> None:
    """What can be read beside it is read; the folder is named."""
    inbox.xlsx("2026-10/a/海滨.xlsx", HEADER, ROW)
    closed.add(inbox.xlsx(f"{folder}/more.xlsx", HEADER, ROW).parent)
    found = inbox.read()
    assert blocked(found) == [("folder_unopened", folder, clients)]
    assert [one.file.name for one in found.sources] == ["2026-10/a/海滨.xlsx"]
    assert [one.found for one in found.problems] == ["Permission denied"]


@pytest.mark.parametrize("folder", [".git", "a/.hidden", "lost+found"])
def test_a_folder_that_is_never_read_may_be_closed(
    inbox: Inbox, closed: set[Path], folder: str
) -> None:
    """Hidden ones, and those of the file system at the top of a disk."""
    inbox.xlsx("海滨.xlsx", HEADER, ROW)
    closed.add(inbox.xlsx(f"{folder}/more.xlsx", HEADER, ROW).parent)
    assert blocked(inbox.read()) == []


def test_an_inbox_that_cannot_be_opened_is_not_an_empty_one(
    inbox: Inbox, closed: set[Path]
) -> None:
    """Nothing is read of it, so nothing may be billed."""
    inbox.xlsx("海滨.xlsx", HEADER, ROW)
    closed.add(inbox.path)
    with pytest.raises(SettingsError) as refused:
        inbox.read()
    assert refused.value.code == "inbox_unopened"
    assert refused.value.values == {"path": str(inbox.path), "reason": "Permission denied"}


def test_a_file_that_cannot_even_be_looked_at_is_named(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder can be listed, and not be entered."""
    inbox.xlsx("海滨.xlsx", HEADER, ROW)

    stat = Path.stat

    def refuse(path: Path, **more: Any) -> os.stat_result:
        if path.suffix == ".xlsx":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **more)

    monkeypatch.setattr(Path, "stat", refuse)
    assert blocked(inbox.read()) == [("file_unopened", "海滨.xlsx", ("C001",))]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_real_permissions(inbox: Inbox) -> None:
    """As the system refuses it."""
    inbox.xlsx("a/海滨.xlsx", HEADER, ROW)
    folder = inbox.xlsx("b/海滨.xlsx", HEADER, ROW).parent
    folder.chmod(0)
    try:
        found = files.listing(inbox.path)
    finally:
        folder.chmod(0o700)
    assert [name for name, _ in found.files] == ["a/海滨.xlsx"]
    assert [name for name, _ in found.unlisted] == ["b"]
