"""Three ways from an invoice to a PDF, each in programs of its own, whose CPU time is counted.

`python benchmarks/renderers.py ours|naive SEED COUNT [--compared]` answers each number that it
reads with what that invoice took; Chromium is spoken to by its pipe.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.invoices import invoices
from billing.invoice import Invoice

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), "")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
    *("--no-first-run", "--hide-scrollbars", "--disable-extensions", "--disable-dev-shm-usage"),
)
_PRINT = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}


def filled(invoice: Invoice) -> tuple[str, str, str]:
    """HTML, style sheet and base address of an invoice's page."""
    from billing.render import PLAIN, press, template, wording  # noqa: PLC0415
    from billing.render.labels import Labels  # noqa: PLC0415

    machine = press.press(PLAIN)
    page = wording.page(invoice, PLAIN.paper)
    html = template.html(machine.environment, page, Labels(invoice.draft.language), PLAIN)
    return html, machine.css, machine.base


def _naive(invoice: Invoice, found: dict[str, str]) -> bytes:
    """WeasyPrint as its manual shows it."""
    import weasyprint  # noqa: PLC0415

    html, css, base = filled(invoice)
    css = css.replace("Noto Sans SC", found["family"])
    begun = time.process_time()
    made: bytes = weasyprint.HTML(string=html, base_url=base).write_pdf(
        stylesheets=[weasyprint.CSS(string=css, base_url=base)], pdf_tags=True
    )
    found["begun"] = str(begun)
    return made


def _ours(invoice: Invoice, found: dict[str, str]) -> bytes:
    from billing.render import render  # noqa: PLC0415

    found["begun"] = str(time.process_time())
    return render(invoice)


def family() -> str:
    """The Chinese family of the naive loop: apt's, or ours where that is not installed."""
    program = shutil.which("fc-list")
    bare = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}
    if not program:
        return "Noto Sans SC"
    command = [program, ":lang=zh-cn", "family"]
    told = subprocess.run(command, capture_output=True, text=True, env=bare, check=True).stdout
    return "Noto Sans CJK SC" if "Noto Sans CJK SC" in told else "Noto Sans SC"


def serve(way: str, seed: int, count: int, *, compared: bool) -> None:
    """Answer numbers with what the invoice of that number took."""
    many, found = invoices(count, seed, compared=compared), {"family": family()}
    render = {"ours": _ours, "naive": _naive}[way]
    if found["family"] != "Noto Sans SC" and way == "naive":
        from billing.render import press  # noqa: F401, PLC0415 - before its fonts are undone

        os.environ.pop("FONTCONFIG_FILE"), os.environ.pop("FONTCONFIG_PATH")
    for line in sys.stdin:
        content = render(many[int(line)], found)
        spent = time.process_time() - float(found["begun"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"ms": 1000 * spent, "bytes": len(content), "mb": peak}), flush=True)


class Served:
    """A renderer in a Python program of its own."""

    def __init__(self, way: str, seed: int, count: int, *, compared: bool) -> None:
        """Started, and idle until it is asked."""
        command = [sys.executable, __file__, way, str(seed), str(count)]
        command += ["--compared"] if compared else []
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def took(self, number: int) -> dict[str, float]:
        """CPU milliseconds, bytes and the most memory so far."""
        assert self._program.stdin
        assert self._program.stdout
        print(number, file=self._program.stdin, flush=True)
        answer: dict[str, float] = json.loads(self._program.stdout.readline())
        return answer

    def close(self) -> None:
        """End it."""
        self._program.communicate()


class Chromium:
    """One browser, kept warm; it prints the same page with the same small fonts."""

    def __init__(self, seed: int, count: int, *, compared: bool) -> None:
        """Started with one empty page."""
        import psutil  # noqa: PLC0415 - not everybody measures

        self._many = invoices(count, seed, compared=compared)
        filled(self._many[0])  # which points fontconfig at our fonts
        self._folder = tempfile.TemporaryDirectory()
        self._number, self._events = 0, list[dict[str, Any]]()
        ours, theirs = os.pipe(), os.pipe()
        with _as_three_and_four(ours[0], theirs[1]):
            self._browser = subprocess.Popen(
                [CHROMIUM, *_FLAGS, f"--user-data-dir={self._folder.name}/profile"],
                pass_fds=(3, 4),
                stderr=subprocess.DEVNULL,
            )
        self._out, self._in = os.fdopen(ours[1], "wb"), os.fdopen(theirs[0], "rb", 0)
        self._tree = psutil.Process(self._browser.pid)
        self._rest = b""
        target = self._said("Target.createTarget", {"url": "about:blank"})["targetId"]
        found = self._said("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = found["sessionId"]
        self._said("Page.enable")

    _session = ""

    def took(self, number: int) -> dict[str, float]:
        """As `Served.took`; the time is that of all the browser's processes."""
        html, css, _ = filled(self._many[number])
        page = Path(self._folder.name) / "page.html"
        page.write_text(html.replace("</head>", f"<style>{css}</style></head>"), encoding="utf-8")
        before = self._spent()
        self._events.clear()
        self._said("Page.navigate", {"url": page.as_uri()})
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._events.append(self._read())
        content = b64decode(self._said("Page.printToPDF", _PRINT)["data"])
        mb = sum(self._asked(lambda one: one.memory_info().rss)) / 2**20
        return {"ms": 1000 * (self._spent() - before), "bytes": len(content), "mb": mb}

    def close(self) -> None:
        """End it."""
        self._session = ""
        self._said("Browser.close")
        self._browser.wait()
        self._folder.cleanup()

    def _processes(self) -> list[Any]:
        return [self._tree, *self._tree.children(recursive=True)]

    def _spent(self) -> float:
        return sum(self._asked(lambda one: sum(one.cpu_times()[:4])))

    def _asked(self, ask: Callable[[Any], float]) -> Iterator[float]:
        """What each process answers that did not end meanwhile."""
        import psutil  # noqa: PLC0415

        for one in self._processes():
            with suppress(psutil.NoSuchProcess):
                yield ask(one)

    def _said(self, method: str, values: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the browser answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": values or {}}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while (answer := self._read()).get("id") != self._number:
            self._events.append(answer)
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            self._rest += self._in.read(1 << 20) or b""
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


@contextmanager
def _as_three_and_four(reads: int, writes: int) -> Iterator[None]:
    """The two ends of pipes at the numbers at which Chromium looks for them."""
    reads, writes = os.dup(reads), os.dup(writes)
    kept = []
    for number in (3, 4):
        try:
            kept.append((number, os.dup(number)))
        except OSError:
            kept.append((number, -1))
    os.dup2(reads, 3)
    os.dup2(writes, 4)
    try:
        yield
    finally:
        for number, before in kept:
            if before >= 0:
                os.dup2(before, number)
                os.close(before)
            else:
                os.close(number)
        os.close(reads)
        os.close(writes)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), compared="--compared" in sys.argv)
