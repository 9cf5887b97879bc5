"""A last page with little on it: saved in less room, where that is enough."""

import io
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from billing.assets import folder
from billing.render import Stationery, press, render
from tests.render.hard_papers import Paper, papers


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Paper]:
    """The hard papers."""
    return papers(tmp_path_factory.mktemp("logos"))


def _count(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(io.BytesIO(content)))


@pytest.mark.parametrize(
    "name, loose, printed", [("revision_both", 4, 3), ("revision_english", 2, 1)]
)
def test_a_page_that_would_hold_little_is_saved(
    hard: Mapping[str, Paper], monkeypatch: pytest.MonkeyPatch, name: str, loose: int, printed: int
) -> None:
    """The same paper in less room has a page less."""
    assert _count(render(*hard[name])) == printed
    monkeypatch.setattr(press, "_LITTLE", 0)
    assert _count(render(*hard[name])) == loose


@pytest.mark.parametrize("name", ["english", "everything", "credit", "sixty"])
def test_other_papers_keep_their_room(
    hard: Mapping[str, Paper], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Those of one page, and those whose last page holds enough."""
    printed = render(*hard[name])
    monkeypatch.setattr(press, "_LITTLE", 0)
    assert render(*hard[name]) == printed


def test_a_page_that_cannot_be_saved_keeps_its_room(
    hard: Mapping[str, Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Less room that saves no page is not taken."""
    printed = render(*hard["everything"])
    monkeypatch.setattr(press, "_LITTLE", 1)
    assert render(*hard["everything"]) == printed


def test_a_template_without_classes_is_laid_out_once(
    hard: Mapping[str, Paper], tmp_path: Path
) -> None:
    """A template of one's own need not know of it."""
    html = (folder("templates") / "invoice.html").read_text(encoding="utf-8")
    own = html.replace('<body class="{{ page.language }}">', "<body>")
    assert own != html
    (tmp_path / "invoice.html").write_text(own, encoding="utf-8")
    document, _ = hard["revision_english"]
    assert _count(render(document, Stationery(templates=tmp_path))) == 2
