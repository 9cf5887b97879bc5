"""Every header that a table may have: built in, of the register, or of billing.toml."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING

from billing.errors import SettingsError
from billing.intake.aliases import COLUMNS, Sort
from billing.synonyms import CLASSES, class_figure
from billing.usage import Kind, Vocabulary
from billing.workbook import words
from billing.workbook.grid import Value

if TYPE_CHECKING:  # the process that reads starts without pydantic
    from billing.settings import Columns, SourceSettings

_KINDS = tuple(kind.value for kind in Kind)


class Headers:
    """Every header known: word -> kind -> figures; and the settings' own signs of rosters."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        columns: "Columns",
        sources: "tuple[SourceSettings, ...]" = (),
        roster: Mapping[str, str] | None = None,
    ) -> None:
        """The built-in names, the register's units and excluded classes, and billing.toml's.

        Raises SettingsError where billing.toml maps to a kind or a figure that there is none of.
        """
        self.roster: Mapping[str, str] = roster or {}
        self._sources = tuple(
            (source.match, Headers(vocabulary, _over(columns, source.columns), (), roster))
            for source in sources
        )
        self.sorts: dict[Kind, dict[str, Sort]] = {
            kind: {column.figure: column.sort for column in known}
            for kind, known in COLUMNS.items()
        }
        _check(columns, vocabulary)
        self.mapped = frozenset(
            (Kind(kind), figure, words.header(text))
            for kind, figures in columns.items()
            for figure, texts in figures.items()
            for text in texts
        )
        self.mapped |= {
            (kind, own, text)
            for kind, figure, text in self.mapped
            for own in vocabulary.classes
            if kind is Kind.RECEPTIONS and class_figure(own) == figure
        }
        self.known: dict[str, dict[Kind, list[str]]] = defaultdict(partial(defaultdict, list))
        for kind, known in COLUMNS.items():
            for column in known:
                self._enter(kind, column.figure, column.headers)
        self._enter_own(vocabulary)
        for kind, figure, word in sorted(self.mapped):
            self._enter(kind, figure, (word,))

    def of(self, path: str) -> "Headers":
        """The headers of one file: those of the first source that matches it, else the general."""
        plain = unicodedata.normalize("NFC", path).casefold()
        for match, own in self._sources:
            pattern = unicodedata.normalize("NFC", match).casefold()
            if fnmatchcase(plain, pattern) or fnmatchcase(plain.rpartition("/")[2], pattern):
                return own
        return self

    def signature(self) -> str:
        """Equal for headers that find the same columns, in whichever process."""
        entered = sorted(
            (word, sorted((kind.value, figures) for kind, figures in kinds.items()))
            for word, kinds in self.known.items()
        )
        own = tuple((match, headers.signature()) for match, headers in self._sources)
        whole = (entered, sorted(self.mapped), sorted(self.units), sorted(self.roster.items()), own)
        return hashlib.sha256(repr(whole).encode()).hexdigest()

    def _enter_own(self, vocabulary: Vocabulary) -> None:
        """Units under their own word; classes under it, and under all that mean the same class."""
        for kind, figures in (
            (Kind.SALES, vocabulary.units),
            (Kind.RECEPTIONS, vocabulary.classes),
        ):
            for figure in figures:
                self.sorts[kind].setdefault(figure, Sort.COUNT)
                zh, en = CLASSES.get(class_figure(figure), ((), ()))
                same = (*zh, *en) if kind is Kind.RECEPTIONS else ()
                self._enter(kind, figure, (figure, *same))
        self.units = frozenset(vocabulary.units)

    def _enter(self, kind: Kind, figure: str, texts: Iterable[str]) -> None:
        for text in texts:
            figures = self.known[words.header(text)][kind]
            if figure not in figures:
                figures.append(figure)

    def figures(self, cells: Sequence[Value]) -> Mapping[Kind, set[str]]:
        """The figures of each kind that a row of cells names; empty for a row of values."""
        found: dict[Kind, set[str]] = defaultdict(set)
        if any(cell.__class__ is not str for cell in cells):
            return {}
        for cell in cells:
            for kind, figures in self.known.get(words.header(cell), {}).items() if cell else ():
                found[kind].update(figures)
        return found


def _over(columns: "Columns", own: "Columns") -> "Columns":
    """The general headers, with those of a source in place of the same figures'."""
    kinds = {**columns, **own}
    return {kind: {**columns.get(kind, {}), **own.get(kind, {})} for kind in kinds}


def _check(columns: "Columns", vocabulary: Vocabulary) -> None:
    """A slip of the pen in billing.toml does not pass in silence."""
    for kind, figures in columns.items():
        known = (
            {column.figure for column in COLUMNS.get(Kind(kind), ())} if kind in _KINDS else set()
        )
        known |= {*vocabulary.units, *map(class_figure, vocabulary.classes)}
        for figure in figures:
            if kind not in _KINDS or not {figure, class_figure(figure)} & known:
                expected = ", ".join(sorted(known) if kind in _KINDS else _KINDS)
                raise SettingsError("columns_unknown", found=f"{kind}.{figure}", expected=expected)
