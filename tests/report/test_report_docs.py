"""docs/run-json.md lists the fields of the schema and the codes of the catalogue."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from billing.catalogue import Sentence

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "run-json.md"
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "billing" / "report" / "run.schema.json").read_text("utf-8")
)
PARTS = ("reading", "registering", "rating", "reviewing")


def _table(*rows: tuple[str, ...]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _fields() -> str:
    """A table an object: of the run itself, then of its parts."""
    parts = {"run": SCHEMA, **SCHEMA["$defs"]}
    return "\n\n".join(
        f"### {name}\n\n{part['description']}\n\n"
        + _table(("field", "what"), ("---", "---"), *_properties(part))
        for name, part in parts.items()
        if "properties" in part
    )


def _properties(part: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, field in part["properties"].items():
        yield f"`{name}`", field["description"]


def _sentences(part: str) -> dict[str, Sentence]:
    """The faults of one part of the catalogue; names with a point are labels and notes."""
    entries: dict[str, Sentence] = import_module(f"billing.catalogue.{part}").SENTENCES
    return {code: entry for code, entry in entries.items() if "." not in code}


def _codes() -> str:
    return "\n\n".join(
        f"### {part}\n\n"
        + _table(
            ("code", "says"),
            ("---", "---"),
            *((f"`{code}`", entry.en) for code, entry in sorted(_sentences(part).items())),
        )
        for part in PARTS
        if _sentences(part)
    )


def _filled(page: str) -> str:
    """The page with both lists, each between its two marks, made anew."""
    for name, made in (("fields", _fields()), ("codes", _codes())):
        before, mark, rest = page.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        page = f"{before}{mark}\n\n{made}\n\n{end}{after}"
    return page


def test_the_page_lists_every_field_and_code(request: pytest.FixtureRequest) -> None:
    """The page as a whole; `--golden` writes its lists anew."""
    page = PAGE.read_text("utf-8")
    if request.config.getoption("--golden", default=False):
        PAGE.write_text(_filled(page), "utf-8")
    assert PAGE.read_text("utf-8") == _filled(page)
