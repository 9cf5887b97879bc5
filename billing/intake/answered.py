"""What the reading process answers, unpacked so that it can be nothing but figures and nouns.

A file may take over the process that reads it. Pickle calls whatever function it is told to, so a
plain `pickle.loads` here would run what the file's author wrote, on this side, without limits. Only
the nouns of reading are made, each by its own class, and arrays of plain numbers by a function of
ours: numpy's own would let a forged type read memory. Such a process may still lie about the
figures of the file, as the file itself could.
"""

import copyreg
import io
import pickle
import sys
from dataclasses import is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from billing.workbook.grid import Unreadable

_MODULES = ("billing.intake.", "billing.workbook.", "billing.usage", "billing.source")
_MORE = ("billing.period", "billing.errors")
_PLAIN = {
    (one.__module__, one.__name__): one
    for one in (date, datetime, time, timedelta, Decimal, Fraction, set, frozenset)
}
_NUMBERS = frozenset(
    "biufMm"
)  # truth, whole numbers with and without a sign, fractions, moments, spans


class ForbiddenError(Exception):
    """An answer asked for something that no answer needs."""


def unpacked(packed: bytes) -> Any:
    """The answer. Raises ForbiddenError for one that is anything else, or is no answer at all."""
    try:
        return _Unpickler(io.BytesIO(packed)).load()
    except ForbiddenError:
        raise
    except Exception as error:  # whatever a forged answer makes of its parts
        raise ForbiddenError(type(error).__name__) from error


class _Unpickler(pickle.Unpickler):
    """Knows no name but those of the nouns."""

    def find_class(self, module: str, name: str) -> Any:
        """See pickle.Unpickler. Raises ForbiddenError."""
        if found := _PLAIN.get((module, name)) or _OURS.get((module, name)):
            return found
        if module.startswith(_MODULES) or module in _MORE:
            found = super().find_class(module, name)
            if _is_noun(found) and (found.__module__, found.__name__) == (module, name):
                return found
        raise ForbiddenError(f"{module}.{name}"[:80])


def _is_noun(found: object) -> bool:
    """A class that only holds what it is given; a module's imports and functions are none."""
    return isinstance(found, type) and (
        is_dataclass(found) or issubclass(found, (Enum, Unreadable)) or hasattr(found, "_fields")
    )


def _numbers(content: bytearray, kind: str, shape: tuple[int, ...]) -> Any:
    """An array of plain numbers. Raises ForbiddenError for any other kind."""
    import numpy as np  # noqa: PLC0415 - only where there are arrays

    found = np.dtype(kind)
    if found.kind not in _NUMBERS:
        raise ForbiddenError(f"numpy.dtype {kind}"[:80])
    return np.frombuffer(content, found).reshape(shape)


def _objects(cells: list[object], shape: tuple[int, ...]) -> Any:
    """An array of what a column of numbers cannot hold."""
    import numpy as np  # noqa: PLC0415 - only where there are arrays

    found = np.empty(len(cells), dtype=object)
    found[:] = cells
    return found.reshape(shape)


def _taken_apart(array: Any) -> tuple[Any, ...]:
    """An array as what one of the two makes it of."""
    if array.dtype.hasobject:
        return _objects, (array.ravel().tolist(), array.shape)
    return _numbers, (bytearray(array.tobytes()), array.dtype.str, array.shape)


def packed(answer: object) -> bytes:
    """The answer as bytes: arrays taken apart by us, not by numpy."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    if numpy := sys.modules.get("numpy"):
        pickler.dispatch_table = {**copyreg.dispatch_table, numpy.ndarray: _taken_apart}
    pickler.dump(answer)
    return stream.getvalue()


def _member(kind: object, name: str) -> Enum:
    """In place of getattr, by which a member of an enumeration is packed: that, and no more."""
    if not (isinstance(kind, type) and issubclass(kind, Enum)):
        raise ForbiddenError("builtins.getattr")
    return kind[name]


_OURS = {
    ("builtins", "getattr"): _member,
    (__name__, "_numbers"): _numbers,
    (__name__, "_objects"): _objects,
}
