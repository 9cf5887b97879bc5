"""One entry to one row of its model, or to every fault of its cells."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from billing.column import Row, columns
from billing.register.entries import Entry, Fault

R = TypeVar("R", bound=Row)
_OWN = "register_"


def understood(
    row: type[R],
    entry: Entry,
    given: Mapping[str, object] | None = None,
    *,
    whole: bool = True,
) -> tuple[R | None, tuple[Fault, ...]]:
    """The row, or None and its faults.

    `given` are values that stand for cells or come from other sheets. Where not all of them are
    usable (`whole` is False), or a cell of the entry is broken, no row is made, and only what is
    wrong with single cells is told.
    """
    fields = columns(row)
    texts = {name: text for name, text in entry.texts.items() if name in fields}
    sound = whole and entry.broken.isdisjoint(fields)
    try:
        made = row.model_validate({**texts, **(given or {})})
    except ValidationError as error:
        return None, tuple(_faults(error, entry, sound=sound))
    return (made if sound else None), ()


def _faults(error: ValidationError, entry: Entry, *, sound: bool) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False):
        if not detail["loc"]:
            if sound:
                yield _of_row(detail, entry)
        elif str(detail["loc"][0]) not in entry.broken:
            yield from _of_cell(detail, entry, str(detail["loc"][0]))


def _of_row(detail: ErrorDetails, entry: Entry) -> Fault:
    """A fault of several cells together; `columns` says which."""
    values = dict(detail.get("ctx", {}))
    names = [n for n in str(values.pop("columns", "")).split(",") if n in entry.sheet.columns]
    expected = str(values.pop("expected", ""))
    code = detail["type"].removeprefix(_OWN)
    return entry.fault(code, *names, expected=expected, values=_said(values, entry))


def _of_cell(detail: ErrorDetails, entry: Entry, name: str) -> Iterator[Fault]:
    values = dict(detail.get("ctx", {}))
    expected = str(values.pop("expected", ""))
    match detail["type"]:
        case "missing" if name not in entry.layout.columns:
            return  # told once, of the sheet
        case "missing":
            yield entry.fault("missing", name)
        case "literal_error":
            yield entry.fault("not_a_choice", name, expected=expected)
        case code if code.startswith(_OWN):
            found = values.get("found")  # the part of the cell that is wrong, where it is a list
            yield entry.fault(code.removeprefix(_OWN), name, found=found, expected=expected)
        case _:
            yield entry.fault("not_understood", name, expected=detail["msg"])


def _said(values: Mapping[str, Any], entry: Entry) -> dict[str, str]:
    """A fault's own values as text; a field named in them becomes its header."""
    known = entry.sheet.columns
    return {k: entry.layout.header(v) if v in known else str(v) for k, v in values.items()}
