"""One column of the register: its names, its help, and how the text of a cell is understood.

The fields of the terms carry a `Column`; reading, validation, templates, drop-downs and the
reference in docs/ all come from it. A cell reaches the validators as text (an exact number, an
ISO date, or what was typed).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from billing import money

PLACES = 6  # of a rate or price (rule G1)

_DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How a field stands in the register. `refers` is the sheet whose rows it names."""

    zh: str
    en: str
    help_zh: str
    help_en: str
    example: str = ""
    example_zh: str = ""  # where the Chinese example differs
    choices: Mapping[str, str] = field(default_factory=dict)  # value -> Chinese name
    refers: str = ""  # Tiers, Day rates, Day kinds, Clients, Stores, ... : a sheet's English name


class Row(BaseModel):
    """A row of the register: frozen, no unknown columns, defaults checked as well."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def fault(code: str, **values: object) -> PydanticCustomError:
    """A fault found while a row is read; `code` names its sentence in the catalogue.

    A value `columns` (field names, separated by commas) says which cells it concerns.
    """
    return PydanticCustomError(
        "register_" + code,
        code,
        {name: str(value) for name, value in values.items()},
    )


def plain(cell: str) -> str:
    """A number as it was typed: full-width digits, spaces and thousands commas mended."""
    narrow = cell.translate({ord("，"): ",", ord("．"): ".", ord("％"): "%", ord("－"): "-"})
    narrow = "".join(str(int(c)) if c.isdecimal() else c for c in narrow)
    return re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", narrow).replace(" ", "").strip("¥￥元")


def _decimal(cell: str, expected: str) -> Decimal:
    try:
        return money.parsed(plain(cell))
    except ValueError:
        raise fault("not_a_number", expected=expected) from None


def decimals(value: Decimal) -> int:
    """How many decimals it has, without zeros at the end; negative for whole tens."""
    return -int(value.normalize().as_tuple().exponent)


def _amount(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    value = _decimal(cell, "0 or more, at most 6 decimals")
    if value < 0 or decimals(value) > PLACES:
        raise fault("not_an_amount", expected="0 or more, at most 6 decimals")
    return value


def _count(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    value = _decimal(cell, "a whole number, 0 or more")
    if value != int(value) or value < 0:
        raise fault("not_a_count", expected="a whole number, 0 or more")
    return int(value)


def _fraction_of(largest: Decimal, *, inclusive: bool) -> Callable[[object], object]:
    """`2%` or `0.02`; a bare number above 1 is a slip of 100 and refused (rule G17)."""

    def read(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        text = plain(cell)
        value = _decimal(text.removesuffix("%"), "a rate such as 2% or 0.02")
        share = value / 100 if text.endswith("%") else value
        within = share <= largest if inclusive or text.endswith("%") else share < largest
        if share < 0 or not within:
            raise fault("not_a_rate", expected="a rate such as 2% or 0.02")
        if decimals(share) > PLACES:
            raise fault("not_a_rate", expected="at most 6 decimals; 4 before a %")
        return share

    return read


def _points(cell: object) -> object:
    return (
        _decimal(plain(cell).removesuffix("%"), "points, such as 93")
        if isinstance(cell, str)
        else cell
    )


def _day(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    found = _DATE.fullmatch(plain(cell).removesuffix("T00:00:00"))
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(cell)
    except ValueError:
        raise fault("not_a_date", expected="a date such as 2026-10-01") from None


def _listed(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return tuple(part.strip() for part in re.split("[;；]", cell) if part.strip())


def _stripped(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell


Text = Annotated[str, BeforeValidator(_stripped)]
Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Count = Annotated[int, BeforeValidator(_count)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Rate = Annotated[Decimal, BeforeValidator(_fraction_of(Decimal(1), inclusive=False))]
Portion = Annotated[Decimal, BeforeValidator(_fraction_of(Decimal(1), inclusive=True))]
Points = Annotated[Decimal, BeforeValidator(_points)]
Day = Annotated[date, BeforeValidator(_day)]


def one_of(names: Mapping[str, str]) -> BeforeValidator:
    """The validator of a drop-down: reads the English value or its Chinese name (`names`)."""
    by_name = {zh: value for value, zh in names.items()}

    def read(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        word = " ".join(cell.strip().lower().split())
        value = by_name.get(cell.strip(), word.replace(" ", "_"))
        if value not in names:
            raise fault(
                "not_a_choice", expected=", ".join(f"{v} ({zh})" for v, zh in names.items())
            )
        return value

    return BeforeValidator(read)


def columns(row: type[Row]) -> Mapping[str, Column]:
    """The columns of a sheet: field name -> Column, in the order of the sheet."""
    return {
        name: column
        for name, info in row.model_fields.items()
        for column in info.metadata
        if isinstance(column, Column)
    }
