"""The seal stands on what is issued, and on nothing before."""

import io
from pathlib import Path

import pikepdf
import pytest

from billing.render import Stationery, preview, render
from tests.render.conftest import everything, invoice
from tests.render.corrected import credit_note
from tests.render.hard_papers import seal


def _pictures(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(
            picture.get("/Subtype") == "/Image" and "/SMask" in picture
            for picture in pdf.objects
            if isinstance(picture, pikepdf.Stream)
        )


@pytest.mark.parametrize("language", ["zh", "zh-en"])
def test_a_draft_has_no_seal(tmp_path: Path, language: str) -> None:
    """Invoice and credit note have it once."""
    look = Stationery(templates=tmp_path, seal=seal(tmp_path))
    of = everything("zh" if language == "zh" else "zh-en")
    issued = invoice(of)
    assert _pictures(preview(of, look)) == 0
    assert [_pictures(render(one, look)) for one in (issued, credit_note(issued))] == [1, 1]
