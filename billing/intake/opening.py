"""A file opened for whoever gives it back marked: its grids, and the columns about buyers."""

from collections.abc import Callable
from typing import Any

from billing.intake import buyers, claimed
from billing.intake.headers import Headers
from billing.intake.known import Register
from billing.intake.parse import parse
from billing.source import File
from billing.workbook.opened import Opened


def opened(
    file: File, content: bytes, _: Register, headers: Headers, then: Callable[[Opened], Any]
) -> Any:
    """What `then` makes of the file. Raises Unreadable for one without grids."""
    whole = parse(content, file.name)
    book, claim = claimed.parted(content, whole)
    found = buyers.columns(book, file.name, headers.of(file.name))
    return then(
        Opened(
            name=file.name,
            sha256=file.sha256,
            content=content,
            whole=whole,
            book=book,
            claim=claim,
            buyers=found,
        )
    )
