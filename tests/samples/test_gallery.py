"""The gallery: each picture is on the page, each of the page is there, and all are small."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from PIL import Image

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "pictures" / "gallery"
_PICTURE = re.compile(r"!\[([^\]]+)\]\((pictures/gallery/[\w-]+\.png)\)")


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "tools" / "gallery.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def _size(file: Path) -> tuple[int, int]:
    with Image.open(file) as picture:
        return picture.size


def test_the_page_names_every_picture_once() -> None:
    """What lies in the folder, what the page shows, and what the tool makes are the same."""
    named = [Path(file).name for _, file in _PICTURE.findall(PAGE.read_text(encoding="utf-8"))]
    made = [*_tool().INVOICES, "prepaid", "letter", "credit-note", "second-revision"]
    assert named == [f"{name}.png" for name in made]
    assert sorted(named) == sorted(file.name for file in PICTURES.iterdir())


def test_every_mode_is_shown() -> None:
    """Each of the seven ways of charging has a picture of its name."""
    modes = {folder.name for folder in (ROOT / "billing" / "modes").iterdir() if folder.is_dir()}
    assert {mode for mode in modes if not mode.startswith("_")} <= {*_tool().INVOICES}


def test_the_pictures_are_small_and_can_be_read() -> None:
    """Below 120 KB each and 2 MB in all; a page is at least 700 dots wide and 1000 high."""
    files = sorted(PICTURES.iterdir())
    assert max(file.stat().st_size for file in files) < 120_000
    assert sum(file.stat().st_size for file in files) < 2_000_000
    pages = [_size(file) for file in files if file.stem != "letter"]
    assert min(height for _, height in pages) > 1000
    assert min(width for width, _ in pages) > 700


def test_the_readme_leads_to_the_gallery() -> None:
    """A link to the page, and the picture of an invoice."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(docs/gallery.md)" in readme
    assert "(docs/pictures/invoice.png)" in readme
