"""Mutants of what importing computes: constants, defaults, and tables that tests are made of."""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from types import CodeType

from mutants import Mutant
from processes import KILLED, SURVIVED, UNREACHED, in_a_process, run_pytest


def tried(one: Mutant, tests: Sequence[str]) -> str:
    """What came of a mutant that is imported anew, with all that imports it."""
    if not tests:
        return UNREACHED
    code = in_a_process(lambda: _imported(one, tests), 300, quiet=True)
    return SURVIVED if code == 0 else KILLED


def _imported(one: Mutant, tests: Sequence[str]) -> int:
    path, plain = str(one.path.absolute()), SourceFileLoader.get_code
    sys.dont_write_bytecode = True

    def code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return one.compiled() if loader.path == path else plain(loader, name)

    os.dup2(1, 2)  # an import that fails tells it there
    SourceFileLoader.get_code = code  # type: ignore[method-assign, assignment]
    return run_pytest(["-x", *tests])
