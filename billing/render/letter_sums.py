"""How the amount of an e-mail is made up, and what is different from last month."""

from dataclasses import dataclass
from decimal import Decimal

from billing.invoice import DraftInvoice, Line, Then
from billing.money import ZERO
from billing.render import figures
from billing.render.descriptions import described
from billing.render.letter_page import Sum, Words
from billing.render.letter_words import Tongue, one_line
from billing.render.lines import days

_TOLD = 3  # lines that are named; the PDF has them all
_MUCH = 5  # a change of a fifth and more is told: below it, months are alike to a reader


def sums(draft: DraftInvoice, tongue: Tongue, *, credit: bool = False) -> tuple[Sum, ...]:
    """The largest lines, the others as one row, tax and prepayment; they sum to the amount due.

    A credit note gives the prepayment back.
    """
    named, others = _largest(draft.lines)
    rows = [
        Sum(
            label=(one_line(described(line.description, draft.language)),),
            detail=_detail_of_days(line, draft),
            amount=figures.amount(line.amount, draft.currency),
        )
        for line in named
    ]
    if others:
        label = tongue.say("letter.others", {"count": len(others)})
        rest = sum((line.amount for line in others), ZERO)
        rows.append(Sum(label=label, amount=figures.amount(rest, draft.currency)))
    return (*rows, *_after_lines(draft, tongue, credit=credit))


def _largest(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines to name, largest first, and the rest: never one alone, which has a name too."""
    ordered = tuple(sorted(lines, key=lambda line: -abs(line.amount)))
    count = _TOLD if len(ordered) > _TOLD + 1 else len(ordered)
    return ordered[:count], ordered[count:]


def _after_lines(draft: DraftInvoice, tongue: Tongue, *, credit: bool) -> list[Sum]:
    """Tax where prices exclude it, then the prepayment; none that is zero."""
    totals, rate = draft.totals, figures.percentage(draft.totals.tax_rate)
    tax = totals.tax if draft.price_basis == "exclusive" else ZERO
    used = "letter.prepaid_returned" if credit else "label.prepaid_applied"
    found = (("label.tax", tax), (used, -totals.prepaid_applied))
    return [
        Sum(label=tongue.say(code, {"rate": rate}), amount=figures.amount(value, draft.currency))
        for code, value in found
        if value
    ]


def _detail(line: Line, draft: DraftInvoice) -> str:
    """Store and way of charging, each where the invoice has several and the name has it not."""
    stores = {one.store for one in draft.lines if one.charge}
    charges = {one.charge for one in draft.lines if one.charge}
    parts = (
        draft.store_names.get(line.store, line.store) if len(stores) > 1 else "",
        draft.charge_labels.get(line.charge, "") if len(charges) > 1 else "",
    )
    told = (one_line(part) for part in parts if part not in line.description)
    return " · ".join(part for part in told if part)


def _detail_of_days(line: Line, draft: DraftInvoice) -> str:
    """As `_detail`, and the days where a charge has several spans: 3 seats, then 4."""
    spans = [one for one in draft.lines if one.kind == line.kind]
    parts = (_detail(line, draft), days(line.period) if len(spans) > 1 else "")
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The sentence of a change, and the kinds of line that made most of it."""

    told: Words = ()
    rows: tuple[Sum, ...] = ()


def changed(draft: DraftInvoice, tongue: Tongue) -> Changed:
    """What is different from last month; nothing where there is none, or little changed."""
    then = sum((line.amount for line in draft.last_month), ZERO)
    now = draft.totals.subtotal
    if not draft.last_month or now == then or abs(now - then) * _MUCH < abs(then):
        return Changed()
    net = draft.price_basis == "exclusive" and draft.totals.tax_rate
    values = {
        "change": figures.with_sign(abs(now - then), draft.currency),
        "then": figures.with_sign(then, draft.currency),
        "now": figures.with_sign(now, draft.currency),
        "lines": tongue.say("letter.lines_net" if net else "letter.lines"),
    }
    told = tongue.say("letter.more" if now > then else "letter.less", values)
    return Changed(told=told, rows=_changes(draft, tongue))


def _changes(draft: DraftInvoice, tongue: Tongue) -> tuple[Sum, ...]:
    """The kinds of line that changed most, with their signs."""
    then, now = _amounts(draft.last_month), _amounts(draft.lines)
    by_kind = {kind: now.get(kind, ZERO) - then.get(kind, ZERO) for kind in {**now, **then}}
    largest = sorted(by_kind.items(), key=lambda item: -abs(item[1]))[:_TOLD]
    return tuple(
        Sum(
            label=_name(kind, draft, tongue),
            detail=_detail_of(kind, draft),
            amount=figures.change(change, draft.currency),
        )
        for kind, change in largest
        if change
    )


def _amounts(lines: tuple[Line, ...] | tuple[Then, ...]) -> dict[str, Decimal]:
    """The sum of each kind of line, in the order of first appearance."""
    found: dict[str, Decimal] = {}
    for line in lines:
        kind = line.kind if isinstance(line, Line) else line.key
        found[kind] = found.get(kind, ZERO) + line.amount
    return found


def _name(kind: str, draft: DraftInvoice, tongue: Tongue) -> Words:
    """This month's description, else last month's, else the name of the kind."""
    told = [line.description for line in draft.lines if line.kind == kind]
    told += [line.description for line in draft.last_month if line.key == kind]
    named = next((one_line(text) for text in told if text), "")
    return (
        (described(named, draft.language),) if named else tongue.say(f"line.{kind.split('/')[1]}")
    )


def _detail_of(kind: str, draft: DraftInvoice) -> str:
    return next((_detail(line, draft) for line in draft.lines if line.kind == kind), "")
