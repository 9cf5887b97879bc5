"""The commands as a person types them: results, refusals, exit codes, help."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pypdfium2
import pytest

from billing.cli import cli
from billing.ledger import held
from tests.month.desk import SETTINGS, Desk, receptions

DOCS = Path(__file__).parents[2] / "docs"


def test_check_names_six_mistakes_in_one_folder_with_their_cells(desk: Desk) -> None:
    """Each of six different mistakes is told by file, sheet and cell, all at once."""
    desk.rows["Clients"][0]["tax_rate"] = "6x"
    bad = receptions("Shop B")
    bad[5][2] = "#DIV/0!"
    desk.drop("b.xlsx", bad)
    wrong = receptions("Shop C1", 60)
    wrong[3][2] = "abc"
    wrong[4][0] = "someday"
    desk.drop("c1.xlsx", wrong)
    lost = receptions("Shop C2", 75)
    lost[7][1] = "Shop C9"
    desk.drop("c2.xlsx", lost)
    desk.rows["Fixed"][1]["seats"] = "1.5"
    desk.register()
    said = desk.call("check", "--month", "2026-10", "--json")
    assert said.code == 3
    report = json.loads(said.out)
    named = {
        f"{reason['file']}!{reason['sheet']}!{reason['cell']}"
        for one in report["clients"]
        for reason in one["reasons"]
    }
    assert {
        "b.xlsx!Sheet1!C6",
        "c1.xlsx!Sheet1!C4",
        "c1.xlsx!Sheet1!A5",
        "c2.xlsx!Sheet1!B8",
    } <= named
    assert sum(place.startswith("contracts.xlsx!") for place in named) >= 2
    told = [(one["code"], one["cell"]) for one in report["clients"][1]["reasons"]]
    assert told == [("error_cell", "C6")]  # and not once more, as a blank that asks for a 0
    written = [path for path in (desk.root / "outbox").rglob("*") if path.is_file()]
    assert {path.parent.name for path in written} == {"returned"}  # marked, and nothing billed


def test_what_the_terminal_shows_names_every_client_and_the_next_command(desk: Desk) -> None:
    """The table is on stdout, the next step on stderr."""
    said = desk.call("check", "--month", "2026-10")
    for word in ("Sample A Ltd", "Sample B Ltd", "Sample C Ltd", "Sample D Ltd", "5,512.00"):
        assert word in said.out
    assert "billing preview --month 2026-10" in said.err


def test_preview_gives_watermarked_drafts_and_no_number(desk: Desk) -> None:
    """Four PDFs, the e-mail of each, and a book; nothing is issued."""
    said = desk.call("preview", "--month", "2026-10")
    folder = desk.root / "outbox" / "2026-10" / "preview"
    assert sorted(path.name for path in folder.iterdir()) == [
        *(f"{client}{end}" for client in "ABCD" for end in (".pdf", "_mail.html", "_mail.txt")),
        "drafts.xlsx",
    ]
    assert "5,512.00" in (folder / "A_mail.txt").read_text(encoding="utf-8")
    assert "5,512.00" in (folder / "A_mail.html").read_text(encoding="utf-8")
    text = _text(folder / "A.pdf")
    assert "DRAFT" in text
    assert "5,512.00" in text
    assert "INV-" not in text
    assert said.code == 3
    assert desk.run()["clients"][0]["invoice"]["number"] == "INV-2026-000001"


def test_dry_run_changes_nothing(desk: Desk) -> None:
    """No number and no file; the run after it issues."""
    before = desk.files()
    desk.call("run", "--month", "2026-10", "--dry-run")
    assert desk.files() == before
    assert desk.outcomes()["A"] == "issued"


def test_one_clients_words_reach_no_other_paper(desk: Desk) -> None:
    """Each PDF names its own client and store, and no other."""
    desk.run()
    words = {"A": "Sample A Ltd", "B": "Sample B Ltd", "C": "Sample C Ltd"}
    for code, pdf in ((path.stem[-1], path) for path in _papers(desk)):
        text = _text(pdf)
        assert words[code] in text
        assert not [word for other, word in words.items() if other != code and word in text]


def _papers(desk: Desk) -> list[Path]:
    return sorted((desk.root / "outbox" / "2026-10").glob("*.pdf"))


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_explain_goes_from_the_amount_to_the_cells(desk: Desk) -> None:
    """Amount, working, price, file, sheet and cells of one line."""
    desk.run()
    said = desk.call("explain", "INV-2026-000002:1")
    for word in ("3720.00", "3100 x 1.20", "b.xlsx!Sheet1!C2:C32", "B-1"):
        assert word in said.out, word
    assert desk.call("explain", "INV-2026-000002:9").code == 2
    assert desk.call("explain", "INV-2026-000099").code == 1


@pytest.mark.parametrize(
    "words, told",
    [
        (("run", "--month", "2026-13"), "2026-13"),
        (("run", "--month", "2026-11"), "not over"),
        (("run", "--month", "2026-09"), "first_month"),
        (("run", "--client", "Z"), "Z"),
        (("approve", "Z", "--by", "x", "--why", "y"), "Z"),
        (("approve", "D"), "--by"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_use_is_refused_in_a_sentence(desk: Desk, words: tuple[str, ...], told: str) -> None:
    """Exit code 2, what was wrong, and no traceback."""
    said = desk.call(*words)
    assert said.code == 2
    assert told in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "settings, told",
    [
        ("first_month = ", "billing.toml"),
        (SETTINGS + "nonsense = 1\n", "provider.nonsense"),
        (SETTINGS.replace("2026-10", "October"), "first_month"),
        (SETTINGS + '[numbering]\nformat = "INV"\n', "numbering.format"),
        (SETTINGS + '[numbering]\nformat = "{x}"\n', "line 9, numbering.format: {x} in the format"),
        (SETTINGS + '[numbering]\nseries = "../Z"\n', "line 9, numbering.series: ../Z is no"),
    ],
)
def test_wrong_settings_are_named(desk: Desk, settings: str, told: str) -> None:
    """Exit code 2 and the entry."""
    (desk.root / "billing.toml").write_text(settings, encoding="utf-8")
    said = desk.call("check")
    assert said.code == 2
    assert told in said.err


def test_a_folder_without_settings_is_no_workspace(desk: Desk) -> None:
    """Exit code 2, with what to type."""
    said = desk.call("--workspace", "elsewhere", "check")
    assert said.code == 2
    assert "billing init" in said.err


def test_a_broken_register_is_told_as_a_whole(desk: Desk) -> None:
    """No register, or one that is none: exit code 2."""
    (desk.root / "contracts.xlsx").write_bytes(b"no workbook")
    assert desk.call("check").code == 2
    (desk.root / "contracts.xlsx").unlink()
    assert desk.call("check").code == 2


def test_a_second_run_at_the_same_time_is_refused(desk: Desk) -> None:
    """Exit code 4."""
    from datetime import UTC, datetime

    with held(desk.root / ".billing.lock", at=datetime(2026, 11, 2, tzinfo=UTC)):
        said = desk.call("run", "--month", "2026-10")
    assert said.code == 4
    assert not (desk.root / "outbox").exists()


def test_init_makes_a_workspace_that_checks_clean(desk: Desk) -> None:
    """Its examples are never billed; a second init touches nothing."""
    assert desk.call("init", "fresh", "--language", "en").code == 0
    said = desk.call("--workspace", "fresh", "check", "--json")
    assert json.loads(said.out)["clients"] == []
    assert said.code == 0
    before = desk.files()
    assert desk.call("init", "fresh").code == 2
    assert desk.files() == before


def test_docs_name_every_command_and_option() -> None:
    """docs/commands.md and `--help` agree, both ways."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    table = {match[1]: match[0] for match in re.finditer(r"^\| `(\w+)[^\n]*$", text, re.MULTILINE)}
    commands = cli.commands
    assert commands.keys() <= table.keys()
    for name, command in commands.items():
        options = {
            option
            for param in command.params
            if isinstance(param, click.Option)
            for option in param.opts
        }
        assert options == set(re.findall(r"--[a-z-]+", table[name])), name


def test_help_imports_nothing_heavy() -> None:
    """pandas, WeasyPrint, SQLAlchemy, pydantic and openpyxl wait until they are used."""
    code = (
        "import sys, billing.cli\n"
        "print([m for m in ('pandas', 'weasyprint', 'sqlalchemy', 'pydantic', 'openpyxl', 'rich')"
        " if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert told.stdout.strip() == "[]"


def test_a_demo_never_bills_a_real_workspace(desk: Desk) -> None:
    """Only a folder that a demo made is a demo's."""
    before = desk.files()
    said = desk.call("demo", ".")
    assert said.code == 2
    assert desk.files() == before


@pytest.mark.parametrize("blank", ["--by", "--why"])
def test_a_decision_needs_a_name_and_a_reason(desk: Desk, blank: str) -> None:
    """Exit code 2, and nothing is decided."""
    words = {"--by": "Sample Clerk", "--why": "agreed", blank: " "}
    said = desk.call("approve", "D", "--month", "2026-10", *sum(words.items(), ()))
    assert said.code == 2
    assert desk.outcomes()["D"] == "held"
