"""Every header that a table may have: built in, of the register, or of billing.toml."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from billing.intake.aliases import COLUMNS, Sort
from billing.settings import Columns
from billing.usage import Kind, Vocabulary
from billing.vocabulary import CLASSES, class_figure
from billing.workbook import words
from billing.workbook.grid import Value


class Headers:
    """Every header known: word -> kind -> figures."""

    def __init__(self, vocabulary: Vocabulary, columns: Columns) -> None:
        """The built-in names, the register's units and excluded classes, and billing.toml's."""
        self.sorts: dict[Kind, dict[str, Sort]] = {
            kind: {column.figure: column.sort for column in known}
            for kind, known in COLUMNS.items()
        }
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
        self.known: dict[str, dict[Kind, list[str]]] = defaultdict(lambda: defaultdict(list))
        for kind, known in COLUMNS.items():
            for column in known:
                self._enter(kind, column.figure, column.headers)
        self._enter_own(vocabulary)
        for kind, figure, word in sorted(self.mapped):
            self._enter(kind, figure, (word,))

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
        for cell in cells:
            if not isinstance(cell, str):
                return {}
            for kind, figures in self.known.get(words.header(cell), {}).items() if cell else ():
                found[kind].update(figures)
        return found
