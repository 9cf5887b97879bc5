"""A workbook's bytes without anything of the hour or the machine.

openpyxl stamps the hour of writing into the properties and into the archive, and words its XML
otherwise where lxml is installed. Here the date is given, and every part is put into canonical
form (C14N 2.0).
"""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MADE = (1980, 1, 1, 0, 0, 0)  # the first day that a zip archive knows


def content(book: "Workbook", made: datetime) -> bytes:
    """The bytes of the .xlsx, created and modified at `made`, read as UTC."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415  # heavy, only needed to write

    book.properties.creator = "billing"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        ExcelWriter(book, archive).save()  # Workbook.save would put today's date
    return _canonical(stream)


def _canonical(stream: BytesIO) -> bytes:
    fixed = BytesIO()
    with ZipFile(stream) as written, ZipFile(fixed, "w") as archive:
        for name in written.namelist():
            part = ZipInfo(name, _MADE)
            part.compress_type = ZIP_DEFLATED
            part.create_system = 3  # Unix, also where this runs elsewhere
            part.external_attr = 0o644 << 16
            text = written.read(name).decode("utf-8")
            archive.writestr(part, (_DECLARATION + canonicalize(text)).encode())
    return fixed.getvalue()
