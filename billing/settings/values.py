"""What an entry of billing.toml may be, where a type alone does not tell."""

import re
from decimal import Decimal
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from billing.letters import shown
from billing.mailbox import is_mailbox

_HOST = re.compile(r"(?:[\w-]+(?:\.[\w-]+)*\.?)?")


def _mailbox(value: object) -> object:
    """One address, as the register's are; empty is none."""
    if isinstance(value, str) and value.strip() and not is_mailbox(value.strip()):
        found = {"found": shown(value.strip())}
        raise PydanticCustomError("mailbox", "no mail address: {found}", found)
    return value


def _own_mailbox(value: object) -> object:
    """One address that any server takes: a name of another script needs SMTPUTF8 everywhere."""
    if isinstance(value, str) and not value.strip().rpartition("@")[0].isascii():
        found = {"found": shown(value.strip())}
        raise PydanticCustomError("mailbox_ascii", "ASCII before the @: {found}", found)
    return _mailbox(value)


def _mail_host(value: str) -> str:
    """A name or an address of a machine alone: its port is an entry of its own."""
    try:
        ip_address(value)
    except ValueError:
        if not _HOST.fullmatch(value):
            found = {"found": shown(value)}
            raise PydanticCustomError("mail_host", "no name of a host: {found}", found) from None
    return value


Mailbox = Annotated[str, BeforeValidator(_mailbox)]
OwnMailbox = Annotated[str, BeforeValidator(_own_mailbox)]
Host = Annotated[str, AfterValidator(_mail_host)]


def _above(least: int) -> BeforeValidator:
    """A limit is a number above `least`, or false."""

    def read(value: object) -> Decimal | bool:
        if value is False:
            return False
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            number = Decimal(str(value))
            if number.is_finite() and number > least:
                return number
        raise PydanticCustomError(
            "threshold_limit", "a number above {least}, or false", {"least": str(least)}
        )

    return BeforeValidator(read)


Times = Annotated[Decimal | Literal[False], _above(1)]  # how many times as much; False: off
Ratio = Annotated[Decimal | Literal[False], _above(0)]  # a part of something; False: off
Days = Annotated[Decimal | Literal[False], _above(1)]  # in a row; False: off
