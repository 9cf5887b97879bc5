"""Writes the workbooks of this folder again; LibreOffice (soffice) must be on the path.

One table, with an error, a formula, merged stores, a hidden row and a shift past midnight, is
written by openpyxl and saved by LibreOffice in each of its formats. So is every case of disguises/
in the formats that it names. Run from the checkout: python -m tests.intake.files.make
"""

import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path

import openpyxl

from tests.intake.disguises import workbooks
from tests.intake.disguises.table import CASES

HERE = Path(__file__).parent
FORMATS = {
    "ods": "ods",
    "xls": "xls",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1",
}


def write(path: Path) -> None:
    """The workbook before LibreOffice computes and saves it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "十月接待"
    sheet.append(["2026年10月 接待"])
    sheet.append(["日期", "店铺", "接待人数", "夜间接待"])
    for day in range(1, 6):
        store = "海滨官旗" if day in (1, 4) else None
        sheet.append([date(2026, 10, day), store, day * 10, day])
    sheet["C4"] = "=1/0"
    sheet["C5"] = "=C3+20"
    sheet["D6"] = "=NA()"
    sheet["D7"] = '=""'
    sheet.merge_cells("B3:B5")
    sheet.merge_cells("B6:B7")
    sheet.row_dimensions[7].hidden = True
    shifts = book.create_sheet("排班")
    shifts.append(["日期", "店铺", "上班时间", "下班时间", "人数"])
    shifts.append([date(2026, 10, 1), "海滨官旗", time(18), time(2), 4])
    book.save(path)


def convert(sources: Iterable[Path], suffix: str, out: Path) -> None:
    """Save workbooks in another format."""
    command = ["soffice", "--headless", "--convert-to", FORMATS[suffix], "--outdir", str(out)]
    subprocess.run([*command, *map(str, sources)], check=True, stdout=sys.stderr)


def disguises(folder: Path) -> None:
    """The cases that LibreOffice saves, in place of those saved before."""
    shutil.rmtree(workbooks.SAVED, ignore_errors=True)
    asked: dict[str, list[Path]] = defaultdict(list)
    for case in CASES:
        for program in case.programs():
            form, _, suffix = program.rpartition(" ")
            if form == "LibreOffice":
                for name, sheets in case.files.items():
                    source = folder / workbooks.saved(case, name, "xlsx").name
                    workbooks.by_openpyxl(sheets, source)
                    asked[suffix].append(source)
    for suffix, sources in asked.items():
        convert(sources, suffix, workbooks.SAVED)


def main() -> None:
    """Write, convert, and put the results beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "libreoffice.xlsx"
        write(source)
        for suffix in ("ods", "xls", "xlsx"):
            convert([source], suffix, HERE)
        disguises(Path(folder))


if __name__ == "__main__":
    main()
