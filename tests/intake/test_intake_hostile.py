"""Hostile, damaged and mistaken files: each is refused with its own reason."""

import hashlib
from pathlib import Path

import pytest

from billing.catalogue import LANGUAGES, full, say
from billing.intake import isolated, known
from billing.intake.headers import Headers
from billing.intake.parse import parse
from billing.source import File
from billing.workbook.grid import Unreadable
from billing.workbook.limits import COLUMNS, LIMITS, ROWS
from tests.intake.conftest import VOCABULARY
from tests.intake.hostile.table import FILES, Case
from tests.intake.hostile.table_inside import INSIDE

CASES = FILES + INSIDE


@pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])
def test_a_hostile_file_is_refused(case: Case) -> None:
    """By its code, and what it names; both languages have a sentence and a remedy for it."""
    with pytest.raises(Unreadable) as refused:
        parse(case.made(), case.name)
    assert (refused.value.code, refused.value.found) == (case.code, case.found)
    assert all(full(case.code, language, {"found": case.found}) for language in LANGUAGES)


def test_no_hostile_file_harms_the_others() -> None:
    """All of them in one inbox, each between two good files: the good ones are read."""
    register, headers = known.register(VOCABULARY), Headers(VOCABULARY, {})
    good = "日期,店铺,接待人数\n2026-10-01,海滨官旗,5\n".encode()
    files = []
    for number, case in enumerate(CASES):
        for name, content in ((case.name, case.made()), (f"{number}.csv", good)):
            sha256 = hashlib.sha256(content).hexdigest()
            files.append((File(name=name, sha256=sha256), content))
    read = [*isolated.read(files, register, headers)]
    assert [one.faults[0].code for one in read[::2]] == [case.code for case in CASES]
    assert all(len(one.tables) == 1 and not one.faults for one in read[1::2])


PAGE = Path(__file__).parents[2] / "docs" / "hostile.md"


def _cases() -> str:
    lines = [f"| {case.what} | `{case.name}` | `{case.code}` | {_said(case)} |" for case in CASES]
    return "\n".join(["| the file | called | refused by | says |", "|---|---|---|---|", *lines])


def _said(case: Case) -> str:
    return say(case.code, "en", {"found": case.found}).replace("|", "\\|")


def _limits() -> str:
    rows = (
        ("a file", f"{LIMITS.file_bytes >> 20} MB"),
        ("unpacked", f"{LIMITS.unpacked_bytes >> 20} MB"),
        (
            f"a part of more than {LIMITS.ratio_from >> 20} MB, unpacked to packed",
            f"{LIMITS.ratio} to 1",
        ),
        ("parts of an archive", f"{LIMITS.parts}"),
        ("sheets", f"{LIMITS.sheets}"),
        ("rows and columns of a sheet", f"{ROWS} and {COLUMNS}"),
        ("filled cells", f"{LIMITS.cells}"),
        ("characters of a cell", f"{LIMITS.text}; a longer one is no usable value"),
        ("address space of the process that reads", f"{LIMITS.memory_bytes >> 20} MB"),
        ("CPU time of a file", f"{LIMITS.cpu_seconds} s"),
        ("time of a file, where the machine is busy", f"{LIMITS.wall_seconds} s"),
    )
    return "\n".join(["| what | at most |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


def _count() -> str:
    return f"{len(CASES)} files are tried; read wrongly: 0."


PARTS = {"cases": _cases, "limits": _limits, "count": _count}


def _filled(page: str) -> str:
    """The page with each list, between its two marks, made anew."""
    for name, make in PARTS.items():
        before, mark, rest = page.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        page = f"{before}{mark}\n\n{make()}\n\n{end}{after}"
    return page


def test_the_page_of_hostile_files(request: pytest.FixtureRequest) -> None:
    """The lists of the page as a whole; `--golden` writes them anew."""
    page = PAGE.read_text("utf-8")
    if request.config.getoption("--golden", default=False):
        PAGE.write_text(_filled(page), "utf-8")
    assert PAGE.read_text("utf-8") == _filled(page)
