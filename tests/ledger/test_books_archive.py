"""The archive: `billing verify` names each file and register that is gone or was edited."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from tests.ledger.test_books_damaged import edit
from tests.ledger.workspace import MONTH
from tests.month.desk import Desk, charge, client

Found = Callable[..., tuple[int, list[str]]]


def test_a_file_of_the_archive_that_is_gone_or_edited(billed: Desk, found: Found) -> None:
    """With the invoice that was billed from it. The next issue writes it again, if it can."""
    archive = billed.root / "archive"
    files = sorted(path for path in archive.rglob("*") if path.is_file())
    assert len(files) == 4
    files.remove(kept_register(billed))
    assert {path.stat().st_mode & 0o777 for path in files} == {0o400}
    edit(files[0])
    files[1].unlink()
    code, told = found("--quick")
    assert (code, len(told)) == (1, 2)
    assert told[0].startswith(f"archive_missing: archive/{files[1].parent.name}/")
    assert "INV-2026-00000" in told[0]
    assert told[1].startswith(f"archive_changed: archive/{files[0].parent.name}/")


def kept_register(desk: Desk) -> Path:
    """contracts.xlsx as it is now, in the archive."""
    digest = hashlib.sha256((desk.root / "contracts.xlsx").read_bytes()).hexdigest()
    return desk.root / "archive" / digest[:2] / f"{digest}.xlsx"


def test_a_register_of_the_archive_that_is_gone_or_edited(billed: Desk, found: Found) -> None:
    """As a usage file, with the first number that was billed from it."""
    kept = kept_register(billed)
    edit(kept)
    code, told = found("--quick")
    assert (code, [one.split(":")[0] for one in told]) == (1, ["archive_changed"])
    assert kept.name in told[0]
    kept.unlink()
    code, told = found("--quick")
    assert (code, len(told)) == (1, 1)
    assert told[0].startswith(f"archive_missing: archive/{kept.parent.name}/{kept.name}")
    assert "contracts.xlsx, from which INV-2026-000001 was billed" in told[0]


def test_only_registers_that_were_billed_from_are_asked_for(billed: Desk, found: Found) -> None:
    """A run that issues nothing keeps none, though it reads one; the run that issues then does."""
    billed.rows["Clients"].append(client("F", approval="manual"))
    billed.rows["Fixed"].append(charge("F-1", "F", seats="1", price="100"))
    billed.register()
    billed.call("run", *MONTH)
    assert not kept_register(billed).exists()
    assert found("--quick") == (0, [])
    billed.call("approve", "F", *MONTH, "--by", "Wang", "--why", "seen")
    billed.call("run", *MONTH)
    kept_register(billed).unlink()
    code, told = found("--quick")
    assert (code, len(told)) == (1, 1)
    assert "contracts.xlsx, from which INV-2026-000004 was billed" in told[0]
