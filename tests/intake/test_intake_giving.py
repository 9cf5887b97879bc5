"""What reading has freed is the system's again, where its C library can give it back."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from billing.intake.giving import give_back


@pytest.mark.skipif(sys.platform != "linux", reason="only there memory is given back")
def test_what_was_freed_is_given_back() -> None:
    """Small arrays below one that stays: without asking, the C library keeps their pages."""
    give_back()
    arrays = [np.ones(8_000) for _ in range(2_000)]  # 64 KB each
    kept = arrays.pop()
    del arrays
    before = _held()
    give_back()
    assert before - _held() > 60 << 20
    assert kept.sum() == 8_000


def _held() -> int:
    """Bytes of this process in memory."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
