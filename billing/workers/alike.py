"""What makes the bytes of a page, to compare machines before they share a month."""

import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from billing import assets
from billing.workers.shard import Fault, Sign, tried


def signing(
    versions: Callable[[], str], own: Path | None, page: Callable[[], bytes] | None = None
) -> Sign:
    """What a worker is asked: see `sign`. All three can be pickled."""
    return partial(sign, versions, own, page)


def sign(
    versions: Callable[[], str], own: Path | None, page: Callable[[], bytes] | None
) -> Mapping[str, str]:
    """How this machine makes pages: programs, Python, templates and fonts; and a page that it made.

    `own` is the workspace's folder of templates, on a file system that all share. The page tells of
    what has no version of its own: libraries of the system, and the program's own lines.
    """
    python = f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}"
    made = tried(page) if page else b""
    return {
        "programs": str(tried(versions)),
        "python": python,
        "templates": _hashed(assets.folder("templates")),
        "own templates": _hashed(own) if own else "-",
        "a page": made.code if isinstance(made, Fault) else sha256(made).hexdigest()[:16],
    }


def _hashed(folder: Path) -> str:
    """Names and contents of all files below a folder; `-` where it is not there."""
    if not folder.is_dir():
        return "-"
    return sha256("\n".join(_listed(sorted(folder.rglob("*")), folder)).encode()).hexdigest()[:16]


def _listed(paths: Iterable[Path], folder: Path) -> Iterator[str]:
    for path in paths:
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield f"{name} {sha256(path.read_bytes()).hexdigest()}"
