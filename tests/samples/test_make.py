import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_inputs"
MADE = {".xlsx", ".xls", ".ods"}
LARGEST = 1_500_000  # bytes of all sample files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders that the script has just written."""
    folders = (tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second"))
    for folder in folders:
        command = [sys.executable, "-m", "sample_inputs.make", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True)
    return folders


def _files(folder: Path) -> dict[str, bytes]:
    found = [*folder.glob("inbox/**/*"), folder / "contracts.xlsx"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file()}


def _members(path: Path) -> dict[str, bytes]:
    """The unpacked parts of a workbook: machines may pack them differently."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_bytes_twice(made: tuple[Path, Path]) -> None:
    """Nothing of the moment or the machine gets into a sample."""
    first, second = map(_files, made)
    assert len(first) > 25
    assert first == second


def test_committed_files_are_the_scripts(made: tuple[Path, Path]) -> None:
    """Nobody has changed a sample by hand."""
    committed, fresh = _files(SAMPLES), _files(made[0])
    assert committed.keys() == fresh.keys()
    differing = [name for name in fresh if _members(SAMPLES / name) != _members(made[0] / name)]
    assert differing == []


def test_samples_are_small() -> None:
    """They ship in the wheel."""
    assert sum(map(len, _files(SAMPLES).values())) < LARGEST
