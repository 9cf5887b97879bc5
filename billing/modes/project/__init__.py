"""By project: 5000-20 000 yuan a month, by scale, difficulty and timeliness.

8000 x 1.2 x 1.25 x 1.1 = 13200.00: factors are multiplied and rounded once. 18 000, 3 days late at
0.5 %: -1 x 18000.00 x 0.5% x 3 = -270.00.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from billing import measure, money, working
from billing.balance import Carried
from billing.errors import Problem
from billing.invoice import Annex, AnnexCell, Note, Priced, Rated
from billing.modes.project.late import deducted, monthly_fee, when
from billing.modes.project.terms import Milestone, Terms
from billing.usage import Event, Happening, Span, Usage

__all__ = ["Milestone", "Terms", "rate"]


def rate(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """The fee of the span, or the milestones accepted in it, and the deduction for lateness."""
    rated = (
        _by_milestone(terms, span, usage, carried)
        if terms.milestones
        else _monthly(terms, span, carried)
    )
    late = deducted(terms, span, usage, rated)
    return Rated(
        lines=(*rated.lines, *late.lines),
        carried=late.carried,
        annex=(*rated.annex, *late.annex),
        notes=(*rated.notes, *late.notes),
        problems=(*rated.problems, *late.problems),
    )


def _monthly(terms: Terms, span: Span, carried: Carried) -> Rated:
    fee = monthly_fee(terms)
    line = Priced(
        code="project_fee",
        quantity=Decimal(1),
        unit="month",
        unit_price=money.decimal(fee.value),
        working=fee if span.share.whole else fee * working.ratio(span.share.days, span.share.of),
        words={"project": terms.project},
    )
    return Rated(lines=(line,), carried=carried, annex=_factors(terms, span))


def _factors(terms: Terms, span: Span) -> tuple[Annex, ...]:
    if terms.base is None:
        return ()
    rows: list[tuple[AnnexCell, ...]] = [
        (name, value)
        for name, value in (
            ("base", terms.base),
            ("scale", terms.scale),
            ("difficulty", terms.difficulty),
            ("timeliness", terms.timeliness),
        )
        if value is not None
    ]
    return (
        Annex(code="project", charge=span.charge, columns=("factor", "value"), rows=tuple(rows)),
    )


def _by_milestone(terms: Terms, span: Span, usage: Usage, carried: Carried) -> Rated:
    """A line per milestone accepted in the span; the last is the sum less those billed before."""
    assert terms.contract_sum is not None, "milestones share a contract sum"
    names = {part.name for part in terms.milestones}
    accepted, wide = measure.events(usage, span, Happening.MILESTONE_ACCEPTED)
    if wide or not span.closing:
        return Rated(carried=carried, problems=wide)
    billed = dict(carried.milestones)
    lines: list[Priced] = []
    rows: list[tuple[AnnexCell, ...]] = []
    problems: list[Problem] = []
    for event in accepted:
        if event.item not in names or event.item in billed:
            code = _why_not(event, carried, billed)
            problems.append(
                measure.blocked(
                    code,
                    span,
                    source=event.source,
                    found=event.item,
                    expected=", ".join(sorted(names - billed.keys())),
                )
            )
            continue
        line = _milestone(terms, event, billed)
        billed[event.item] = money.rounded(line.working.value)
        lines.append(line)
        rows.append(_accepted(terms, event, billed[event.item]))
    return Rated(
        lines=tuple(lines),
        carried=replace(carried, milestones=billed),
        annex=_acceptances(span, rows),
        notes=_still_open(terms, billed),
        problems=tuple(problems),
    )


def _accepted(terms: Terms, event: Event, amount: Decimal) -> tuple[AnnexCell, ...]:
    share = next(part.share for part in terms.milestones if part.name == event.item)
    shown = money.text(share * 100) + "%"
    return (event.item, when(event), event.reference, event.reason, shown, amount)


def _acceptances(span: Span, rows: Sequence[tuple[AnnexCell, ...]]) -> tuple[Annex, ...]:
    """The milestones accepted in the span, each with its share of the contract sum."""
    if not rows:
        return ()
    columns = ("milestone", "accepted", "reference", "reason", "share", "amount")
    return (Annex(code="milestones", charge=span.charge, columns=columns, rows=tuple(rows)),)


def _why_not(event: Event, carried: Carried, billed: Mapping[str, Decimal]) -> str:
    """Why an accepted milestone cannot be billed."""
    if event.item in carried.milestones:
        return "milestone_billed"
    return "milestone_twice" if event.item in billed else "unknown_milestone"


def _milestone(terms: Terms, event: Event, billed: Mapping[str, Decimal]) -> Priced:
    assert terms.contract_sum is not None, "milestones share a contract sum"
    part = next(part for part in terms.milestones if part.name == event.item)
    last = len(billed) == len(terms.milestones) - 1
    worked = working.price(terms.contract_sum)
    if last:
        for amount in billed.values():
            worked = worked - working.price(amount)
    else:
        worked = worked * working.percent(part.share)
    return Priced(
        code="milestone_fee",
        detail=part.name,
        quantity=Decimal(1),
        unit="milestone",
        unit_price=money.rounded(worked.value),
        working=worked,
        words={"project": terms.project, "milestone": part.name},
        sources=(event.source,),
    )


def _still_open(terms: Terms, billed: Mapping[str, Decimal]) -> tuple[Note, ...]:
    left = [part.name for part in terms.milestones if part.name not in billed]
    return (Note(code="note.milestones_open", words={"names": ", ".join(left)}),) if left else ()
