"""docs/disguises.md and its table in docs/usage.md: every disguise and refusal that is tried."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from billing.catalogue import sentences
from billing.intake import duty
from tests.intake.disguises.table import CASES, grouped
from tests.intake.disguises.workbooks import Case

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# Disguises and refusals

Generated from the cases of tests/intake/disguises, each written as a real file by every program
that can write it, and read to exactly these figures. What is refused says so by its code and cell
([what each code says](usage.md#what-is-said)); the clients concerned are not billed.

"""


def _files(cases: Iterable[Case]) -> int:
    return sum(len(case.programs()) for case in cases)


def _program(program: str) -> str:
    first = program.split(maxsplit=1)[0]
    if first in ("openpyxl", "XlsxWriter", "LibreOffice"):
        return f"by {first}"
    return "by hand" if first == "by" else "as text"


def _refused(case: Case) -> bool:
    return any(code.startswith("!") for code in case.codes)


def _codes(cases: Iterable[Case], *, refused: bool) -> str:
    found = Counter(
        code.split()[0].removeprefix("!")
        for case in cases
        for code in case.codes
        if code.startswith("!") is refused
    )
    return " ".join(f"`{code}`" for code in sorted(found))


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table() -> str:
    """One row for each row of the table of what a good reader does."""
    programs = Counter(_program(program) for case in CASES for program in case.programs())
    shares = ", ".join(f"{n} {name}" for name, n in programs.items())
    lines = [
        f"{len(CASES)} disguises were tried in {_files(CASES)} files: {shares}.",
        "Each is read to exactly the figures that it states, or refused by the code named: the",
        "tests compare every file. What is known to be read wrongly stands under *Known gaps*.",
        "",
        "| found | disguises | files | refused | refused by | mended or warned by |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, cases in grouped().items():
        cells = (
            _plain(name),
            str(len(cases)),
            str(_files(cases)),
            str(sum(map(_refused, cases))),
            _codes(cases, refused=True) or "-",
            _codes(cases, refused=False) or "-",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _duties() -> str:
    return "\n".join(
        (
            f"- on duty: {' · '.join(duty.ON)}",
            f"- on a shift: {' · '.join(duty.SHIFTS)}",
            "- at times: 09:00-18:00 · 9~18 · 晚 18:00-02:00",
            f"- off: {' · '.join(duty.OFF)}",
        )
    )


def _page() -> str:
    parts = [HEAD.rstrip()]
    for name, cases in grouped().items():
        parts.append(
            f"## {_plain(name)}\n\n| tried | files | read | said |\n| --- | --- | --- | --- |"
        )
        parts[-1] += "".join("\n" + _line(case) for case in cases)
    return "\n\n".join(parts) + "\n"


def _line(case: Case) -> str:
    codes = ("**" + code[1:] + "**" if code.startswith("!") else code for code in case.codes)
    said = "; ".join(codes) or "-"
    read = "; ".join(case.figures) or "nothing"
    return f"| {_plain(case.name)} | {len(case.programs())} | {_plain(read)} | {_plain(said)} |"


def _filled(page: str) -> str:
    for name, text in (("disguises", _table()), ("duties", _duties())):
        before, mark, rest = page.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        page = f"{before}{mark}\n\n{text}\n\n{end}{after}"
    return page


def test_the_pages_list_what_is_tried(request: pytest.FixtureRequest) -> None:
    """Both pages as wholes; `--golden` writes them anew."""
    usage, page = DOCS / "usage.md", DOCS / "disguises.md"
    if request.config.getoption("--golden", default=False):
        usage.write_text(_filled(usage.read_text("utf-8")), "utf-8")
        page.write_text(_page(), "utf-8")
    assert usage.read_text("utf-8") == _filled(usage.read_text("utf-8"))
    assert page.read_text("utf-8") == _page()


def test_every_code_of_a_case_is_one_of_the_catalogue() -> None:
    """A code that no longer exists is no expectation."""
    told = {code.split()[0].removeprefix("!") for case in CASES for code in case.codes}
    assert told <= sentences().keys()
