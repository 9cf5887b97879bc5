"""The one accent colour: its tints, its shade that can be read, and the one of credit notes."""

# WCAG 2, level AA, of text that is not large.
CONTRAST = 4.5

_STEPS = 20

# A warm brown and a cool green, both dark: one of them is far from any other colour.
_OTHERS = ("#8a4b12", "#1d5c63")


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: `tint("#000000", 0.5)` is `#808080`."""
    return _hex([255 - (255 - part) * share for part in _parts(colour)])


def other(colour: str) -> str:
    """The accent of a credit note, so that nobody takes it for an invoice: warm beside a cool one.

    >>> other("#1f4e79"), other("#a33b20")
    ('#8a4b12', '#1d5c63')
    """
    return max(_OTHERS, key=lambda one: _apart(one, colour))


def _apart(one: str, another: str) -> int:
    return sum(
        (left - right) ** 2 for left, right in zip(_parts(one), _parts(another), strict=True)
    )


def legible(colour: str, ground: str) -> str:
    """The colour, darkened as far as text on a light ground needs; most are not darkened at all."""
    shades = (
        _hex([part * (_STEPS - step) / _STEPS for part in _parts(colour)])
        for step in range(_STEPS + 1)
    )
    return next((shade for shade in shades if contrast(shade, ground) >= CONTRAST), "#000000")


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _hex(parts: list[float]) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in parts)
