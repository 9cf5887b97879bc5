"""HTML -> PDF, by WeasyPrint: the same bytes on every run, and no word of it to a clerk."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
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

    from billing.render import template
    from billing.render.fetching import FolderFetcher
for _warning in _said:
    _LOG.info("%s", _warning.message)

# fontTools stamps a font that it cuts with the time of day, unless this names one.
_FONT_TIME = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, kw_only=True)
class Press:
    """All that the documents of one stationery share; making it is most of the first page's cost.

    A press prints one document at a time.
    """

    environment: Any
    style: Any
    fonts: Any
    fetcher: FolderFetcher
    base: str
    pictures: dict[str, Any] = field(default_factory=dict)


@lru_cache(maxsize=4)
def press(stationery: Stationery) -> Press:
    """The press of a stationery, set up on first use."""
    environment = template.environment(stationery)
    folders = template.folders(stationery)
    font_config, fetcher, base = FontConfiguration(), FolderFetcher(folders), path2url(folders[0])
    with _heard():
        style = weasyprint.CSS(
            string=template.css(environment, stationery),
            font_config=font_config,
            url_fetcher=fetcher,
            base_url=base,
        )
    return Press(
        environment=environment, style=style, fonts=font_config, fetcher=fetcher, base=base
    )


def printed(press: Press, html: str, name: str, identifier: bytes) -> bytes:
    """The PDF of a page. `name` is how messages call it; `identifier` makes it its own.

    Raises RenderError for a file that is not served and for a character without a glyph.
    """
    with _heard() as said, _font_time():
        document = weasyprint.HTML(string=html, base_url=press.base, url_fetcher=press.fetcher)
        try:
            content: bytes = document.write_pdf(
                stylesheets=[press.style],
                font_config=press.fonts,
                cache=press.pictures,
                pdf_identifier=identifier,
                pdf_tags=True,
            )
        except FatalURLFetchingError as fault:
            raise RenderError("render_refused", reason=fault.__cause__ or fault) from fault
    _refuse_missing_glyphs(said, name)
    return content


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
