"""Reads a statement as a client does who has only the paper, and works every amount out anew.

It takes the text of the PDF and nothing of the program: its own arithmetic, exact, and its own
rounding, half away from zero to the cent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import pypdfium2

from tests.render.school import amount, rounded, value

_AMOUNT = r"−?[\d,]+\.\d\d"
_ROW = re.compile(rf"(?:^|.* )(−?[\d.]+) \S.* (−?[\d.]+%?) ({_AMOUNT})$")
_WORKING = re.compile(rf"(?:.*\d\d-\d\d )?(.+) = ({_AMOUNT})$")
_ENDS = re.compile(rf"(.*?) ({_AMOUNT})$")
_SHARE = re.compile(r"(\d[\d.]*) ?/ ?(\d+) = (\d+\.\d\d)(%?)")
_TIER = re.compile(r"(?:第 \d+ 档（|tier \d+ \()(?:≥0|([>\d.]+%?)(?:–([\d.]+)(%?))?)[）)]")
_SPAN = re.compile(r" (?:月|坐席|month|seat)\b")  # units of what is not counted but agreed
_FLAT = re.compile(r" · (?:固定费|flat fee)")
_HEAD = re.compile(r"^项目.*金额|^Item .*Amount$")
_SIGNED = re.compile(r"^(−?)(?:¥|[A-Z]{3} )([\d,]+\.\d\d)$")

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


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A line that says which tier it is of: above `low` (or from 0), up to and including `high`."""

    line: int
    start: str  # as it is printed
    low: Fraction
    high: Fraction | None  # None: no end
    by_share: bool  # chosen by an average or a rate, not by what the line counts


@dataclass(kw_only=True)
class Paper:
    """What was read: lines with their workings, subtotals with the lines above, totals."""

    amounts: list[Decimal] = field(default_factory=list)
    workings: list[tuple[str, Decimal]] = field(default_factory=list)  # of each line
    tiers: list[Claimed] = field(default_factory=list)
    shares: list[Fraction] = field(default_factory=list)  # averages and conversions of the annex
    subtotals: list[tuple[int, Decimal]] = field(default_factory=list)  # after how many lines
    above: list[str] = field(default_factory=list)  # text since the last line, of its description
    totals: dict[str, Decimal] = field(default_factory=dict)
    tax_rate: Fraction = Fraction(0)
    figure: Decimal = Decimal(0)  # the large one of the first page


def read(content: bytes) -> Paper:
    """The paper of a PDF. The table of lines ends with the amount due."""
    lines = list(_lines(content))
    paper = Paper(figure=next(_figures(lines)))
    paper.shares = list(_shares(lines))
    first = next(place for place, line in enumerate(lines) if _HEAD.match(line))
    for line in lines[first:]:
        _take(line, paper)
        if "due" in paper.totals:
            break
    return paper


def _shares(lines: list[str]) -> Iterator[Fraction]:
    """`3100 / 31 = 100.00` and `840/5000 = 16.80%`; of workings those that read alike are none."""
    for line in lines:
        for part, whole, shown, sign in _SHARE.findall(line):
            share = Fraction(part) / Fraction(whole)
            if rounded(share * (100 if sign else 1)) == Decimal(shown):
                yield share


def faults(paper: Paper) -> list[str]:
    """Everything that does not come out as printed."""
    return [text for text, holds in _claims(paper) if not holds]


def _claims(paper: Paper) -> Iterator[tuple[str, bool]]:
    yield "lines are there", bool(paper.amounts)
    yield "a working for each line", len(paper.workings) == len(paper.amounts)
    for printed, (working, result) in zip(paper.amounts, paper.workings, strict=False):
        said = f"{working} = {result}, printed {printed}"
        yield said, rounded(value(working)) == result == printed
    yield from _in_their_tiers(paper)
    yield from _subtotals(paper)
    yield from _totals(paper)


def _in_their_tiers(paper: Paper) -> Iterator[tuple[str, bool]]:
    """What a line counts is within its tier; so is the average or rate by which it was chosen."""
    for tier in paper.tiers:
        working = paper.workings[tier.line][0]
        if turned := re.match(r"−1 × \((.*)\)$", working):
            if tier.by_share:
                continue  # a credit note has no annex
            working = turned[1]
        said = f"{working}: above {tier.low}, to {tier.high}"
        if tier.by_share:
            yield said, any(_within(share, tier) for share in paper.shares)
        else:
            yield said, _within(_reached(working, tier), tier)


def _reached(working: str, tier: Claimed) -> Fraction:
    """The quantity up to which a line counts; a slice's own arithmetic takes its start off."""
    counted = _factor(working)
    if started := re.match(r"ceil\((.*) / \d+\)$", counted):
        counted = started[1]
    counted = counted.removeprefix("(").removesuffix(")")
    if re.search(rf"− {re.escape(tier.start)}$", counted):
        return value(counted) + tier.low
    return value(counted)


def _factor(working: str) -> str:
    """The first factor: `(5000 − 3000)` of `(5000 − 3000) × 1.20`."""
    depth = 0
    for place, sign in enumerate(working):
        depth += (sign == "(") - (sign == ")")
        if sign == "×" and depth == 0:
            return working[:place].strip()
    return working


def _within(figure: Fraction, tier: Claimed) -> bool:
    above = figure > tier.low if tier.low else figure >= 0
    return above and (tier.high is None or figure <= tier.high)


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
    paper.above.append(line)
    if found := _WORKING.match(line):
        paper.workings[-1] = (found[1], amount(found[2]))
    elif found := _ENDS.match(line):
        _ends(line, found, paper)


def _row(line: str, found: re.Match[str], printed: Decimal, paper: Paper) -> None:
    """A line; until its working comes, quantity and price are its working."""
    paper.amounts.append(printed)
    paper.workings.append((f"{found[1]} × {found[2]}", printed))
    described = " ".join(paper.above)
    paper.above.clear()
    tier = _TIER.search(described)
    if tier and not _FLAT.search(described):
        paper.tiers.append(_claimed(tier, line, len(paper.amounts) - 1))


def _claimed(found: re.Match[str], line: str, place: int) -> Claimed:
    start, end, sign = found.groups()
    low = (start or "0").lstrip(">")
    percent = 100 if sign or low.endswith("%") else 1
    return Claimed(
        line=place,
        start=low,
        low=Fraction(low.rstrip("%")) / percent,
        high=Fraction(end) / percent if end else None,
        by_share=percent == 100 or bool(_SPAN.search(line)),
    )


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
    named = label.partition(" · ")[0]  # a subtotal names its store
    if named in _STORE or named == " ".join(_STORE):
        paper.subtotals.append((len(paper.amounts), printed))
    elif row := _ROW.match(line):
        _row(line, row, printed, paper)


def _rate(label: str) -> Fraction:
    (share,) = set(re.findall(r"([\d.]+)%", label))
    return Fraction(share) / 100
