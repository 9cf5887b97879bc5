"""The included units of a span, and how far from them nothing is charged or credited."""

from billing import working
from billing.modes.monthly.terms import Terms
from billing.usage import Span


def of_span(terms: Terms, span: Span) -> working.Working:
    """Included units of the days measured; a fractional quota rounds down to whole units."""
    assert terms.included is not None, "a metric has its included units"
    quota = working.number(terms.included)
    share = span.measured_share
    return quota if share.whole else working.down(quota * working.ratio(share.days, share.of))


def free_up_to(terms: Terms, limit: working.Working) -> working.Working:
    """The last unit that costs nothing: the limit with its tolerance, whole units only.

    A tolerance never takes away: with hours carried the limit itself may be no whole number.
    """
    if not terms.tolerance:
        return limit
    tolerant = _whole(limit * (working.number(1) + working.percent(terms.tolerance)))
    return tolerant if tolerant.value > limit.value else limit


def credited_below(terms: Terms, quota: working.Working) -> working.Working:
    """The least use of which nothing is credited: the quota less its tolerance."""
    return _whole(quota * (working.number(1) - working.percent(terms.credit_tolerance)))


def _whole(units: working.Working) -> working.Working:
    """Whole units; what is whole already reads as it is."""
    return units if units.value.denominator == 1 else working.down(units)
