"""Words that stand on many pages: labels, dates, prices. Each is laid out once in a style.

A text that fits into its line is the same in any width that it fits into. The second time that it
is met, its line is kept; how its glyphs are shown, too.
"""

from dataclasses import dataclass, field
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from billing.render.swift.styles import KeptStyles

_SPLIT = line_break.split_first_line
_MOST, _MOST_MET = 200, 500  # lines and words of one style
_LONGEST = 40


@dataclass(slots=True)
class _Words:
    """Of one style: words that were met, and the lines of those that were met again."""

    met: set[str] = field(default_factory=set)
    lines: dict[str, Any] = field(default_factory=dict)


def _split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """As WeasyPrint's."""
    if justification_spacing or minimum or type(context.style_for) is not KeptStyles:
        return _SPLIT(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    words = style.__dict__.get("swift_words")
    if words is None:
        words = style.__dict__["swift_words"] = _Words()
    line = words.lines.get(text)
    if line is not None and (max_width is None or line[3] <= max_width):
        return line
    line = _SPLIT(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if len(text) <= _LONGEST:
        _keep(words, text, line)
    return line


def _keep(words: _Words, text: str, line: Any) -> None:
    """Keep a line that was met before, if all of the text stands on it as it is."""
    if text not in words.met:
        if len(words.met) >= _MOST_MET:
            words.met.clear()
        words.met.add(text)
        return
    layout, _, resume_at, *_ = line
    if resume_at is None and layout.text == text and layout.swift and layout.plain:
        if len(words.lines) >= _MOST:
            words.lines.clear()
        layout.shared = True
        words.lines[text] = line


def again(stream: Any, layout: Any) -> list[Any]:
    """How a kept line is shown, if the page's fonts agree; nothing otherwise."""
    fonts = stream.__dict__.setdefault("swift_fonts", {})
    found = []
    for pango_font, address, size, glyphs, shown in getattr(layout, "drawn", ()):
        if address not in fonts:
            fonts[address] = (*stream.add_font(pango_font), layout.layout)
        font = fonts[address][0]
        for glyph, letters, width in glyphs:
            font.to_unicode.setdefault(glyph, letters)
            if font.widths.setdefault(glyph, width) != width:
                return []
        found.append((font, size, address, shown))
    return found


def remember(
    stream: Any, layout: Any, runs: list[Any], found: list[Any], letters: Any, width: Any
) -> None:
    """Note how a kept line was shown, if the widths of its glyphs are those of its own size."""
    if not getattr(layout, "shared", False):
        return
    drawn = []
    for (font, size, address, item, glyphs), (*_, shown) in zip(runs, found, strict=True):
        used = glyphs[:: len(glyphs) // item.glyphs.num_glyphs] if glyphs else []
        own = {
            glyph: (glyph, letters(layout, item, place), width(stream, item, glyph, size))
            for place, glyph in reversed([*enumerate(used)])
        }
        told = [own[glyph] for glyph in dict.fromkeys(used)]
        if any(font.widths[glyph] != one for glyph, _, one in told):
            return
        pango_font = ffi.cast("PangoFont *", item.item.analysis.font)
        drawn.append((pango_font, address, size, told, shown))
    layout.drawn = drawn


FUNCTIONS = ((line_break.split_first_line, _split_first_line),)
