"""billing.log: faults of the program itself, with their tracebacks, for who maintains it.

It lies in the workspace, wherever the command was called from, and is its owner's alone. Before a
workspace is known nothing is kept: the current folder may be anybody's.
"""

import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

NAME = "billing.log"
_MOST = 2_000_000  # bytes, after which it begins anew: one old file is kept beside it


class _Log(logging.Handler):
    """Appends each fault to the log of the workspace that is known."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.root: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """A message and its traceback; a log that cannot be written stops nothing."""
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.write(f"{record.getMessage()}\n{trace}")

    def write(self, text: str) -> Path | None:
        """Append a text; where it went, or None where it could not."""
        if self.root is None:
            return None
        path = self.root / NAME
        line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {text}"
        try:
            if path.exists() and path.stat().st_size > _MOST:
                path.replace(path.with_suffix(".log.1"))
            with open(path, "a", encoding="utf-8", errors="replace", opener=_own) as stream:
                stream.write(line)
        except OSError:
            return None
        return path


def _own(path: str, flags: int) -> int:
    """Opened for its owner alone, whatever the umask; and never through a link."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


_log = _Log()


def listen() -> None:
    """Keep what the program logs as errors, once a workspace is known."""
    for name in ("billing", "sqlalchemy"):  # what they log is raised as well, or becomes an outcome
        logger = logging.getLogger(name)
        if _log not in logger.handlers:
            logger.addHandler(_log)
    _log.root = None


def keep_in(root: Path) -> None:
    """The workspace is known: its log lies here."""
    _log.root = root.resolve()


def kept(error: BaseException) -> Path | None:
    """Write a fault's traceback; where it went, or None where no workspace can hold it."""
    return _log.write("".join(traceback.format_exception(error)))


def place(error: BaseException) -> str:
    """Where in the program a fault arose, `start.py:33`."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "-"
