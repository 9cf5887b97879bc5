"""Months in which orders of an earlier invoice were refunded."""

from decimal import Decimal
from typing import Any

from billing.invoice import Line
from billing.modes import orders
from billing.rate import Billed
from billing.usage import Event, Happening, Kind
from tests.modes.conftest import OCTOBER, event, row
from tests.properties.contracts import charge_of, contract_of, row_of
from tests.rate.rated import month
from tests.rate.rated_faults import ORDER, PAID
from tests.rate.rated_rows import FIRST, REST, TWO
from tests.rate.rated_sums import HALVES, seats


def line(amount: str, count: str, price: str, **more: str) -> Line:
    """A line of orders of September's invoice."""
    given: dict[str, Any] = {"charge": "K-1", "unit": "order", "code": "order_fee", **more}
    return Line(
        key="k",
        description="Orders",
        period=OCTOBER,
        quantity=Decimal(count),
        unit_price=Decimal(price),
        amount=Decimal(amount),
        working="",
        **given,
    )


def september(*lines: Line, **more: Any) -> dict[str, Billed]:
    """September's invoice, by its number."""
    given = {
        "number": "INV-9",
        "month": "2026-09",
        "lines": lines,
        "price_basis": "exclusive",
        "tax_rate": Decimal("0.06"),
        **more,
    }
    return {"INV-9": Billed(**given)}


def refund(count: str | None = "3", price: str | None = None, **more: Any) -> Event:
    """Orders refunded after they were billed."""
    given = {"charge": "", "reference": "INV-9", **more}
    return event(Happening.LATE_REFUND, OCTOBER, quantity=count, price=price, **given)


AT_2 = line("200", "100", "2")
AT_3 = line("30", "10", "3")
IGNORED = orders.Terms.model_validate({"method": "flat", "price": "2"})
NOW = row(Kind.ORDERS, OCTOBER, orders=50, cancelled=0, refunded=0)


def again(why: str, *events: Event, **more: Any) -> Any:
    """A month in which orders of September were refunded."""
    given = {"billed": september(AT_2), **more}
    return month(why, contract_of(charge_of(ORDER, service="web")), NOW, *events, **given)


S1, S2 = charge_of(ORDER, code="O-1", store="S1"), charge_of(ORDER, code="O-2", store="S2")
LATE = (
    again("at the price of the invoice", refund()),
    again("two events of one invoice are one line", refund(), refund("4")),
    again("as many as were billed", refund("100")),
    again("more than were billed", refund("60"), refund("41")),
    again(
        "more, with those returned before",
        refund("4"),
        billed=september(AT_2, returned={"K-1/INV-9@2.00": Decimal(97)}),
    ),
    again(
        "returned before at another price",
        refund("4"),
        billed=september(AT_2, returned={"K-1/INV-9@3.00": Decimal(97)}),
    ),
    again("no order was refunded", refund("0")),
    again("no number of orders", refund(None)),
    again(
        "of two prices the event names one",
        refund("3", "3"),
        refund("5", "2"),
        billed=september(AT_2, AT_3),
    ),
    again("of two prices none is named", refund(), billed=september(AT_2, AT_3)),
    again("a price that was not billed", refund("3", "2.5"), billed=september(AT_2)),
    again("no order was billed", refund(), billed=september(line("9", "1", "9", unit="flat_fee"))),
    again("billed by blocks", refund(), billed=september(AT_2, line("9", "1", "9", unit="block"))),
    again(
        "another charge's lines",
        refund("101"),
        billed=september(AT_2, line("9", "9", "5", charge="K-2")),
    ),
    again("two lines of one price", refund("120"), billed=september(AT_2, line("50", "25", "2"))),
    again("an invoice that is not known", refund(), billed={}),
    again("no reference", refund(reference=""), refund()),
    again(
        "before the ledger began",
        refund("3", "1.5"),
        billed={"INV-9": Billed(month="2026-09")},
    ),
    again("before the ledger, without a price", refund(), billed=september(number="")),
    again("another basis", refund(), billed=september(AT_2, price_basis="inclusive")),
    again("another tax rate", refund(), billed=september(AT_2, tax_rate=Decimal("0.01"))),
    month(
        "ignored by the contract",
        contract_of(charge_of(IGNORED)),
        NOW,
        refund(),
        refund("4"),
        refund(None),
        billed=september(AT_2),
    ),
    month(
        "by the terms in force last",
        contract_of(charge_of(row_of(ORDER, FIRST), row_of(IGNORED, REST))),
        *PAID,
        refund(),
        billed=september(AT_2),
    ),
    month(
        "an invoice of two charges at one price; a store of a pooled charge",
        contract_of(charge_of(ORDER, code="O-1"), charge_of(ORDER, code="O-2"), stores=TWO),
        row(Kind.ORDERS, OCTOBER, "S1", orders=5, cancelled=0, refunded=0),
        row(Kind.ORDERS, OCTOBER, "S2", orders=6, cancelled=0, refunded=0),
        refund(charge="O-1", store="S1"),
        refund(charge="O-2"),
        billed=september(
            line("200", "100", "2", charge="O-1"), line("200", "100", "2", charge="O-2")
        ),
    ),
    month(
        "one charge ignores them, another does not",
        contract_of(charge_of(IGNORED, code="O-1"), charge_of(ORDER, code="O-2")),
        NOW,
        refund(charge="O-1"),
        refund(charge="O-2"),
        billed=september(line("200", "100", "2", charge="O-2")),
    ),
    month("no charge of orders", contract_of(charge_of(seats())), refund(), billed=september(AT_2)),
    month(
        "one of two charges billed then",
        contract_of(S1, S2, stores=TWO),
        row(Kind.ORDERS, OCTOBER, "S1", orders=5, cancelled=0, refunded=0),
        row(Kind.ORDERS, OCTOBER, "S2", orders=6, cancelled=0, refunded=0),
        refund(),
        billed=september(line("200", "100", "2", charge="O-2")),
    ),
    month(
        "which of two, nobody tells; the store does, the charge does, another does not",
        contract_of(S1, S2, stores=TWO),
        row(Kind.ORDERS, OCTOBER, "S1", orders=5, cancelled=0, refunded=0),
        row(Kind.ORDERS, OCTOBER, "S2", orders=6, cancelled=0, refunded=0),
        refund(),
        refund(store="S1"),
        refund(charge="O-2"),
        refund(charge="O-3"),
        refund(charge="O-2", store="S1"),
        billed=september(
            line("200", "100", "2", charge="O-1"), line("200", "100", "4", charge="O-2")
        ),
    ),
    month(
        "with what is entered by hand behind it",
        contract_of(charge_of(ORDER, code="K-1"), start="2026-10-11"),
        row(Kind.ORDERS, HALVES[1], orders=50, cancelled=0, refunded=0),
        event(
            Happening.ADJUSTMENT, OCTOBER, charge="", amount=Decimal(7), reference="R", reason="r"
        ),
        refund(),
        billed=september(AT_2),
    ),
)
