"""An invented register, and inboxes filled with real files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from billing.catalogue import LANGUAGES, full
from billing.errors import Problem, Severity
from billing.intake import Intake, read
from billing.period import month
from billing.usage import ClientWords, Kind, StoreWords, Usage, UsageRow, Vocabulary

SEASIDE = ClientWords(
    code="C001",
    names=("示例海滨贸易有限公司", "海滨"),
    period=month("2026-10"),
    stores=(
        StoreWords(code="S1", names=("海滨【官方】旗舰店", "海滨官旗")),
        StoreWords(code="S2", names=("海滨户外店",)),
    ),
    needs=frozenset({Kind.RECEPTIONS, Kind.SALES, Kind.STAFFING}),
)
HILLS = ClientWords(
    code="C002",
    names=("示例山丘电子有限公司", "山丘"),
    period=month("2026-10", 26),
    stores=(StoreWords(code="S3", names=("山丘数码店",)),),
    needs=frozenset({Kind.ORDERS}),
)
VOCABULARY = Vocabulary(
    month="2026-10",
    clients=(SEASIDE, HILLS),
    units=("办卡数",),
    classes=("广告访客",),
    services=("pre-sales", "售后"),
    charges={"A-1": "C001", "B-1": "C002"},
)

Table = Sequence[Sequence[Any]]


class Inbox:
    """A folder of usage files."""

    def __init__(self, path: Path) -> None:
        """An empty one."""
        self.path = path

    def xlsx(self, name: str, *rows: Sequence[Any], **sheets: Table) -> Path:
        """A workbook: `rows` on one sheet named Sheet, or a table per named sheet."""
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, table in (sheets or {"Sheet": rows}).items():
            sheet = book.create_sheet(title)
            for row in table:
                sheet.append(list(row))
        path = self.file(name)
        book.save(path)
        return path

    def text(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """A text file."""
        path = self.file(name)
        path.write_bytes(text.encode(encoding))
        return path

    def file(self, name: str) -> Path:
        """A path in the inbox, its folders made."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def read(
        self,
        columns: Mapping[str, Mapping[str, list[str]]] | None = None,
        vocabulary: Vocabulary = VOCABULARY,
    ) -> Intake:
        """All of it; every problem can be said in both languages."""
        given = {kind: dict(figures) for kind, figures in (columns or {}).items()}
        found = read(self.path, vocabulary, given)
        for problem in found.problems:
            blanks = {"found": problem.found, "expected": problem.expected, **problem.values}
            assert all(full(problem.code, language, blanks) for language in LANGUAGES)
        return found


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An empty inbox."""
    (tmp_path / "inbox").mkdir()
    return Inbox(tmp_path / "inbox")


@pytest.fixture
def new_inbox(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Inbox]:
    """Makes empty inboxes, for tests that need several."""
    return lambda: Inbox(tmp_path_factory.mktemp("inbox"))


def told(usage: Usage) -> list[tuple[str, str, str, dict[str, str]]]:
    """Rows as plain values: kind, store, days, and figures as text."""
    return [(row.kind.value, row.store, str(row.period), shown(row)) for row in usage.rows]


def shown(row: UsageRow) -> dict[str, str]:
    """A row's figures as text, and its blanks."""
    return {name: f"{value:f}" for name, value in sorted(row.figures.items())} | dict.fromkeys(
        sorted(row.blank), "blank"
    )


def said(
    problems: Iterable[Problem], *severities: Severity
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Problems as code, place and clients; of all severities but MENDED unless named."""
    wanted = severities or (Severity.WARNED, Severity.BLOCKED)
    return sorted(
        (problem.code, str(problem.source or ""), problem.clients)
        for problem in problems
        if problem.severity in wanted
    )


def blocked(found: Intake) -> list[tuple[str, str, tuple[str, ...]]]:
    """The problems that block."""
    return said(found.problems, Severity.BLOCKED)
