"""Sums and keys of a draft whose month has adjustments and credit."""

from dataclasses import replace
from decimal import Decimal

import pytest

from billing.balance import Balances
from billing.draft import Frame, draft
from billing.invoice import InvoiceLanguage
from billing.rate import rate
from billing.settings import BankSettings, ProviderSettings
from billing.usage import Happening
from tests.modes.conftest import OCTOBER, event, used
from tests.properties.contracts import billed, charge_of, contract_of
from tests.rate.rated_sums import seats


def test_lines_of_one_reference_are_told_apart() -> None:
    """The first keeps its key, and each that follows has its number."""
    entered = [
        event(Happening.ADJUSTMENT, OCTOBER, amount=Decimal(n), charge="", reference="R/1")
        for n in (1, 2, 3)
    ]
    made = billed(contract_of(charge_of(seats())), used(*entered))
    assert [line.key for line in made.lines] == [
        "K-1/seat_fee/-/2026-10-01",
        "-/adjustment/R/1/2026-10-01",
        "-/adjustment/R/1#2/2026-10-01",
        "-/adjustment/R/1#3/2026-10-01",
    ]
    assert [line.amount for line in made.lines[1:]] == [1, 2, 3]


def test_credit_and_prepayment_in_the_totals() -> None:
    """Credit is in the subtotal and told beside; prepayment is taken off what is due."""
    before = Balances(credit=Decimal(100), prepayment=Decimal(180))
    totals = billed(contract_of(charge_of(seats())), used(), before=before).totals
    assert (totals.subtotal, totals.credit_applied) == (Decimal(3000), Decimal(100))
    assert (totals.tax, totals.gross) == (Decimal(180), Decimal(3180))
    assert (totals.prepaid_applied, totals.amount_due) == (Decimal(180), Decimal(3000))


def test_events_of_the_month_are_not_brought_forward() -> None:
    """What the month before handed on stands beside what the month could use."""
    before = Balances(credit=Decimal(20), prepayment=Decimal(180), price_basis="exclusive")
    before = replace(before, tax_rate=Decimal("0.06"))
    paid = event(Happening.PREPAYMENT, OCTOBER, amount=Decimal(5000), reference="R/1")
    given = event(Happening.CREDIT, OCTOBER, amount=Decimal(100), reference="R/2")
    made = billed(contract_of(charge_of(seats())), used(paid, given), before=before)
    assert made.brought_forward == before
    assert made.balances_before == replace(before, credit=Decimal(120), prepayment=Decimal(5180))
    assert made.balances_after.prepayment == Decimal(5180) - made.totals.gross


@pytest.mark.parametrize(
    "language, said",
    [
        ("zh", ("样例", "", "路 1 号", "", "财务部", "", "银行", "", "户名", "")),
        ("en", ("Sample", "", "1 Road", "", "财务部", "", "Bank", "", "Payee", "")),
        (
            "zh-en",
            ("样例", "Sample", "路 1 号", "1 Road", "财务部", "", "银行", "Bank", "户名", "Payee"),
        ),
    ],
)
def test_the_provider_in_the_languages_of_the_paper(
    language: InvoiceLanguage, said: tuple[str, ...]
) -> None:
    """Both on paper of two, each once; where there is no English, the Chinese stands alone."""
    provider = ProviderSettings(
        name="样例",
        name_en="Sample",
        address="路 1 号",
        address_en="1 Road",
        contact="财务部",
        bank=BankSettings(
            name="银行", name_en="Bank", account_name="户名", account_name_en="Payee", account="1"
        ),
    )
    contract = contract_of(charge_of(seats()))
    client = contract.client.model_copy(update={"language": language})
    contract = replace(contract, client=client)
    rated = rate(contract, "2026-10", used(), Balances())
    frame = Frame(provider=provider, last_month=None, files={}, register_hash="", usage_hash="")
    party = draft(contract, rated, used(), frame).provider
    assert said == (
        *(party.name, party.name_other, party.address, party.address_other),
        *(party.contact, party.contact_other, party.bank.name, party.bank.name_other),
        *(party.bank.account_name, party.bank.account_name_other),
    )


@pytest.mark.parametrize(
    "named, placed",
    [
        ({"charge": "K-2"}, ("K-2", "S2", "K-2/adjustment/R/1/2026-10-01")),
        ({"charge": "K-2", "store": "S1"}, ("K-2", "S2", "K-2/adjustment/R/1/2026-10-01")),
        ({"charge": "K-1"}, ("K-1", "", "K-1/adjustment/R/1/2026-10-01")),
        ({"charge": "K-1", "store": "S2"}, ("K-1", "S2", "K-1/adjustment/R/1/2026-10-01")),
        ({"charge": "", "store": "S1"}, ("", "S1", "-/adjustment/R/1/2026-10-01")),
        ({"charge": ""}, ("", "", "-/adjustment/R/1/2026-10-01")),
    ],
)
def test_an_adjustment_stands_with_the_charge_it_names(
    named: dict[str, str], placed: tuple[str, str, str]
) -> None:
    """And in that charge's store; a charge of all stores may name the one."""
    contract = contract_of(
        charge_of(seats()), charge_of(seats(), code="K-2", store="S2"), stores=("S1", "S2")
    )
    entered = event(Happening.ADJUSTMENT, OCTOBER, amount=Decimal(-9), reference="R/1", **named)
    last = billed(contract, used(entered)).lines[-1]
    assert (last.charge, last.store, last.key) == placed
