"""One client's words never reach another's papers: a token in every field of every client."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import billing.cli
from billing.cli import speech
from tests.torture.isolation import HIDDEN, MONTH, ON_PAPER, Outbox, make, text_of, tokens

CLIENTS = 30 if os.environ.get("TORTURE") else 14
BY = ("--by", "PERSONX", "--why", "WHYX")


@pytest.fixture(scope="module")
def outbox(tmp_path_factory: pytest.TempPathFactory) -> Outbox:
    """All clients previewed and billed; the first credited, the second billed again."""
    root = tmp_path_factory.mktemp("isolation") / "books"
    owns = make(root, CLIENTS)
    call = _calling(root)
    assert call("preview", "--month", MONTH) == 0
    assert call("run", "--month", MONTH) == 0
    assert call("credit", "INV-2026-000001", "--by", "PERSONX", "--why", f"{owns[0]}WHY") == 0
    more = ("--month", MONTH, "--anyway", "--by", "PERSONX", "--why", f"{owns[1]}WHY")
    assert call("reissue", owns[1], *more) == 0
    assert call("run", "--month", MONTH) == 0
    return Outbox(root=root, owns=owns)


def _calling(root: Path) -> Callable[..., int]:
    def call(*words: str) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.argv", ["billing", "--workspace", str(root), *words])
            with pytest.raises(SystemExit) as left:
                billing.cli.main()
        speech.forget()
        return int(left.value.code or 0)

    return call


def test_no_token_stands_in_a_file_of_another_client(outbox: Outbox) -> None:
    """PDFs, detail workbooks, mails with all they carry, previews, letters: each only its own."""
    count, strays = 0, []
    for owner, path in outbox.files():
        if not owner:
            continue  # finance's own report
        count += path.parent.name != "returned"  # these are finance's files, one's own in each
        found = tokens(path.name + "\n" + text_of(path.name, path.read_bytes()))
        assert owner in found, path
        strays += [(path.name, other) for other in sorted(found - {owner})]
    assert strays == []
    assert (
        count == 9 * CLIENTS + 13
    )  # paper, workbook, mail, two copies, four previews; corrections


def test_a_clients_own_papers_show_its_own_words(outbox: Outbox) -> None:
    """What is printed of a client is there, so that the search above could have found it."""
    for own in outbox.owns:
        said = "".join(
            text_of(path.name, path.read_bytes())
            for owner, path in outbox.files()
            if owner == own and path.parent.name != "returned"
        )
        assert [name for name in ON_PAPER if own + name not in said] == [], own
        assert [name for name in HIDDEN if own + name in said] == [], own


def test_the_correction_tells_its_reason_to_its_own_client_alone(outbox: Outbox) -> None:
    """The reason of the credit note and of the revision; never who decided it."""
    for own in outbox.owns[:2]:
        papers = [path for owner, path in outbox.files() if owner == own]
        said = [text_of(path.name, path.read_bytes()) for path in papers]
        assert any(f"{own}WHY" in text for text in said), own
