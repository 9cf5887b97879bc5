"""What is said of a file that is not as the ledger knows it, and how a file is looked at."""

import hashlib
from functools import partial
from pathlib import Path

from billing.errors import Problem, Severity
from billing.month.workspace import Workspace


def sha256_of(path: Path) -> str | OSError:
    """The sha256 of a file; empty where there is none, and the error of one that is shut."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""
    except OSError as error:
        return error


def at(workspace: Workspace, name: str) -> Path:
    """The file of a name that the ledger keeps: below the workspace, or whole."""
    return workspace.root / name


def told(severity: Severity, code: str, path: Path, workspace: Workspace, **more: str) -> Problem:
    """A problem of a file, under its name in the workspace."""
    root = workspace.root
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Problem(code=code, severity=severity, found=name, values=more)


damaged = partial(told, Severity.BLOCKED)
noted = partial(told, Severity.WARNED)


def shut(error: OSError, path: Path, workspace: Workspace) -> Problem:
    """A file that is there and cannot be read."""
    return damaged("file_shut", path, workspace, reason=error.strerror or type(error).__name__)
