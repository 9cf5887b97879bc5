"""Figures against the number of clients, both axes in powers of ten, as an SVG."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT, _LEFT, _TOP, _SIDE = 430, 330, 60, 46, 240
_COLOURS = ("#1f4e79", "#c55a11", "#548235", "#7f7f7f")


class Panel(NamedTuple):
    """A chart: its title, and the points of each line by name."""

    title: str
    lines: Mapping[str, Points]


def drawn(panels: Sequence[Panel]) -> str:
    """The panels side by side; a broken grey line from the first point of each is linear growth."""
    width = _WIDTH * len(panels)
    parts = "".join(
        f'<g transform="translate({place * _WIDTH},0)">{"".join(_panel(panel))}</g>'
        for place, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}"'
        f' font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
        f"{parts}</svg>\n"
    )


class _Axis(NamedTuple):
    """Powers of ten from `first` to `last`, on `size` points."""

    first: int
    last: int
    size: int

    @classmethod
    def of(cls, values: Sequence[float], size: int) -> "_Axis":
        first, last = floor(log10(min(values))), ceil(log10(max(values)))
        return cls(first, max(last, first + 1), size)

    def at(self, value: float) -> float:
        """Points from its beginning."""
        return (log10(value) - self.first) / (self.last - self.first) * self.size

    @property
    def marks(self) -> range:
        """The powers."""
        return range(self.first, self.last + 1)


def _panel(panel: Panel) -> Iterator[str]:
    points = [point for line in panel.lines.values() for point in line]
    across = _Axis.of([x for x, _ in points], _WIDTH - _LEFT - 40)
    up = _Axis.of([y for _, y in points], _SIDE)
    yield f'<text x="{_LEFT}" y="20" font-size="13" font-weight="bold">{panel.title}</text>'
    yield f'<g transform="translate({_LEFT},{_TOP})">'
    yield from _grid(across, up)
    for place, (name, line) in enumerate(panel.lines.items()):
        yield from _line(across, up, line, _COLOURS[place % len(_COLOURS)])
        yield from _label(place, name)
    yield "</g>"


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    for power in across.marks:
        x = across.at(10**power)
        yield f'<path d="M{x:.1f} 0V{_SIDE}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{_SIDE + 16}" text-anchor="middle">{_said(power)}</text>'
    for power in up.marks:
        y = _SIDE - up.at(10**power)
        yield f'<path d="M0 {y:.1f}H{across.size}" stroke="#ddd"/>'
        yield f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{_said(power)}</text>'
    yield f'<text x="{across.size / 2}" y="{_SIDE + 34}" text-anchor="middle">clients</text>'


def _said(power: int) -> str:
    return f"{10**power:,}".replace(",", " ") if power >= 0 else f"{10.0**power:g}"


def _line(across: _Axis, up: _Axis, line: Points, colour: str) -> Iterator[str]:
    (x0, y0), (x1, _) = line[0], line[-1]
    reach = min(x1, x0 * 10**up.last / y0)  # linear growth, as far as the panel goes
    places = [(across.at(x), _SIDE - up.at(y)) for x, y in line]
    ends = [(x0, y0), (reach, y0 * reach / x0)]
    linear = " ".join(f"{across.at(x):.1f},{_SIDE - up.at(y):.1f}" for x, y in ends)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{linear}" fill="none" stroke="#bbb" stroke-dasharray="3 3"/>'
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)


def _label(place: int, name: str) -> Iterator[str]:
    y, colour = 14 + 15 * place, _COLOURS[place % len(_COLOURS)]
    yield f'<rect x="10" y="{y - 8}" width="10" height="3" fill="{colour}"/>'
    yield f'<text x="25" y="{y - 3}">{name}</text>'
