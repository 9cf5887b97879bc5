"""What cannot be listed or read is told, and never taken for absent."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.workspace import MONTH
from tests.month.desk import Desk

Found = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Any]:
    """Make a folder or file refuse to be listed and opened; for root, who may read all, too."""

    @contextmanager
    def refusing(path: Path) -> Iterator[None]:
        scandir, opened = os.scandir, Path.open

        def refused(found: object) -> None:
            if Path(str(found)).resolve() == path.resolve():
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(found))

        def listing(found: Any = ".") -> Any:
            refused(found)
            return scandir(found)

        def opening(found: Path, *more: Any, **named: Any) -> Any:
            refused(found)
            return opened(found, *more, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", listing)
            patch.setattr(Path, "open", opening)
            path.chmod(0)
            yield
            path.chmod(0o700)

    return refusing


def test_an_outbox_folder_that_cannot_be_listed(
    billed: Desk, found: Found, shut: Callable[[Path], Any]
) -> None:
    """Papers there may bear any number: no run, no restore; verify says why, and goes on."""
    billed.call("backup", "b.db")
    (billed.root / "ledger.db").unlink()
    with shut(billed.root / "outbox" / "2026-10"):
        for words in (("run", *MONTH), ("restore", "b.db")):
            said = billed.call(*words)
            assert said.code == 1
            assert "outbox/2026-10 cannot be read (Permission denied)" in said.err
    assert billed.call("restore", "b.db").code == 0
    with shut(billed.root / "outbox" / "2026-10"):
        code, told = found("--quick")
        assert code == 1
        assert told[0].startswith("outbox_unreadable: ")


@pytest.mark.parametrize("place", ["INV-2026-000004_D.pdf", "kept/2026/INV-2026-000004_D.pdf"])
def test_papers_anywhere_in_the_outbox_count(billed: Desk, found: Found, place: str) -> None:
    """At its top, or deeper than a month's folder; also behind a link, and not in a circle."""
    path = billed.root / "outbox" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4")
    (path.parent / "again").symlink_to(billed.root / "outbox", target_is_directory=True)
    said = billed.call("run", *MONTH)
    assert said.code == 1
    assert "(INV-2026-000004)" in said.err
    assert [one.partition(":")[0] for one in found("--quick")[1]] == ["paper_unknown"]


def test_papers_behind_a_link_count(billed: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A month's folder may lie on another disk."""
    there = tmp_path_factory.mktemp("disk")
    (there / "INV-2026-000004_D.pdf").write_bytes(b"%PDF-1.4")
    (billed.root / "outbox" / "2026-09").symlink_to(there, target_is_directory=True)
    assert "(INV-2026-000004)" in billed.call("run", *MONTH).err


def test_a_paper_under_the_name_of_another(billed: Desk, found: Found) -> None:
    """Of another client, of another number, changed under a name of its own: each is named."""
    folder = billed.root / "outbox" / "2026-10"
    paper = folder / "INV-2026-000001_A.pdf"
    whole = paper.read_bytes()
    (folder / "exact").mkdir()
    shutil.copyfile(paper, folder / "exact" / paper.name)
    shutil.copyfile(paper, folder / "for the accountant.pdf")
    assert found("--quick") == (0, [])
    foreign = {
        "INV-2026-000001_B.pdf": whole,
        "INV-2026-000002_A.pdf": whole,
        "exact/INV-2026-000003_C.pdf": whole,
        "as agreed.pdf": whole.replace(b"%PDF-1.7", b"%PDF-1.6"),
        "INV-2026-000001_A_detail.xlsx": b"x",
    }
    for name, content in foreign.items():
        (folder / name).write_bytes(content)
    code, told = found("--quick")
    assert code == 1
    assert [one.partition(": ")[2].partition(", and")[0] for one in told] == [
        f"outbox/2026-10/{name} bears the number {number}"
        for name, number in (
            ("INV-2026-000001_A_detail.xlsx", "INV-2026-000001"),
            ("INV-2026-000001_B.pdf", "INV-2026-000001"),
            ("INV-2026-000002_A.pdf", "INV-2026-000002"),
            ("as agreed.pdf", "INV-2026-000001"),
            ("exact/INV-2026-000003_C.pdf", "INV-2026-000003"),
        )
    ]


def test_a_file_that_cannot_be_read_is_not_taken_for_one_that_is_gone(
    billed: Desk, found: Found, shut: Callable[[Path], Any]
) -> None:
    """A paper and an archived file: named with the reason, and the rest is looked at."""
    kept = next((billed.root / "archive").rglob("*.xlsx"))
    for path in (billed.root / "outbox" / "2026-10" / "INV-2026-000001_A.pdf", kept):
        with shut(path):
            code, told = found("--quick")
        name = path.relative_to(billed.root).as_posix()
        assert (code, len(told)) == (1, 1)
        assert told[0].startswith(f"file_shut: {name} cannot be read (Permission denied)")


def test_settings_that_cannot_be_read(billed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said to be unreadable, not unwritable; nothing begins."""
    refused = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "billing.toml")

    def closed(_path: Path, **_named: object) -> str:
        raise refused

    monkeypatch.setattr(Path, "read_text", closed)
    said = billed.call("check")
    assert said.code == 2
    assert "billing.toml cannot be read: Permission denied" in said.err
