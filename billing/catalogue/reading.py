"""What is said of usage workbooks: mended, warned, blocked.

Beside `found` and `expected` a sentence may use `cells` (the ranges), `count` and `kind`, and the
values that its own fault adds.
"""

from billing.catalogue import Sentence
from billing.catalogue.reading_cells import CELLS
from billing.catalogue.reading_mended import MENDED_FILES
from billing.catalogue.reading_templates import TEMPLATES

_OPEN = {
    "zh_remedy": "请用 Excel 打开检查，另存后重新放入收件文件夹。",
    "en_remedy": "Open it in Excel, check it, save it, and drop it again.",
}
_FILES: dict[str, Sentence] = {
    "inbox_absent": Sentence(
        zh="收件文件夹 {path} 不存在。",
        en="There is no inbox at {path}.",
        zh_remedy="请新建该文件夹，或在 billing.toml 的 folders 中更正。",
        en_remedy="Create it, or correct folders in billing.toml.",
    ),
    "file_empty": Sentence(zh="文件为空（0 字节）。", en="The file is empty, 0 bytes.", **_OPEN),
    "file_damaged": Sentence(
        zh="文件已损坏或不完整。", en="The file is damaged, or cut short.", **_OPEN
    ),
    "file_encrypted": Sentence(
        zh="文件有密码保护。",
        en="The file is protected by a password.",
        zh_remedy="请去掉密码后另存。",
        en_remedy="Save it without a password.",
    ),
    "file_html": Sentence(
        zh="文件内容是网页（HTML），不是工作簿。",
        en="The file holds a web page (HTML), not a workbook.",
        zh_remedy="请用 Excel 打开，另存为 .xlsx。",
        en_remedy="Open it in Excel and save it as .xlsx.",
    ),
    "file_xlsb": Sentence(
        zh="不读取 .xlsb 格式。",
        en="The format .xlsb is not read.",
        zh_remedy="请另存为 .xlsx。",
        en_remedy="Save it as .xlsx.",
    ),
    "file_unknown": Sentence(
        zh="文件格式无法识别。",
        en="The file is of no format that is known.",
        zh_remedy="请另存为 .xlsx。",
        en_remedy="Save it as .xlsx.",
    ),
    "file_too_large": Sentence(
        zh="文件过大（或解压后过大）。",
        en="The file is too large, or would be once unpacked.",
        zh_remedy="请拆分为几个文件。",
        en_remedy="Split it into several files.",
    ),
    "file_growing": Sentence(
        zh="读取期间文件仍在变化。",
        en="The file changed while it was read.",
        zh_remedy="请等复制完成后重新运行。",
        en_remedy="Wait until it is copied, then run again.",
    ),
    "file_unopened": Sentence(
        zh="文件无法打开：{found}。",
        en="The file cannot be opened: {found}.",
        zh_remedy="请检查权限，并关闭占用它的程序。",
        en_remedy="Check its permissions, and close what uses it.",
    ),
    "file_not_read": Sentence(
        zh="不是用量文件，未读取。",
        en="It is no usage file, and was not read.",
        zh_remedy="只读取 .xlsx .xlsm .xls .ods .csv。",
        en_remedy="Only .xlsx .xlsm .xls .ods .csv are read.",
    ),
    "file_without_table": Sentence(
        zh="文件中没有可识别的表头。",
        en="No header row in the file is known.",
        zh_remedy="请使用模板的表头，或在 billing.toml 的 columns 中登记其表头。",
        en_remedy="Use the template's headers, or name these in columns of billing.toml.",
    ),
    "file_set_aside": Sentence(
        zh="文件中没有本期数据，未使用。", en="None of its rows is of this month: set aside."
    ),
    "file_misnamed": Sentence(
        zh="扩展名是工作簿，内容是文本，已按文本读取。",
        en="Named as a workbook, it holds text, and was read as text.",
    ),
    "duplicate_file": Sentence(
        zh="内容与 {found} 相同，只计一次。", en="The same content as {found}: counted once."
    ),
    "csv_form": Sentence(zh="文本文件按 {found} 读取。", en="The text file was read as {found}."),
    "sheet_unknown": Sentence(
        zh="工作表没有可识别的表头，未读取。",
        en="No header row of the sheet is known, and it was not read.",
        zh_remedy="若是用量，请使用模板的表头。",
        en_remedy="If it holds usage, use the template's headers.",
    ),
    "hidden_cells": Sentence(
        zh="含隐藏内容（隐藏工作表 {sheets}，行 {rows}，列 {columns}），已照常读取。",
        en="Hidden, and read all the same: {sheets} sheets, {rows} rows, {columns} columns.",
        zh_remedy="请确认隐藏内容应计费。",
        en_remedy="Make sure that what is hidden is meant to be billed.",
    ),
}

_TABLES: dict[str, Sentence] = {
    "column_absent": Sentence(
        zh="{kind} 表缺少所需的列。需要：{expected}；现有：{found}；相近：{nearest}。",
        en="The {kind} table lacks a column. Needed: {expected}; found: {found}; "
        "nearest: {nearest}.",
        zh_remedy="请更正表头，或在 billing.toml 的 columns.{kind} 中登记。",
        en_remedy="Correct the header, or name it in columns.{kind} of billing.toml.",
    ),
    "column_twice": Sentence(
        zh="有多列都像是 {expected}：{found}。",
        en="More than one column is {expected}: {found}.",
        zh_remedy="请在 billing.toml 的 columns.{kind} 中写明用哪一列。",
        en_remedy="Say in columns.{kind} of billing.toml which one counts.",
    ),
    "header_scaled": Sentence(
        zh="表头或标题的单位是 {found}，不是一个个的数。",
        en="The header or title gives its unit as {found}, not as single units.",
        zh_remedy="请以元、人、单等单位重新导出，不用万、千或分。",
        en_remedy="Export it again in units (yuan, persons, orders), not in 万, 千 or cents.",
    ),
    "row_too_long": Sentence(
        zh="该行有 {found} 个单元格，表头只有 {expected} 个（{cells}）。",
        en="The row has {found} cells, the header {expected} ({cells}).",
        zh_remedy="数字中的千分位逗号会被当作分隔符：请去掉，或给该值加引号。",
        en_remedy="A comma inside a number or text splits it: drop it, or put quotes around it.",
    ),
    "bare_sales": Sentence(
        zh="“销售额”一列没有客服列，无法确定是否为客服销售额。",
        en="A column 销售额 without a column of agents: whether the sales are the agents' "
        "cannot be told.",
        zh_remedy="请改用表头“客服销售额”，或在 billing.toml 中登记。",
        en_remedy="Use the header 客服销售额 (attributed sales), or name it in billing.toml.",
    ),
    "rows_above_header": Sentence(
        zh="表头上方有 {rows} 行，未作数据。", en="{rows} rows above the header hold no figures."
    ),
    "header_repeated": Sentence(
        zh="第 {row} 行又是表头，其下作为新表读取。",
        en="Row {row} is a header again; a new table begins below it.",
    ),
    "extra_columns": Sentence(zh="未使用的列：{found}。", en="Columns not used: {found}."),
    "merge_filled": Sentence(
        zh="合并单元格已按首格填充。", en="Merged cells were filled from their first."
    ),
    "total_left_out": Sentence(
        zh="合计或均值行未计入：{count} 行（{cells}）。",
        en="Rows of totals or averages left out: {count} ({cells}).",
    ),
    "total_disagrees": Sentence(
        zh="合计 {figure} 写为 {found}，各行之和为 {expected}。",
        en="The total of {figure} says {found}; its rows sum to {expected}.",
        zh_remedy="请核对是否漏行；出账以各行之和为准。",
        en_remedy="Check that no row is missing; the rows are what is billed.",
    ),
    "example_left_out": Sentence(
        zh="以 # 开头的示例行未计入：{count} 行（{cells}）。",
        en="Example rows, which begin with #, left out: {count} ({cells}).",
    ),
    "footnote_ignored": Sentence(
        zh="说明性文字未作数据：{count} 行（{cells}）。",
        en="Lines of text, no figures: {count} ({cells}).",
    ),
    "title_month": Sentence(
        zh="标题写的是 {found}，各行日期却是 {expected}。",
        en="The title says {found}, but the rows are of {expected}.",
        zh_remedy="请确认文件是本期的。",
        en_remedy="Make sure that it is the right file.",
    ),
    "period_from_name": Sentence(
        zh="没有日期列，期间 {found} 取自标题或文件名。",
        en="There is no date column; the period {found} is from the title or name.",
    ),
    "no_date": Sentence(
        zh="没有日期列，标题和文件名中也没有期间（{cells}）。",
        en="There is no date column, and no period in the title or the name ({cells}).",
        zh_remedy="请加上日期列，或在文件名中写明期间，如 2026-10。",
        en_remedy="Add a date column, or put the period into the name, such as 2026-10.",
    ),
    "client_from_name": Sentence(
        zh="没有客户或店铺列，{found} 取自工作表、文件或文件夹的名称。",
        en="No column of clients or stores; {found} is from the name of the sheet, file or folder.",
    ),
}

_NAMES: dict[str, Sentence] = {
    "no_client": Sentence(
        zh="无法确定 {cells} 属于哪个客户：没有写明客户或店铺。",
        en="Whose rows these are cannot be told: they name no client and no store ({cells}).",
        zh_remedy="请填写客户或店铺列；没有这两列时，文件、工作表或文件夹的名称须为已知名称。",
        en_remedy="Fill in a column of clients or stores; where there is neither, the file, sheet "
        "or folder must have a known name.",
    ),
    "client_unknown": Sentence(
        zh="合同表中没有客户“{found}”（{cells}）。相近的：{expected}。",
        en="The register has no client {found} ({cells}). Like it: {expected}.",
        zh_remedy="请更正名称，或在合同表登记。",
        en_remedy="Correct the name, or enter it in the register.",
    ),
    "client_of_two": Sentence(
        zh="“{found}”是两个客户的名称（{cells}）。",
        en="{found} is a name of two clients ({cells}).",
        zh_remedy="请改用客户编码。",
        en_remedy="Use the client's code.",
    ),
    "name_unknown": Sentence(
        zh="合同表中没有店铺“{found}”（{cells}）。相近的：{expected}。",
        en="The register has no store {found} ({cells}). Like it: {expected}.",
        zh_remedy="请更正名称，或在合同表的店铺别名中登记。",
        en_remedy="Correct the name, or enter it as an alias in the sheet Stores.",
    ),
    "store_of_two": Sentence(
        zh="“{found}”是两家店铺的名称（{cells}），且没有客户列。",
        en="{found} is a name of two stores ({cells}), and the client is not named.",
        zh_remedy="请加上客户列，或改用店铺编码。",
        en_remedy="Add a column of clients, or use the store's code.",
    ),
    "name_of_two": Sentence(
        zh="名称“{found}”指向不止一个客户或店铺（{cells}）。",
        en="The name {found} stands for more than one client or store ({cells}).",
        zh_remedy="请加上客户或店铺列。",
        en_remedy="Add a column of clients or stores.",
    ),
    "service_unknown": Sentence(
        zh="合同中没有服务类型“{found}”（{cells}）。",
        en="No contract names the service {found} ({cells}).",
        zh_remedy="请核对拼写；这些行只计入未写服务类型的计费项。",
        en_remedy="Check its spelling; only a charge without a service bills these rows.",
    ),
}

SENTENCES: dict[str, Sentence] = _FILES | MENDED_FILES | _TABLES | _NAMES | CELLS | TEMPLATES
