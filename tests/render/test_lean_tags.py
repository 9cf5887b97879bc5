"""Tags in fewer words: who listens hears the same, in the same order, below the same heads."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import pytest

from billing.render import Stationery, press, render
from billing.settings import PaperSettings
from tests.render.hard_papers import Paper, papers

NAMES = ("carried", "english", "logo_both", "revision_both", "seven", "sixty")
KEPT = Stationery(paper=PaperSettings(archival=True))

Tree = tuple[str, str, tuple[Any, ...]]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Paper]:
    """The hard papers."""
    return papers(tmp_path_factory.mktemp("logos"))


@pytest.fixture(params=NAMES)
def both(
    request: pytest.FixtureRequest, hard: Mapping[str, Paper], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[pikepdf.Pdf, pikepdf.Pdf]]:
    """A paper with WeasyPrint's own tags, and with ours."""
    ours = render(*hard[request.param])
    monkeypatch.setattr(press, "leaner", lambda _: None)
    theirs = render(*hard[request.param])
    with pikepdf.open(io.BytesIO(theirs)) as one, pikepdf.open(io.BytesIO(ours)) as other:
        yield one, other


def _kids(tag: pikepdf.Object) -> list[Any]:
    found = tag.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _said(tag: pikepdf.Object, pages: Mapping[tuple[int, int], int]) -> Tree | tuple[Any, ...]:
    """A tag with all below it; a text that is marked on its own is as good as none around it."""
    kids: list[Any] = []
    for kid in _kids(tag):
        if not isinstance(kid, pikepdf.Dictionary):
            kids.append((pages[tag.Pg.objgen], int(kid)))
        elif kid.get("/Type") == "/OBJR":
            kids.append("link")
        else:
            below = _said(kid, pages)
            lone = below[0] == "/Span" and tag.S in _HOLDERS and all(map(_is_mark, below[2]))
            kids += below[2] if lone else [below]
    return str(tag.S), str(tag.get("/Alt", "")), tuple(kids)


_HOLDERS = ("/P", "/TD", "/TH", "/Span", "/Lbl", "/LBody", *(f"/H{level}" for level in range(1, 7)))


def _is_mark(kid: Any) -> bool:
    return isinstance(kid, tuple) and isinstance(kid[0], int)


def _whole(pdf: pikepdf.Pdf) -> Tree | tuple[Any, ...]:
    pages = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    (document,) = _kids(pdf.Root.StructTreeRoot)
    return _said(document, pages)


def test_the_same_is_said(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    """All tags but those around a lone text, in the same order, with the same marks."""
    theirs, ours = map(_whole, both)
    assert len(theirs[2]) > 2
    assert theirs == ours


def _tables(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(tag):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S == "/Table":
                yield kid
            yield from _tables(kid)


def _rows(table: pikepdf.Object) -> Iterator[list[pikepdf.Object]]:
    for group in _kids(table):
        for row in _kids(group):
            yield _kids(row)


def _grid(table: pikepdf.Object) -> Iterator[tuple[int, range, pikepdf.Object]]:
    """The row, the columns and the tag of every cell; one that reaches down takes its place."""
    taken: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(_rows(table)):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            told = cell.get("/A", pikepdf.Dictionary())
            wide, tall = int(told.get("/ColSpan", 1)), int(told.get("/RowSpan", 1))
            taken |= {
                (number + down, column + on): True for down in range(tall) for on in range(wide)
            }
            yield number, range(column, column + wide), cell
            column += wide


def _heads(table: pikepdf.Object) -> list[set[int]]:
    """The heads of each cell, by their place among all: as it names them, or by its columns."""
    cells = list(_grid(table))
    heads = [cell for cell in cells if cell[2].S == "/TH"]
    named = {str(head.ID): place for place, (_, _, head) in enumerate(heads) if "/ID" in head}
    found = []
    for _, columns, cell in cells:
        if cell.S != "/TD":
            continue
        if named:
            found.append({named[str(one)] for one in cell.A.get("/Headers", ())})
        else:
            assert all(head.A.Scope == "/Column" for _, _, head in heads)
            over = [set(columns) & set(theirs) for _, theirs, _ in heads]
            found.append({place for place, common in enumerate(over) if common})
    return found


def test_each_cell_has_the_same_heads(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    """Named by every cell there, by their columns here."""
    theirs, ours = ([*map(_heads, _tables(pdf.Root.StructTreeRoot))] for pdf in both)
    assert theirs
    assert theirs == ours


def _parents(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, int, pikepdf.Object]]:
    """Page, mark and tag, by the tree that leads from marks to tags."""
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for number, tags in zip(nums[::2], nums[1::2], strict=True):
        if isinstance(tags, pikepdf.Array):
            (page,) = [one.obj for one in pdf.pages if one.obj.StructParents == number]
            for mark, tag in enumerate(tags):
                yield page, mark, tag


def test_marks_lead_to_their_tags(both: tuple[pikepdf.Pdf, pikepdf.Pdf]) -> None:
    """And back, on the page that the tag names; whoever is above knows who is below."""
    _, ours = both
    count = 0
    for page, mark, tag in _parents(ours):
        assert mark in [kid for kid in _kids(tag) if not isinstance(kid, pikepdf.Dictionary)]
        assert tag.Pg.objgen == page.objgen
        count += 1
    assert count > 50
    for table in _tables(ours.Root.StructTreeRoot):
        for group in _kids(table):
            assert group.P.objgen == table.objgen
            assert all(row.P.objgen == group.objgen for row in _kids(group))


def test_for_keeping_as_well(hard: Mapping[str, Paper]) -> None:
    """Where metadata stand behind the tags, their number stays; those left free are told so."""
    document, _ = hard["english"]
    with pikepdf.open(io.BytesIO(render(document, KEPT))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Metadata.read_bytes()
        assert _whole(pdf)[2]
