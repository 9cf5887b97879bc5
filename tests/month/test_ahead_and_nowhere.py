"""Approvals of months to come, and backups to places that are not there."""

import pytest

from tests.month.desk import Desk

BY = ("--by", "Wang", "--why", "seen")


@pytest.mark.parametrize("words", [("approve", "D"), ("approve", "--all-below", "9")])
def test_a_month_that_has_not_begun_is_not_approved(desk: Desk, words: tuple[str, ...]) -> None:
    """It has no figures; the month that goes on may be looked at ahead."""
    said = desk.call(*words, "--month", "2027-10", *BY)
    assert said.code == 2
    assert "2027-10 has not begun (today is 2026-11-02)" in said.err
    assert "has not begun" not in desk.call(*words, "--month", "2026-11", *BY).err


@pytest.mark.parametrize(
    "file, told",
    [
        ("usb/folder/b.db", "There is no folder "),
        ("ledger.db", "is there already, and no backup overwrites it. Name a new file"),
        ("", "is there already"),
    ],
)
def test_a_backup_goes_to_a_new_file_of_a_folder_that_is_there(
    desk: Desk, file: str, told: str
) -> None:
    """No folder is made up where a disk should be; nothing is overwritten."""
    desk.run()
    said = desk.call("backup", file)
    assert said.code == 2
    assert told in said.err
    assert "empty folder" not in said.err
    assert not (desk.root / "usb").exists()
    assert desk.call("backup", "b.db").code == 0
