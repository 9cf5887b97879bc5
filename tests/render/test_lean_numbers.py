"""Numbers of a page: lengths to the hundredth, all else as exact as ever."""

import io
import re

import pikepdf
import pydyf
import pytest

from billing.render import render
from billing.render.lean.numbers import rounded
from tests.render.conftest import english, invoice


@pytest.mark.parametrize(
    "number, written",
    [
        (595.275591, b"595.28"),
        (-841.889764, b"-841.89"),
        (100.0, b"100"),
        (99.999, b"100"),
        (10.10, b"10.1"),
        (9.876543, b"9.876543"),
        (-0.788011, b"-0.788011"),
        (0.0, b"0"),
        (12, b"12"),
        ("/Name", b"/Name"),
        (b"12 0 R", b"12 0 R"),
    ],
)
def test_how_a_number_is_written(number: object, written: bytes) -> None:
    """Lengths from ten on are rounded; scales, turns and colours are small."""
    with rounded():
        assert pydyf._to_bytes(number) == written


def test_every_length_of_a_page_is_rounded() -> None:
    """None has more than two digits behind the point; afterwards pydyf is as it was."""
    before = pydyf._to_bytes
    with pikepdf.open(io.BytesIO(render(invoice(english())))) as pdf:
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert pydyf._to_bytes is before
    lengths = re.findall(rb"\d\d+\.(\d+)", drawn)
    assert len(lengths) > 100
    assert max(map(len, lengths)) == 2
