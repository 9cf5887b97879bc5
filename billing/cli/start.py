"""init and demo: a workspace to fill in, and one that is filled and run."""

import os
import shutil
from pathlib import Path

import click

from billing.assets import folder as assets
from billing.catalogue import Language
from billing.cli.months import billed
from billing.cli.opening import opened
from billing.cli.outcomes import show_all, tell_next
from billing.cli.speech import guessed_language, tell
from billing.errors import SettingsError

_MONTHS = ("2026-09", "2026-10")  # of the samples


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    help="Of the workbooks' headers; the locale's if not named.",
)
def init(directory: Path, language: str | None) -> None:
    """Make a workspace: settings, contract register and usage templates, with examples."""
    from billing import register
    from billing.intake import templates

    words: Language = "zh" if (language or guessed_language()) == "zh" else "en"
    for name in ("billing.toml", "contracts.xlsx"):
        if (directory / name).exists():
            raise SettingsError("already_there", path=(directory / name).resolve())
    os.umask(0o077)
    for name in ("inbox", "outbox", "archive", "templates", "usage-templates"):
        (directory / name).mkdir(parents=True, exist_ok=True)
    settings = assets("templates") / f"billing.{words}.toml"
    (directory / "billing.toml").write_bytes(settings.read_bytes())
    register.write_template(directory / "contracts.xlsx", words)
    templates.write(directory / "usage-templates", words)
    tell("done.init", {"path": directory.resolve()})


@click.command()
@click.argument(
    "directory", type=click.Path(file_okay=False, path_type=Path), default=Path("billing-demo")
)
def demo(directory: Path) -> None:
    """Bill two sample months in a folder of its own, to see how it works.

    Run again it finds everything billed and changes nothing.
    """
    # Only a folder that bears the mark is a demo: a real workspace must never be billed by one.
    mark = directory / ".billing-demo"
    if directory.exists() and any(directory.iterdir()) and not mark.exists():
        raise SettingsError("already_there", path=directory.resolve())
    if not mark.exists():
        skipped = shutil.ignore_patterns("*.py", "making", "__pycache__", "README.md", "expected*")
        samples = assets("sample_inputs")
        shutil.copytree(samples, directory, dirs_exist_ok=True, ignore=skipped)
        mark.touch()
    workspace = opened(directory)
    *earlier, last = _MONTHS
    for month in earlier:
        billed(workspace, month, ())
    report, wrote = billed(workspace, last, ())
    show_all(report)
    tell_next(workspace, report, wrote=wrote)
