"""Everything that a mode makes of a case, against a golden file; `--golden` writes them anew."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from tests.modes.whole import Case, text
from tests.modes.whole_commission import COMMISSION
from tests.modes.whole_daily import DAILY
from tests.modes.whole_fixed import FIXED
from tests.modes.whole_monthly import MONTHLY
from tests.modes.whole_orders import ORDERS
from tests.modes.whole_project import PROJECT
from tests.modes.whole_receptions import RECEPTIONS

MODES: dict[str, tuple[Any, Sequence[Case]]] = {
    "fixed": (fixed, FIXED),
    "commission": (commission, COMMISSION),
    "monthly": (monthly, MONTHLY),
    "daily": (daily, DAILY),
    "receptions": (receptions, RECEPTIONS),
    "orders": (orders, ORDERS),
    "project": (project, PROJECT),
}


def _told(mode: Any, one: Case) -> str:
    terms = mode.Terms.model_validate(one.terms)
    return f"# {one.why}\n{text(mode.rate(terms, one.span, one.usage, one.carried))}\n"


@pytest.mark.parametrize("name", MODES)
def test_whole(name: str, request: pytest.FixtureRequest) -> None:
    """Lines with their words and cells, what is carried, annex, notes and faults."""
    mode, cases = MODES[name]
    found = "\n".join(_told(mode, one) for one in cases)
    golden = Path(__file__).parent / "golden" / f"{name}.golden.txt"
    if request.config.getoption("--golden", default=False):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
