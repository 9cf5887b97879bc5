"""A label that is the sum of the others, and hours that overlap: added up they would bill twice.

Exports put a line for all beside the lines of each: 早班, 晚班 and 全天; 天猫, 京东 and 全平台; two
agents and their team. The words for all are known, and block beside others of one store and day.
Under any other word a figure that equals the sum of the others, day for day, is told: never by
chance, for it takes figures large enough, or days enough.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from billing.intake.coded import Codes, Mask, by_first, numbered
from billing.intake.faults import LISTED, Fault
from billing.intake.scaled import Scaled, added
from billing.intake.stack import Stack
from billing.source import Cell, at, ranges
from billing.usage import Kind
from billing.workbook.words import name

_LABELS = ("agent", "service", "shift", "platform")
_APART = frozenset({"start", "end"})  # figures that are never added up
_CHANCE = 50.0  # one in so many is no chance: how many sums the figures might have been instead
# Whole texts, as names are normalised; of staffing none, where 全天 is a shift like any other.
_ALL = re.compile(
    r"(全部|所有|全体|整体|全|总|各)(客服|人员|员工|账号|子账号|坐席|平台|渠道|服务|岗位|班次|班"
    r"|时段|店铺?|天|日|员|部)?|整天|整日|全日制?|24(小时|h)|总体|总数|总和|店铺整体|客服部|客服团队|团队"
    r"|[早白日]班?[+＋、/&和][^,，]{0,4}[晚夜]班?"
    r"|(all|every)(agents?|staff|accounts?|platforms?|channels?|services?|shifts?|day)?"
    r"|everyone|everybody|overall|sum|wholeday|fullday|team"
)
_HOURS = re.compile(
    r"(\d{1,2})(?:[:点时](\d{2})?分?)?(?:-|~|至|到|—|–)(\d{1,2})(?:[:点时](\d{2})?分?)?"
)


class _Sums(NamedTuple):
    """One figure by store, day and label: parallel columns, a line for each."""

    first: Any  # the first of its rows
    owner: Any  # the number of its kind and store, the same of every figure
    day: Any  # the number of its kind, store and day
    label: Any
    value: Any


def faults(stack: Stack) -> list[Fault]:
    """A fault for each store's label that is a sum of others, or overlaps them."""
    found: dict[tuple[object, ...], Fault] = {}
    for label in _LABELS:
        for key, fault in _of_label(stack, label):
            found.setdefault(key, fault)
    return [*found.values(), *_overlapping(stack)]


def _of_label(stack: Stack, label: str) -> Iterator[tuple[tuple[object, ...], Fault]]:
    named = _named(stack.rows, label)
    if len(named) < 2 or stack.rows[label].cat.codes.to_numpy()[named].max() == 0:
        return
    for figure, told in stack.figures.items():
        rows = named[told.told[named]] if figure not in _APART else named[:0]
        if not len(rows):
            continue
        sums = _sums(stack.rows, label, rows, told)
        words = _words(stack.rows, label, sums)
        for line in np.flatnonzero(words | _equal(sums)).tolist():
            yield (
                (label, sums.owner[line], sums.label[line]),
                _told(stack.rows, label, figure, sums, line),
            )


def _named(rows: pd.DataFrame, label: str) -> Codes:
    """The rows that tell the label."""
    told = np.array([label in labels for labels in rows["labels"].cat.categories], np.bool_)
    return np.flatnonzero(told[rows["labels"].cat.codes]) if told.any() else np.zeros(0, np.int64)


def _sums(rows: pd.DataFrame, label: str, own: Codes, told: Scaled) -> _Sums:
    kind, place, period, label_ = (
        (column.cat.codes.to_numpy()[own], len(column.cat.categories))
        for column in (rows[name] for name in ("kind", "place", "period", label))
    )
    lines, first = by_first(*numbered(kind, place, period, label_))
    return _Sums(
        own[first],
        numbered(*((codes[first], size) for codes, size in (kind, place)))[0],
        by_first(*numbered(*((codes[first], size) for codes, size in (kind, place, period))))[0],
        label_[0][first],
        added(told.units[own], lines, len(first)),
    )


def _words(rows: pd.DataFrame, label: str, sums: _Sums) -> Mask:
    """The lines whose label is a word for all, beside others of the same store and day."""
    known = np.array([_is_all(text) for text in rows[label].cat.categories], np.bool_)
    all_ = known[sums.label] | _stores_own(rows, label, sums)
    if not all_.any():
        return np.zeros(len(sums.day), np.bool_)
    staffing = (rows["kind"].iloc[sums.first] == Kind.STAFFING).to_numpy(np.bool_)
    found: Mask = all_ & (np.bincount(sums.day)[sums.day] > 1) & ~staffing
    return found


def _stores_own(rows: pd.DataFrame, label: str, sums: _Sums) -> Mask:
    """The lines of an agent who is called what the store is called: the store's line."""
    if label != "agent":
        return np.zeros(len(sums.day), np.bool_)
    names = [name(place.store) for place in rows["place"].cat.categories]
    known = {text: n for n, text in enumerate(names) if text}
    stores = np.array([known.get(text, -1) for text in names])
    agents = np.array([known.get(name(text), -2) for text in rows[label].cat.categories])
    places = rows["place"].cat.codes.to_numpy()[sums.first]
    own: Mask = agents[sums.label] == stores[places]
    return own


@lru_cache(maxsize=4096)
def _is_all(label: str) -> bool:
    return bool(_ALL.fullmatch(label))


def _equal(sums: _Sums) -> Mask:
    """The first line of each label that equals the sum of the others on all days with two others.

    Two days must tell so, or one with three others; and together the figures must be such that
    chance would hardly make them so: figures of 0 tell nothing, small ones little.
    """
    lines = np.bincount(sums.day)[sums.day]
    if (lines < 3).all():
        return np.zeros(len(lines), np.bool_)
    whole = added(sums.value, sums.day, len(lines))[sums.day]
    filled = (sums.value != 0).astype(np.int64)
    others = added(filled, sums.day, len(lines))[sums.day] - filled
    equal = (sums.value == whole - sums.value).astype(np.bool_)
    strong: Mask = equal & (lines > 2) & (sums.value > 0).astype(np.bool_) & (others > 1)
    if not strong.any():
        return strong
    told = np.where(strong, sums.value // _step(sums.value), 0).astype(np.float64)
    table = pd.DataFrame(
        {
            "owner": sums.owner,
            "label": sums.label,
            "fails": (lines > 2) & ~equal,
            "days": strong.astype(np.int64),
            "wide": strong & (others > 2),
            "chance": np.log1p(told),
        }
    ).groupby(["owner", "label"], sort=False)
    fails, days, wide = (table[name].transform("sum") for name in ("fails", "days", "wide"))
    sure = (fails == 0) & ((days > 1) | (wide > 0))
    sure &= table["chance"].transform("sum") >= np.log(_CHANCE)
    found: Mask = sure.to_numpy(np.bool_) & strong
    return found


def _step(values: Any) -> int:
    """The power of ten that all figures are multiples of: 1200.00 is no closer told than 12."""
    step = 1
    while values.any() and not (values % (step * 10)).any():
        step *= 10
    return step


def _told(rows: pd.DataFrame, label: str, figure: str, sums: _Sums, line: int) -> Fault:
    """The fault of one line, with the cells of the others of its day."""
    own = rows.iloc[sums.first[line]]
    others = np.flatnonzero((sums.day == sums.day[line]) & (np.arange(len(sums.day)) != line))
    cells = [_cell(rows.iloc[sums.first[other]], figure) for other in others.tolist()]
    runs = ranges(cells)
    listed = ", ".join(map(str, runs[:LISTED])) + (", ..." if len(runs) > LISTED else "")
    values = (("figure", figure), ("other", listed))
    clients = (own["place"].client,)
    return Fault("label_is_sum", _cell(own, figure), own[label], "", clients, own["kind"], values)


def _cell(row: Mapping[str, Any] | pd.Series, figure: str) -> Cell:
    table = row["table"]
    column = table.columns.get(figure) or min(table.columns.values())
    return Cell(table.file, table.sheet, column, int(row["rows"]))


def _overlapping(stack: Stack) -> Iterator[Fault]:
    """Rows of one store, day and agent under hours that overlap, the first of each two hours."""
    rows = stack.rows
    hours = [_hours(text) for text in rows["shift"].cat.categories]
    if not _any_overlap([one for one in hours if one]):
        return
    timed = np.array([one is not None for one in hours], np.bool_)[rows["shift"].cat.codes]
    own = rows[timed & (rows["kind"] != Kind.STAFFING).to_numpy(np.bool_)]
    seen: set[tuple[object, ...]] = set()
    keys = ["kind", "place", "period", "service", "agent", "platform"]
    for _, group in own.groupby(keys, observed=True, sort=False):
        codes = enumerate(group["shift"].cat.codes.tolist())
        lines = sorted((span, n) for n, code in codes if (span := hours[code]))
        for (early, first), (late, second) in pairwise(lines):
            one, other = group.iloc[first], group.iloc[second]
            key = (one["kind"], one["place"], one["shift"], other["shift"])
            if late[0] < early[1] and early != late and key not in seen:
                seen.add(key)
                yield _overlap(one, other)


def _any_overlap(hours: list[tuple[int, int]]) -> bool:
    ordered = sorted(set(hours))
    return any(late[0] < early[1] for early, late in pairwise(ordered))


def _overlap(one: pd.Series, other: pd.Series) -> Fault:
    """The wider of two rows is told of, beside the other."""
    values = (("other", str(at(_cell(one, "shift")))), ("hours", one["shift"]))
    clients = (other["place"].client,)
    cell = _cell(other, "shift")
    return Fault("hours_overlap", cell, other["shift"], "", clients, other["kind"], values)


@lru_cache(maxsize=4096)
def _hours(text: str) -> tuple[int, int] | None:
    """Start and end in minutes of a label that is hours alone; none of any other.

    >>> _hours("00:00-12:00"), _hours("22点-6点"), _hours("早班")
    ((0, 720), (1320, 1800), None)
    """
    found = _HOURS.fullmatch(text)
    if not found:
        return None
    start, end = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (1, 3))
    return (start, end if end > start else end + 1440)
