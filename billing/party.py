"""Provider and client as they are printed on an invoice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """An account that money is paid into."""

    name: str = ""  # the bank, with its branch
    account_name: str = ""
    account: str = ""
    swift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an invoice. Empty text is not printed."""

    code: str = ""  # the client's code; empty for the provider
    name: str  # legal name, in the client's language
    name_other: str = ""  # the provider's name in the other language
    tax_id: str = ""  # unified social credit code
    address: str = ""
    phone: str = ""
    contact: str = ""
    email: str = ""
    bank: Bank = Bank()
