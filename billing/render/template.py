"""Page -> HTML, by Jinja in a sandbox: escaped always, and no name may be missing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb
from urllib.parse import urljoin

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from billing import assets
from billing.render.colours import legible, other, tint
from billing.render.descriptions import toned
from billing.render.labels import Labels
from billing.render.page import Page
from billing.render.sandbox import Sandbox
from billing.render.stationery import Stationery

# What may be an address in a page or a style sheet.
_QUOTED = re.compile(r"""["'(=]\s*([^"'()<>=\s]+)""")


def folders(stationery: Stationery) -> tuple[Path, ...]:
    """Where templates and pictures are looked for: the workspace's folder, then the shipped one."""
    shipped = assets.folder("templates")
    return (shipped,) if stationery.templates is None else (stationery.templates, shipped)


def credited(stationery: Stationery) -> Stationery:
    """The stationery of a credit note: the same, in the other colour."""
    paper = stationery.paper
    return replace(stationery, paper=paper.model_copy(update={"colour": other(paper.colour)}))


def environment(stationery: Stationery) -> Sandbox:
    """Jinja for one stationery. Templates are read once."""
    jinja = Sandbox(
        loader=FileSystemLoader(folders(stationery), encoding="utf-8-sig"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters["toned"] = toned
    return jinja


def html(jinja: Sandbox, page: Page, labels: Labels, look: Stationery) -> str:
    """The page as HTML. Raises as `filled`."""
    return filled(
        jinja,
        "invoice.html",
        page=page,
        labels=labels,
        colour=look.paper.colour,
        bars=tint(look.paper.colour, 0.65),
        logo=look.logo,
        seal="" if page.draft else look.seal,  # what is not issued is not sealed
    )


def css(jinja: Sandbox, look: Stationery) -> str:
    """The style sheet in the stationery's colour; it never holds a word of a client."""
    colour = look.paper.colour
    pale, soft = tint(colour, 0.07), tint(colour, 0.35)
    return filled(jinja, "invoice.css", accent=legible(colour, pale), pale=pale, soft=soft)


def filled(jinja: Sandbox, name: str, **values: object) -> str:
    """A template with its values. Raises TemplateError, which tells the file, the line and why.

    Whatever a template does wrong is its fault, also where Python has another name for it: a
    division by zero, a macro that calls itself, a file that is not UTF-8.
    """
    jinja.start()
    try:
        return jinja.get_template(name).render(values)
    except Exception as fault:
        raise TemplateError(f"{_place(fault, name, jinja)}: {_reason(fault)}") from fault


def where(url: str, base: str, places: Sequence[Path]) -> str:
    """`invoice.html:12`, the line that has the address; empty where it was put together."""
    for folder in places:
        for file in sorted((*folder.glob("*.html"), *folder.glob("*.css"))):
            lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
            for number, line in enumerate(lines, start=1):
                if any(urljoin(base, address) == url for address in _QUOTED.findall(line)):
                    return f"{file.name}:{number}"
    return ""


def _place(fault: Exception, name: str, jinja: Sandbox) -> str:
    """`invoice.html:12`: the innermost line of a template; the name alone where none was read."""
    if isinstance(fault, TemplateSyntaxError):
        return f"{fault.name or name}:{fault.lineno}"
    assert isinstance(jinja.loader, FileSystemLoader), "as `environment` makes it"
    found = [
        f"{file.relative_to(folder).as_posix()}:{line}"
        for frame, line in walk_tb(fault.__traceback__)
        for file in (Path(frame.f_code.co_filename),)
        for folder in jinja.loader.searchpath
        if file.is_relative_to(folder)
    ]
    return found[-1] if found else name


def _reason(fault: Exception) -> str:
    """What Jinja says, in one line; of other faults the kind as well."""
    match fault:
        case TemplateNotFound():
            said = f"there is no template {fault.name}"
        case TemplateSyntaxError():
            said = fault.message or ""
        case UnicodeDecodeError():
            line = 1 + fault.object.count(10, 0, fault.start)  # 10 ends a line
            said = f"line {line} is not UTF-8; save the file as UTF-8"
        case TemplateError():
            said = str(fault)
        case _:
            said = f"{type(fault).__name__} {fault}"
    return " ".join(said.split())
