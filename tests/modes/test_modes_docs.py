"""docs/modes.md says what the program does: its arithmetic is right, its lines exist."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from billing import money
from billing.catalogue import sentences
from tests.modes.reading import read

PAGE = (Path(__file__).parents[2] / "docs" / "modes.md").read_text("utf-8")
WORKED = re.findall(r"^    (.+) = (-?\d+\.\d\d)$", PAGE, re.MULTILINE)
WORKED += re.findall(r"`([^`]+) = (-?\d+\.\d\d)`", PAGE)


def test_the_page_has_examples() -> None:
    """A pattern that matched nothing would let everything pass."""
    assert len(WORKED) >= 20


@pytest.mark.parametrize("text, amount", WORKED)
def test_worked_examples_are_right(text: str, amount: str) -> None:
    """Each printed working gives its amount."""
    assert str(money.rounded(Fraction(read(text)))) == amount


@pytest.mark.parametrize("code", re.findall(r"`([a-z]+_[a-z_]+)`", "".join(
    re.findall(r"\*\*Lines\.\*\*(.+?)\n\n", PAGE, re.DOTALL)
)))  # fmt: skip
def test_lines_exist(code: str) -> None:
    """Each line that is named is one that an invoice can have."""
    assert f"line.{code}" in sentences()
