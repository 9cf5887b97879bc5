"""What cells of the register hold that several sheets share: codes, addresses, choices."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator
from stdnum.cn import uscc

from billing.column import fault, one_of
from billing.letters import shown
from billing.mailbox import is_mailbox

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_DEVICES = {"CON", "PRN", "AUX", "NUL"} | {f"{n}{d}" for n in ("COM", "LPT") for d in range(10)}
PRORATIONS = {"calendar": "按日历天数", "fixed_30": "按30天", "none": "不折算"}


def _tax_id(cell: object) -> object:
    """A unified social credit code with its check character, or nothing."""
    if not isinstance(cell, str) or not cell.strip():
        return cell
    code = cell.strip().upper()
    if not uscc.is_valid(code):
        raise fault("not_a_tax_id", expected="18 characters, the last of which checks the others")
    return code


def _cycle_day(cell: object) -> object:
    if isinstance(cell, str) and (not cell.strip().isdecimal() or not 1 <= int(cell) <= 28):
        raise fault("not_a_cycle_day", expected="1 to 28")
    return int(cell) if isinstance(cell, str) else cell


def _code(cell: object) -> object:
    """Codes become parts of file names, so they hold only letters, digits, . _ and -.

    They begin with a letter or digit, are short, and no device of any system's has their name.
    """
    if not isinstance(cell, str):
        return cell
    code = cell.strip()
    if not _CODE.fullmatch(code) or code.partition(".")[0].upper() in _DEVICES:
        raise fault("not_a_code", expected="letters, digits, . _ and - (such as C001), at most 40")
    return code


def _addresses(cell: object) -> object:
    """Mail addresses separated by `;`, as they were typed; the first that is none is named."""
    if not isinstance(cell, str):
        return cell
    found = tuple(part.strip() for part in cell.replace("；", ";").split(";") if part.strip())
    for part in found:
        if not is_mailbox(part):
            expected = "name@example.com; other@example.com"
            raise fault("not_an_address", found=shown(part), expected=expected)
    return found


Code = Annotated[str, BeforeValidator(_code)]
Addresses = Annotated[tuple[str, ...], BeforeValidator(_addresses)]
TaxId = Annotated[str, BeforeValidator(_tax_id)]
CycleDay = Annotated[int, BeforeValidator(_cycle_day)]
ProrationChoice = Annotated[Literal["calendar", "fixed_30", "none"], one_of(PRORATIONS)]
