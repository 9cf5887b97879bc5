"""Tags: each names its page, whose reference is looked up in a list that is made once a page."""

from typing import Any

import pydyf


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """As pydyf's."""
    kids = pdf.pages["Kids"]
    made: tuple[bytes, ...]
    made, count = pdf.__dict__.get("swift_pages", ((), 0))
    if count != len(kids):
        made = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
        pdf.__dict__["swift_pages"] = (made, len(kids))
    return made


METHODS = ((pydyf.PDF, "page_references", property(_page_references)),)
