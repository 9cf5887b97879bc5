"""Page -> HTML, by Jinja in a sandbox: escaped always, and no name may be missing."""

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from billing import assets
from billing.render.labels import Labels
from billing.render.page import Page
from billing.render.stationery import Stationery


def folders(stationery: Stationery) -> tuple[Path, ...]:
    """Where templates and pictures are looked for: the workspace's folder, then the shipped one."""
    shipped = assets.folder("templates")
    return (shipped,) if stationery.templates is None else (stationery.templates, shipped)


def environment(stationery: Stationery) -> ImmutableSandboxedEnvironment:
    """Jinja for one stationery. Templates are read once."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders(stationery)),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(jinja: ImmutableSandboxedEnvironment, page: Page, labels: Labels, look: Stationery) -> str:
    """The page as HTML. Raises jinja2's TemplateError where a template is wrong."""
    template = jinja.get_template("invoice.html")
    return template.render(
        page=page, labels=labels, colour=look.paper.colour, logo=look.logo, seal=look.seal
    )


def css(jinja: ImmutableSandboxedEnvironment, look: Stationery) -> str:
    """The style sheet in the stationery's colour; it never holds a word of a client."""
    colour = look.paper.colour
    return jinja.get_template("invoice.css").render(
        accent=colour, pale=tint(colour, 0.07), soft=tint(colour, 0.35)
    )


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: `tint("#000000", 0.5)` is `#808080`."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
