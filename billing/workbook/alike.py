"""Columns whose cells are all written alike, and differ: read all at once, not cell by cell.

Order numbers, times and amounts are different in every row, so that to remember each cell saves
nothing. Cut at what stands between any two of them, such cells are bare texts or digits.
"""

import re

from billing.workbook.cell import Tables
from billing.workbook.formats import NUMBERS, Shown
from billing.workbook.grid import Value
from billing.workbook.moments import moments
from billing.workbook.texts import plain_each

_LONGEST = 32  # digits of a number, of which a spreadsheet writes 17
_ALIKE = re.compile(
    rb'((?: s="([0-9]{1,6})")?(?:(?: t="(?:n|(s))")?><v>|( t="inlineStr")><is><t>))'
    rb"[^<]*+(</v></c>|</t></is></c>)"
)


def read(tables: Tables, column: list[bytes]) -> list[Value] | None:
    """The value of each cell, given without its address; None where some are not written alike.

    None, too, where any of them must be looked at more closely.
    """
    found = _ALIKE.fullmatch(column[0]) if column else None
    if not found:
        return None
    head, style, shared, inline, tail = found.groups()
    whole = b"".join(column)
    parts = whole[len(head) : -len(tail)].split(tail + head)
    if len(parts) != len(column) or not whole.endswith(tail):
        return None
    if inline:
        return plain_each(parts)
    return _shared(tables, parts) if shared else _numbers(tables, style or b"0", parts)


def _shared(tables: Tables, parts: list[bytes]) -> list[Value] | None:
    if not b"".join(parts).isdigit() or b"" in parts:
        return None
    try:
        return [tables.strings[int(part)] for part in parts]
    except IndexError:
        return None


def _numbers(tables: Tables, style: bytes, parts: list[bytes]) -> list[Value] | None:
    shown = tables.shown(style.decode())
    more = shown in NUMBERS and shown is not Shown.NUMBER  # a percentage, or beside a unit
    if more or b"".join(parts).translate(None, b"0123456789.-") or max(map(len, parts)) > _LONGEST:
        return None
    try:
        serials = [*map(float, parts)]
    except ValueError:
        return None
    return [*serials] if shown is Shown.NUMBER else moments(serials, shown, tables.epoch)
