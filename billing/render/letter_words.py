"""The catalogue's words for an e-mail: without markup, one line, dates as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from billing import catalogue
from billing.catalogue import Language
from billing.draft import languages
from billing.invoice import InvoiceLanguage
from billing.render.letter_page import Words

# They make what follows them read in another order than it stands.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNFIT = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of characters, ends of lines and paragraphs


def one_line(text: str) -> str:
    r"""The text in one line: what is no visible character becomes a space, and spaces are one.

    >>> one_line("A\r\nBcc: all@example.com")
    'A Bcc: all@example.com'
    """
    kept = "".join(" " if category(letter) in _UNFIT else letter for letter in text)
    return " ".join("".join(letter for letter in kept if letter not in _TURNING).split())


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a letter's language, or of both."""

    language: InvoiceLanguage

    @property
    def spoken(self) -> tuple[Language, ...]:
        """The languages, in the order of print."""
        return languages(self.language)

    def say(self, code: str, values: Mapping[str, object] | None = None) -> Words:
        """A sentence in each language, its blanks filled; once where both are the same.

        A blank filled with `Words` takes those of the sentence's language.
        """
        texts = (
            catalogue.say(code, one, _chosen(values or {}, place))
            for place, one in enumerate(self.spoken)
        )
        return tuple(dict.fromkeys(one_line(text) for text in texts))

    @property
    def colon(self) -> str:
        """What stands between a label and its value; Chinese where there are two languages."""
        return catalogue.say("letter.colon", self.spoken[0])

    @property
    def brackets(self) -> tuple[str, str]:
        """What stands around a remark, the space before it included."""
        opening, closing = catalogue.say("letter.brackets", self.spoken[0]).split("|")
        return opening, closing

    def month(self, year: int, month: int) -> Words:
        """`2026年10月`, `October 2026`."""
        return self.say(f"letter.month_{month}", {"year": year})

    def day(self, day: date) -> Words:
        """`2026年12月1日`, `1 December 2026`."""
        return self.say("letter.date", {"month": self.month(day.year, day.month), "day": day.day})

    def written(self, day: date) -> str:
        """A date on its own: as `day`, and one that both languages read where there are two."""
        words = self.day(day)
        return words[0] if len(words) == 1 else day.isoformat()


def _chosen(values: Mapping[str, object], place: int) -> dict[str, object]:
    return {
        name: value[min(place, len(value) - 1)] if isinstance(value, tuple) else value
        for name, value in values.items()
    }
