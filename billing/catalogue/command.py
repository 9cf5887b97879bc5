"""What the commands say: progress, results, refusals."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {}
