"""Drafts and the comparison of papers by any number of workers: the same files, the same words."""

from pathlib import Path

import pytest

from tests.ledger.tampering import edited
from tests.ledger.test_ledger_audit import linked_anew
from tests.month import crowd
from tests.torture.victim import MONTH, Said, Victim

_ONE = "C007"
_PAGE = "<!DOCTYPE html><html lang='en'><title>t</title><p>{{ page.amount_due }}</p>\n"
_NAMED = "{% if 'C007' in page.client.name %}{{ no_such_word.at_all }}{% endif %}"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    """Many clients, nothing billed."""
    return crowd.crowd(tmp_path_factory.mktemp("many") / "base")


def _drafted(victim: Victim, workers: str) -> tuple[Said, dict[str, bytes]]:
    """What preview says, and the files that it wrote."""
    said = victim.call("preview", "--month", MONTH, "--workers", workers)
    folder = crowd.outbox(victim) / "preview"
    return said, {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_any_number_of_workers_draws_the_same_drafts(base: Victim, tmp_path: Path) -> None:
    """Pages, mails and the book; nothing is numbered."""
    found = {workers: _drafted(base.copied(tmp_path / workers), workers) for workers in ("0", "3")}
    assert [said.code for said, _ in found.values()] == [0, 0]
    assert found["0"][1] == found["3"][1]
    assert len(found["3"][1]) == 3 * crowd.MANY + 1


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_draft_that_cannot_be_drawn_stops_no_other(
    base: Victim, tmp_path: Path, workers: str
) -> None:
    """It is named, and the exit code is 1."""
    victim = base.copied(tmp_path / "own")
    (victim.root / "templates").mkdir(exist_ok=True)
    (victim.root / "templates" / "invoice.html").write_text(_PAGE + _NAMED)
    said, files = _drafted(victim, workers)
    assert (said.code, said.err.count(_ONE)) == (1, 1), said.err
    assert "Traceback" not in said.err
    drawn = {name.removesuffix(".pdf") for name in files if name.endswith(".pdf")}
    assert drawn == {f"C{number:03}" for number in range(1, crowd.MANY + 1)} - {_ONE}


def test_papers_are_compared_by_any_number_of_workers(base: Victim, tmp_path: Path) -> None:
    """Whole, nothing is said; of a name changed in the ledger with its chain, each names it."""
    victim = base.copied(tmp_path / "billed")
    assert crowd.run(victim, "2").code == 0
    ledger = str(victim.root / "ledger.db")
    said = [victim.call("verify", "--workers", workers) for workers in ("0", "2")]
    assert [(one.code, one.out) for one in said] == [(0, "")] * 2, said
    edited(ledger, f"UPDATE invoices SET snapshot = replace(snapshot, 'Sample {_ONE}', 'Other')")
    linked_anew(ledger)
    said = [victim.call("verify", "--workers", workers) for workers in ("0", "2")]
    assert [one.code for one in said] == [1, 1]
    assert said[0].out == said[1].out
    assert [_ONE in line for line in said[1].out.splitlines()] == [True]
    assert victim.call("verify", "--quick", "--workers", "2").code == 0
