"""The first of many lines: a file with thousands of bad cells is told by some of them."""

from collections.abc import Iterable, Iterator

from billing.catalogue import Language
from billing.report import said

MOST = 50  # lines of one sort


def first(lines: Iterable[str], language: Language) -> Iterator[str]:
    """Each line once, as far as a person reads; then how many more there are."""
    once = list(dict.fromkeys(lines))
    yield from once[:MOST]
    if len(once) > MOST:
        yield said.word("beside.more", language, count=len(once) - MOST)
