"""The shortcuts: the same bytes with and without them, on every paper; and where they are left."""

import gc
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import weasyprint
from weasyprint.html import UA

from billing.assets import folder
from billing.render import Stationery, press, preview, read_anew, render, swift
from billing.render.swift import styles
from billing.render.swift.tree import Source
from billing.settings import PaperSettings
from tests.render.conftest import drafts, english, everything, invoice
from tests.render.hard_papers import Paper, papers

NAMES = (
    *("account", "big", "bilingual", "carried", "changed", "credit", "eight_stores", "english"),
    *("everything", "logo_both", "logo_tall", "long", "names", "one_line", "reason", "revision"),
    *("seven", "seven_both", "sixty"),
)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Paper]:
    """The hard papers."""
    return papers(tmp_path_factory.mktemp("logos"))


def _without(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no shortcut is taken."""
    monkeypatch.setenv("BILLING_SWIFT", "0")
    assert not swift.wanted()
    read_anew()


def test_the_version_is_known() -> None:
    """A newer WeasyPrint is slow, not wrong; whoever updates it looks at the shortcuts."""
    assert weasyprint.__version__ in swift.VERSIONS
    assert swift.wanted()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_bytes_without_shortcuts(
    hard: Mapping[str, Paper], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn once, again when all is known, and in WeasyPrint's own way."""
    read_anew()
    first, again = render(*hard[name]), render(*hard[name])
    _without(monkeypatch)
    assert first == again == render(*hard[name])


def test_the_same_bytes_of_previews_and_for_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watermark is turned and transparent; PDF/A has colours of its own."""
    archival = Stationery(paper=PaperSettings(archival=True))
    document = invoice(everything("zh-en"))
    quick = preview(everything()), render(document, archival)
    _without(monkeypatch)
    assert quick == (preview(everything()), render(document, archival))


def test_no_page_leaves_anything_on_the_next() -> None:
    """Each paper after all others has the bytes that it has as the first."""
    alone = {}
    for name, draft in drafts().items():
        read_anew()
        alone[name] = render(invoice(draft))
    for _ in range(2):
        assert {name: render(invoice(draft)) for name, draft in drafts().items()} == alone


_OWN = {
    "HTML that is no XML": (
        "<!DOCTYPE html><html lang=en><title>t</title><p>one<p>two<br>{{ page.number }}",
        "p { color: {{ accent }} }",
    ),
    "XHTML with a slip": (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><p>{{ page.number }}<br></p></html>',
        "p { color: {{ accent }} }",
    ),
    "lists and footnotes": (
        "<html lang=en><title>t</title><ol><li>{{ page.number }}<li>b</ol><p>x<i>note</i>",
        "i { float: footnote } li::marker { color: {{ accent }} }",
    ),
    "styles of elements": (
        '<html lang=en><style>p { margin: 2cm }</style><p style="color: red">{{ page.number }}',
        "p { border: 1px solid }",
    ),
    "fields": (
        (
            "<html lang=en><title>t</title><p><textarea></textarea><textarea>{{ page.number }}"
            "</textarea><input value='{{ page.number }}'>"
        ),
        "p { color: {{ accent }} }",
    ),
    "siblings": (
        "<html lang=en><title>t</title><p>a<p>b<h2>c</h2><p>{{ page.number }}<p>",
        (
            "h2 ~ p { color: red } p:empty { padding: 1cm } p + p + h2 { margin: 3cm }"
            " p:nth-child(2) { float: right } p:last-child { width: 50vw }"
        ),
    ),
    "texts": (
        (
            "<html lang=en><title>t</title><pre>a\tb\n c</pre><p>{{ page.number }} justified"
            " words in a narrow column \u200b \u00ad of\u3000text<p class=e>{{ page.number }}"
            " {{ page.number }}"
            "<p class=u>under<p class=s>spaced words<p dir=rtl>1 {{ page.number }}<div>"
            "<p>{{ page.number }}</div><table><tr><td>a<td rowspan=2>{{ page.number }}<tr><td>b"
            "</table>"
        ),
        (
            "p { width: 3cm; text-align: justify } .e { overflow: hidden; text-overflow: ellipsis;"
            " white-space: nowrap } .u { text-decoration: underline } .s { letter-spacing: 2px;"
            " word-spacing: 3px } p::first-line { font-weight: bold } div { columns: 2; column-rule"
            ": 1px solid } p::first-letter { font-size: 3em } td { border: 1px solid; height: 1cm;"
            " vertical-align: middle } table { border-collapse: collapse } [dir=rtl] { direction:"
            " rtl } body { overflow: hidden }"
        ),
    ),
}


@pytest.mark.parametrize("own", list(_OWN))
def test_the_same_bytes_of_own_templates(
    own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a template does that ours does not."""
    for name, content in zip(("invoice.html", "invoice.css"), _OWN[own], strict=True):
        (tmp_path / name).write_text(content, encoding="utf-8")
    look = Stationery(templates=tmp_path)
    many = [invoice(english()), invoice(everything("en")), invoice(english())]
    quick = [render(one, look) for one in many]
    _without(monkeypatch)
    assert quick == [render(one, look) for one in many]


_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" width="90"'
    ' height="20"><text y="9" font-family="Noto Sans">Sample</text><use l:href="#a"/>'
    '<path id="a" d="M0 0h9v9z"/></svg>'
)


def test_a_drawing_that_is_kept_is_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A logo stays whole where the page that it was first met on is let go."""
    (tmp_path / "logo.svg").write_text(_LOGO, encoding="utf-8")
    page = f'<img src="logo.svg" alt="a"/>{_LOGO}<h1>{{{{ page.number }}}}</h1>'
    (tmp_path / "invoice.html").write_text(f"<html lang=en><title>t</title>{page}")
    (tmp_path / "invoice.css").write_text("img { display: block } svg { display: block }")
    look = Stationery(templates=tmp_path)
    quick = [render(invoice(english()), look) for _ in range(3)]
    _without(monkeypatch)
    assert quick == [render(invoice(english()), look) for _ in range(3)]


def test_a_page_is_let_go() -> None:
    """Hardly anything of a page is left to the garbage collector."""
    for _ in range(3):
        render(invoice(everything()))
    gc.collect()
    gc.disable()
    try:
        render(invoice(everything()))
        assert gc.collect() < _LITTLE
    finally:
        gc.enable()


_LITTLE = 1500  # objects; a page makes twenty times as many


def _source(html: str) -> Source:
    machine = press.press(Stationery())
    return Source(html, "", None, base_url=machine.base, url_fetcher=machine.fetcher)


def _shape(html: str) -> list[tuple[str, str]]:
    return [(one.tag, (one.text or "").strip()) for one in _source(html).etree_element.iter()]


@pytest.mark.parametrize(
    "body", ["<p>1 &lt; 2 &amp; 3</p>", "<p>喆</p>", "<p>a<br/>b</p>", "<p>&#34;\u00a0</p>"]
)
def test_xhtml_is_read_as_html_is(body: str) -> None:
    """The same elements and texts, whichever reads them."""
    page = f"<head><title>t</title></head><body>{body}</body></html>"
    marked = f'<html xmlns="http://www.w3.org/1999/xhtml">{page}'
    assert _shape(marked) == _shape(f"<html>{page}")


def test_the_shipped_page_is_known() -> None:
    """XHTML by its own word, and no rule of it or of WeasyPrint's asks for more than is kept."""
    html = (folder("templates") / "invoice.html").read_text(encoding="utf-8")
    assert '<html xmlns="http://www.w3.org/1999/xhtml"' in html
    assert styles.kept(press.press(Stationery()).css) is not None
    rules = [line for line in UA.splitlines() if styles.kept(line) is None]
    assert rules
    assert all(re.match("input|select|textarea|.* option", rule) for rule in rules)


def test_the_collector_is_as_it_was() -> None:
    """Garbage collection is held off while a page is made, and not after."""
    before = gc.get_threshold(), gc.isenabled()
    render(invoice(english()))
    assert (gc.get_threshold(), gc.isenabled()) == before


def test_weasyprint_is_as_it_was() -> None:
    """What took the place of a function gives it back."""
    found = {(id(owner), name): getattr(owner, name) for owner, name, _, _ in swift._SHORTCUTS}
    render(invoice(english()))
    assert found == {
        (id(owner), name): getattr(owner, name) for owner, name, _, _ in swift._SHORTCUTS
    }
