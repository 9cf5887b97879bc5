"""Hostile, damaged and mistaken files: each is refused with its own reason."""

import hashlib

import pytest

from billing.catalogue import LANGUAGES, full
from billing.intake import isolated, known
from billing.intake.headers import Headers
from billing.intake.parse import parse
from billing.source import File
from billing.workbook.grid import Unreadable
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
