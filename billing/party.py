"""Provider and client as they are printed on an invoice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """An account that money is paid into. `..._other` is the same in the other language."""

    name: str = ""  # the bank, with its branch
    name_other: str = ""
    account_name: str = ""
    account_name_other: str = ""
    account: str = ""
    swift: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an invoice. Empty text is not printed.

    `..._other` is the provider's in the other language, on paper of two; empty where it is the same
    or not told.
    """

    code: str = ""  # the client's code; empty for the provider
    name: str  # legal name, in the client's language
    name_other: str = ""
    tax_id: str = ""  # unified social credit code
    address: str = ""
    address_other: str = ""
    phone: str = ""
    contact: str = ""
    contact_other: str = ""
    email: str = ""
    bank: Bank = Bank()
