"""Charges of several rows: which days each bills, and which it measures."""

from dataclasses import dataclass
from typing import Any

from billing.contract import Charge, Contract
from billing.period import Proration, month
from billing.rate.spans import spans
from billing.usage import Span
from tests.modes.conftest import days
from tests.properties.contracts import charge_of, contract_of, row_of
from tests.rate.rated_carrying import PACK, SOLD
from tests.rate.rated_rows import FIRST, INCLUDING, REST, banded
from tests.rate.rated_sums import CHAT, limited, seats

THIRTY: dict[str, Any] = {"proration": Proration.FIXED_30}
EARLY, LATE = days("2026-01-01", "2026-09-30"), days("2026-11-01", "2026-12-31")
MIDDLE, LAST = days("2026-10-11", "2026-10-20"), days("2026-10-21", "2026-12-31")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A charge, the first of its contract; `why` is its heading in the golden file."""

    why: str
    contract: Contract
    name: str = "2026-10"

    def told(self) -> str:
        """A fact a line."""
        charge = self.contract.charges[0]
        whole = month(self.name, self.contract.client.cycle_day)
        found = spans(self.contract, charge, self.name, whole.common(self.contract.period))
        return "\n".join([f"# {self.why}", *(_fact(span) for _, span in found), ""])


def _fact(span: Span) -> str:
    assert span.together is not None, "rating always tells it"
    counts = sorted(set(span.seats.values()))
    return (
        f"{span.charge} of {span.month_name} {span.month}: {span.period}"
        f" {span.share.days}/{span.share.of}, a day 1/{span.day_base};"
        f" measures {span.measured} {span.together.days}/{span.together.of},"
        f" one of {span.parts}{' closing' if span.closing else ''}{' final' if span.final else ''};"
        f" stores {', '.join(span.stores) or '-'}{' pooled' if span.pooled else ''};"
        f" service {span.service or '-'} shift {span.shift or '-'};"
        f" seats {', '.join(map(str, counts)) or '-'} on {len(span.seats)} days"
    )


def of(why: str, charge: Charge, *others: Charge, **cells: str) -> Rows:
    """A charge of a client with two stores."""
    given: dict[str, Any] = {"stores": ("S1", "S2"), **cells}
    return Rows(why=why, contract=contract_of(charge, *others, **given))


DAYS = (
    of("one row, without an end", charge_of(CHAT, service="web", shift="day")),
    of("of one store", charge_of(CHAT, store="S2")),
    of("by thirtieths", charge_of(row_of(CHAT, **THIRTY))),
    of("none prorates", charge_of(row_of(CHAT, REST, proration=Proration.NONE))),
    of("ends on the month's last day", charge_of(row_of(CHAT, days("2026-10-05", "2026-10-31")))),
    of("ends the day after", charge_of(row_of(CHAT, days("2026-10-05", "2026-11-01")))),
    of("ends inside the month", charge_of(row_of(CHAT, FIRST))),
    of("the contract ends inside the month", charge_of(CHAT), end="2026-10-20"),
    of(
        "the contract ends before the second row",
        charge_of(row_of(CHAT, FIRST), row_of(INCLUDING, LAST)),
        end="2026-10-20",
    ),
    of(
        "the contract ends with the first row",
        charge_of(row_of(CHAT, FIRST), row_of(INCLUDING, REST)),
        end="2026-10-10",
    ),
    of("a row of later months follows", charge_of(row_of(CHAT, FIRST), row_of(CHAT, LATE))),
    of(
        "rows of earlier and of later months",
        charge_of(row_of(CHAT, EARLY), row_of(INCLUDING, REST)),
    ),
    of("other terms", charge_of(row_of(CHAT, FIRST), row_of(INCLUDING, REST))),
    of("another label", charge_of(row_of(CHAT, FIRST, label="a"), row_of(CHAT, REST, label="b"))),
    of("another label, after a gap", charge_of(row_of(CHAT, FIRST), row_of(CHAT, LAST))),
    of(
        "a row of days before, of another label",
        charge_of(row_of(CHAT, EARLY), row_of(CHAT, days("2026-10-01", "2026-12-31"), label="b")),
    ),
    of("other seats", charge_of(row_of(banded(2), FIRST), row_of(banded(3), REST))),
    of(
        "other seats, by thirtieths",
        charge_of(
            row_of(SOLD, FIRST, **THIRTY),
            row_of(SOLD.model_copy(update={"seats": 2}), REST, **THIRTY),
        ),
    ),
    of("other seats, after a gap", charge_of(row_of(banded(2), FIRST), row_of(banded(3), LAST))),
    of(
        "other seats, without proration",
        charge_of(
            row_of(SOLD, FIRST, proration=Proration.NONE),
            row_of(SOLD.model_copy(update={"seats": 2}), REST, proration=Proration.NONE),
        ),
    ),
    of(
        "other seats twice",
        charge_of(row_of(banded(2), FIRST), row_of(banded(3), MIDDLE), row_of(banded(4), LAST)),
    ),
    of(
        "other seats, then other terms",
        charge_of(row_of(banded(2), FIRST), row_of(banded(3), MIDDLE), row_of(seats(4), LAST)),
    ),
    of(
        "other terms, then other seats",
        charge_of(row_of(seats(4), FIRST), row_of(banded(3), MIDDLE), row_of(banded(2), LAST)),
    ),
    of("a minimum in the second", charge_of(row_of(CHAT, FIRST), limited(CHAT, "1", period=REST))),
    of("a cap in the first", charge_of(limited(CHAT, "", "9", period=FIRST), row_of(CHAT, REST))),
    of("another proration", charge_of(row_of(PACK, FIRST), row_of(PACK, REST, **THIRTY))),
    of(
        "seats of the store by day",
        charge_of(CHAT, store="S1"),
        charge_of(row_of(seats(2), MIDDLE), row_of(seats(3), LAST), code="F", store="S1"),
        charge_of(row_of(seats(4), FIRST), code="G", store="S2"),
        charge_of(seats(7), code="H"),
        charge_of(SOLD, code="C", store="S1"),
    ),
    of(
        "seats of all stores",
        charge_of(CHAT),
        charge_of(seats(4), code="G", store="S2"),
        charge_of(seats(7), code="H"),
    ),
    of(
        "a cycle from the 26th",
        charge_of(row_of(CHAT, FIRST), row_of(INCLUDING, REST)),
        cycle_day="26",
    ),
)
