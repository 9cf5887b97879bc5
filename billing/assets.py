"""Where the files that ship with the program are: inside the wheel, or beside it in a checkout."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent


def folder(name: Literal["sample_inputs", "templates"]) -> Path:
    """The shipped folder of that name, as an absolute path."""
    installed = _PACKAGE / "_assets" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
