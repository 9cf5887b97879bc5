"""A second writer of amounts in words, for RMB: by substitution where the reader goes by places."""

from decimal import Decimal
from re import sub

_GROUP = ("拾", "佰", "仟")
_UNITS = ("", *_GROUP, "万", *_GROUP, "亿", *_GROUP, "万", *_GROUP)
_ENGLISH = {
    10**12: "TRILLION", 10**9: "BILLION", 10**6: "MILLION", 1000: "THOUSAND", 100: "HUNDRED",
    90: "NINETY", 80: "EIGHTY", 70: "SEVENTY", 60: "SIXTY", 50: "FIFTY", 40: "FORTY",
    30: "THIRTY", 20: "TWENTY", 19: "NINETEEN", 18: "EIGHTEEN", 17: "SEVENTEEN", 16: "SIXTEEN",
    15: "FIFTEEN", 14: "FOURTEEN", 13: "THIRTEEN", 12: "TWELVE", 11: "ELEVEN", 10: "TEN",
    9: "NINE", 8: "EIGHT", 7: "SEVEN", 6: "SIX", 5: "FIVE", 4: "FOUR", 3: "THREE", 2: "TWO",
    1: "ONE",
}  # fmt: skip


def write_chinese(amount: Decimal) -> str:
    """Every digit with its unit, zeros too; then the rules, one substitution each."""
    sign, yuan, cents = _parts(amount)
    if not yuan and not cents:
        return "人民币零元整"
    text = f"{_whole(yuan)}{_digits(cents // 10)}角{_digits(cents % 10)}分"
    text = sub("零[角分]", "零", text)
    text = sub("零+", "零", text)
    text = sub("零$", "", text)
    text = sub("零(.角)", r"\1", text)  # 元 zero and 角 not: no 零
    text = sub("^元零?", "", text)  # below one yuan
    text = text if text.endswith("分") else text + "整"
    return f"人民币{'负' if sign else ''}{text}"


def _whole(yuan: int) -> str:
    """Up to 元. A 零 that ends a group moves behind the group's name: the run may go on there."""
    figures = _digits(yuan)
    units = reversed(_UNITS[: len(figures)])
    text = "".join(digit + unit for digit, unit in zip(figures, units, strict=True))
    text = sub("零[拾佰仟]", "零", f"{text}元")
    text = sub("零+万", "万零", text)
    text = sub("零+亿", "亿零", text)
    text = sub("亿零*万", "亿零", text)  # groups of zeros print no 万
    return sub("零+元", "元零", text)


def _digits(number: int) -> str:
    return "".join("零壹贰叁肆伍陆柒捌玖"[int(figure)] for figure in str(number))


def write_english(amount: Decimal) -> str:
    """SAY RMB, the whole amount, AND FEN with the hundredths, ONLY."""
    sign, yuan, cents = _parts(amount)
    whole = [_number(yuan)] if yuan else []
    part = [f"FEN {_number(cents)}"] if cents else []
    minus = "MINUS " if sign else ""
    return f"SAY RMB {minus}{' AND '.join(whole + part) or 'ZERO'} ONLY"


def _number(number: int) -> str:
    """The largest name that fits, how many of it, and the rest."""
    size = next(size for size in _ENGLISH if size <= number)
    count, rest = divmod(number, size)
    name = f"{_number(count)} {_ENGLISH[size]}" if size >= 100 else _ENGLISH[size]
    join = " " if size >= 100 or not rest else "-"
    return f"{name}{join}{_number(rest)}" if rest else name


def _parts(amount: Decimal) -> tuple[bool, int, int]:
    """Whether below zero, whole yuan, hundredths."""
    cents = int(amount.scaleb(2))
    assert cents == amount.scaleb(2), "an unrounded amount has no words"
    return cents < 0, *divmod(abs(cents), 100)
