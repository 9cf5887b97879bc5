"""Everything that rating makes of a month, against a golden file; `--golden` writes them anew."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.rate.rated import Month, told
from tests.rate.rated_carrying import CARRYING
from tests.rate.rated_faults import FAULTS
from tests.rate.rated_late import LATE
from tests.rate.rated_rows import SPANS
from tests.rate.rated_sums import LEVELS, LIMITS

PARTS: dict[str, Sequence[Month]] = {
    "limits": LIMITS,
    "levels": LEVELS,
    "carrying": CARRYING,
    "spans": SPANS,
    "faults": FAULTS,
    "late": LATE,
}


@pytest.mark.parametrize("name", PARTS)
def test_rated_whole(name: str, request: pytest.FixtureRequest) -> None:
    """Items in their order, balances before and after, notes and faults."""
    found = "\n".join(told(one) for one in PARTS[name])
    golden = Path(__file__).parent / "golden" / f"{name}.golden.txt"
    if request.config.getoption("--golden", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
