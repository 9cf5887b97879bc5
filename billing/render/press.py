"""HTML -> PDF, by WeasyPrint: the same bytes on every run, and no word of it to a clerk."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from billing.errors import RenderError
from billing.render import fonts
from billing.render.stationery import Stationery

_LOG = logging.getLogger(__name__)

fonts.use_shipped_only()  # before WeasyPrint loads Pango
with warnings.catch_warnings(record=True) as _said:
    warnings.simplefilter("always")
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, path2url

    from billing.render import swift, template
    from billing.render.fetching import FolderFetcher
    from billing.render.lean.fonts import outlined
    from billing.render.lean.numbers import rounded
    from billing.render.lean.tags import leaner
    from billing.render.swift import styles
    from billing.render.swift.filing import once
    from billing.render.swift.freeing import let_go
    from billing.render.swift.tree import Source
for _warning in _said:
    _LOG.info("%s", _warning.message)

# fontTools stamps a font that it cuts with the time of day, unless this names one.
_FONT_TIME = "SOURCE_DATE_EPOCH"

# A last page that holds less than this share of its height is saved where possible.
_LITTLE = 0.2
_BODY = '<body class="'

# For keeping: its own fonts and colours, nothing that acts, tagged all the same.
_ARCHIVAL = "pdf/a-3b"


@dataclass(frozen=True, kw_only=True)
class Press:
    """All that the documents of one stationery share; making it is most of the first page's cost.

    A press prints one document at a time.
    """

    environment: Any
    style: Any
    fonts: Any
    fetcher: FolderFetcher
    folders: tuple[Path, ...]
    base: str
    variant: str | None  # of PDF, as WeasyPrint calls it; None: plain
    pictures: dict[str, Any] = field(default_factory=dict)
    css: str = ""
    kept: styles.Kept | None = None  # styles of the pages before; None: they may differ by page


@lru_cache(maxsize=8)
def press(stationery: Stationery) -> Press:
    """The press of a stationery, set up on first use.

    Raises jinja2's TemplateError for a wrong style sheet, RenderError for a file it may not use.
    """
    environment = template.environment(stationery)
    folders = template.folders(stationery)
    font_config, fetcher, base = FontConfiguration(), FolderFetcher(folders), path2url(folders[0])
    css = template.css(environment, stationery)
    with _heard(), _served(base, folders):
        style = weasyprint.CSS(
            string=css,
            font_config=font_config,
            url_fetcher=fetcher,
            base_url=base,
        )
    return Press(
        environment=environment,
        style=style,
        fonts=font_config,
        fetcher=fetcher,
        folders=folders,
        base=base,
        variant=_ARCHIVAL if stationery.paper.archival else None,
        css=css,
        kept=styles.kept(css),
    )


def printed(press: Press, html: str, name: str, identifier: bytes) -> bytes:
    """The PDF of a page. `name` is how messages call it; `identifier` makes it its own.

    Raises RenderError for a file that is not served, a picture that is none, a character without
    a glyph, and for colours that an archival document may not have.
    """
    with (
        _heard() as said,
        _font_time(),
        _served(press.base, press.folders),
        warnings.catch_warnings(),
        swift.taken(),
        rounded(),
    ):
        # WeasyPrint leaves the file of the colour profile to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        options = {"pdf_identifier": identifier, "pdf_tags": True, "pdf_variant": press.variant}
        document = _laid_out(press, html, options)
        content: bytes = document.write_pdf(
            finisher=partial(_finished, press, identifier), **options
        )
        let_go(document)
    _refuse_missing_glyphs(said, name)
    _refuse_broken_pictures(said, press)
    return content


def _laid_out(press: Press, html: str, options: dict[str, Any]) -> Any:
    """The pages; in less room where that saves a last page with little on it."""
    loose = _pages(press, html, options)
    if len(loose.pages) == 1 or _used(loose.pages[-1]) > _LITTLE or _BODY not in html:
        return loose
    tight = _pages(press, html.replace(_BODY, f"{_BODY}tight ", 1), options)
    return tight if len(tight.pages) < len(loose.pages) else loose


def _pages(press: Press, html: str, options: dict[str, Any]) -> Any:
    options_of_source = {"base_url": press.base, "url_fetcher": press.fetcher}
    source = (
        Source(html, press.css, press.kept, **options_of_source)
        if swift.wanted()
        else weasyprint.HTML(string=html, **options_of_source)
    )
    return source.render(
        stylesheets=[press.style], font_config=press.fonts, cache=press.pictures, **options
    )


def _used(page: Any) -> float:
    """How much of a page's height holds something; WeasyPrint keeps its boxes to itself."""
    (root, *_) = page._page_box.children  # noqa: SLF001
    return float(root.height / page._page_box.height)  # noqa: SLF001


def _finished(press: Press, identifier: bytes, document: Any, pdf: Any) -> None:
    """What is done to the PDF before it is written."""
    if press.variant:
        _lasting(pdf)
    outlined(document, pdf)
    leaner(pdf)
    once(pdf, identifier)


def _lasting(pdf: Any) -> None:
    """What PDF/A asks of pictures, beyond what WeasyPrint sees to: no smoothing, and no inks."""
    for part in pdf.objects:
        picture = getattr(part, "extra", {})
        if picture.get("Subtype") == "/Image":
            picture["Interpolate"] = "false"
            if picture["ColorSpace"] == "/DeviceCMYK":
                raise RenderError("render_inks")


@contextmanager
def _served(base: str, folders: tuple[Path, ...]) -> Iterator[None]:
    """A file that is not served is a RenderError; WeasyPrint's own would pass every `except`."""
    try:
        yield
    except FatalURLFetchingError as fault:
        address = str(fault).partition('"')[2].rpartition('"')[0]
        raise _refusal(address, fault.__cause__ or fault, base, folders) from fault


def _refusal(address: str, reason: object, base: str, folders: tuple[Path, ...]) -> RenderError:
    place = template.where(address, base, folders)
    return RenderError("render_refused", reason=f"{place}: {reason}" if place else reason)


def _refuse_broken_pictures(said: list[logging.LogRecord], press: Press) -> None:
    """A logo that cannot be read must not be missing from an invoice in silence."""
    for record in said:
        if str(record.msg).startswith("Failed to load image") and isinstance(record.args, tuple):
            reason = record.getMessage()
            raise _refusal(str(record.args[0]), reason, press.base, press.folders)


def _refuse_missing_glyphs(said: list[logging.LogRecord], name: str) -> None:
    missing = [record for record in said if str(record.msg).startswith(".notdef")]
    if missing:
        found = " ".join(sorted({_letter(record) for record in missing}))
        raise RenderError("render_missing_glyph", name=name, found=found)


def _letter(record: logging.LogRecord) -> str:
    """The first of what the message tells, which is the character."""
    return str(record.args[0]) if isinstance(record.args, tuple) and record.args else "?"


class _Ear(logging.Handler):
    """Keeps what was said."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _heard() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint logs inside goes to our own log, as information, and nowhere else."""
    logger, ear = logging.getLogger("weasyprint"), _Ear()
    passed_on, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield ear.records
    finally:
        logger.removeHandler(ear)
        logger.propagate = passed_on
        for record in ear.records:
            _LOG.info("%s", record.getMessage())


@contextmanager
def _font_time() -> Iterator[None]:
    """Give cut fonts a fixed time, and leave the environment as it was."""
    before = os.environ.get(_FONT_TIME)
    os.environ[_FONT_TIME] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_FONT_TIME]
        else:
            os.environ[_FONT_TIME] = before
