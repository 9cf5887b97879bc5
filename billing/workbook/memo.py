"""Each different cell of a sheet, looked at once."""

import re
from collections.abc import Mapping
from itertools import compress, cycle

from billing.workbook import alike
from billing.workbook.cell import Tables, value
from billing.workbook.formats import NUMBERS, Shown
from billing.workbook.grid import Value
from billing.workbook.limits import LIMITS
from billing.workbook.moments import moment
from billing.workbook.texts import NotPlain, plain

_SAMPLE = 256  # cells of a column by which it is told whether they differ by the row
_NEW = 0.9  # the share of them that no cell before was alike
_MOST = 100_000  # different cells remembered
_BODY = re.compile(
    rb'((?: [a-z]+="[A-Za-z0-9]*+")*) ?+(?:/>|>(?:<f((?: \w+="[^"]*+")*) ?(?:/>|>([^<]*+)</f>))?'
    rb"(?:<v>([^<]*+)</v>|<v ?/>|<is><t[^>]*?(?:/>|>([^<]*+)</t>)</is>)?</c>)"
)
# A number, or a text in ASCII without entities, with a formula or without.
_SIMPLE = re.compile(
    rb'(?: s="([0-9]{1,6})")?(?:'
    rb'(?: t="n")?>(?:<f>([^<&\x00-\x1f]++)</f>)?<v>(-?[0-9]{1,15}(?:\.[0-9]{1,20})?)</v>'
    rb'| t="inlineStr"><is><t>([^<&\x00-\x1f]*+)</t></is>)</c>'
)
_OUTSIDE = re.compile(rb"\[|file:|[^\x20-\x7e]")  # what may lead to another workbook
_ATTRIBUTE = re.compile(rb' (\w+)="([^"]*+)"')
_OF_CELL = frozenset({b"s", b"t", b"cm", b"vm"})
_OF_FORMULA = frozenset(b"t ref si ca aca dt2D dtr r1 r2 del1 del2 bx".split())
_PLAIN_VALUE = re.compile(rb"[A-Za-z0-9:$ ]*")


class Memo(dict[bytes, Value]):
    """The value of each different cell, without its address."""

    def __init__(self, tables: Tables) -> None:
        """`tables` are those of the workbook."""
        super().__init__()
        self.tables = tables
        self.percent: set[bytes] = set()
        self.units: dict[bytes, str] = {}
        self.linked: set[bytes] = set()
        self._styles: dict[bytes, Shown] = {}
        self._numbers: set[bytes | None] = set()  # styles of plain numbers; None: no style
        self.shared: set[bytes] = set()  # the numbers of shared formulas that are linked

    def __missing__(self, body: bytes) -> Value:
        """Its value. Raises NotPlain where the cell is not written in the usual way."""
        found = _SIMPLE.fullmatch(body)
        read: Value | None = None
        if found:
            style, formula, number, text = found.groups()
            if number is not None and not formula and style in self._numbers:
                self[body] = plainest = float(number)  # by far the most
                return plainest
            read = self._simple(style or b"0", formula, number, text)
        if read is None:
            read = self._any(body)
        self[body] = read
        return read

    def read(self, bodies: list[bytes], width: int) -> list[Value]:
        """The value of every cell of rows of that width; columns that differ by the row at once."""
        columns = self._alike(bodies, width)
        if not columns:
            return [*map(self.__getitem__, bodies)]
        found: list[Value] = [""] * len(bodies)
        others = [n for n in range(width) if n not in columns]
        rest = compress(bodies, cycle([n not in columns for n in range(width)]))
        read = [*map(self.__getitem__, rest)]  # in their order, for formulas may refer back
        for place, n in enumerate(others):
            found[n::width] = read[place :: len(others)]
        for n, column in columns.items():
            found[n::width] = column
        return found

    def _alike(self, bodies: list[bytes], width: int) -> dict[int, list[Value]]:
        """The columns that differ by the row, as far as their cells are written alike."""
        found: dict[int, list[Value]] = {}
        top = bodies[: _SAMPLE * width]
        for n in range(width):
            sample = {*top[n::width]}
            if len(sample.difference(self)) * width > len(top) * _NEW and b"<f" not in bodies[n]:
                first, *others = bodies[n::width]  # the first may be the header
                read = alike.read(self.tables, others)
                found |= {n: [self[first], *read]} if read else {}
        return found

    def _simple(
        self, style: bytes, formula: bytes | None, number: bytes | None, text: bytes
    ) -> Value | None:
        """The value of most cells, in the shortest way; None where more must be looked at."""
        if formula and (_OUTSIDE.search(formula) or self.tables.names_linked):
            return None
        if number is not None:
            shown = self._shown(style)
            if shown is Shown.NUMBER:
                return float(number)
            noted = shown in NUMBERS  # a percentage, or a number beside a unit
            return None if noted else moment(float(number), shown, self.tables.epoch)
        if not text.isascii() or b"_x" in text or b"]]>" in text or len(text) > LIMITS.text:
            return None
        return text.decode()

    def _shown(self, style: bytes) -> Shown:
        """What a style shows; the styles of plain numbers are known from then on."""
        if style not in self._styles:
            self._styles[style] = self.tables.shown(style.decode())
            if self._styles[style] is Shown.NUMBER:
                self._numbers.add(style)
                if not int(style):
                    self._numbers.add(None)
        return self._styles[style]

    def _any(self, body: bytes) -> Value:
        found = _BODY.fullmatch(body)
        if not found:
            raise NotPlain
        own, formula, inline = _given(found[1], _OF_CELL), found[2], found[5]
        kind, style = own.get(b"t", b"").decode(), own.get(b"s", b"").decode()
        raw = found[4] if inline is None else inline
        if raw is not None and (inline is not None) != (kind == "inlineStr"):
            raise NotPlain
        try:
            read = value(
                self.tables, kind, style, _text(body, kind, raw), formula=formula is not None
            )
        except (ValueError, IndexError) as error:
            raise NotPlain from error
        if formula is not None and self._leads(_given(formula, _OF_FORMULA), found[3] or b""):
            self.linked.add(body)
        if isinstance(read, float) and self.tables.shown(style) is Shown.PERCENT:
            self.percent.add(body)
        if isinstance(read, float) and (unit := self.tables.unit(style)):
            self.units[body] = unit
        return read

    def _leads(self, given: Mapping[bytes, bytes], formula: bytes) -> bool:
        """Whether a formula refers to another workbook; of shared ones the first tells."""
        number = given.get(b"si", b"") if given.get(b"t") == b"shared" else b""
        if self.tables.linked and self.tables.linked.search(plain(formula)):
            self.shared.add(number)
            return True
        return bool(number) and not formula and number in self.shared

    def trim(self) -> None:
        """Forget what would fill the memory of a sheet of all different cells."""
        if len(self) > _MOST:
            self.clear()
            self.percent.clear()
            self.units.clear()
            self.linked.clear()


def _given(written: bytes, known: frozenset[bytes]) -> Mapping[bytes, bytes]:
    """Attributes by name; each once, and only those that cells have."""
    named = _ATTRIBUTE.findall(written)
    given = dict(named)
    if len(given) != len(named) or not given.keys() <= known:
        raise NotPlain
    if not all(map(_PLAIN_VALUE.fullmatch, given.values())):
        raise NotPlain
    return given


def _text(body: bytes, kind: str, raw: bytes | None) -> str | None:
    """The text of a value: an empty `<v>` is there, an absent one is not."""
    if raw is not None:
        return plain(raw)
    written = b"<v" in body if kind != "inlineStr" else b"<is" in body
    return "" if written else None
