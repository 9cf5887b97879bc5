"""What rating, drafting and review say of a client's month."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {}
