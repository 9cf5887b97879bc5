"""Numbers and texts that are days and times: serial numbers, and ISO 8601."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from billing.workbook.formats import Shown
from billing.workbook.grid import EPOCH_1900, Broken, Value

_LEAP_1900 = 60  # 29 February 1900, which spreadsheets count and no calendar has
_YEAR_9999 = 2_950_000  # days that any calendar has, whichever day was 0
_DAY_MS = 86_400_000
_MIDNIGHT = datetime(1, 1, 1)  # noqa: DTZ001 - of any day: only times are counted from it
_LENGTH = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def moment(serial: float, shown: Shown, epoch: date) -> Value:
    """A serial number as what its format shows, to the millisecond.

    A number below 1 is a time of day; one that no day has, Broken, which a spreadsheet shows as
    `#####`.
    """
    thousandths = round(serial * _DAY_MS) if abs(serial) < 1e9 else -1
    if shown is Shown.LENGTH:
        return timedelta(milliseconds=thousandths) if thousandths >= 0 else _none(serial)
    if thousandths < 0:
        return _none(serial)
    days, rest = divmod(thousandths, _DAY_MS)
    if days == 0:
        return _clock(rest)
    if shown is Shown.TIME and days == 1:  # past midnight: 25:00 on a clock
        return timedelta(milliseconds=thousandths)
    day = _day(days, epoch)
    if day is None:
        return _none(serial)
    moment_of_day = datetime.combine(day, time()) + timedelta(milliseconds=rest)
    return moment_of_day if rest or shown is Shown.MOMENT else day


def moments(serials: list[float], shown: Shown, epoch: date) -> list[Value]:
    """The same of many numbers."""
    if shown is Shown.MOMENT and min(serials) > _LEAP_1900 + 1 and max(serials) < _YEAR_9999:
        start = datetime.combine(epoch, time())
        return [start + timedelta(0, 0, round(one * _DAY_MS) * 1000) for one in serials]
    return [moment(one, shown, epoch) for one in serials]


@lru_cache(maxsize=4096)  # a sheet has many moments of few days
def _day(days: int, epoch: date) -> date | None:
    if epoch == EPOCH_1900 and days <= _LEAP_1900:
        if days == _LEAP_1900:
            return None
        days += 1
    try:
        return epoch + timedelta(days=days)
    except OverflowError:
        return None


def _none(serial: float) -> Broken:
    return Broken(f"##### ({serial:.15g})")


def _clock(thousandths: int) -> time:
    """The time of day, that many thousandths of a second after midnight."""
    return (_MIDNIGHT + timedelta(milliseconds=thousandths)).time()


def iso(text: str) -> Value:
    """A date, a date with a time, or a time, as ISO 8601 writes them; Broken for anything else."""
    plain = text.strip()
    for read in (date.fromisoformat, _moment, _time):
        try:
            return read(plain)
        except ValueError:
            continue
    return Broken(plain or "#?")


def _moment(text: str) -> date:
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None and found.utcoffset() != timedelta(0):
        raise ValueError(text)  # of another place: its day there is not told
    return found.replace(tzinfo=None)


def _time(text: str) -> time:
    return time.fromisoformat(text.removeprefix("T"))


def length(text: str) -> Value:
    """A length such as `PT26H30M00S`: below a day a time of day; Broken for anything else."""
    found = _LENGTH.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]) or found[1]:
        return Broken(text.strip() or "#?")
    days, hours, minutes = (int(found[n] or 0) for n in (2, 3, 4))
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=float(found[5] or 0))
    return span if span.days else (_MIDNIGHT + span).time()
