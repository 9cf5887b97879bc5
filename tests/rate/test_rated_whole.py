"""Everything that rating makes of a month, against a golden file; `--golden` writes them anew."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.rate.rated import Month, told
from tests.rate.rated_carrying import CARRYING
from tests.rate.rated_covering import COVERING
from tests.rate.rated_days import DAYS
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
    "covering": COVERING,
}


@pytest.mark.parametrize("name", PARTS)
def test_rated_whole(name: str, request: pytest.FixtureRequest) -> None:
    """Items in their order, balances before and after, notes and faults."""
    _compare(name, "\n".join(told(one) for one in PARTS[name]), request)


def test_days_of_rows(request: pytest.FixtureRequest) -> None:
    """The days that each row of a charge bills, and the days whose usage it measures."""
    _compare("days", "\n".join(one.told() for one in DAYS), request)


def _compare(name: str, found: str, request: pytest.FixtureRequest) -> None:
    golden = Path(__file__).parent / "golden" / f"{name}.golden.txt"
    if request.config.getoption("--golden", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
