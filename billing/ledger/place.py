"""Where SQLite may not keep a ledger: locks and shared memory do not cross a network."""

import re
from pathlib import Path

from billing.errors import LedgerError

_MOUNTS = Path("/proc/mounts")
_NETWORK = """
    afs beegfs ceph cifs coda davfs gfs2 gpfs lustre ncpfs nfs nfs4 ocfs2 panfs smb smb3 smbfs
    fuse.ceph fuse.cephfs fuse.davfs2 fuse.gcsfuse fuse.glusterfs fuse.goofys fuse.juicefs
    fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs
"""


def refuse_network(path: Path) -> None:
    r"""Raise LedgerError where the path lies on a network file system, as far as that is known.

    Linux tells by its list of mounts; elsewhere only names such as `\\server\share` are known.
    """
    kind = "smb" if str(path).startswith("\\\\") else kind_of(path.resolve(), _mounts())
    if kind in _NETWORK.split():
        raise LedgerError("ledger_on_network", path=path, found=kind)


def kind_of(path: Path, mounts: str) -> str:
    r"""The type of the file system that a path lies on, by the text of /proc/mounts.

    >>> kind_of(Path("/srv/books/ledger.db"), "x / ext4 rw 0 0\nhost:/b /srv nfs4 rw 0 0\n")
    'nfs4'
    """
    best, kind = -1, ""
    for fields in (line.split() for line in mounts.splitlines()):
        point = Path(_unescaped(fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= best:  # the later one covers
            best, kind = len(point.parts), fields[2]
    return kind


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _unescaped(name: str) -> str:
    r"""Blanks and the like are written as `\040`."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), name)
