"""What a PDF's size is made of, in KB."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf


def weights(papers: Sequence[bytes]) -> dict[str, float]:
    """KB of each part, the mean over all papers; what is left is `other`."""
    each = [_parts(content) for content in papers]
    return {part: sum(one[part] for one in each) / len(each) / 1000 for part in each[0]}


def _parts(content: bytes) -> dict[str, int]:
    with pikepdf.open(BytesIO(content)) as paper:
        outlines, drawn = _outlines(paper), _drawn(paper)
        with_tags = _saved(paper)
        del paper.Root.StructTreeRoot
        tags = with_tags - _saved(paper)
    rest = len(content) - outlines - drawn - tags
    return {"outlines of glyphs": outlines, "drawing": drawn, "tags": tags, "other": rest}


def _outlines(paper: Any) -> int:
    """Bytes of the fonts, as they stand in the file."""
    fonts = (one for one in paper.objects if isinstance(one, pikepdf.Dictionary))
    return sum(
        len(one[name].read_raw_bytes())
        for one in fonts
        for name in ("/FontFile", "/FontFile2", "/FontFile3")
        if name in one
    )


def _drawn(paper: Any) -> int:
    """Bytes of the pages and of what is drawn on them."""
    forms = [
        one
        for one in paper.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/XObject"
    ]
    return sum(
        len(one.read_raw_bytes()) for one in (*(page.Contents for page in paper.pages), *forms)
    )


def _saved(paper: Any) -> int:
    """How long it is where all that nothing refers to is left out."""
    made = BytesIO()
    paper.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.tell()
