"""All cases, in the order of the table in docs/usage.md."""

from itertools import groupby

from tests.intake.disguises.broken import BROKEN
from tests.intake.disguises.days import DAYS
from tests.intake.disguises.exports import EXPORTS
from tests.intake.disguises.shapes import SHAPES
from tests.intake.disguises.values import VALUES
from tests.intake.disguises.whose import WHOSE
from tests.intake.disguises.workbooks import Case

CASES: tuple[Case, ...] = (*SHAPES, *VALUES, *DAYS, *WHOSE, *EXPORTS, *BROKEN)


def grouped() -> dict[str, tuple[Case, ...]]:
    """The cases of each row of the table."""
    found: dict[str, tuple[Case, ...]] = {}
    for name, cases in groupby(CASES, key=lambda case: case.found):
        found[name] = (*found.get(name, ()), *cases)
    return found
