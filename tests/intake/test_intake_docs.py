"""docs/usage.md: its lists of columns, statuses, events and codes are those of the code."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from billing.catalogue import say
from billing.catalogue.reading import SENTENCES
from billing.intake.aliases import COLUMNS, Sort
from billing.intake.events import NAMES
from billing.intake.faults import MENDED, WARNED
from billing.intake.orders import AFTER_SALES, STATUSES
from billing.intake.templates import LAYOUT
from billing.synonyms import SERVICES

PAGE = Path(__file__).parents[2] / "docs" / "usage.md"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _columns() -> str:
    parts = []
    for kind, columns in COLUMNS.items():
        needed = {name.rstrip("*") for name in LAYOUT[kind] if name.endswith("*")}
        rows = [
            (
                column.figure + (" *" if column.figure in needed else ""),
                " ".join(column.zh),
                ", ".join(column.en),
                column.sort.value,
            )
            for column in columns
            if column.sort is not Sort.UNREAD
        ]
        parts.append(
            f"### {kind.value}\n\n" + _table(("figure", "中文", "English", "read as"), rows)
        )
    return "\n\n".join(parts)


def _statuses() -> str:
    rows = [
        (f"{what}: {state.value}", " · ".join(text for text in texts if text))
        for what, known in (("status", STATUSES), ("after-sale", AFTER_SALES))
        for state, texts in known.items()
    ]
    return _table(("meaning", "statuses known"), rows)


def _events() -> str:
    return _table(("event", "names"), ((e.value, " · ".join(names)) for e, names in NAMES.items()))


def _services() -> str:
    return "\n".join(f"- {' · '.join(forms)}" for forms in SERVICES)


def _codes() -> str:
    def severity(code: str) -> str:
        return "mended" if code in MENDED else "warned" if code in WARNED else "blocked"

    codes = [code for code in SENTENCES if not code.startswith("template.")]
    return _table(
        ("code", "means", "says"),
        ((f"`{code}`", severity(code), SENTENCES[code].en) for code in codes),
    )


PARTS: Mapping[str, Callable[[], str]] = {
    "columns": _columns,
    "statuses": _statuses,
    "events": _events,
    "services": _services,
    "codes": _codes,
}


def _filled(page: str) -> str:
    """The page with each list, between its two marks, made anew."""
    for name, make in PARTS.items():
        before, mark, rest = page.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        page = f"{before}{mark}\n\n{make()}\n\n{end}{after}"
    return page


def test_the_page_lists_what_the_code_knows(request: pytest.FixtureRequest) -> None:
    """The lists of the page as a whole; `--golden` writes them anew."""
    page = PAGE.read_text("utf-8")
    if request.config.getoption("--golden", default=False):
        PAGE.write_text(_filled(page), "utf-8")
    assert PAGE.read_text("utf-8") == _filled(page)


def test_every_sentence_is_said_by_the_reader() -> None:
    """No sentence is left over, and the lists of mended and warned codes have theirs."""
    package = Path(__file__).parents[2] / "billing"
    source = "\n".join(
        path.read_text("utf-8")
        for folder in ("intake", "workbook")
        for path in sorted((package / folder).glob("*.py"))
        if path.stem != "faults"
    )
    said_plainly = [code for code in SENTENCES if not code.startswith("template.")]
    assert [code for code in said_plainly if f'"{code}"' not in source] == []
    assert set(SENTENCES) >= MENDED | WARNED


def test_events_are_called_what_the_drop_down_calls_them() -> None:
    """A message about an event names it as the clerk entered it."""
    catalogued = {happening: say(f"happening.{happening}", "zh") for happening in NAMES}
    assert catalogued == {happening: names[0] for happening, names in NAMES.items()}
