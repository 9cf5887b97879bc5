"""Characters of a text that nobody sees: they hide, reorder or tell apart what looks alike."""

from unicodedata import category

import idna

_SPACES = "\t\n\r"  # Alt+Enter in a cell, and what other programs make of it
_JOINERS = "\u200c\u200d"
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # letters by name alone
_PICTURES = ("So", "Sk")  # emoji, and the colours of their skin
_COLOURED = "\ufe0f"


def hidden(text: str) -> tuple[str, ...]:
    r"""The characters of a text that cannot be seen, each once, in their order.

    These are controls, marks that turn the direction of reading, and spaces and hyphens without
    width. White space is none. A joiner is none where it shapes its neighbours: within an emoji,
    and in scripts that join their letters, by the rules for domain names.

    >>> hidden("Sample\u202e Ltd"), hidden("👩\u200d💻 店"), hidden("A\u200dB")
    (('\u202e',), (), ('\u200d',))
    """
    if text.isascii() and text.isprintable():
        return ()
    return tuple(
        dict.fromkeys(
            letter
            for place, letter in enumerate(text)
            if _unseen(letter) and not (letter in _JOINERS and _joins(text, place))
        )
    )


def _unseen(letter: str) -> bool:
    return letter in _BLANK or (category(letter) in ("Cc", "Cf", "Cs") and letter not in _SPACES)


def _joins(text: str, place: int) -> bool:
    before, after = text[:place][-1:], text[place + 1 :][:1]
    if not (before and after):
        return False
    if category(after) == "So" and (before == _COLOURED or category(before) in _PICTURES):
        return True
    try:
        return idna.valid_contextj(text, place)
    except ValueError:  # a neighbour that the rules do not know
        return False


def shown(text: str) -> str:
    """The text with the names of what cannot be seen in it: `Sample⟨U+202E⟩ Ltd`."""
    unseen = frozenset(hidden(text))
    return "".join(f"⟨U+{ord(one):04X}⟩" if one in unseen else one for one in text)
