"""The rows of all tables, one below the other, and which of them are summed to one usage row."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np

from billing.intake.blocks import Block
from billing.intake.coded import Coded, Codes, combined, distinct, joined, numbered
from billing.intake.names import Place
from billing.period import Period
from billing.usage import Kind, Table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stack:
    """All rows. A usage row has a key: place, period, service, shift, kind and part.

    `part` keeps shifts, and agents on duty, apart. A source is what tells one key at one level of
    detail; sources are numbered in order of their keys, those of one key as they come.
    """

    place: Coded[Place]
    period: Coded[Period]
    service: Coded[str]
    shift: Coded[str]
    kind: Coded[Kind]
    part: Coded[str]
    labels: Coded[frozenset[str]]
    table: Coded[Table]
    day_kind: Coded[str]
    rows: Codes  # their numbers in their sheets
    source: Codes
    heads: Codes  # the first row of each source
    keys: Codes  # of each source, rising: those of one key have one number
    parts: Codes  # which rows are one part of a source, an agent's say, that tells its figures once
    of_part: Codes  # the source of each part

    @property
    def sources(self) -> int:
        """How many."""
        return len(self.heads)


def stacked(blocks: Sequence[Block], order: Codes) -> Stack:
    """The rows of blocks, of which there is at least one, in an order of them all."""

    def column(name: str, by: Any = None) -> Coded[Any]:
        return joined([getattr(block, name) for block in blocks], by).of(order)

    kinds = tuple(sorted(Kind))
    of_kind = np.repeat([kinds.index(block.kind) for block in blocks], [*map(len, blocks)])
    kind = Coded(of_kind.astype(np.int32)[order], kinds)
    place = column("place", attrgetter("client", "store"))
    period, service, shift = (
        column("period", attrgetter("start", "end")),
        column("service", str),
        column("shift", str),
    )
    part = joined([_part(block) for block in blocks], str).of(order)
    labels = column("labels")
    keys = [(own.codes, len(own.values)) for own in (place, period, service, shift, kind, part)]
    source, heads, of_key = _sources(distinct(*numbered(*keys))[0], labels)
    others = [column(name) for name in ("agent", "platform", "hour")]
    within = ((own.codes, len(own.values)) for own in others)
    parts, first = distinct(*numbered((source, len(heads)), *within))
    return Stack(
        place=place,
        period=period,
        service=service,
        shift=shift,
        kind=kind,
        part=part,
        labels=labels,
        table=column("table"),
        day_kind=column("day_kind"),
        rows=np.concatenate([block.rows for block in blocks])[order],
        source=source,
        heads=heads,
        keys=of_key,
        parts=parts,
        of_part=source[first],
    )


def _part(block: Block) -> Coded[str]:
    """Shifts, and agents on duty without shifts, are never added up."""
    if block.kind is not Kind.STAFFING:
        return block.part
    return combined(block.part, block.agent).mapped(lambda both: both[0] or both[1])


def _sources(keys: Codes, labels: Coded[Any]) -> tuple[Codes, Codes, Codes]:
    """The source of each row, the first row of each source, and each source's key."""
    told = numbered((keys, int(keys.max(initial=0)) + 1), (labels.codes, len(labels.values)))
    source, heads = distinct(*told)
    ordered = np.lexsort((heads, keys[heads]))
    place = np.empty_like(ordered)
    place[ordered] = np.arange(len(ordered))
    return place[source], heads[ordered], keys[heads[ordered]]
