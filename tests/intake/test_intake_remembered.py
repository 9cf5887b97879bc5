"""While an inbox is watched only what changed is read again, and it makes no difference."""

from dataclasses import replace

import pytest

from billing.intake import isolated
from billing.intake.remembered import Readings, readings, remembering
from billing.source import File
from tests.intake.conftest import VOCABULARY, Inbox

HEADER = "日期,店铺,接待人数\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the process apart was asked to read."""
    found: list[str] = []
    ask = isolated.Cage.ask

    def counted(self: isolated.Cage, file: File, content: bytes, *more: object) -> object:
        found.append(file.name)
        return ask(self, file, content, *more)

    monkeypatch.setattr(isolated.Cage, "ask", counted)
    return found


def test_only_what_changed_is_read(
    inbox: Inbox, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file's content, its name, the headers, the register; every answer is as without memory."""

    def read(month: str = "2026-10", night: str = "") -> list[str]:
        asked.clear()
        vocabulary = replace(VOCABULARY, month=month)
        columns = {"receptions": {"night": [night]}} if night else {}
        found = inbox.read(columns, vocabulary)
        names = sorted(asked)
        with monkeypatch.context() as patch:
            patch.setattr(isolated, "readings", lambda: None)
            assert repr(found) == repr(inbox.read(columns, vocabulary))
        return names

    inbox.text("a.csv", f"{HEADER}2026-10-01,海滨官旗,5\n")
    inbox.text("b.csv", f"{HEADER}2026-10-02,海滨官旗,abc\n")
    inbox.path.joinpath("c.xlsx").write_bytes(b"PK broken")
    with remembering():
        assert read() == ["a.csv", "b.csv", "c.xlsx"]
        assert read() == []
        inbox.text("b.csv", f"{HEADER}2026-10-02,海滨官旗,6\n")
        assert read() == ["b.csv"]
        (inbox.path / "a.csv").rename(inbox.path / "海滨.csv")
        assert read() == ["海滨.csv"]
        assert read(night="夜间") == ["b.csv", "c.xlsx", "海滨.csv"]
        assert read(month="2026-09") == ["b.csv", "c.xlsx", "海滨.csv"]
        assert read() == read(month="2026-09") == []
        inbox.text("b.csv", f"{HEADER}2026-10-02,海滨官旗,7\n")
        assert read() == ["b.csv"]
    assert readings() is None


def test_what_is_gone_is_forgotten(inbox: Inbox, asked: list[str]) -> None:
    """After a reading without it, and after readings with others."""
    inbox.text("a.csv", f"{HEADER}2026-10-01,海滨官旗,5\n")
    with remembering():
        inbox.read()
        (inbox.path / "a.csv").unlink()
        inbox.read()
        inbox.read()
        inbox.text("a.csv", f"{HEADER}2026-10-01,海滨官旗,5\n")
        inbox.read()
    assert asked == ["a.csv"] * 2
    many = Readings()
    keys = [many.begin(place) for place in range(5)]
    assert [many.known(key, File(name="a", sha256="b")) for key in keys] == [None] * 5
    assert list(many._latest) == keys[1:]
