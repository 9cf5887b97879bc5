"""A workbook to bytes, the same for the same content: fixed properties, fixed zip times."""

import io
import re
import zipfile

from openpyxl import Workbook

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z"


def packed(book: Workbook) -> bytes:
    """The book as an .xlsx whose bytes do not tell when it was written."""
    book.properties.creator = "billing"
    plain = io.BytesIO()
    book.save(plain)
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(_FIXED, content)
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return made.getvalue()
