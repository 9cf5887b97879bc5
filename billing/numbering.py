"""What a series and the form of a number may be: a number names files, and stands on paper."""

import re
from string import Formatter
from typing import Literal, NamedTuple

_SERIES = re.compile(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|(COM|LPT)[0-9])(\..*)?", re.IGNORECASE)
_PADDED = re.compile(r"(0([1-9]|1[0-2]))?d?")  # digits filled up with zeros, and nothing else
_SERIES_LONGEST, _LONGEST = 20, 60
_TRIED = (1, 10**7)  # running numbers; the second outgrows the usual six digits

Code = Literal["number_series", "number_field", "number_once", "number_form"]


class Fault(NamedTuple):
    """What is wrong, by its name in the catalogue below `settings.`, and where it was found."""

    code: Code
    found: str


def series_fault(series: str) -> Fault | None:
    """One word of letters and digits, with - or _ between them, that no system reserves.

    >>> [series_fault(one) is None for one in ("INV", "S-2", "A B", "", "../Z", "con")]
    [True, True, False, False, False, False]
    """
    usable = _SERIES.fullmatch(series) and not _DEVICES.fullmatch(series)
    return None if usable and len(series) <= _SERIES_LONGEST else Fault("number_series", series)


def form_fault(form: str, series: str = "INV") -> Fault | None:
    """Fields of the three known names, the running number once, and numbers that can name files.

    >>> form_fault("{series}-{year}-{n:06}")
    >>> form_fault("{series}-{x}")
    Fault(code='number_field', found='{x}')
    """
    try:
        parts = list(Formatter().parse(form))
    except ValueError:  # a brace without its other
        return Fault("number_field", form)
    fields = [(name, spec, how) for _, name, spec, how in parts if name is not None]
    for name, spec, how in fields:
        if how or not (_is_running(name, spec or "") or (name in {"series", "year"} and not spec)):
            return Fault("number_field", _written(name, spec, how))
    if [name for name, _, _ in fields].count("n") != 1:
        return Fault("number_once", form)
    names = (numbered(form, series, 2026, n) for n in _TRIED)
    unfit = (name for name in names if not _can_name_files(name))
    return next((Fault("number_form", name) for name in unfit), None)


def numbered(form: str, series: str, year: int, n: int) -> str:
    """A number as it is printed.

    >>> numbered("{series}-{year}-{n:06}", "INV", 2026, 7)
    'INV-2026-000007'
    """
    return form.format(series=series, year=year, n=n)


def _is_running(name: str, spec: str) -> bool:
    return name == "n" and _PADDED.fullmatch(spec) is not None


def _written(name: str, spec: str | None, how: str | None) -> str:
    return f"{{{name}{f'!{how}' if how else ''}{f':{spec}' if spec else ''}}}"


def _can_name_files(number: str) -> bool:
    plain = _NUMBER.fullmatch(number) and ".." not in number and not _DEVICES.fullmatch(number)
    return bool(plain) and len(number) <= _LONGEST
