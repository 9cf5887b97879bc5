"""What a screen reader, a search and a bookmark find in the PDF, and that nothing is left out."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pikepdf
import pypdfium2
import pytest

from billing.render import render, wording
from billing.render.page import Page
from billing.settings import PaperSettings
from tests.render.hard_papers import Paper, papers

NAMES = ("carried", "english", "logo_both", "long", "reason", "revision_both", "seven", "sixty")

# Fields of a page that are not printed: classes of cells, the drawing of a chart, tags, dates.
_UNPRINTED = ("document_title", "issued", "language", "path", "place", "tag", "weight")


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Paper]:
    """The hard papers."""
    return papers(tmp_path_factory.mktemp("logos"))


@pytest.fixture(scope="module", params=NAMES)
def printed(request: pytest.FixtureRequest, hard: Mapping[str, Paper]) -> tuple[Paper, bytes]:
    """Each paper, and its PDF."""
    paper = hard[request.param]
    return paper, render(*paper)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements right below one; marks of content are numbers and no elements."""
    found = element.get("/K", pikepdf.Array())
    for kid in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _below(element: pikepdf.Object, *kinds: str) -> Iterator[pikepdf.Object]:
    """All elements of these kinds, in reading order."""
    for kid in _kids(element):
        if str(kid.S) in kinds:
            yield kid
        yield from _below(kid, *kinds)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield re.sub(r"<[^>]*>", "", value) if hasattr(value, "__html__") else value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _UNPRINTED:
                yield from _texts(getattr(value, one.name))


def _page(paper: Paper) -> Page:
    return wording.page(paper[0], PaperSettings())


def test_every_text_of_the_page_is_printed(printed: tuple[Paper, bytes]) -> None:
    """All that was worded can be found in the PDF, whatever the line breaks."""
    paper, content = printed
    document = pypdfium2.PdfDocument(content)
    pages = [document[place].get_textpage().get_text_bounded() for place in range(len(document))]
    text = re.sub(r"\s|\ufffe", "", "".join(pages))
    page = _page(paper)
    if page.credit is not None:  # says the amount and its words itself, as what is credited
        page = replace(page, amount_due="", words=())
    worded = {re.sub(r"\s", "", one) for one in _texts(page)}
    assert len(worded) > 30
    assert {one for one in worded if one not in text} == set()


def test_title_language_and_tags(printed: tuple[Paper, bytes]) -> None:
    """The window's bar shows the title; the language and that there are tags are told."""
    paper, content = printed
    page = _page(paper)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == page.document_title
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == page.tag
        assert bool(pdf.Root.MarkInfo.Marked)


def test_the_outline_is_the_title_and_its_sections(printed: tuple[Paper, bytes]) -> None:
    """The title, below it the sections in reading order; labels of parties are no sections."""
    paper, content = printed
    page = _page(paper)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        headings = [str(one.S) for one in _below(pdf.Root.StructTreeRoot, "/H1", "/H2")]
        assert [level for level, _, _ in _bookmarks(pdf)] == [int(kind[2:]) for kind in headings]
        assert headings == ["/H1", *["/H2"] * (len(headings) - 1)]
        titles = [_plain(title) for _, title, _ in _bookmarks(pdf)]
        assert titles[0] == _plain(page.title.striptags())
        assert all(titles)
        assert not {_plain(side.label.striptags()) for side in (page.client, page.provider)} & {
            *titles
        }
        leaves = [leaf for _, _, leaf in _bookmarks(pdf)]
        assert leaves == sorted(leaves)
        assert leaves[0] == 0
        assert leaves[-1] < len(pdf.pages)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Level and title of each bookmark, and the page that it leads to; 0 is the first."""
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}

    def walked(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            assert isinstance(item.destination, pikepdf.Array), "a page and a place on it"
            yield level, item.title, places[item.destination[0].objgen]
            yield from walked(list(item.children), level + 1)

    with pdf.open_outline() as outline:
        return list(walked(list(outline.root), 1))


def test_tables_are_tables(printed: tuple[Paper, bytes]) -> None:
    """Heads of TH, bodies of TD, and all rows of a table equally wide."""
    _, content = printed
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tables = list(_below(pdf.Root.StructTreeRoot, "/Table"))
        assert tables
        for table in tables:
            assert {str(kid.S) for kid in _kids(table)} == {"/THead", "/TBody"}
            assert {*_cells(table, "/THead")} == {"/TH"}
            assert {*_cells(table, "/TBody")} == {"/TD"}
            assert len({_width(row) for row in _below(table, "/TR") if not _spanned(row)}) == 1


def _cells(table: pikepdf.Object, part: str) -> Iterator[str]:
    for rows in _below(table, part):
        for row in _below(rows, "/TR"):
            yield from (str(cell.S) for cell in _kids(row))


def _width(row: pikepdf.Object) -> int:
    return sum(int(_told(cell).get("/ColSpan", 1)) for cell in _kids(row))


def _told(cell: pikepdf.Object) -> pikepdf.Object:
    """What a cell tells of itself beside its text."""
    return cell.get("/A", pikepdf.Dictionary())


def _spanned(row: pikepdf.Object) -> bool:
    """The second row of a head, beside cells that reach down from the first."""
    above = list(_kids(row.P))
    return any(
        "/RowSpan" in _told(cell)
        for other in above
        if other.objgen != row.objgen
        for cell in _kids(other)
    )


def test_pictures_and_charts_are_told_in_words(hard: Mapping[str, Paper]) -> None:
    """Logo, seal and both charts have a text in their place."""
    told, receptions = [], "每日接待总量 · 全部店铺 · 最高 416 (10-08) · 日均 260.8"
    for name in ("logo_wide", "seven"):
        with pikepdf.open(io.BytesIO(render(*hard[name]))) as pdf:
            figures = _below(pdf.Root.StructTreeRoot, "/Figure")
            told.append([str(figure.get("/Alt", "")) for figure in figures])
    assert told == [
        ["样例客服外包有限公司", "服务方（盖章）", receptions],
        [receptions, "每日订单 · 全部店铺 · 最高 88 (10-15) · 日均 25.9"],
    ]
