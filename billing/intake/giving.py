"""Memory that was freed, given back to the system.

The C library of Linux keeps what large arrays leave behind for more of them. After the rows of all
files are summed none come, and a month's drafts are small objects that lie elsewhere: kept, it
would be a third of what the run takes from then on.
"""

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give back what is free; other systems, and other C libraries, do so by themselves or not."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # glibc alone has it
            ctypes.CDLL(None).malloc_trim(0)
