"""A workbook to bytes, the same for the same content: fixed properties, fixed zip times."""

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NEVER = datetime(1980, 1, 1)  # noqa: DTZ001 - a stamp, not a time: a workbook has no zone


def packed(book: Workbook, made: datetime = _NEVER) -> bytes:
    """The book as an .xlsx, stamped as made at `made`, whatever the hour it is written.

    openpyxl words its XML otherwise where lxml is installed: OPENPYXL_LXML=False, set before its
    first import, keeps the bytes the same. (Canonical XML is no way out: it is broken by the
    namespaces that WeasyPrint registers.)
    """
    stamp = rb"\g<1>" + f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()
    book.properties.creator = "billing"
    plain = io.BytesIO()
    book.save(plain)
    fixed = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(stamp, content)
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()
