"""Writing a file so that it is either as before or wholly new, whenever the machine stops."""

import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

_NEIGHBOUR = re.compile(r"\..{1,40}\.\w{8}\.part")


def write(path: Path, content: bytes) -> bool:
    """Put the content at the path, its folder included; False, and nothing touched, if it is there.

    The content goes to a neighbouring file first, reaches the disk, and takes the path's name in
    one step. Raises OSError where the disk or the folder refuses; the path is then as before.
    """
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _put(path, content)
    except OSError as error:
        error.filename = str(path)  # a full disk names none, and the neighbour says nothing
        raise
    return True


def sweep(folder: Path) -> None:
    """Take away the neighbouring files of writes that were killed. Nobody else may be writing."""
    for path in folder.glob(".*.part"):
        if _NEIGHBOUR.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _put(path: Path, content: bytes) -> None:
    neighbour = _written_beside(path, content)
    try:
        neighbour.replace(path)
    except OSError:
        neighbour.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file is there with this very content; sizes are compared before bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _written_beside(path: Path, content: bytes) -> Path:
    """A new file of the same folder, for renames do not cross disks; safely on the disk."""
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part", delete=False
    ) as stream:
        neighbour = Path(stream.name)
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            neighbour.chmod(_mode(path))
        except BaseException:
            neighbour.unlink(missing_ok=True)
            raise
    return neighbour


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced; for a new one what any new file would get.

    A temporary file may be read by its owner alone, which would hide outputs from colleagues.
    """
    with suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _settle(folder: Path) -> None:
    """Bring the folder's new entry to the disk; folders cannot be opened on Windows."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
