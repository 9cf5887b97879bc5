"""Writes the workbooks of this folder again; LibreOffice (soffice) must be on the path.

One table, with an error, a formula, merged stores, a hidden row and a shift past midnight, is
written by openpyxl and saved by LibreOffice in each of its formats.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import date, time
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
FORMATS = {"ods": "ods", "xls": "xls", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


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


def main() -> None:
    """Write, convert, and put the results beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "libreoffice.xlsx"
        write(source)
        for suffix, form in FORMATS.items():
            out = Path(folder) / suffix
            command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(out)]
            subprocess.run([*command, str(source)], check=True, stdout=sys.stderr)
            shutil.copy(out / f"libreoffice.{suffix}", HERE)


if __name__ == "__main__":
    main()
