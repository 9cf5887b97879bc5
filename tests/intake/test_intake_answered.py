"""A process that a file took over cannot make this one do a thing: it answers figures."""

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from billing.intake import isolated
from billing.intake.answered import ForbiddenError, packed, unpacked
from billing.source import CellRange, File
from billing.usage import Kind
from tests.intake.hostile import readers
from tests.intake.test_intake_isolated import GOOD, HEADERS, LITTLE, REGISTER, _file


@pytest.mark.parametrize(
    "content, named",
    [
        (b"system", "posix.system"),
        (b"evaluate", "builtins.eval"),
        (b"own", "builtins.getattr"),
        (b"process", "billing.intake.isolated._Process"),
        (b"attribute", "posix.system"),
    ],
)
def test_an_answer_that_calls_a_function_is_refused(
    content: bytes, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is called; the file is refused by name and told why; the next one is read."""
    monkeypatch.chdir(tmp_path)
    files = [_file("forged.csv", content), _file("a.csv", GOOD)]
    first, second = isolated.read(files, REGISTER, HEADERS, readers.read, LITTLE)
    (fault,) = first.faults
    assert (first.file.name, fault.code) == ("forged.csv", "file_broke_reader")
    assert fault.found == named or content in (b"own", b"attribute")
    assert [*tmp_path.iterdir()] == []
    assert second.tables


class _Name:
    """Packed as the mere name of something."""

    def __init__(self, module: str, name: str) -> None:
        self.whole = f"c{module}\n{name}\n.".encode()


@pytest.mark.parametrize(
    "module, name",
    [
        ("os", "system"), ("billing.intake.isolated", "subprocess"),
        ("billing.intake.isolated", "os.system"), ("billing.intake.answered", "unpacked"),
        ("billing.workbook.grid", "date"), ("billing.mail.folder", "Folder"), ("builtins", "eval"),
        ("numpy", "dtype"), ("numpy", "load"), ("nowhere", "at_all"), ("billing.intake.no", "no"),
    ],
)  # fmt: skip
def test_no_other_name_is_known(module: str, name: str) -> None:
    """Not even of our own modules, unless it is a noun that the module itself makes."""
    with pytest.raises(ForbiddenError):
        unpacked(_Name(module, name).whole)


@pytest.mark.parametrize("odd", [b"", b"\x80", b"I1\n", b"garbage", pickle.dumps(1)[:-1]])
def test_what_is_no_answer_is_refused(odd: bytes) -> None:
    """Torn or made up."""
    with pytest.raises(ForbiddenError):
        unpacked(odd)


def _forged(kind: str) -> bytes:
    return packed(np.zeros(2, np.int64)).replace(b"<i8", kind.encode())


@pytest.mark.parametrize("kind", ["|O8", "|V8", "no!", "<U1"])
def test_bytes_are_no_objects(kind: str) -> None:
    """An array of anything but plain numbers is not made of bytes."""
    with pytest.raises(ForbiddenError):
        unpacked(_forged(kind))


_ARRAYS: tuple[Callable[[], np.ndarray], ...] = (
    lambda: np.arange(6, dtype=np.int64),
    lambda: np.arange(12, dtype=np.int32).reshape(3, 4)[:, ::2],
    lambda: np.array([True, False]),
    lambda: np.array([], np.float64),
    lambda: np.array([10**30, 2, None], dtype=object),
    lambda: np.array([[1, 10**30]], dtype=object),
    lambda: np.array(["2026-10-01"], "datetime64[s]"),
)


@pytest.mark.parametrize("array", _ARRAYS)
def test_arrays_come_back_as_they_were(array: Callable[[], np.ndarray]) -> None:
    """Kind, shape and figures, and they may be written to."""
    before = array()
    after = unpacked(packed(before))
    assert (after.dtype, after.shape, after.tolist()) == (
        before.dtype, before.shape, before.tolist(),
    )  # fmt: skip
    assert after.flags.writeable


def test_nouns_come_back_as_they_were() -> None:
    """Those that a reading is made of."""
    nouns = (File(name="a", sha256="b"), CellRange("f"), date(2026, 10, 1), Decimal("1.50"),
             tuple(Kind), {"a": frozenset({1}), "b": None}, b"bytes")  # fmt: skip
    assert unpacked(packed(nouns)) == nouns
