"""PDF/A-3b on request, by structure; and the same bytes everywhere, in either form."""

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from billing.errors import RenderError
from billing.invoice import Invoice
from billing.render import Stationery, preview, render
from billing.settings import PaperSettings
from tests.render.conftest import everything, invoice
from tests.render.corrected import credit_note

ROOT = Path(__file__).parents[2]
KEPT = Stationery(paper=PaperSettings(archival=True))
FORMS = {"plain": Stationery(), "archival": KEPT}
SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
    {"LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "86400", "FONTCONFIG_FILE": "/nowhere/f.conf"},
)
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_CHILD = """
import pickle, sys
sys.path.insert(0, sys.argv[1])
from billing.render import render
document, forms = pickle.load(sys.stdin.buffer)
made = [[render(document, form) for form in forms] for _ in range(2)]
pickle.dump(made, sys.stdout.buffer)
"""


@pytest.fixture(params=["bilingual", "english", "one_line", "long"])
def kept(request: pytest.FixtureRequest, papers: Mapping[str, Invoice]) -> Iterator[pikepdf.Pdf]:
    """Papers in the form for keeping."""
    with pikepdf.open(io.BytesIO(render(papers[request.param], KEPT))) as pdf:
        yield pdf


def _objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of a document, those of its streams among them, and those within."""
    waiting: list[pikepdf.Object] = list(pdf.objects)
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            waiting += [part for _, part in one.items() if not _is_reference(part)]
        elif isinstance(one, pikepdf.Array):
            waiting += [part for part in one if not _is_reference(part)]


def _is_reference(part: object) -> bool:
    return not isinstance(part, pikepdf.Object) or part.is_indirect


def _rdf(pdf: pikepdf.Pdf) -> ET.Element:
    return ET.fromstring(pdf.Root.Metadata.read_bytes())


def test_it_says_what_it_is(kept: pikepdf.Pdf) -> None:
    """Part 3, level B; title, author and date as in the document's own entries."""
    rdf = _rdf(kept)
    said = {name: value for part in rdf.iter() for name, value in part.attrib.items()}
    assert (said[f"{_PDFA}part"], said[f"{_PDFA}conformance"]) == ("3", "B")
    texts = {part.text for part in rdf.iter() if part.text}
    assert {str(kept.docinfo["/Title"]), str(kept.docinfo["/Author"]), "2026-11-01"} <= texts
    assert str(kept.docinfo["/CreationDate"]) == "D:20261101"
    assert str(kept.Root.Metadata.Type) == "/Metadata"
    assert kept.pdf_version == "1.7"


def test_its_colours_are_named(kept: pikepdf.Pdf) -> None:
    """One output intent, its profile inside: of a screen, in red, green and blue."""
    (intent,) = kept.Root.OutputIntents
    assert (str(intent.S), str(intent.Type)) == ("/GTS_PDFA1", "/OutputIntent")
    assert str(intent.OutputConditionIdentifier)
    profile = intent.DestOutputProfile.read_bytes()
    assert int(intent.DestOutputProfile.N) == 3
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"mntr", b"RGB ", b"acsp")
    assert not any(part.get("/ColorSpace") == "/DeviceCMYK" for part in _objects(kept))


def test_its_fonts_are_inside(kept: pikepdf.Pdf) -> None:
    """Every font embedded, in part, and with the characters that its glyphs stand for."""
    fonts = [part for part in _objects(kept) if part.get("/Type") == "/Font"]
    inner = [part for part in fonts if str(part.Subtype) == "/CIDFontType0"]
    outer = [part for part in fonts if str(part.Subtype) == "/Type0"]
    assert inner
    assert len(inner) + len(outer) == len(fonts)
    for font in inner:
        file = font.FontDescriptor.FontFile3
        assert str(file.Subtype) == "/CIDFontType0C"
        assert len(file.read_bytes()) > 200
        assert "/CIDToGIDMap" not in font
        assert "+Noto" in str(font.BaseFont)
    assert all(b"beginbf" in font.ToUnicode.read_bytes() for font in outer)


_FORBIDDEN_TYPES = {"/EmbeddedFile", "/Filespec", "/Sig"}
_FORBIDDEN_ENTRIES = {
    *("/JS", "/JavaScript", "/OpenAction", "/AA", "/AcroForm", "/EmbeddedFiles", "/AF"),
    *("/XFA", "/Launch", "/TR", "/TR2", "/HTP", "/OPI", "/Ref", "/PS", "/Alternates", "/F"),
    *("/NeedsRendering", "/Requirements", "/Perms", "/LZWDecode"),
}


def test_nothing_in_it_acts(kept: pikepdf.Pdf) -> None:
    """No encryption, script, action, attachment or form, and nothing outside the file."""
    assert not kept.is_encrypted
    for part in _objects(kept):
        assert not _FORBIDDEN_ENTRIES & part.keys(), part.keys()
        assert str(part.get("/Type", "")) not in _FORBIDDEN_TYPES
        assert str(part.get("/BM", "/Normal")) == "/Normal"
        assert str(part.get("/Filter", "")) != "/LZWDecode"
        assert not part.get("/Interpolate", False)


def test_it_is_tagged_and_can_be_found_in(kept: pikepdf.Pdf) -> None:
    """Tags, language, title in the window's bar, an identifier, bookmarks that lead to pages."""
    root = kept.Root
    assert bool(root.MarkInfo.Marked)
    assert len(root.StructTreeRoot.K) == 1
    assert str(root.Lang) in {"zh-CN", "en"}
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    own, now = (str(part) for part in kept.trailer.ID)
    assert (len(own), len(now)) == (32, 32)
    with kept.open_outline() as outline:
        (title,) = outline.root
        assert title.title == str(kept.docinfo["/Title"]).split(" INV-")[0]
        assert title.children
        pages = {page.obj.objgen for page in kept.pages}
        assert all(_target(one) in pages for one in title.children)


def _target(bookmark: pikepdf.OutlineItem) -> tuple[int, int]:
    assert isinstance(bookmark.destination, pikepdf.Array), "a page and a place on it"
    return bookmark.destination[0].objgen


_SECTIONS = [
    *("应付金额", "余额", "与上月对比", "每日接待总量", "额度使用"),
    *("逐日在岗", "有效接待量", "销售与提成基数", "数据来源"),
]


def test_each_section_has_its_bookmark(papers: Mapping[str, Invoice]) -> None:
    """Amount due, balances, comparison and every annex can be jumped to."""
    content = io.BytesIO(render(papers["everything"], KEPT))
    with pikepdf.open(content) as pdf, pdf.open_outline() as outline:
        found = [one.title.split()[0] for one in outline.root[0].children]
    assert [one for one in found if one in _SECTIONS] == _SECTIONS


def _logo(folder: Path, mode: str, name: str) -> Stationery:
    Image.new(mode, (40, 20)).save(folder / name)
    return Stationery(paper=KEPT.paper, templates=folder, logo=name)


@pytest.mark.parametrize(
    "mode, name",
    [
        ("RGB", "logo.png"),
        ("RGBA", "logo.png"),
        ("LA", "logo.png"),
        ("P", "logo.png"),
        ("L", "logo.jpg"),
        ("RGB", "logo.jpg"),
    ],
)
def test_pictures_are_as_they_may_be(
    papers: Mapping[str, Invoice], tmp_path: Path, mode: str, name: str
) -> None:
    """Pictures, their masks too, are not smoothed, and in colours that the profile covers."""
    content = render(papers["one_line"], _logo(tmp_path, mode, name))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pictures = [part for part in _objects(pdf) if part.get("/Subtype") == "/Image"]
        assert len(pictures) == (2 if mode in {"RGBA", "LA"} else 1)
        for one in pictures:
            assert not bool(one.Interpolate)
            assert str(one.ColorSpace) in {"/DeviceRGB", "/DeviceGray"}


def test_inks_are_refused(papers: Mapping[str, Invoice], tmp_path: Path) -> None:
    """A logo in CMYK cannot be kept in this form; on plain paper it can be printed."""
    stationery = _logo(tmp_path, "CMYK", "logo.jpg")
    with pytest.raises(RenderError) as caught:
        render(papers["one_line"], stationery)
    assert caught.value.code == "render_inks"
    plain = Stationery(templates=tmp_path, logo="logo.jpg")
    assert b"/DeviceCMYK" in render(papers["one_line"], plain)


def _seen(content: bytes) -> list[bytes]:
    return [page.render(scale=0.5).to_numpy().tobytes() for page in PdfDocument(content)]


def test_both_forms_look_the_same(papers: Mapping[str, Invoice]) -> None:
    """Not a dot of any page differs."""
    for name in ("bilingual", "long"):
        assert _seen(render(papers[name], KEPT)) == _seen(render(papers[name]))


def test_plain_paper_claims_nothing(papers: Mapping[str, Invoice]) -> None:
    """Without the setting there is no claim; drafts and credit notes follow the setting too."""
    with pikepdf.open(io.BytesIO(render(papers["one_line"]))) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert "/Metadata" not in pdf.Root
    note = credit_note(invoice(everything()))
    for content in (preview(papers["one_line"].draft, KEPT), render(note, KEPT)):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert "/OutputIntents" in pdf.Root


def _elsewhere(
    document: Invoice, forms: Iterable[Stationery], folder: Path, surroundings: Mapping[str, str]
) -> list[list[bytes]]:
    """All forms, twice, made by a process of its own, in another folder and country."""
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, str(ROOT)],
        input=pickle.dumps((document, list(forms))),
        capture_output=True,
        check=True,
        env={**os.environ, **surroundings},
        cwd=folder,
    )
    assert child.stderr == b""
    made: list[list[bytes]] = pickle.loads(child.stdout)
    return made


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_the_same_bytes_everywhere(
    papers: Mapping[str, Invoice], tmp_path: Path, surroundings: dict[str, str]
) -> None:
    """Neither process, folder, country nor hash seed leaves a trace, cold or warm, in any form."""
    document = papers["bilingual"]
    here = [render(document, form) for form in FORMS.values()]
    assert here[0] != here[1]
    assert _elsewhere(document, FORMS.values(), tmp_path, surroundings) == [here, here]


@pytest.mark.parametrize("form", list(FORMS))
def test_the_same_bytes_whatever_was_printed_before(
    papers: Mapping[str, Invoice], form: str
) -> None:
    """The order of the papers does not matter, in a process that is warm by now."""
    names = ("english", "bilingual", "one_line")
    first = {name: render(papers[name], FORMS[form]) for name in names}
    again = {name: render(papers[name], FORMS[form]) for name in reversed(names)}
    assert first == again


@pytest.mark.parametrize("logo", ["logo.png", "logo.svg"])
def test_the_same_bytes_with_a_logo_and_a_seal(
    papers: Mapping[str, Invoice], tmp_path: Path, logo: str
) -> None:
    """Pictures are the same in a press that has them already, and in one that reads them anew."""
    stationery = _logo(tmp_path, "RGBA", "logo.png")
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<path opacity="0.5" d="M0 0h9v9z"/></svg>'
    )
    stationery = Stationery(paper=stationery.paper, templates=tmp_path, logo=logo, seal="logo.png")
    here = [render(papers["one_line"], stationery) for _ in range(2)]
    assert here[0] == here[1]
    assert _elsewhere(papers["one_line"], [stationery], tmp_path, {}) == [here[:1], here[:1]]
