"""The catalogue's words as they are printed in the language of an invoice."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from billing import catalogue
from billing.invoice import InvoiceLanguage, Note

TAGS: Mapping[InvoiceLanguage, str] = {"zh": "zh-CN", "en": "en", "zh-en": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Labels:
    """Words by code: in one language, or Chinese with the English beside it in a lighter tone."""

    language: InvoiceLanguage

    def __getitem__(self, code: str) -> Markup:
        """The label `code`, for templates: `labels.due_date` is the catalogue's `label.due_date`.

        Raises KeyError for a label that is not in the catalogue.
        """
        return self.say(f"label.{code}")

    def say(self, code: str, values: Mapping[str, str] | None = None) -> Markup:
        """Any sentence of the catalogue, its blanks filled with escaped text."""
        if self.language == "zh-en":
            return both(catalogue.say(code, "zh", values), catalogue.say(code, "en", values))
        return escape(catalogue.say(code, self.language, values))

    def known(self, prefix: str, name: str) -> Markup:
        """The name of `prefix.name`; the name itself where the catalogue has none."""
        code = f"{prefix}.{name}"
        return self.say(code) if code in catalogue.sentences() else escape(name)

    def plain(self, code: str) -> str:
        """As `say`, without markup: `草稿 DRAFT`."""
        return self.say(code).striptags()

    def note(self, note: Note) -> Markup:
        """A remark, its blanks filled."""
        return self.say(note.code, note.words)


def both(chinese: str, english: str) -> Markup:
    """Two languages side by side; once where they are the same."""
    if chinese == english:
        return escape(chinese)
    return Markup('{} <i lang="en">{}</i>').format(chinese, english)
