"""What is said of the contract register."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {}
