"""Every disguise and every refusal, in files of several programs: figures exactly, and codes."""

from pathlib import Path

import pytest

from billing import intake
from billing.catalogue import LANGUAGES, full
from billing.errors import Severity
from billing.settings import SourceSettings
from tests.intake.disguises.register import REGISTER
from tests.intake.disguises.table import CASES
from tests.intake.disguises.workbooks import SAVED, TEXTS, Case, said, saved, told, write

TRIED = [(case, program) for case in CASES for program in case.programs()]


def _read(case: Case, inbox: Path) -> intake.Intake:
    sources = (SourceSettings.model_validate(one) for one in case.settings.get("sources", ()))
    found = intake.read(
        inbox,
        REGISTER,
        case.settings.get("columns", {}),
        sources=tuple(sources),
        roster=case.settings.get("roster", {}),
    )
    for problem in found.problems:
        blanks = {"found": problem.found, "expected": problem.expected, **problem.values}
        assert all(full(problem.code, language, blanks) for language in LANGUAGES)
    return found


@pytest.mark.parametrize(
    "case, program",
    TRIED,
    ids=[f"{case.slug}-{program.replace(' ', '-')}" for case, program in TRIED],
)
def test_a_file_reads_to_its_figures_or_says_why_not(
    tmp_path: Path, case: Case, program: str
) -> None:
    """The figures exactly, and all that is said; the two together are the case's whole result."""
    write(case, program, tmp_path)
    found = _read(case, tmp_path)
    text = program in TEXTS
    codes = [code for code in case.codes if not (text and code.split()[0] in _OF_TEXT)]
    assert sorted(told(found)) == sorted(case.figures)
    assert said(found.problems, plain=text) == sorted(codes)


_OF_TEXT = {"csv_form", "number_as_text"}


def test_the_cases_are_told_apart_and_tried() -> None:
    """No two share a name, and so a file; no case is written by nothing."""
    assert [case.name for case in CASES if not case.programs()] == []
    assert len({case.slug for case in CASES}) == len(CASES)


def test_what_libreoffice_saved_is_all_there() -> None:
    """No file is missing, and none is left over; make.py writes them."""
    wanted = {
        saved(case, name, program.split()[1]).name
        for case, program in TRIED
        if program.startswith("LibreOffice")
        for name in case.files
    }
    assert {path.name for path in SAVED.iterdir()} == wanted


def test_a_case_without_figures_blocks_or_leaves_out() -> None:
    """Nothing is dropped in silence: a case that reads less says so."""
    silent = [case.name for case in CASES if not case.figures and not case.codes]
    assert silent == ["a lock file beside a workbook"]


@pytest.mark.parametrize("case", [case for case in CASES if "=?" in " ".join(case.figures)])
def test_an_unknown_figure_is_named(tmp_path: Path, case: Case) -> None:
    """A figure that stays unknown is blocked, or warned of, by its cell."""
    write(case, case.programs()[0], tmp_path)
    problems = [p for p in _read(case, tmp_path).problems if p.severity is not Severity.MENDED]
    assert any(problem.source and problem.source.first for problem in problems)
