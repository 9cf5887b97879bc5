"""Words printed on invoices: labels, names of lines, units."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {}
