"""The templates: read as they are, they hold nothing; filled in, they are usage."""

from pathlib import Path

import openpyxl
import pytest

from billing.catalogue import LANGUAGES, Language
from billing.intake import events, templates
from billing.intake.aliases import COLUMNS
from billing.intake.header import locate
from billing.intake.headers import Headers
from billing.intake.parse import parse
from billing.usage import Kind
from tests.intake.conftest import VOCABULARY, Inbox, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_are_known_by_their_own_headers(inbox: Inbox, language: Language) -> None:
    """Each is its kind, knows all of its columns, and its example row is never read."""
    paths = templates.write(inbox.path, language)
    headers = Headers(VOCABULARY, {})
    for path, kind in zip(paths, Kind, strict=True):
        (located,) = (
            located
            for grid in parse(path.read_bytes(), path.name).grids
            for located in locate(grid, path.name, headers)
        )
        assert (located.kind, located.faults) == (kind, ())
        wanted = [name.rstrip("*") for name in templates.LAYOUT[kind]]
        assert sorted(located.table.columns, key=located.table.columns.__getitem__) == wanted
    found = inbox.read()
    assert said(found.problems) == []
    assert all(usage.rows == () and usage.events == () for usage in found.usage.values())
    assert [entry.rows for entry in found.sources] == [0] * 5


def test_a_filled_template_is_usage(inbox: Inbox) -> None:
    """Rows typed under the example are read."""
    path = next(p for p in templates.write(inbox.path, "zh") if "receptions" in p.name)
    for other in inbox.path.glob("*.xlsx"):
        if other != path:
            other.unlink()
    book = openpyxl.load_workbook(path)
    sheet = book["receptions"]
    sheet["A3"], sheet["C3"], sheet["G3"] = "2026-10-01", "海滨官旗", 12
    book.save(path)
    found = inbox.read()
    assert [row.figures.get("receptions") for row in found.usage["C001"].rows] == [12]


def test_every_event_stands_in_the_drop_down(tmp_path: Path) -> None:
    """The list covers the column of the event, in the language of the template."""
    path = templates.write(tmp_path, "zh")[-1]
    book = openpyxl.load_workbook(path)
    (rule,) = book["events"].data_validations.dataValidation
    assert str(rule.sqref) == "E3:E5000"
    assert rule.formula1.strip('"').split(",") == [words[0] for words in events.NAMES.values()]


def test_no_header_means_two_figures_of_a_kind() -> None:
    """Within a kind every alias stands for one figure; no two columns share a header."""
    from billing.workbook.words import header

    for columns in COLUMNS.values():
        texts = [text for column in columns for text in {header(t) for t in column.headers}]
        assert len(texts) == len(set(texts))
