"""Contracts and months as short as a sentence, rated and drafted as the month does it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from billing.balance import Balances
from billing.contract import Charge, ChargeRow, Client, Contract, Mode, ServiceLevel, Store, Terms
from billing.draft import Frame, draft
from billing.invoice import DraftInvoice
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.period import FOREVER, Period, Proration
from billing.rate import RatedMonth, rate
from billing.settings import ProviderSettings
from billing.source import CellRange
from billing.usage import Usage

AT = CellRange("contracts.xlsx", "Sheet", "A3", "Z3")
ALWAYS = Period(date(2026, 1, 1), FOREVER)
MODES: Mapping[type, Mode] = {
    fixed.Terms: Mode.FIXED,
    commission.Terms: Mode.COMMISSION,
    monthly.Terms: Mode.MONTHLY,
    daily.Terms: Mode.DAILY,
    receptions.Terms: Mode.RECEPTIONS,
    orders.Terms: Mode.ORDERS,
    project.Terms: Mode.PROJECT,
}


def row_of(terms: Terms, period: Period = ALWAYS, **more: Any) -> ChargeRow:
    """A row of a charge; proration by the calendar, no limits."""
    given = {"proration": Proration.CALENDAR, **more}
    return ChargeRow(period=period, terms=terms, source=AT, **given)


def charge_of(*rows: ChargeRow | Terms, code: str = "K-1", store: str = "", **more: str) -> Charge:
    """A charge of rows, or of terms that always hold."""
    made = tuple(one if isinstance(one, ChargeRow) else row_of(one) for one in rows)
    return Charge(code=code, mode=MODES[type(made[0].terms)], store=store, rows=made, **more)


def client_of(**cells: Any) -> Client:
    """Client C, prices without tax, 6 %, unless the cells say otherwise."""
    given = {"client": "C", "name": "C", "tax_rate": "6%", "price_basis": "exclusive"}
    return Client.model_validate({**given, **cells})


def contract_of(
    *charges: Charge,
    stores: Sequence[str] = ("S1",),
    levels: Iterable[ServiceLevel] = (),
    **cells: Any,
) -> Contract:
    """A contract of these charges; `cells` are the client's."""
    return Contract(
        client=client_of(**cells),
        stores=tuple(Store(client="C", store=store) for store in stores),
        charges=charges,
        levels=tuple(levels),
        source=AT,
    )


def drafted(contract: Contract, rated: RatedMonth, usage: Usage) -> DraftInvoice:
    """The draft of a rated month, of an invented provider and without an earlier month."""
    frame = Frame(
        provider=ProviderSettings(name="示例客服", name_en="Sample Provider"),
        last_month=None,
        files={},
        register_hash="",
        usage_hash="",
    )
    return draft(contract, rated, usage, frame)


def billed(
    contract: Contract, usage: Usage, name: str = "2026-10", before: Balances | None = None
) -> DraftInvoice:
    """A month's draft; a month that blocks is a mistake of the test."""
    rated = rate(contract, name, usage, before or Balances())
    assert not rated.blocked, rated.problems
    return drafted(contract, rated, usage)


def told(made: DraftInvoice, *wanted: str) -> list[str]:
    """`code working` of each line; of these codes where any are named."""
    return [
        f"{line.code} {line.working}" for line in made.lines if not wanted or line.code in wanted
    ]


def level_of(**cells: Any) -> ServiceLevel:
    """A row of the sheet Service levels."""
    return ServiceLevel.model_validate({"client": "C", "measure": "speed", **cells})
