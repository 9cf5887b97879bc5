"""The sample workspace, and what must come of it."""

import csv
import shutil
from pathlib import Path

import pytest

from billing.assets import folder

SAMPLES = folder("sample_inputs")


@pytest.fixture(scope="session")
def expected() -> list[dict[str, str]]:
    """The rows of expected.csv."""
    with (SAMPLES / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def workspace_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample workspace, without anything billed in it yet."""
    copy = tmp_path_factory.mktemp("samples") / "workspace"
    shutil.copytree(SAMPLES, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy
