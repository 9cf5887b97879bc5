"""What is said of usage workbooks: mended, warned, blocked."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {}
