"""preview --watch: drafts drawn anew whenever a template changes, until Ctrl-C."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from billing.cli.drafts import folder_of
from billing.cli.opening import now
from billing.cli.speech import tell
from billing.errors import BillingError, SettingsError

if TYPE_CHECKING:
    from billing.invoice import DraftInvoice
    from billing.month import Workspace
    from billing.outcome import RunReport
    from billing.render import Stationery
    from billing.render.draft_files import Files

    Make = Callable[[DraftInvoice, Stationery], Files]

_LOOK = 250  # milliseconds until the first page is drawn: by then the folders are watched


def able_to_watch() -> None:
    """Raises SettingsError where the package that watches folders is not installed."""
    try:
        import watchfiles  # noqa: F401 - only whether it is there
    except ImportError as missing:
        raise SettingsError("watch_missing") from missing


def watch(workspace: "Workspace", report: "RunReport") -> None:
    """Draw the drafts of a report, and again after each change of a template, until Ctrl-C.

    The usage is not read again: the look changes, not the figures. A fault of a template is told,
    and the next change awaited. Raises SettingsError where no client of the report has a draft.
    """
    from billing.render.template import folders

    drafts = tuple(one.draft for one in report.clients if one.draft)
    if not drafts:
        raise SettingsError("watch_nothing", month=report.month)
    looked_at = folders(workspace.stationery)
    try:
        with _remarks_told():
            for _ in _changes(looked_at):
                for draft in drafts:
                    _draw(workspace, draft)
                tell("watch.waiting", {"folder": looked_at[0]})
    except KeyboardInterrupt:
        tell("watch.ended")


def _changes(folders: tuple[Path, ...]) -> Iterator[None]:
    """Once when the folders are being watched, so that no change is missed, and at each change."""
    from watchfiles import watch as looked

    from billing.render import read_anew

    first = True
    for changed in looked(*folders, rust_timeout=_LOOK, yield_on_timeout=True):
        if first or changed:
            first = False
            read_anew()
            yield


def _draw(workspace: "Workspace", draft: "DraftInvoice") -> None:
    """PDF, workbook and e-mail. Whatever is wrong is told: the next change may mend it."""
    from billing.render import draft_files

    begun = perf_counter()
    for make in draft_files.ALL:
        path = _told(partial(_written, make, workspace, draft))
        if path and make is draft_files.page:
            seconds = f"{perf_counter() - begun:.2f}"
            values = {"time": f"{now(workspace):%H:%M:%S}", "path": path, "seconds": seconds}
            tell("watch.drawn", values)


def _written(make: "Make", workspace: "Workspace", draft: "DraftInvoice") -> Path | None:
    """The last file of those that are made, in the folder of drafts. Raises RenderError."""
    from billing.report.files import write

    path = None
    for name, content in make(draft, workspace.stationery):
        path = folder_of(workspace, draft.month) / name
        write(path, content)
    return path


def _told(write: Callable[[], Path | None]) -> Path | None:
    try:
        return write()
    except BillingError as fault:
        tell(fault.code, fault.values)
    except OSError as fault:
        tell("folder_unwritable", {"path": fault.filename, "reason": fault.strerror})
    except Exception as fault:  # noqa: BLE001 - a style may ask for what the layout cannot do
        tell("watch.failed", {"reason": f"{type(fault).__name__} {fault}"})
    return None


class _Remarks(logging.Handler):
    """Says what the layout remarks: a slip in a style sheet is skipped there, not refused."""

    def emit(self, record: logging.LogRecord) -> None:
        tell("watch.remark", {"remark": record.getMessage()})


@contextmanager
def _remarks_told() -> Iterator[None]:
    logger, remarks = logging.getLogger("billing.render.press"), _Remarks(logging.INFO)
    before = logger.level
    logger.addHandler(remarks)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(remarks)
        logger.setLevel(before)
