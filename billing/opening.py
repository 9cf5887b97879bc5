"""What a client opens a month with, after months that were corrected or billed out of turn.

A month settled in its turn hands on what its invoice says. One that is settled again, credited,
or settled late, when a later month stands on other balances, changes none of the later papers:
the difference enters the next open month (rule G15). August handed on 300.00 of credit, which
September used; August is credited: October opens with -300.00, a line of +300.00.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from billing.balance import Balances, Carried, QuotaLeft
from billing.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A month that was billed, closed or credited, and what it handed on by that."""

    month: str  # 2026-10
    number: str = ""  # of the invoice or credit note; empty: closed without one
    balances: Balances


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a document changed after a later month was settled."""

    month: str  # the month that was corrected or came late
    into: str  # the last month settled by then: the one after it opens with the difference
    number: str
    old: Balances
    new: Balances


@dataclass(slots=True, kw_only=True)
class _Books:
    """All that was settled so far, in the order in which it happened."""

    documents: dict[str, Balances] = field(default_factory=dict)  # month -> by its own documents
    states: dict[str, Balances] = field(default_factory=dict)  # month -> with differences entered
    differences: list[Difference] = field(default_factory=list)

    def opening(self, month: str) -> Balances:
        """What the last month before it handed on."""
        before = [name for name in self.states if name < month]
        return self.states[max(before)] if before else Balances()

    def settle(self, one: Settled) -> None:
        """In turn it hands on what it says; out of turn the last month takes the difference."""
        held = self.documents.get(one.month)
        last = max(self.states, default=one.month)
        if last > one.month or (held is not None and held != self.states[one.month]):
            old = self.opening(one.month) if held is None else held
            self._enter(one, last, old)
        else:
            self.states[one.month] = one.balances
        self.documents[one.month] = one.balances

    def _enter(self, one: Settled, last: str, old: Balances) -> None:
        if old == one.balances:
            return
        self.states[last] = _moved(self, one, last, old)
        if last == one.month:
            return
        self.differences.append(
            Difference(month=one.month, into=last, number=one.number, old=old, new=one.balances)
        )

    def lost(self, charge: str, month: str) -> Decimal:
        """Units of a month's quota that ran out unused in later months."""
        return sum(
            (
                left.units
                for balances in self.documents.values()
                for left in balances.of(charge).lost
                if left.month == month
            ),
            Decimal(0),
        )


def balances(settled: Iterable[Settled], month: str) -> Balances:
    """What a month opens with; `settled` in the order in which it was written."""
    return _books(settled).opening(month)


def differences(settled: Iterable[Settled], month: str) -> tuple[Difference, ...]:
    """The differences that a month opens with: those entered since the month before was settled."""
    books = _books(settled)
    before = max((name for name in books.states if name < month), default="")
    return tuple(one for one in books.differences if one.into == before)


def _books(settled: Iterable[Settled]) -> _Books:
    books = _Books()
    for one in settled:
        books.settle(one)
    return books


def _moved(books: _Books, one: Settled, last: str, old: Balances) -> Balances:
    """The last month's balances, with `one.balances` in place of `old`."""
    held, new = books.states[last], one.balances
    codes = dict.fromkeys((*held.charges, *old.charges, *new.charges))
    return Balances(
        charges={
            code: _charge(books, code, last, held.of(code), old.of(code), new.of(code))
            for code in codes
        },
        credit=held.credit + new.credit - old.credit,
        prepayment=held.prepayment + new.prepayment - old.prepayment,
        price_basis=held.price_basis or new.price_basis or old.price_basis,
        tax_rate=next(
            (rate for rate in (held.tax_rate, new.tax_rate, old.tax_rate) if rate is not None), None
        ),
    )


def _charge(
    books: _Books, code: str, last: str, held: Carried, old: Carried, new: Carried
) -> Carried:
    days = held.days + new.days - old.days
    return replace(
        held,
        quota=_quota(books, code, last, (held.quota, old.quota, new.quota)),
        net_sales=held.net_sales + new.net_sales - old.net_sales,
        days=days,
        first_kind=(held.first_kind or new.first_kind) if days else "",
        milestones=_milestones(held.milestones, old.milestones, new.milestones),
        late=held.late + new.late - old.late,
    )


def _milestones(
    held: Mapping[str, Decimal], old: Mapping[str, Decimal], new: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Those billed; one that was taken back may be billed again."""
    names = dict.fromkeys((*held, *old, *new))
    sums = {
        name: held.get(name, ZERO) + new.get(name, ZERO) - old.get(name, ZERO) for name in names
    }
    return {name: amount for name, amount in sums.items() if amount}


def _quota(
    books: _Books,
    code: str,
    last: str,
    quotas: tuple[Sequence[QuotaLeft], Sequence[QuotaLeft], Sequence[QuotaLeft]],
) -> tuple[QuotaLeft, ...]:
    """Units that still stand are corrected; the rest enters as of the last month.

    More than was thought is usable from then on. Less, and used since, is taken from the next
    month's; what ran out unused was worth nothing, and is not taken.
    """
    found, old, new = (_units(quota) for quota in quotas)
    for month in dict.fromkeys((*old, *new)):
        change = new.get(month, Decimal(0)) - old.get(month, Decimal(0))
        if month in found and found[month] + change >= 0:
            found[month] += change
            continue
        if change < 0:
            change += found.pop(month, Decimal(0))
            change = min(Decimal(0), change + books.lost(code, month))
        found[last] = found.get(last, Decimal(0)) + change
    return tuple(QuotaLeft(month=name, units=found[name]) for name in sorted(found) if found[name])


def _units(quota: Sequence[QuotaLeft]) -> dict[str, Decimal]:
    """Units by the month in which they were unused."""
    units: dict[str, Decimal] = {}
    for left in quota:
        units[left.month] = units.get(left.month, Decimal(0)) + left.units
    return units
