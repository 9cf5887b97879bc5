"""One way to compare names and headers, whatever their width, case, spaces and brackets."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\s\u200b\ufeff_]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKETS = str.maketrans(dict.fromkeys("[{<【〔〈《「", "(") | dict.fromkeys("]}>】〕〉》」", ")"))
_WRAPPED = re.compile(r'="(.*)"')
_MARKS = ":*!?'\"."


def unwrapped(text: str) -> str:
    """Text without the wrappers that exports put around it: `="..."`, a leading `'`, tabs."""
    bare = text.strip().removeprefix("'").strip()
    wrapped = _WRAPPED.fullmatch(bare)
    return wrapped[1].strip() if wrapped else bare


@lru_cache(maxsize=65536)
def name(text: str) -> str:
    """A name for comparison: narrow, lower case, without spaces, all brackets round.

    >>> name("示例 【官方】旗舰店") == name("示例（官方）旗舰店")
    True
    """
    narrow = unicodedata.normalize("NFKC", unwrapped(text)).translate(_BRACKETS)
    return _SPACES.sub("", narrow).casefold()


@lru_cache(maxsize=65536)
def header(text: str) -> str:
    """A header for comparison: as a name, without marks and without units in brackets.

    >>> header("接待人数（人）"), header(" Peak  Headcount *")
    ('接待人数', 'peakheadcount')
    """
    bare = name(text)
    without = _IN_BRACKETS.sub("", bare)
    return (without or bare).strip(_MARKS)
