"""What a line is called, as it is printed: once where the two languages of a paper say the same."""

import re
from unicodedata import normalize

from markupsafe import Markup, escape

from billing.invoice import InvoiceLanguage

# How a draft joins the two languages, and what tells a line from its like.
_HALVES, _PARTS = " / ", " · "
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def described(text: str, language: InvoiceLanguage) -> str:
    """The description; of halves that differ in the width of brackets or in spaces, the first.

    >>> described("调整 / Adjustment · 加班补贴（A-7） / 加班补贴 (A-7)", "zh-en")
    '调整 / Adjustment · 加班补贴（A-7）'
    """
    return _once(text) if language == "zh-en" else text


def toned(text: str) -> Markup:
    """The description as HTML: an English half that follows a Chinese one in a lighter tone.

    >>> toned("包月服务费 / Monthly fee · 甲")
    Markup('包月服务费 <i lang="en">/ Monthly fee</i> · 甲')
    """
    if hasattr(text, "__html__"):
        return escape(text)  # words of the catalogue have their tones
    return escape(_PARTS).join(_halved(part) for part in text.split(_PARTS))


def _halved(part: str) -> Markup:
    first, joint, second = part.rpartition(_HALVES)
    if not joint or not _CHINESE.search(first) or _CHINESE.search(second):
        return escape(part)
    return Markup('{} <i lang="en">/ {}</i>').format(first, second)


def _once(text: str) -> str:
    """A reason may hold either joint itself: whatever stands between two of them is tried."""
    for middle in _places(_HALVES, text):
        first, second = text[:middle], text[middle + len(_HALVES) :]
        starts = (0, *(place + len(_PARTS) for place in _places(_PARTS, first)))
        before = {_plain(first[start:]) for start in starts} - {""}
        for end in (len(second), *_places(_PARTS, second)):
            if _plain(second[:end]) in before:
                return _once(first + second[end:])
    return text


def _places(joint: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(joint)})", text)]


def _plain(text: str) -> str:
    """Without spaces, every character in its narrow form."""
    return "".join(normalize("NFKC", text).split())
