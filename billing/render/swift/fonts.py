"""Fonts: what a whole font comes to is found once; each page cuts out its own glyphs.

A shipped font is not cut here: a program of its own takes its place in the finished PDF.
"""

from functools import cache
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text import fonts
from weasyprint.text.ffi import _dlopen, ffi, harfbuzz, harfbuzz_subset

from billing.render.lean.fonts import program_of

_CUT, _READ = Font._harfbuzz_subset, fonts.get_hb_object_data

_MOST = 16  # fonts of a few presses
_LARGEST = 0xFFFF
_EVERY = ffi.new("hb_codepoint_t[]", tuple(range(_LARGEST + 1)))
_NAMES = (
    *(b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF"),
    *(b"LTSH", b"PCLT", b"SVG "),
)
_DROPPED = [harfbuzz.hb_tag_from_string(name, -1) for name in _NAMES]
_TABLES = ffi.new("hb_codepoint_t[]", _DROPPED)

# HarfBuzz 6 can read a font for all cuts to come; WeasyPrint does not know of that.
_READY = type(ffi)()
_READY.cdef("void *hb_subset_preprocess(void *face);")
_LIBRARY = (
    *("libharfbuzz-subset-0", "harfbuzz-subset", "harfbuzz-subset-0.0"),
    *("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
)

_whole: dict[int, tuple[bytes, Any]] = {}
_ready: dict[tuple[bytes, int], Any] = {}
_contents: dict[int, bytes] = {}


def _get_object_data(face: Any, colour: str | None = None, glyph: int | None = None) -> Any:
    """As WeasyPrint's; of a whole font, the same bytes each time it is asked for."""
    if colour is not None:
        return _READ(face, colour, glyph)
    address = int(ffi.cast("uintptr_t", face))
    if address not in _whole:
        if len(_whole) >= _MOST:
            _whole.clear()
        content = _READ(face)
        kept = _contents.setdefault(hash(content), content)
        kept = kept if kept == content else content
        # While we hold a face, no other can have its address.
        held = ffi.gc(harfbuzz.hb_face_reference(face), harfbuzz.hb_face_destroy)
        _whole[address] = kept, held
    return _whole[address][0]


def _subset(font: Any, to_unicode: Any, hinting: Any) -> None:
    """As WeasyPrint's, with arrays that are made once."""
    if program_of(font):
        return
    if hinting or font.missing or harfbuzz_subset is None:
        _CUT(font, to_unicode, hinting)
        return
    chosen = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    glyphs = harfbuzz_subset.hb_subset_input_glyph_set(chosen)
    used = sorted(to_unicode)
    harfbuzz.hb_set_add_sorted_array(glyphs, ffi.new("hb_codepoint_t[]", used), len(used))
    always = (
        harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    )
    in_place = always | harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    harfbuzz_subset.hb_subset_input_set_flags(chosen, in_place)
    tables = harfbuzz_subset.hb_subset_input_set(
        chosen, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    )
    harfbuzz.hb_set_add_sorted_array(tables, _TABLES, len(_DROPPED))
    cut = _cut(_prepared(font.hb_face), chosen)
    harfbuzz.hb_set_add_sorted_array(glyphs, _EVERY, used[-1] + 1)
    bare = always | harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    harfbuzz_subset.hb_subset_input_set_flags(chosen, bare)
    cut = _cut(cut, chosen) if cut else None
    content = _READ(cut) if cut else None
    if content:
        font.file_content = content
    else:
        _CUT(font, to_unicode, hinting)


def _prepared(face: Any) -> Any:
    """A whole font that is quicker to cut, with the same outcome; one for all presses."""
    address = int(ffi.cast("uintptr_t", face))
    if address not in _whole or not _prepares():
        return face
    key = _whole[address][0], harfbuzz.hb_face_get_index(face)
    if key not in _ready:
        if len(_ready) >= _MOST:
            _ready.clear()
        made = _prepares()(_READY.cast("void *", address))
        made = ffi.cast("hb_face_t *", int(_READY.cast("uintptr_t", made)))
        _ready[key] = ffi.gc(made, harfbuzz.hb_face_destroy)
    return _ready[key]


@cache
def _prepares() -> Any:
    """What does it; None where HarfBuzz is older."""
    return getattr(_dlopen(_READY, *_LIBRARY, allow_fail=True), "hb_subset_preprocess", None)


def _cut(face: Any, chosen: Any) -> Any:
    cut = harfbuzz_subset.hb_subset_or_fail(face, chosen)
    return None if cut == ffi.NULL else ffi.gc(cut, harfbuzz.hb_face_destroy)


FUNCTIONS = ((fonts.get_hb_object_data, _get_object_data),)
METHODS = ((Font, "_harfbuzz_subset", _subset),)
