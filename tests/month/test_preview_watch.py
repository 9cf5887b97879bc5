"""preview --watch as a designer uses it: a process that draws anew at each change."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pypdfium2
import pytest

from billing import assets
from billing.cli import watching as watching_command
from billing.intake import read as read_inbox
from billing.render import read_anew
from tests.month.desk import Desk

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0  # seconds, for a machine that is busy with other tests
_PAGE = "<!DOCTYPE html><html lang='en'><title>t</title><p>{} {{{{ page.amount_due }}}}</p>\n"


class Watching:
    """The command as a process of its own, and what it says, line by line."""

    def __init__(self, workspace: Path, *more: str) -> None:
        words = ("preview", "--month", "2026-10", "--watch", *more)
        command = [sys.executable, "-m", "billing", "--workspace", str(workspace), *words]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "BILLING_LANGUAGE": "en"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._listen, daemon=True)
        self._reader.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None, "piped"
        for line in self.process.stderr:
            self._lines.put(line.rstrip())

    def until(self, words: str) -> list[str]:
        """All lines up to one with these words."""
        said: list[str] = []
        end = time.monotonic() + _PATIENCE
        while not said or words not in said[-1]:
            try:
                said.append(self._lines.get(timeout=max(0.0, end - time.monotonic())))
            except Empty:
                pytest.fail(f"waited for {words!r}, and heard {said}")
        return said

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)

    def close(self) -> None:
        """End it whatever it is doing."""
        self.process.kill()
        self.process.wait(_PATIENCE)
        self._reader.join(_PATIENCE)
        assert self.process.stderr is not None, "piped"
        self.process.stderr.close()


@pytest.fixture
def watching(desk: Desk) -> Iterator[Callable[..., Watching]]:
    """Starts the command in the workspace, which has an empty templates folder."""
    (desk.root / "templates").mkdir()
    started: list[Watching] = []

    def start(*more: str) -> Watching:
        started.append(Watching(desk.root, *more))
        return started[-1]

    yield start
    for one in started:
        one.close()


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = str(document[0].get_textpage().get_text_bounded())
    document.close()
    return text


def _css(colour: str) -> str:
    shipped = (assets.folder("templates") / "invoice.css").read_text(encoding="utf-8")
    return shipped.replace("h1 {", f"h1 {{ background: {colour};")


def test_a_design_is_made(desk: Desk, watching: Callable[..., Watching]) -> None:
    """Changed, broken, mended and stopped: each change is drawn or told, and nothing is issued."""
    folder, templates = desk.root / "outbox/2026-10/preview", desk.root / "templates"
    paper = folder / "A.pdf"
    command = watching("--client", "A")

    first = command.until("Waiting for changes in")
    assert str(paper) in first[-2]
    assert str(templates) in first[-1]
    plain = paper.read_bytes()
    assert "5,512.00" in _text(paper)

    # One change may be seen as two, and two as one: what counts is what comes of it.
    (templates / "invoice.css").write_text(_css("#ffeecc"), encoding="utf-8")
    while paper.read_bytes() == plain:
        command.until(str(paper))

    (templates / "invoice.css").write_text(_css("#nothing"), encoding="utf-8")
    assert "Ignored `background: #nothing` at" in command.until("Ignored")[-1]
    while paper.read_bytes() != plain:
        command.until(str(paper))

    (templates / "invoice.css").unlink()
    (templates / "invoice.html").write_text(_PAGE.format("one") + "\n{{ page.totl }}\n")
    assert "no attribute 'totl'" in command.until("invoice.html:3: ")[-1]
    assert paper.read_bytes() == plain

    (templates / "invoice.html").write_text(_PAGE.format("two"))
    while not _text(paper).startswith("two ¥5,512.00"):
        command.until(str(paper))

    (templates / "mail.txt").write_text("{% if %}")
    command.until("mail.txt:1: ")
    (templates / "mail.txt").unlink()
    (templates / "invoice.html").unlink()
    while paper.read_bytes() != plain:
        command.until(str(paper))

    assert command.stop() == 0
    assert command.until("Ended.")[-1] == "Ended."
    assert sorted(path.name for path in folder.iterdir()) == ["A.pdf", "A_mail.html", "A_mail.txt"]
    assert not (desk.root / "outbox/2026-10/run.json").exists()


def test_without_a_folder_the_shipped_templates_are_watched(
    desk: Desk, watching: Callable[..., Watching]
) -> None:
    """A checkout's own templates can be worked on as well."""
    (desk.root / "templates").rmdir()
    command = watching("--client", "B")
    assert str(assets.folder("templates")) in command.until("Waiting for changes in")[-1]
    assert command.stop() == 0


def test_an_issued_month_can_be_drawn(desk: Desk, watching: Callable[..., Watching]) -> None:
    """A design is often made when the month is done: watermarked, and without the number."""
    desk.run("--client", "A")
    before = desk.files()
    command = watching("--client", "A")
    command.until("Waiting")
    assert command.stop() == 0
    text = _text(desk.root / "outbox/2026-10/preview/A.pdf")
    assert "DRAFT" in text
    assert "INV-" not in text
    after = desk.files()
    assert {name: after[name] for name in before} == before


def test_the_inbox_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is the look; a design must not wait for the usage of all clients."""
    times = {"read": 0, "drawn": 0}

    def read(*words: object, **more: object) -> object:
        times["read"] += 1
        return read_inbox(*words, **more)  # type: ignore[arg-type]  # handed on

    def changes(_folders: object) -> Iterator[None]:
        for _ in range(3):
            times["drawn"] += 1
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr("billing.intake.read", read)
    monkeypatch.setattr(watching_command, "_changes", changes)
    said = desk.call("preview", "--month", "2026-10", "--client", "B", "--watch")
    assert (said.code, times) == (0, {"read": 1, "drawn": 3})
    assert said.err.count("B.pdf") == 3


def test_what_to_install_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the command says so before it reads anything."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    (desk.root / "contracts.xlsx").unlink()
    said = desk.call("preview", "--month", "2026-10", "--client", "A", "--watch")
    assert said.code == 2
    assert 'watchfiles, which is not installed. Run: pip install "billing[watch]"' in said.err


def test_no_draft_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A blocked client has nothing that could be drawn."""
    monkeypatch.setattr(watching_command, "_changes", lambda _folders: iter(()))
    (desk.root / "inbox" / "b.xlsx").unlink()
    said = desk.call("preview", "--month", "2026-10", "--client", "B", "--watch")
    assert said.code == 2
    assert "There is no draft of 2026-10 to draw." in said.err


def test_a_broken_template_stops_no_other_client(desk: Desk) -> None:
    """Preview goes on with the other pages, and ends with 1."""
    (desk.root / "templates").mkdir()
    (desk.root / "templates" / "invoice.html").write_text(
        _PAGE.format("x") + "\n{% if page.amount_due == '¥5,512.00' %}{{ 1 / 0 }}{% endif %}\n",
        encoding="utf-8",
    )
    said = desk.call("preview", "--month", "2026-10")
    folder = desk.root / "outbox/2026-10/preview"
    assert said.code == 1
    reason = "invoice.html:3: ZeroDivisionError"
    assert f"The draft PDF of A 2026-10 could not be made: {reason}" in said.err
    assert "stand; mend" not in said.err
    assert sorted(path.stem for path in folder.glob("*.pdf")) == ["B", "C", "D"]


def test_a_broken_template_costs_no_number(desk: Desk) -> None:
    """Issued without a PDF, told by file and line; once mended the next run prints it, no more."""
    (desk.root / "templates").mkdir()
    style = desk.root / "templates" / "invoice.css"
    style.write_text("\n@import 'file:///etc/hostname';")
    first = desk.run("--client", "A")["clients"][0]
    assert (first["outcome"], first["reasons"][0]["code"]) == ("failed", "render_refused")
    assert "invoice.css:2: not in the templates folder" in first["reasons"][0]["message"]
    style.write_text("body { color: {{ accent }} }")
    read_anew()
    again = desk.run("--client", "A")["clients"][0]
    assert again["outcome"] == "unchanged"
    assert again["invoice"]["number"] == first["invoice"]["number"] == "INV-2026-000001"
    assert (desk.root / again["pdf"]["file"]).is_file()
