"""What a client's text and a workspace's template cannot do."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from billing import assets
from billing.errors import RenderError
from billing.invoice import Invoice
from billing.render import Stationery, render
from billing.render.fetching import FolderFetcher

_HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% include 'invoice.css' %}",
    '"><img src="file:///etc/passwd">',
    "</title></style><style>*{display:none}</style>",
    "url(http://example.com/x) &amp; &#65;",
)
_BODY = "<!DOCTYPE html><html><head><title>t</title></head><body>{}</body></html>"


@pytest.mark.parametrize("name", _HOSTILE)
def test_client_text_is_text(papers: Mapping[str, Invoice], name: str) -> None:
    """Markup, styles and template code of a client are printed as they were written."""
    invoice = papers["one_line"]
    line = replace(invoice.draft.lines[0], description=name, store="S9")
    draft = replace(
        invoice.draft,
        client=replace(invoice.draft.client, name=name, address=name),
        provider=replace(invoice.draft.provider, name=name),
        lines=(line,),
        store_names={"S9": name},
        charge_labels={"F1": name},
    )
    document = pypdfium2.PdfDocument(render(replace(invoice, draft=draft)))
    text = document[0].get_textpage().get_text_bounded().replace("\r\n", "")
    assert text.replace(" ", "").count(name.replace(" ", "")) >= 6
    assert document.get_metadata_value("Author") == name


@pytest.mark.parametrize(
    "body, code",
    [
        ("{{ page.__class__.__mro__ }}", "render_failed"),
        ("{{ page.payment.append }}{{ page.nothing }}", "render_failed"),
        ("{{ cycler.__init__.__globals__ }}", "render_failed"),
        ("{% include '../secret.html' %}", "render_failed"),
        ("{% if %}", "render_failed"),
        ("<img src='file:///etc/passwd'>", "render_refused"),
        ("<img src='../secret.html'>", "render_refused"),
        ("<img src='%2e%2e/secret.html'>", "render_refused"),
        ("<img src='link.svg'>", "render_refused"),
        ("<img src='http://127.0.0.1:9/x.png'>", "render_refused"),
        ("<img src='data:image/png;base64,AAAA'>", "render_refused"),
        ("<img src='absent.png'>", "render_refused"),
        ("<link rel=stylesheet href='file:///etc/hosts'>", "render_refused"),
        ("<link rel=attachment href='file:///etc/passwd'>", "render_refused"),
        ("<object data='file:///etc/passwd'></object>", "render_refused"),
        ("<style>@import 'file:///etc/passwd';</style>", "render_refused"),
        ("<div style='background:url(file:///etc/passwd)'>x</div>", "render_refused"),
    ],
)
def test_a_template_is_kept_in_its_folder(
    papers: Mapping[str, Invoice], tmp_path: Path, body: str, code: str
) -> None:
    """Neither Python nor a file or address outside the templates folder can be reached."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (folder / "link.svg").symlink_to(tmp_path / "secret.html")
    (folder / "invoice.html").write_text(_BODY.format(body))
    with pytest.raises(RenderError) as caught:
        render(papers["one_line"], Stationery(templates=folder))
    assert caught.value.code == code


def test_a_workspace_may_have_its_own_template_and_logo(
    papers: Mapping[str, Invoice], tmp_path: Path
) -> None:
    """The workspace's file goes before the shipped one; what it has not is still found there."""
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    plain = render(papers["one_line"])
    with_logo = render(papers["one_line"], Stationery(templates=tmp_path, logo="logo.svg"))
    (tmp_path / "invoice.html").write_text(_BODY.format("<p>{{ page.number }} only"))
    own = render(papers["one_line"], Stationery(templates=tmp_path, seal="logo.svg"))
    assert plain != with_logo
    text = pypdfium2.PdfDocument(own)[0].get_textpage().get_text_bounded()
    assert text.splitlines()[0] == "INV-2026-000123 only"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file://elsewhere/invoice.css",
        "file:{folder}/../pyproject.toml",
        "file:{folder}/%2e%2e/pyproject.toml",
        "file:{folder}s/invoice.css",
        "http://127.0.0.1:9/",
        "https://127.0.0.1:9/",
        "ftp://127.0.0.1:9/",
        "data:text/plain,x",
        "invoice.css",
    ],
)
def test_only_files_of_the_folders_are_served(address: str) -> None:
    """The fetcher on its own, without a template in between."""
    folder = assets.folder("templates")
    with pytest.raises(ValueError):
        FolderFetcher((folder,)).fetch(address.format(folder=folder))


def test_a_file_of_the_folder_is_served() -> None:
    """A query is no part of a file's name."""
    folder = assets.folder("templates")
    served = FolderFetcher((folder,)).fetch(f"{(folder / 'invoice.css').as_uri()}?v=2")
    assert served.read() == (folder / "invoice.css").read_bytes()
