"""Labels with their values."""

from billing.render.labels import Labels
from billing.render.page import Fact


def told(labels: Labels, *pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """A fact of each pair of label and value; empty values are not printed."""
    return tuple(Fact(label=labels[label], value=value) for label, value in pairs if value)
