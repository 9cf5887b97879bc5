"""Reads a statement as a client does who has only the paper, and works every amount out anew.

It takes the text of the PDF and nothing of the program: its own arithmetic, exact, and its own
rounding, half away from zero to the cent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pypdfium2

_CENT = Decimal("0.01")
_AMOUNT = r"−?[\d,]+\.\d\d"
_ROW = re.compile(rf"(?:^|.* )(−?[\d.]+) \S.* (−?[\d.]+%?) ({_AMOUNT})$")
_WORKING = re.compile(rf"(?:.*\d\d-\d\d )?(.+) = ({_AMOUNT})$")
_ENDS = re.compile(rf"(.*?) ({_AMOUNT})$")
_HEAD = re.compile(r"^项目.*金额|^Item .*Amount$")
_SIGNED = re.compile(r"^(−?)(?:¥|[A-Z]{3} )([\d,]+\.\d\d)$")
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)(%?)|(ceil)|([()×/+−]))")

# How each total begins: in Chinese, which leads where there are two languages, or in English.
_TOTALS = {
    "subtotal": ("不含税合计",),
    "gross": ("价税合计", "Total including tax"),
    "net": ("其中不含税金额", "of which net of tax"),
    "tax_within": ("其中税额", "of which tax"),
    "tax": ("税额", "Tax "),
    "prepaid": ("预付款抵扣", "Prepayment applied", "预付款退回", "Prepayment given back"),
    "due": ("应付金额", "Amount due", "Change in amount due"),
}
_STORE = ("小计", "Subtotal")


@dataclass(kw_only=True)
class Paper:
    """What was read: lines with their workings, subtotals with the lines above, totals."""

    amounts: list[Decimal] = field(default_factory=list)
    workings: list[tuple[str, Decimal]] = field(default_factory=list)
    subtotals: list[tuple[int, Decimal]] = field(default_factory=list)  # after how many lines
    totals: dict[str, Decimal] = field(default_factory=dict)
    tax_rate: Fraction = Fraction(0)
    figure: Decimal = Decimal(0)  # the large one of the first page


def read(content: bytes) -> Paper:
    """The paper of a PDF. The table of lines ends with the amount due."""
    lines = list(_lines(content))
    paper = Paper(figure=next(_figures(lines)))
    first = next(place for place, line in enumerate(lines) if _HEAD.match(line))
    for line in lines[first:]:
        _take(line, paper)
        if "due" in paper.totals:
            break
    return paper


def faults(paper: Paper) -> list[str]:
    """Everything that does not come out as printed."""
    return [text for text, holds in _claims(paper) if not holds]


def _claims(paper: Paper) -> Iterator[tuple[str, bool]]:
    yield "lines are there", bool(paper.amounts)
    yield "a working for each line", len(paper.workings) == len(paper.amounts)
    for amount, (working, result) in zip(paper.amounts, paper.workings, strict=False):
        said = f"{working} = {result}, printed {amount}"
        yield said, rounded(value(working)) == result == amount
    yield from _subtotals(paper)
    yield from _totals(paper)


def _subtotals(paper: Paper) -> Iterator[tuple[str, bool]]:
    start = 0
    for end, printed in paper.subtotals:
        yield f"subtotal {printed}", sum(paper.amounts[start:end]) == printed
        start = end
    yield "no line outside the subtotals", start in (0, len(paper.amounts))


def _totals(paper: Paper) -> Iterator[tuple[str, bool]]:
    sums, found = sum(paper.amounts, Decimal(0)), paper.totals
    if "net" in found:
        yield "total of prices with tax", found["gross"] == sums
        yield "net within", rounded(Fraction(sums) / (1 + paper.tax_rate)) == found["net"]
        yield "tax within", found["gross"] - found["net"] == found["tax_within"]
    else:
        yield "sum of the lines", found["subtotal"] == sums
        yield "tax", rounded(Fraction(sums) * paper.tax_rate) == found["tax"]
        yield "total", found["subtotal"] + found["tax"] == found["gross"]
    due = found["gross"] + found.get("prepaid", Decimal(0))
    yield f"amount due {found['due']}", due == found["due"]
    yield f"the figure of the first page {paper.figure}", abs(due) == abs(paper.figure)


def _lines(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    for place in range(len(document)):
        yield from document[place].get_textpage().get_text_bounded().splitlines()


def _figures(lines: list[str]) -> Iterator[Decimal]:
    for line in lines:
        if found := _SIGNED.match(line):
            yield amount(found[1] + found[2])


def _take(line: str, paper: Paper) -> None:
    if found := _WORKING.match(line):
        paper.workings.append((found[1], amount(found[2])))
    elif found := _ENDS.match(line):
        _ends(line, found, paper)


def _ends(line: str, found: re.Match[str], paper: Paper) -> None:
    label, printed = found[1], amount(found[2])
    for name, words in _TOTALS.items():
        if any(label.startswith(word) or f"{label} ".startswith(word) for word in words):
            paper.totals[name] = printed
            if name.startswith("tax"):
                paper.tax_rate = _rate(label)
            if name == "tax" and "subtotal" not in paper.totals:
                # English calls the sum of all lines as it calls a store's.
                paper.totals["subtotal"] = paper.subtotals.pop()[1]
            return
    if label in _STORE or label == " ".join(_STORE):
        paper.subtotals.append((len(paper.amounts), printed))
    elif _ROW.match(line):
        paper.amounts.append(printed)


def _rate(label: str) -> Fraction:
    (share,) = set(re.findall(r"([\d.]+)%", label))
    return Fraction(share) / 100


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
