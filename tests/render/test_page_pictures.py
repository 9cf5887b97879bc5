"""Pages as pictures, against golden ones: what a reader sees, whatever makes it.

A page is drawn at 240 dots an inch, gathered to 60, in sixteen greys, and laid out in tiles of 6 by
6 dots (2.5 mm), twice: the second time from half a tile lower. Two pages are alike where no tile is
lighter or darker than the other by more than TOLERANCE of 255. The fonts are shipped and unhinted,
so machines differ in the smoothing of edges only. Drawn at 180 or 360 dots, with other edges
throughout, no tile differs by more than 17; a block that moves by a millimetre differs by 37, the
smallest missing line by 27.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from billing.assets import folder
from billing.render import Stationery, render
from tests.render.hard_papers import Paper, papers

PICTURES = Path(__file__).with_name("pictures")
NAMES = (
    "english",
    "everything",
    "eight_stores",
    "logo_both",
    "long",
    "one_line",
    "reason",
    "seven",
)
SCALE = 60 / 72
DRAWN = 4  # times the dots that are kept
TILE = 6  # dots
TOLERANCE = 22  # of 255, in the darkness of one tile


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Paper]:
    """The hard papers."""
    return papers(tmp_path_factory.mktemp("logos"))


@cache
def _greys() -> list[int]:
    """Sixteen greys; the grounds of the page, 242 and 247, lie well inside one of them."""
    return [min(15, (grey + 4) // 17) * 17 for grey in range(256)]


def drawn(content: bytes, finer: int = DRAWN) -> Iterator[Image.Image]:
    """The pages of a PDF, drawn with `finer` times the dots in each direction."""
    document = pypdfium2.PdfDocument(content)
    for place in range(len(document)):
        picture = document[place].render(scale=SCALE * finer, grayscale=True).to_pil()
        yield picture.convert("L").reduce(finer).point(_greys())


def unlike(one: Image.Image | None, other: Image.Image | None) -> str:
    """Where two pages differ most and by how much; empty where they are alike."""
    if one is None or other is None or one.size != other.size:
        return "one page is missing, or of another size"
    most, right, down = max(_most(one, other, start) for start in (0, TILE // 2))
    dot = 25.4 / SCALE / 72
    place = f"{most} at {right * dot:.0f} mm from the left, {down * dot:.0f} down"
    return place if most > TOLERANCE else ""


def _most(one: Image.Image, other: Image.Image, start: int) -> tuple[int, int, int]:
    """The greatest difference of a tile, and where; rows of tiles begin `start` dots down."""
    whole = (0, start, *one.size)
    difference = ImageChops.difference(one.crop(whole).reduce(TILE), other.crop(whole).reduce(TILE))
    tiles = difference.tobytes()
    down, right = divmod(tiles.index(max(tiles)), difference.width)
    return max(tiles), right * TILE, down * TILE + start


def _files(name: str) -> list[Path]:
    return sorted(PICTURES.glob(f"{name}.*.png"))


def _kept(name: str) -> list[Image.Image]:
    found = []
    for file in _files(name):
        with Image.open(file) as picture:
            found.append(picture.convert("L"))
    return found


def _write(name: str, pages: list[Image.Image]) -> None:
    PICTURES.mkdir(exist_ok=True)
    for file in _files(name):
        file.unlink()
    for number, page in enumerate(pages, start=1):
        page.quantize(16).save(PICTURES / f"{name}.{number}.png", optimize=True, bits=4)


def _faults(pages: list[Image.Image], golden: list[Image.Image]) -> list[str]:
    compared = [unlike(page, kept) for page, kept in zip_longest(pages, golden)]
    return [f"page {number}: {fault}" for number, fault in enumerate(compared, start=1) if fault]


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_look_as_they_did(
    hard: Mapping[str, Paper], name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Every page of the paper; what it looks like now is left beside the failure."""
    pages = list(drawn(render(*hard[name])))
    if request.config.getoption("--golden", default=False):
        _write(name, pages)
    faults = _faults(pages, _kept(name))
    for number, page in enumerate(pages if faults else [], start=1):
        page.save(tmp_path / f"{name}.{number}.png")
    assert faults == [], f"what it looks like now: {tmp_path}"


def test_no_picture_is_left_over() -> None:
    """The pictures are those of the papers above, and small."""
    assert {file.name.partition(".")[0] for file in PICTURES.glob("*.png")} == set(NAMES)
    assert max(file.stat().st_size for file in PICTURES.glob("*.png")) < 30_000


@pytest.mark.parametrize("finer", [3, 6])
@pytest.mark.parametrize("name", ["long", "reason"])
def test_smoothing_of_edges_is_no_difference(
    hard: Mapping[str, Paper], name: str, finer: int
) -> None:
    """The same page drawn with other dots has other greys at every edge, and is alike."""
    assert _faults(list(drawn(render(*hard[name]), finer)), _kept(name)) == []


@pytest.mark.parametrize(
    "file, old, new",
    [
        ("invoice.css", "padding: 5mm 0 5mm 6mm", "padding: 5mm 0 5mm 7mm"),
        ("invoice.css", "margin-bottom: 5mm; font", "margin-bottom: 6mm; font"),
        ("invoice.css", "text-align: right; white-space", "text-align: left; white-space"),
        ("invoice.css", ".k { color: #59626f", ".k { color: #b9c2cf"),
        ("invoice.css", "font-size: 25pt", "font-size: 24pt"),
        ("invoice.css", ".lines .c3 { width: 26mm }", ".lines .c3 { width: 27mm }"),
        ("invoice.html", "{{ page.basis }}", ""),
        ("invoice.html", '<p class="fapiao">', '<p class="fapiao" hidden style="display: none">'),
        ("invoice.html", "{{ row.working }}", ""),
        ("invoice.html", "{{ side(page.provider) }}", ""),
    ],
)  # fmt: skip
def test_a_block_that_moves_and_a_line_that_is_missing_are_seen(
    hard: Mapping[str, Paper], tmp_path: Path, file: str, old: str, new: str
) -> None:
    """A millimetre, a colour, a word: each shows on the first page of the smallest paper."""
    shipped = (folder("templates") / file).read_text(encoding="utf-8")
    assert old in shipped
    (tmp_path / file).write_text(shipped.replace(old, new), encoding="utf-8")
    document, _ = hard["one_line"]
    (page,) = drawn(render(document, Stationery(templates=tmp_path)))
    assert unlike(page, _kept("one_line")[0])
