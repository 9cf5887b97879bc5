"""A credit note is its invoice turned round: everything else stays as it was."""

from dataclasses import replace
from decimal import Decimal

from billing.balance import Balances
from billing.correction import replaced, turned_round
from billing.invoice import (
    Annex,
    Chart,
    CreditNote,
    DayBar,
    DraftInvoice,
    Invoice,
    Line,
    Note,
    Replaced,
    Then,
    Totals,
    then,
)
from billing.party import Party
from billing.period import month

OCTOBER = month("2026-10")
BEFORE, AFTER = Balances(credit=Decimal(300)), Balances(prepayment=Decimal(40))


def _line(key: str, quantity: str, amount: str, working: str) -> Line:
    return Line(
        key=key,
        code="overage",
        charge="M1",
        store="S1",
        service="pre-sales",
        description="Overage",
        period=OCTOBER,
        quantity=Decimal(quantity),
        unit="reception",
        unit_price=Decimal("1.20"),
        amount=Decimal(amount),
        working=working,
    )


FEE = _line("M1/overage/-/2026-10-01", "830", "996.00", "(5830 - 5000) x 1.20 = 996.00")
LESS = _line("M1/vacancy/-/2026-10-01", "-5", "-6.00", "-5 x 1.20 = -6.00")
ISSUED = DraftInvoice(
    client=Party(name="Sample Client", code="C1"),
    provider=Party(name="Sample Provider"),
    month="2026-10",
    period=OCTOBER,
    language="en",
    currency="CNY",
    price_basis="exclusive",
    contract_number="HT-1",
    payment_days=15,
    store_names={"S1": "Shop"},
    charge_labels={"M1": "Monthly"},
    lines=(FEE, LESS),
    totals=Totals(
        subtotal=Decimal("990.00"),
        tax_rate=Decimal("0.06"),
        net=Decimal("990.00"),
        tax=Decimal("59.40"),
        gross=Decimal("1049.40"),
        credit_applied=Decimal("300.00"),
        prepaid_applied=Decimal("49.40"),
        amount_due=Decimal("1000.00"),
    ),
    amount_words="as issued",
    annex=(Annex(code="receptions", charge="M1", columns=("what",), rows=(("total",),)),),
    notes=(Note(code="note.average", words={}),),
    charts=(Chart(code="receptions", bars=(DayBar(day=OCTOBER.start, figure=Decimal(1)),)),),
    last_month=(
        Then(key="M1/overage/-", quantity=Decimal(1), unit_price=Decimal(1), amount=Decimal(1)),
    ),
    brought_forward=Balances(),
    balances_before=BEFORE,
    balances_after=AFTER,
    replaces=Replaced(
        number="INV-1",
        issue_date=OCTOBER.end,
        credit_note="INV-2",
        lines=(),
        totals=Totals(
            subtotal=Decimal(1),
            tax_rate=Decimal(0),
            net=Decimal(1),
            tax=Decimal(0),
            gross=Decimal(1),
            amount_due=Decimal(1),
        ),
    ),
    register_hash="r",
    usage_hash="u",
)
UNDONE = replace(
    ISSUED,
    lines=(
        replace(
            FEE,
            quantity=Decimal(-830),
            amount=Decimal("-996.00"),
            working="-1 x ((5830 - 5000) x 1.20) = -996.00",
        ),
        replace(
            LESS,
            quantity=Decimal(5),
            amount=Decimal("6.00"),
            working="-1 x (-5 x 1.20) = 6.00",
        ),
    ),
    totals=Totals(
        subtotal=Decimal("-990.00"),
        tax_rate=Decimal("0.06"),
        net=Decimal("-990.00"),
        tax=Decimal("-59.40"),
        gross=Decimal("-1049.40"),
        credit_applied=Decimal("-300.00"),
        prepaid_applied=Decimal("-49.40"),
        amount_due=Decimal("-1000.00"),
    ),
    amount_words="SAY RMB MINUS ONE THOUSAND ONLY",
    charts=(),
    last_month=(),
    replaces=None,
    brought_forward=None,
    balances_before=AFTER,
    balances_after=BEFORE,
)


def test_turned_round() -> None:
    """Quantities, amounts and sums change their sign, balances their places; prices stay."""
    assert turned_round(ISSUED) == UNDONE


def test_words_of_the_currency() -> None:
    """The amount is written out in the invoice's own currency and language."""
    undone = turned_round(replace(ISSUED, currency="USD", language="zh"))
    assert undone.amount_words == "美元负壹仟元整"


def test_what_the_next_revision_carries() -> None:
    """The credited invoice's number, date, lines and sums, and the number of its credit note."""
    day = OCTOBER.end
    invoice = Invoice(number="INV-1", issue_date=day, due_date=OCTOBER.start, draft=ISSUED)
    note = CreditNote(
        number="INV-2",
        corrects="INV-1",
        corrects_date=day,
        issue_date=OCTOBER.start,
        reason="r",
        by="b",
        draft=UNDONE,
    )
    found = replaced(invoice, note)
    assert (found.number, found.issue_date, found.credit_note) == ("INV-1", day, "INV-2")
    assert (found.lines, found.totals) == (then(ISSUED.lines), ISSUED.totals)
