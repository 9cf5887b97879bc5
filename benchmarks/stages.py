"""Where the time of a page goes: the steps of `billing.render` and of WeasyPrint, one by one."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from billing.invoice import Invoice
from billing.render import render


def stages(many: list[Invoice]) -> dict[str, float]:
    """CPU milliseconds of each step, the mean over all; what is left is `other`."""
    spent: dict[str, float] = defaultdict(float)
    with _watched(spent):
        begun = time.process_time()
        for invoice in many:
            render(invoice)
        whole = time.process_time() - begun
    spent["other"] = whole - sum(spent.values())
    return {name: 1000 * seconds / len(many) for name, seconds in spent.items()}


@contextmanager
def _watched(spent: dict[str, float]) -> Iterator[None]:
    places = list(_places())
    for owner, name, stage in places:
        setattr(owner, name, _timed(getattr(owner, name), stage, spent))
    try:
        yield
    finally:
        for owner, name, _ in places:
            setattr(owner, name, getattr(owner, name).__wrapped__)


def _places() -> Iterator[tuple[Any, str, str]]:
    import weasyprint.pdf  # noqa: PLC0415
    from weasyprint import document  # noqa: PLC0415

    from billing.render import press, template, wording  # noqa: PLC0415

    yield wording, "page", "wording"
    yield template, "html", "jinja"
    yield (press, "Source", "parse")
    yield document.Document, "_build_layout_context", "style"
    yield document, "build_formatting_structure", "boxes"
    yield document, "layout_document", "layout"
    yield document.Page, "paint", "draw"
    yield weasyprint.pdf, "build_fonts_dictionary", "fonts"
    yield press, "outlined", "fonts"
    yield weasyprint.pdf, "add_tags", "tags"
    yield press, "leaner", "tags"
    yield press, "once", "write"


def _timed(step: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(step)
    def timed(*values: Any, **named: Any) -> Any:
        begun = time.process_time()
        made = step(*values, **named)
        made = list(made) if stage == "layout" else made  # pages, made as they are asked for
        spent[stage] += time.process_time() - begun
        return made

    return timed
