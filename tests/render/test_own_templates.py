"""A workspace's own templates: each takes the place of the shipped one; a slip is told by line."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from billing.errors import RenderError
from billing.message import Letter
from billing.render import Stationery, press, read_anew, render, sandbox
from billing.render.letter import letter
from tests.render.conftest import drafts, english, invoice

_PAGE = "<!DOCTYPE html>\n<html lang='en'><head><title>t</title></head>\n<body>{}</body></html>"
_INVOICE = invoice(english())


def _made(stationery: Stationery) -> dict[str, object]:
    """What each template makes."""
    said: Letter = letter(_INVOICE, stationery)
    content = render(_INVOICE, stationery)
    page = pypdfium2.PdfDocument(content)[0]
    return {
        "invoice.html": page.get_textpage().get_text_bounded(),
        "invoice.css": page.render(scale=0.3).to_numpy().tobytes(),
        "mail.txt": said.plain,
        "mail.html": said.html,
    }


_OWN = {
    "invoice.html": _PAGE.format("<p>own {{ page.number }}</p>"),
    "invoice.css": "body { background: {{ accent }} }",
    "mail.txt": "own {{ mail.client }}",
    "mail.html": "<p>own {{ mail.client }}</p>",
}
# The page is a picture of both: other words look otherwise, and without their style too.
_CHANGES = {
    "invoice.html": {"invoice.html", "invoice.css"},
    "invoice.css": {"invoice.html", "invoice.css"},
    "mail.txt": {"mail.txt"},
    "mail.html": {"mail.html"},
}


@pytest.mark.parametrize("name", list(_OWN))
def test_each_takes_the_place_of_the_shipped_one(tmp_path: Path, name: str) -> None:
    """One by one: what it makes changes, and everything else stays as it was."""
    (tmp_path / name).write_text(_OWN[name], encoding="utf-8")
    shipped, own = _made(Stationery()), _made(Stationery(templates=tmp_path))
    changed = {what for what in shipped if shipped[what] != own[what]}
    assert name in changed
    assert changed <= _CHANGES[name]


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    """Not a byte of the paper, and not a letter of the mail."""
    own = Stationery(templates=tmp_path)
    assert render(_INVOICE, own) == render(_INVOICE)
    assert letter(_INVOICE, own) == letter(_INVOICE)


def test_a_template_may_have_parts(tmp_path: Path) -> None:
    """Own files may be included, from the workspace or the shipped folder."""
    (tmp_path / "part.html").write_text("{{ page.number }}, a part")
    (tmp_path / "invoice.html").write_text(_PAGE.format("{% include 'part.html' %}"))
    assert "INV-2026-000123, a part" in str(_made(Stationery(templates=tmp_path))["invoice.html"])


_SLIPS: dict[str, tuple[str, str]] = {
    "an unknown name": ("{{ page.totl }}", "has no attribute 'totl'"),
    "an unknown word": ("{{ totl }}", "'totl' is undefined"),
    "an unknown filter": ("{{ 'x' | upperr }}", "No filter named 'upperr'."),
    "an unclosed block": ("{% if true %}", "Unexpected end of template."),
    "no expression": ("{% if %}", "Expected an expression"),
    "a file outside": ("{% include '../secret.html' %}", "there is no template ../secret.html"),
    "a file that is not there": ("{% include 'part.html' %}", "there is no template part.html"),
    "Python": ("{{ page.__class__ }}", "access to attribute '__class__'"),
    "a division by zero": ("{{ 1 / 0 }}", "ZeroDivisionError"),
    "figure and word": ("{{ 'a' + 1 }}", "TypeError"),
    "itself": ("{% include 'NAME' %}", "RecursionError"),
    "a macro without end": ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "RecursionError"),
    "too long a range": ("{% for a in range(10 ** 9) %}{% endfor %}", "Range too big"),
    "loops in loops": (
        "{% set r = range(9999) %}{% for a in r %}{% for b in r %}{% endfor %}{% endfor %}",
        "turns: does a loop never end?",
    ),
    "a macro that doubles": (
        "{% macro f(n) %}{% if n %}{{ f(n - 1) ~ f(n - 1) }}{% endif %}{% endmacro %}{{ f(99) }}",
        "turns: does a loop never end?",
    ),
}


# What stands for the page: a style sheet has none, and the mail calls it otherwise.
_FIRST_LINE = {
    "invoice.html": "",
    "invoice.css": "{% set page = namespace() %}",
    "mail.txt": "{% set page = mail %}",
    "mail.html": "{% set page = mail %}",
}


def _fault(make: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(RenderError) as caught:
        make()
    return caught.value.code, caught.value.values["reason"]


@pytest.mark.parametrize("name", list(_OWN))
@pytest.mark.parametrize("slip", list(_SLIPS))
def test_a_slip_is_told_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, slip: str
) -> None:
    """Each on the third line of each template."""
    monkeypatch.setattr(sandbox, "TURNS", 50_000)
    body, told = _SLIPS[slip]
    (tmp_path / "secret.html").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    text = f"{_FIRST_LINE[name]}\n\n{body.replace('NAME', name)}"
    (folder / name).write_text(text, encoding="utf-8")
    own = Stationery(templates=folder)
    make = letter if name.startswith("mail") else render
    code, reason = _fault(lambda: make(_INVOICE, own))
    assert code == ("letter_failed" if name.startswith("mail") else "render_failed")
    assert reason.startswith(f"{name}:3: ")
    assert told in reason
    assert "\n" not in reason


_OUTSIDE = {
    "a picture": ("invoice.html", _PAGE.format("\n<img alt='' src='file:///etc/hostname'>"), 4),
    "a neighbour": ("invoice.html", _PAGE.format('<img alt="" src="../secret.svg">'), 3),
    "an address": ("invoice.html", _PAGE.format("<img alt='' src=http://127.0.0.1:9/a.png>"), 3),
    "a missing logo": ("invoice.html", _PAGE.format("<img alt='' src='logo.png'>"), 3),
    "no picture": ("invoice.html", _PAGE.format("<img alt='' src='secret.png'>"), 3),
    "a style sheet": ("invoice.css", "\n@import 'file:///etc/hostname';", 2),
    "an imported address": ("invoice.css", "@import url(http://127.0.0.1:9/a.css);", 1),
    "a background": ("invoice.css", "body {\n  background: url('../secret.svg')\n}", 2),
    "a font": ("invoice.css", "@font-face {\n font-family: x;\nsrc: url(../secret.ttf) }", 3),
}


@pytest.mark.parametrize("what", list(_OUTSIDE))
def test_a_file_that_may_not_be_read_is_told_with_its_line(tmp_path: Path, what: str) -> None:
    """Where the address stands as it is, its file and line are named."""
    name, text, line = _OUTSIDE[what]
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "secret.png").write_text("no picture")
    (folder / name).write_text(text)
    code, reason = _fault(lambda: render(_INVOICE, Stationery(templates=folder)))
    assert code == "render_refused"
    assert reason.startswith(f"{name}:{line}: ")


@pytest.mark.parametrize("name", list(_OWN))
def test_a_template_is_utf_8(tmp_path: Path, name: str) -> None:
    """An editor's mark at the start is no part of the page; another encoding is told by line."""
    own = Stationery(templates=tmp_path)
    make = letter if name.startswith("mail") else render
    (tmp_path / name).write_text(_OWN[name], encoding="utf-8")
    plain = make(_INVOICE, own)
    read_anew()
    (tmp_path / name).write_text(_OWN[name], encoding="utf-8-sig")
    assert make(_INVOICE, own) == plain
    read_anew()
    (tmp_path / name).write_text(f"{_OWN[name]}\n结算单", encoding="gb18030")
    line = _OWN[name].count("\n") + 2
    assert _fault(lambda: make(_INVOICE, own))[1] == (
        f"{name}: line {line} is not UTF-8; save the file as UTF-8"
    )


def test_a_slip_stops_its_own_pages_only(tmp_path: Path) -> None:
    """A slip in the mail leaves the paper as it is, and the other way round."""
    own = Stationery(templates=tmp_path)
    (tmp_path / "mail.txt").write_text("{{ totl }}")
    assert render(_INVOICE, own) == render(_INVOICE)
    (tmp_path / "mail.txt").unlink()
    (tmp_path / "invoice.css").write_text("{{ totl }}")
    read_anew()
    assert letter(_INVOICE, own) == letter(_INVOICE)


def test_templates_are_read_once_until_asked(tmp_path: Path) -> None:
    """A run's pages are made of one version of a template, and `read_anew` takes the next."""
    own = Stationery(templates=tmp_path)
    (tmp_path / "mail.txt").write_text("one")
    assert letter(_INVOICE, own).plain == "one\n"
    (tmp_path / "mail.txt").write_text("two")
    assert letter(_INVOICE, own).plain == "one\n"
    read_anew()
    assert letter(_INVOICE, own).plain == "two\n"


def test_the_end_is_far_away() -> None:
    """No sample takes a hundredth of the turns; each page counts from nothing."""
    jinja = press.press(Stationery()).environment
    for draft in drafts().values():
        turns = []
        for _ in range(2):
            render(invoice(draft))
            turns.append(jinja.turns)
        assert turns[0] == turns[1]
        assert 0 < turns[0] < sandbox.TURNS / 100
