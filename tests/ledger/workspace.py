"""A billed workspace, made once and copied for each test that damages it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from billing.ledger import Ledger, open_ledger
from billing.settings import NumberingSettings
from tests.month.desk import Desk, Said, client

MONTH = ("--month", "2026-10")


@pytest.fixture(scope="session")
def billed_once() -> Iterator[dict[str, Path]]:
    """Where the billed workspace lies, once a test has made it."""
    made: dict[str, Path] = {}
    yield made
    for folder in made.values():
        shutil.rmtree(folder)


@pytest.fixture
def billed(
    desk: Desk, billed_once: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    """October billed for A, B and C; D waits; E has no charge. Two papers and a wide annex."""
    if "root" not in billed_once:
        desk.rows["Clients"].append(client("E"))
        desk.register()
        desk.call("run", *MONTH)
        billed_once["root"] = tmp_path_factory.mktemp("billed") / "workspace"
        shutil.copytree(desk.root, billed_once["root"])
        return desk
    for path in desk.root.iterdir():  # which is the current folder
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(billed_once["root"], desk.root, dirs_exist_ok=True)
    return desk


@pytest.fixture
def found(billed: Desk) -> Callable[..., tuple[int, list[str]]]:
    """`billing verify`: its exit code, and each problem as `code: sentence`."""

    def verify(*more: str) -> tuple[int, list[str]]:
        said = billed.call("verify", *more)
        return said.code, problems(said)

    return verify


def problems(said: Said) -> list[str]:
    """What a command listed on stdout."""
    lines = [line.rpartition(" [") for line in said.out.splitlines() if line.endswith("]")]
    return [f"{code.rstrip(']')}: {sentence}" for sentence, _, code in lines]


def ledger_of(desk: Desk) -> Ledger:
    """The ledger of a workspace on SQLite."""
    return open_ledger(desk.root / "ledger.db", NumberingSettings())
