"""Words for people on stderr, a progress bar on a terminal; results on stdout."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billing.catalogue import Language, full, say
from billing.cli.lost import printing
from billing.errors import BillingError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Tick = Callable[[str, int, int], None]  # the step, how many are done, of how many

_UNBROKEN = 10_000  # columns
_language: list[Language] = []


def guessed_language() -> Language:
    """The workspace's language once it is known; else BILLING_LANGUAGE, else the locale's."""
    if _language:
        return _language[-1]
    wanted = (
        os.environ.get("BILLING_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    )
    return "zh" if (wanted or "").lower().startswith("zh") else "en"


def speak(language: Language) -> None:
    """Use the workspace's language from here on."""
    wanted = os.environ.get("BILLING_LANGUAGE")
    _language.append("en" if wanted == "en" else "zh" if wanted == "zh" else language)


def forget() -> None:
    """Know no workspace any more."""
    _language.clear()


def tell(code: str, values: Mapping[str, object] | None = None) -> None:
    """A sentence for a person, on stderr."""
    with printing(sys.stderr):
        click.echo(harmless(full(code, guessed_language(), values)), err=True)


def put(text: str) -> None:
    """A result on stdout, with its line ends as they are."""
    with printing(sys.stdout):
        click.echo(text, nl=False)


def command(root: Path) -> str:
    """`billing` as a person has to type it: with the workspace, unless this folder is it."""
    return "billing" if root == Path.cwd() else f'billing --workspace "{root}"'


def harmless(text: str) -> str:
    """Text that may hold a file's or client's words, without what a terminal would obey."""
    return "".join(one if one.isprintable() or one == "\n" else " " for one in text)


def refusal(error: BillingError) -> str:
    """Why a command stopped, and what to do; an outcome in the words of the language."""
    language, values = guessed_language(), dict(error.values)
    if "outcome" in values:
        values["outcome"] = say(f"report.outcome.{values['outcome']}", language)
    return harmless(full(error.code, language, values))


def console() -> "Console":
    """Stdout. In a file or pipe it has no width, unless COLUMNS gives it one: nothing is cut."""
    from rich.console import Console

    width = os.environ.get("COLUMNS") or _UNBROKEN
    return Console() if sys.stdout.isatty() else Console(width=int(width))


def printed(page: "RenderableType") -> None:
    """On a terminal as wide as it is; in a pipe plain, each sentence on one line."""
    screen = console()
    if sys.stdout.isatty():
        with printing(sys.stdout):
            screen.print(page)
        return
    with screen.capture() as held:
        screen.print(page)
    put("".join(f"{line.rstrip()}\n" for line in held.get().splitlines()))


@contextmanager
def progress() -> Iterator[Tick]:
    """A bar with the step's name, its pace and the time left on a terminal; nothing elsewhere.

    Issuing keeps pace with the pages, as there is room for them: their bar alone foretells.
    """
    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return
    from rich import progress as shown
    from rich.console import Console
    from rich.text import Text

    class Left(shown.TimeRemainingColumn):
        def render(self, task: shown.Task) -> Text:
            return super().render(task) if task.fields["foretells"] else Text()

    columns = (
        shown.TextColumn("{task.description}"),
        shown.BarColumn(),
        shown.MofNCompleteColumn(),
        shown.TextColumn("{task.fields[pace]}"),
        shown.TimeElapsedColumn(),
        Left(),
    )
    with shown.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def tick(step: str, done: int, of: int) -> None:
            if step not in tasks:
                name = say(f"step.{step}", guessed_language())
                tasks[step] = bar.add_task(name, total=of, pace="", foretells=step != "issue")
            bar.update(tasks[step], completed=done + 1, total=of)
            task = next(task for task in bar.tasks if task.id == tasks[step])
            if task.speed and task.fields["foretells"]:
                bar.update(tasks[step], pace=f"{task.speed:.1f}/s")

        yield tick
