"""What the templates of an e-mail print: every figure a text, all words chosen.

Each text is one line. A name or reason that a client wrote keeps no line end and no character
that turns the direction of writing, so that it can neither open a header nor look like a
sentence of ours.
"""

from dataclasses import dataclass
from typing import Literal

from billing.invoice import InvoiceLanguage

Words = tuple[str, ...]  # one text a language, in the order of print
Kind = Literal["draft", "invoice", "credit_note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A label and its value."""

    label: Words
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A row of a sum: what for, what tells it from its like (or empty), how much."""

    label: Words
    detail: str = ""
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """An attached file, and what it is; no words for a kind of file that is not known."""

    name: str
    what: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """A whole e-mail, worded. Empty tuples are not printed."""

    kind: Kind
    language: InvoiceLanguage
    tag: str  # zh-CN or en
    subject: str
    number: str  # empty for a draft
    month: str  # 2026-10
    client: str
    colon: str  # between a label and its value
    brackets: tuple[str, str]  # around what tells a row from its like
    warning: Words  # of a draft
    greeting: Words
    paragraphs: tuple[Words, ...]
    due: Said  # or the amount credited
    facts: tuple[Said, ...]
    pay_title: Words
    pay: tuple[Said, ...]  # the account and the reference to quote
    pay_missing: Words  # what is said where there is no account
    sums_title: Words
    sums: tuple[Sum, ...]  # they add up to `total`
    total: Sum
    changed: Words  # how this month differs from the last, where it does by much
    changes: tuple[Sum, ...]
    files_title: Words
    files: tuple[Enclosed, ...]
    ask: Words
    regards: Words
    signature: tuple[str, ...]
