"""Annex tables of like charges, put together: sixty charges of seats are one table."""

from collections.abc import Sequence
from dataclasses import replace

from billing.invoice import Annex, DraftInvoice

# Tables of a row or two for each charge, which read better below one another.
_SHORT = ("commission", "days_late", "fixed", "milestones", "monthly", "orders", "tiers")


def together(draft: DraftInvoice) -> tuple[Annex, ...]:
    """The draft's tables, each at its place; what is joined stands where its first one stood."""
    groups: dict[str, list[Annex]] = {}
    for place, annex in enumerate(draft.annex):
        groups.setdefault(_key(annex, draft.annex[:place]), []).append(annex)
    return tuple(
        _joined(group, draft) if group[0].code in _SHORT else _once(group)
        for group in groups.values()
    )


def _key(annex: Annex, before: Sequence[Annex]) -> str:
    """What tables that are put together have in common.

    Of receptions those that say the same of several charges; never two of one charge, which are
    of two parts of the month.
    """
    if annex.code in _SHORT:
        return repr((annex.code, annex.columns, annex.headers, annex.notes))
    if annex.code != "receptions":
        return f"{len(before)}"
    part = sum((one.code, one.charge) == (annex.code, annex.charge) for one in before)
    return repr((part, replace(annex, charge="")))


def _once(group: Sequence[Annex]) -> Annex:
    """One for all: the receptions by which several prices are chosen."""
    return group[0] if len(group) == 1 else replace(group[0], charge="")


def _joined(group: Sequence[Annex], draft: DraftInvoice) -> Annex:
    """One table, with columns for charge and store where these differ.

    Tiers that two parts of the month share are told once.
    """
    first = group[0]
    if first.code == "tiers":
        group = [annex for place, annex in enumerate(group) if annex not in group[:place]]
    labels = {draft.charge_labels.get(annex.charge, annex.charge) for annex in group}
    apart = {
        **({"charge": [annex.charge for annex in group]} if len(labels) > 1 else {}),
        **({"store": [annex.store for annex in group]} if _stores(group) > 1 else {}),
    }
    starts = zip(*apart.values(), strict=True) if apart else [()] * len(group)
    return replace(
        first,
        charge="" if "charge" in apart else first.charge,
        store="" if "store" in apart else first.store,
        columns=(*apart, *first.columns),
        rows=tuple(
            (*start, *row) for annex, start in zip(group, starts, strict=True) for row in annex.rows
        ),
    )


def _stores(group: Sequence[Annex]) -> int:
    return len({annex.store for annex in group})
