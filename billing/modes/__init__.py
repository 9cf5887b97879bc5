"""The seven ways of pricing a month's work: one file each, all with the same signature.

`rate(terms, span, usage, carried) -> Rated` is a pure function: terms, span, usage of the span and
what was carried from earlier months in; lines, what is carried on, annex rows and notes out.
"""
