"""What is refused as a ledger: files on a network file system, and files that are none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from billing.errors import LedgerError
from billing.ledger import open_ledger, place
from billing.settings import NumberingSettings

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
systemd-1 /net autofs rw 0 0
server:/export /srv/our\\040books nfs4 rw 0 0
//server/share /mnt/share cifs rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
tmpfs /srv/our\\040books/fast tmpfs rw 0 0
server:/net /net nfs rw 0 0
"""


@pytest.mark.parametrize(
    "path, kind",
    [
        ("/var/books/ledger.db", "ext4"),
        ("/srv/our books/ledger.db", "nfs4"),
        ("/srv/our books/2026/ledger.db", "nfs4"),
        ("/srv/our booksellers/ledger.db", "ext4"),
        ("/srv/our books/fast/ledger.db", "tmpfs"),
        ("/mnt/share/ledger.db", "cifs"),
        ("/home/me/far/ledger.db", "fuse.sshfs"),
        ("/net/ledger.db", "nfs"),  # the later mount covers the earlier
    ],
)
def test_the_file_system_of_a_path(path: str, kind: str) -> None:
    """The longest mount point above it, blanks and all; of two the later."""
    assert place.kind_of(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_ledger_on_a_network(path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Nothing is made there."""
    mounts = path.parent / "mounts"
    mounts.write_text(f"x / ext4 rw 0 0\nserver:/b {path.parent} {kind} rw 0 0\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    with pytest.raises(LedgerError) as refused:
        open_ledger(path, NumberingSettings())
    assert refused.value.code == "ledger_on_network"
    assert refused.value.values["found"] == kind
    assert not path.exists()


def test_a_share_of_windows() -> None:
    """By its name, where no list of mounts tells."""
    with pytest.raises(LedgerError):
        place.refuse_network(Path("\\\\server\\books\\ledger.db"))


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("not a database " * 100)


def _damaged(path: Path) -> None:
    open_ledger(path, NumberingSettings()).close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.mark.parametrize("make", [_folder, _text, _damaged])
def test_a_file_that_is_no_ledger_is_refused(path: Path, make: Callable[[Path], None]) -> None:
    """With the database's own words for it."""
    make(path)
    with pytest.raises(LedgerError) as refused:
        open_ledger(path, NumberingSettings())
    assert refused.value.code == "ledger_unavailable"
    assert refused.value.values["why"]


@pytest.mark.parametrize(
    "where, why",
    [
        ("postgres://u:hunter2@h/d", "postgres"),
        ("mysql://u:hunter2@h/d", "mysql"),
        ("://hunter2", "?"),
        ("postgresql://u:hunter2@h:port/d", "?"),
        ("postgresql+hunter://u:hunter2@h/d", "Can't load plugin"),
    ],
)
def test_an_address_that_is_none(where: str, why: str) -> None:
    """It is refused by its kind; the password in it is not told."""
    with pytest.raises(LedgerError) as refused:
        open_ledger(where, NumberingSettings())
    assert refused.value.code == "ledger_address"
    assert why in str(refused.value.values["why"])
    assert "hunter2" not in str(refused.value)
