"""Every code that rating uses has its sentence, with the blanks that its values fill."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import billing
from billing.catalogue import rating, sentences

PACKAGE = Path(billing.__file__).parent
PARTS = [
    path
    for folder in ("modes", "measure", "rate", "month", "review")
    for path in sorted((PACKAGE / folder).rglob("*.py"))
]
_CALLS = {"blocked", "Problem", "held", "_fault"}


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be: a constant, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Tuple) and node.elts:
        yield from _texts(node.elts[0])


def _used(path: Path) -> set[str]:
    """Codes given to problems and notes in a module, or assigned to a name `code`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else (
                node.func.id if isinstance(node.func, ast.Name) else "")  # fmt: skip
            if name in _CALLS and node.args:
                found |= set(_texts(node.args[0]))
            if name in {*_CALLS, "Note"}:
                found |= {t for k in node.keywords if k.arg == "code" for t in _texts(k.value)}
        if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["code"]:
            found |= set(_texts(node.value))
        if isinstance(node, ast.FunctionDef) and node.name == "_why_not":
            returned = [part for part in ast.walk(node) if isinstance(part, ast.Return)]
            found |= {text for part in returned if part.value for text in _texts(part.value)}
        if isinstance(node, ast.FunctionDef) and node.name == "_faults":
            found |= {
                text
                for part in ast.walk(node)
                if isinstance(part, ast.Tuple) and len(part.elts) == 2
                for text in _texts(part.elts[0])
            }
    return found - {""}


USED = sorted({code for path in PARTS for code in _used(path)})
EXPECTED = (
    "outside_tiers",
    "missing_usage",
    "missing_usage_set_aside",
    "store_unknown",
    "needs_days",
    "blank_figure",
    "missing_column",
    "missing_days",
    "classes_above_total",
    "robot_twice",
    "orders_below_zero",
    "inquiries_differ",
    "missing_event",
    "event_without_quantity",
    "conversion_undefined",
    "two_day_kinds",
    "missing_staffing",
    "missing_staffing_set_aside",
    "blank_seats",
    "several_rows_a_day",
    "no_overage_price",
    "milestone_billed",
    "unknown_milestone",
    "needs_shifts",
    "no_billed_day",
    "note.average",
    "note.net_carried",
    "note.net_forgotten",
    "note.quota",
    "note.no_inquiries",
    "note.conversion",
    "note.milestones_open",
)


def test_the_search_finds_what_is_known() -> None:
    """A search that found nothing would let everything pass."""
    assert set(EXPECTED) <= set(USED)


@pytest.mark.parametrize("code", USED)
def test_every_code_has_its_sentence(code: str) -> None:
    """A code without a sentence would fail in front of a clerk."""
    assert code in sentences()


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(rating.SENTENCES))
def test_both_languages_have_the_same_blanks(code: str) -> None:
    """What Chinese says, English says."""
    entry = rating.SENTENCES[code]
    assert _blanks(entry.zh) == _blanks(entry.en)
    assert _blanks(entry.zh_remedy) == _blanks(entry.en_remedy)
    assert bool(entry.zh_remedy) == bool(entry.en_remedy)


@pytest.mark.parametrize("code", [code for code in rating.SENTENCES if "note." not in code])
def test_every_problem_has_its_remedy(code: str) -> None:
    """A message says what to do."""
    assert rating.SENTENCES[code].zh_remedy


def test_no_sentence_is_left_over() -> None:
    """A code that nothing uses is dead words."""
    texts = {
        node.value
        for path in PARTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(rating.SENTENCES) <= texts
