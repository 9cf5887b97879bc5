"""What is looked at: a client's month, and its own recent months beside it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from billing.contract import Charge, Contract
from billing.invoice import DraftInvoice, Invoice
from billing.period import months_between
from billing.review.kept import Measured, Series, Track, measured
from billing.settings import Limits
from billing.usage import Usage

# An invoice from before a long pause tells nothing of today: this many times the months compared.
_OLDEST = 2
_YEAR = 12  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An earlier month, and what its draft kept."""

    draft: DraftInvoice
    measured: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A figure of this month beside the usual one, both per day billed, sales days left out."""

    track: Track
    now: Series
    days: int  # billed in this month
    rate: Fraction  # of this month
    usual: Fraction  # the median of the recent months, above zero
    months: str  # which those are
    last_year: Fraction  # of the same month a year ago; zero: not known

    @property
    def ratio(self) -> Fraction:
        """This month's over the usual."""
        return self.rate / self.usual

    @property
    def size(self) -> Fraction:
        """How many times as much or as little; of a season that comes each year, the lesser."""
        ratios = [self.ratio, *([self.rate / self.last_year] if self.last_year else [])]
        return min(max(ratio, 1 / ratio) for ratio in ratios)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A client's month with all that the checks look at."""

    contract: Contract
    draft: DraftInvoice
    usage: Usage
    now: Measured
    past: tuple[Past, ...]  # recent months, oldest first
    last_year: Past | None  # the same month of the year before
    limits: Limits
    charges: Mapping[str, Charge]  # by code

    @classmethod
    def of(
        cls,
        contract: Contract,
        draft: DraftInvoice,
        usage: Usage,
        history: Sequence[Invoice],
        limits: Limits,
    ) -> "Subject":
        """`history` may hold more than the recent months: they are picked from it."""
        past = [Past(draft=one.draft, measured=measured(one.draft)) for one in history]
        age = {one.draft.month: months_between(one.draft.month, draft.month) for one in past}
        recent = [one for one in past if age[one.draft.month] <= _OLDEST * limits.months]
        return cls(
            contract=contract,
            draft=draft,
            usage=usage,
            now=measured(draft),
            past=tuple(recent[-limits.months :] if limits.months else ()),
            last_year=next((one for one in past if age[one.draft.month] == _YEAR), None),
            limits=limits,
            charges={charge.code: charge for charge in contract.charges},
        )

    def beside(self, track: Track) -> Beside | None:
        """A figure of now beside that of recent months; None where there was none."""
        told = [one for one in self.past if track in one.measured and self._alike(track, one)]
        rates = [
            self.rate(track, one.draft, one.measured[track], first=place == 0)
            for place, one in enumerate(told)
        ]
        usual = Fraction(median(rates)) if rates else Fraction(0)
        if not usual:
            return None
        then, now = self.last_year, self.now.get(track, Series())
        known = then and track in then.measured and self._alike(track, then)
        return Beside(
            track=track,
            now=now,
            days=len(self.days(track, self.draft)),
            rate=self.rate(track, self.draft, now),
            usual=usual,
            months=", ".join(one.draft.month for one in told),
            last_year=self.rate(track, then.draft, then.measured[track])
            if then and known
            else Fraction(0),
        )

    def rate(
        self, track: Track, draft: DraftInvoice, series: Series, *, first: bool = False
    ) -> Fraction:
        """A month's figure per day billed; where it is told by day, without the sales days.

        Of the `first` month the days before its first figure are left out: a store or file that
        came in mid-month is no small one.
        """
        days = self.days(track, draft)
        if first and series.days:
            days = {day for day in days if day >= min(series.days)} or days
        if sum(series.days.values(), Decimal(0)) != series.total:  # not told by day
            return Fraction(series.total) / len(days)
        usual = {day for day in days if not self.busy(day)} or days
        figures = (figure for day, figure in series.days.items() if day in usual)
        return Fraction(sum(figures, Decimal(0))) / len(usual)

    def _alike(self, track: Track, past: Past) -> bool:
        """Whether a figure of the client as a whole is of the same stores as then."""
        return bool(track.store) or self.draft.store_names.keys() == past.draft.store_names.keys()

    def busy(self, day: date) -> bool:
        """Whether it is one of the sales days of the year."""
        return f"{day:%m-%d}" in self.limits.busy_days

    def days(self, track: Track, draft: DraftInvoice) -> AbstractSet[date]:
        """The days of a month on which a figure's charge is billed, so that part months are fair.

        The register keeps the rows of earlier months, so it tells them of those too.
        """
        charge = self.charges.get(track.charge)
        spans = [row.period.common(draft.period) for row in charge.rows] if charge else []
        return {day for span in spans for day in span} or set(draft.period)

    def least(self, figure: str) -> Fraction:
        """Below this a figure is too small to say anything."""
        match figure:
            case "sales":
                return Fraction(self.limits.least_amount)
            case "peak":
                return Fraction(self.limits.least_seats)
            case _:
                return Fraction(self.limits.least_count)

    def tracks(self, *figures: str) -> Iterator[Track]:
        """This month's figures, of these names if any are named."""
        return (track for track in self.now if not figures or track.figure in figures)

    def where(self, track: Track) -> str:
        """Store, or charge, or client: what a person knows the figure by."""
        return track.store or track.charge or self.contract.client.client
