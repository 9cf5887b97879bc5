"""How a provider's paper looks: its settings, pictures and own templates."""

from dataclasses import dataclass, field
from pathlib import Path

from billing.settings import PaperSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """What all invoices of a workspace share. Equal stationery shares parsed templates and fonts.

    `logo` and `seal` are paths below `templates`, the workspace's folder; None: it has none.
    """

    paper: PaperSettings = field(default_factory=PaperSettings)
    templates: Path | None = None
    logo: str = ""
    seal: str = ""


PLAIN = Stationery()  # the shipped templates and colour, no pictures
