"""What is looked at: a client's month, and its own recent months beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from billing.contract import Charge, Contract
from billing.invoice import DraftInvoice, Invoice
from billing.period import months_between
from billing.review.kept import Measured, Series, Track, measured
from billing.settings import ThresholdSettings
from billing.usage import Usage

# An invoice from before a long pause tells nothing of today: this many times the months compared.
_OLDEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An earlier month, and what its draft kept."""

    draft: DraftInvoice
    measured: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A figure of this month beside the usual one, both per day billed."""

    track: Track
    now: Series
    days: int
    usual: Fraction  # a day, the median of the recent months
    months: str  # which those are

    @property
    def rate(self) -> Fraction:
        """This month's figure a day."""
        return Fraction(self.now.total) / self.days

    @property
    def ratio(self) -> Fraction:
        """This month's over the usual, which is above zero."""
        return self.rate / self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A client's month with all that the checks look at."""

    contract: Contract
    draft: DraftInvoice
    usage: Usage
    now: Measured
    past: tuple[Past, ...]  # oldest first
    limits: ThresholdSettings
    charges: Mapping[str, Charge]  # by code

    @classmethod
    def of(
        cls,
        contract: Contract,
        draft: DraftInvoice,
        usage: Usage,
        history: Sequence[Invoice],
        limits: ThresholdSettings,
    ) -> "Subject":
        """`history` is cut to the recent months that the thresholds ask for."""
        recent = [
            Past(draft=one.draft, measured=measured(one.draft))
            for one in history[-limits.months :]
            if limits.months
            and months_between(one.draft.month, draft.month) <= _OLDEST * limits.months
        ]
        return cls(
            contract=contract,
            draft=draft,
            usage=usage,
            now=measured(draft),
            past=tuple(recent),
            limits=limits,
            charges={charge.code: charge for charge in contract.charges},
        )

    def beside(self, track: Track) -> Beside | None:
        """A figure of now beside that of recent months; None where there was none."""
        now = self.now.get(track, Series())
        told = [(one, series) for one in self.past if (series := one.measured.get(track))]
        rates = [
            Fraction(series.total)
            / len(self.days(track, one.draft, series if place == 0 else Series()))
            for place, (one, series) in enumerate(told)
        ]
        usual = median(rates) if rates else Fraction(0)
        if not usual:
            return None
        return Beside(
            track=track,
            now=now,
            days=len(self.days(track, self.draft)),
            usual=Fraction(usual),
            months=", ".join(one.draft.month for one, _ in told),
        )

    def days(
        self, track: Track, draft: DraftInvoice, series: Series | None = None
    ) -> frozenset[date]:
        """The days of a month on which a figure's charge was billed, so that part months are fair.

        With `series`, of the oldest month, the days before its first figure are left out: a store
        or file that came in mid-month is no small one.
        """
        charge = self.charges.get(track.charge)
        spans = [row.period.common(draft.period) for row in charge.rows] if charge else []
        days = frozenset(day for span in spans for day in span) or frozenset(draft.period)
        first = min(series.days) if series and series.days else draft.period.start
        return frozenset(day for day in days if day >= first) or days

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
