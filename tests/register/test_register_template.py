"""Templates and filled registers as they are written, and the page of docs about their columns."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from billing import register
from billing.catalogue import LANGUAGES, Language
from billing.register.sheets import SHEETS, key
from tests.register.conftest import mixed

PAGE = Path(__file__).parents[2] / "docs" / "register.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_holds_no_client_and_no_fault(tmp_path: Path, language: Language) -> None:
    """Every sheet is there; its example row is never read."""
    path = register.write_template(tmp_path / "contracts.xlsx", language)
    found = register.read(path)
    assert (found.contracts, found.problems) == ((), ())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [sheet.title(language) for sheet in SHEETS]
    for sheet in SHEETS:
        page = book[sheet.title(language)]
        assert [cell.value for cell in page[1]] == [
            c.zh if language == "zh" else c.en for c in sheet.columns.values()
        ]
        assert str(page["A2"].value).startswith("# ")
        assert all(cell.comment for cell in page[1])
        assert page.freeze_panes == "B2"
        assert len(page.data_validations.dataValidation) == len(sheet.columns)


def test_the_drop_downs_of_a_template(tmp_path: Path) -> None:
    """Choices in the book's language; names by the column of the sheet that holds them."""
    book = openpyxl.load_workbook(register.write_template(tmp_path / "contracts.xlsx", "zh"))
    rules = {str(rule.sqref): rule for rule in book["按接待"].data_validations.dataValidation}
    assert rules["L3:L20000"].formula1 == '"统一单价,分段累进,整量,按档月费"'
    assert rules["B3:B20000"].formula1 == "'客户'!$A$3:$A$20000"
    assert rules["C3:C20000"].formula1 == "'店铺'!$B$3:$B$20000"
    assert rules["N3:N20000"].formula1 == "'阶梯'!$A$3:$A$20000"
    assert rules["M3:M20000"].type is None
    assert rules["M3:M20000"].prompt.startswith("每次有效接待的价格")


def test_cells_are_what_a_person_would_type(tmp_path: Path) -> None:
    """Choices by their names in the book's language; dates, numbers and rates as such."""
    book = openpyxl.load_workbook(register.write(tmp_path / "contracts.xlsx", mixed(), "zh"))
    client, row = book["客户"], book["按接待"]
    assert [client[cell].value for cell in ("N3", "O3", "S3")] == [0.06, "不含税", "按30天"]
    assert [client[cell].number_format for cell in ("A3", "N3")] == ["@", "0%"]
    assert client.column_dimensions["H"].number_format == "@"
    assert (row["G3"].is_date, row["L3"].value, row["N3"].value) == (
        True,
        "分段累进",
        "receptions-a",
    )


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Whenever they are written."""
    first = register.write(tmp_path / "1.xlsx", mixed(), "zh").read_bytes()
    assert first == register.write(tmp_path / "2.xlsx", mixed(), "zh").read_bytes()
    assert b"1980-01-01T00:00:00Z" in _core(first)


def _core(content: bytes) -> bytes:
    """The part of a workbook that tells its dates."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("docProps/core.xml")


def test_no_header_of_a_sheet_stands_for_two_fields() -> None:
    """Within a sheet every header, in either language, is one field's."""
    for sheet in SHEETS:
        texts = [{key(column.zh), key(column.en)} for column in sheet.columns.values()]
        assert sum(map(len, texts)) == len(set().union(*texts)), sheet.en


def test_the_page_lists_what_the_code_knows(request: pytest.FixtureRequest) -> None:
    """The reference of the page; `--golden` writes it anew."""
    page = PAGE.read_text("utf-8")
    before, mark, rest = page.partition("<!-- columns -->")
    _, end, after = rest.partition("<!-- /columns -->")
    filled = f"{before}{mark}\n\n{register.reference()}\n\n{end}{after}"
    if request.config.getoption("--golden", default=False):
        PAGE.write_text(filled, "utf-8")
    assert PAGE.read_text("utf-8") == filled
