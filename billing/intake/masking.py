"""What a sentence may quote of a cell that a buyer's name and number may have slipped into."""

import re

# Seven digits and more, of any script and however a telephone number is parted.
_LONG = re.compile(r"\d(?:[ \-\u2010-\u2015\u3000]?\d){6,}")
_DAY = re.compile(r"20\d{2}[- ]?[01]\d[- ]?[0-3]\d([ -]?[0-2]\d([0-5]\d){1,2})?")
_WHOLE = 11  # digits of a mobile telephone's number


def masked(text: str) -> str:
    """The text with the middle of long numbers hidden; a day such as 20261001 is none.

    >>> masked("张三 13812345678"), masked("1234567"), masked("20261001")
    ('张三 138****5678', '1****67', '20261001')
    """
    return _LONG.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    digits = "".join(sign for sign in found[0] if sign.isdecimal())
    if _DAY.fullmatch(found[0]):
        return found[0]
    first, last = (3, 4) if len(digits) >= _WHOLE else (1, 2)
    return f"{digits[:first]}****{digits[-last:]}"
