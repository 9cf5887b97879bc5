"""School arithmetic: what a printed working comes to, exactly, and rounded to the cent."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_CENT = Decimal("0.01")
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)(%?)|(ceil)|([()×/+−]))")


def amount(text: str) -> Decimal:
    """`−1,409.50` as a number."""
    return Decimal(text.replace("−", "-").replace(",", ""))


def rounded(exact: Fraction) -> Decimal:
    """To the cent, half away from zero."""
    cents = abs(exact) * 100
    whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
    return (Decimal(whole) / 100 * (-1 if exact < 0 else 1)).quantize(_CENT, ROUND_HALF_UP)


def value(working: str) -> Fraction:
    """A working by the rules of school arithmetic. Raises ValueError for what is none."""
    tokens = _tokens(working)
    found = _sum(tokens)
    if tokens:
        raise ValueError(f"{working}: not understood from {tokens[0]}")
    return found


def _tokens(working: str) -> list[str]:
    found, place = [], 0
    while place < len(working):
        token = _TOKEN.match(working, place)
        if token is None:
            raise ValueError(f"{working}: {working[place:]}")
        found.append(token[0].strip())
        place = token.end()
    return found


def _sum(tokens: list[str]) -> Fraction:
    found = _product(tokens)
    while tokens and tokens[0] in "+−":
        sign = 1 if tokens.pop(0) == "+" else -1
        found += sign * _product(tokens)
    return found


def _product(tokens: list[str]) -> Fraction:
    found = _atom(tokens)
    while tokens and tokens[0] in "×/":
        times = tokens.pop(0) == "×"
        other = _atom(tokens)
        found = found * other if times else found / other
    return found


def _atom(tokens: list[str]) -> Fraction:
    token = tokens.pop(0) if tokens else ""
    if token == "−":
        return -_atom(tokens)
    if token == "ceil":
        return Fraction(-(-_atom(tokens) // 1))
    if token == "(":
        found = _sum(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a bracket stays open")
        return found
    share = token.endswith("%")
    return Fraction(token.rstrip("%")) / (100 if share else 1)
