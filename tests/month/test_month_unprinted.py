"""A correction whose files cannot be made is issued all the same, and says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from billing.month import print as printing
from tests.month.desk import Desk

BY = ("--by", "Finance", "--why", "wrong price")
OCTOBER = ("--month", "2026-10")
NOTE = "INV-2026-000004"


def _full(path: Path, _content: bytes) -> bool:
    raise OSError(28, "No space left on device", str(path))


def _broken(_path: Path, _content: bytes) -> bool:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    "write, reason", [(_full, "No space left on device"), (_broken, "ZeroDivisionError")]
)
def test_a_credit_note_without_its_paper(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, bytes], bool],
    reason: str,
) -> None:
    """The number is told, and the command that prints it; which then does, once."""
    desk.call("run", *OCTOBER)
    with monkeypatch.context() as patch:
        patch.setattr(printing, "write", write)
        said = desk.call("credit", "INV-2026-000002", *BY)
    assert said.code == 1
    assert f"{NOTE}: issued, and in the books" in said.err
    assert reason in said.err
    assert "billing run --month 2026-10" in said.err
    assert not (desk.root / f"outbox/2026-10/{NOTE}_B.pdf").exists()
    desk.call("run", *OCTOBER)
    assert (desk.root / f"outbox/2026-10/{NOTE}_B.pdf").is_file()
    again = desk.call("credit", "INV-2026-000002", *BY)
    assert again.code == 1
    assert NOTE in again.err


def test_a_revision_without_its_papers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both numbers are told."""
    desk.call("run", *OCTOBER)
    with monkeypatch.context() as patch:
        patch.setattr(printing, "write", _full)
        said = desk.call("reissue", "B", *OCTOBER, *BY, "--anyway")
    assert said.code == 1
    assert f"{NOTE}, INV-2026-000005: issued, and in the books" in said.err
