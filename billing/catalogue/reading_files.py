"""What is said of whole files: those that cannot be read, and what they hold besides cells."""

from billing.catalogue import Sentence

_OPEN = {
    "zh_remedy": "请用 Excel 打开检查，另存后重新放入收件文件夹。",
    "en_remedy": "Open it in Excel, check it, save it, and drop it again.",
}
FILES: dict[str, Sentence] = {
    "inbox_absent": Sentence(
        zh="收件文件夹 {path} 不存在。",
        en="There is no inbox at {path}.",
        zh_remedy="请新建该文件夹，或在 billing.toml 的 folders 中更正。",
        en_remedy="Create it, or correct folders in billing.toml.",
    ),
    "inbox_unopened": Sentence(
        zh="收件文件夹 {path} 无法打开：{reason}。",
        en="The inbox at {path} cannot be opened: {reason}.",
        zh_remedy="请让运行本程序的用户可以读取该文件夹。",
        en_remedy="Let the user that runs the program read it.",
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
    "folder_unopened": Sentence(
        zh="文件夹无法打开，其中的文件都未读取：{found}。",
        en="The folder cannot be opened, and no file in it was read: {found}.",
        zh_remedy="请让运行本程序的用户可以读取该文件夹，或将它移出收件文件夹。",
        en_remedy="Let the user that runs the program read it, or move it out of the inbox.",
    ),
    "order_zeros_lost": Sentence(
        zh="订单号 {found} 与 {other} 的 {expected} 只差前面的零：零已丢失，同一订单会计两次。",
        en="Order {found} is {expected} at {other} but for its leading zeros: they were lost, and "
        "it would count twice.",
        zh_remedy="请重新导出，订单号保存为文本；或按正确的写法更正这里的订单号。",
        en_remedy="Export it again with the numbers as text, or type the whole number here.",
    ),
    "file_not_read": Sentence(
        zh="不是用量文件，未读取。",
        en="It is no usage file, and was not read.",
        zh_remedy="只读取 .xlsx .xlsm .xls .ods .csv。",
        en_remedy="Only .xlsx .xlsm .xls .ods .csv are read.",
    ),
    "file_without_table": Sentence(
        zh="文件中没有可识别的表头；最像表头的单元格：{found}。",
        en="No header row in the file is known; cells that are like one: {found}.",
        zh_remedy="请使用模板的表头；或在 billing.toml 的 [columns.{table}] 一行之下"
        "（没有就加上这一行）写入：{entry}",
        en_remedy="Use the template's headers; or in billing.toml, below the line "
        "[columns.{table}] (add it if it is not there), write: {entry}",
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
    "csv_cut": Sentence(
        zh="文件的最后一行不完整（{found}），应有 {expected} 列：像是复制或导出时被截断。",
        en="The last line of the file is only begun ({found}): it has fewer than the {expected}"
        " cells of the line above, and no end.",
        zh_remedy="请核对文件是否完整，必要时重新导出或重新复制。",
        en_remedy="See whether the file is whole; if not, export or copy it again.",
    ),
    "csv_short": Sentence(
        zh="文件最后一行没有换行，其最后一个数 {found} 比上面各行都短：可能被截断。",
        en="The last line of the file has no end, and its last figure, {found}, is shorter than "
        "all above: it may be cut.",
        zh_remedy="请核对这个数，必要时重新导出或重新复制。",
        en_remedy="Check the figure; if it is cut, export or copy the file again.",
    ),
    "row_void": Sentence(
        zh="备注写着“{found}”，该行仍按有效计入：{count} 行（{cells}）。",
        en="A remark says {found}, and the row counts all the same: {count} rows ({cells}).",
        zh_remedy="确实作废请删除该行，或清空其数字填 0；有效则删去备注。",
        en_remedy="If it is void, take the row out or write 0; if it counts, take the remark out.",
    ),
    "row_struck": Sentence(
        zh="{count} 行带有删除线（{cells}），仍按有效计入。",
        en="{count} rows have a line through them ({cells}), and count all the same.",
        zh_remedy="确实作废请删除该行，或清空其数字填 0；有效则去掉删除线。",
        en_remedy="If they are void, take them out or write 0; if they count, take the line away.",
    ),
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
    "file_part_twice": Sentence(
        zh="文件中有两个名为 {found} 的部件，无法确定以哪个为准。",
        en="Two parts of the file are called {found}: which one counts cannot be told.",
        **_OPEN,
    ),
    "file_part_dtd": Sentence(
        zh="文件内的 XML 带有 DTD（实体定义），出于安全不读取。",
        en="The XML in the file has a DTD, which can hide or multiply what it holds.",
        **_OPEN,
    ),
    "file_part_encoding": Sentence(
        zh="文件内的 XML 使用了工作簿不允许的编码（{found}）。",
        en="The XML in the file has an encoding that no workbook may have ({found}).",
        **_OPEN,
    ),
    "file_bomb": Sentence(
        zh="文件压缩得过密（{found}），解压后会异常庞大，未读取。",
        en="The file is packed so densely ({found}) that no program can have saved it.",
        zh_remedy="请向提供者索取原始文件。",
        en_remedy="Ask whoever sent it for the original.",
    ),
    "file_cell_twice": Sentence(
        zh="单元格 {found} 在文件中出现两次，无法确定以哪个为准。",
        en="The cell {found} stands in the file twice: which one counts cannot be told.",
        **_OPEN,
    ),
    "file_cell_misplaced": Sentence(
        zh="单元格地址 {found} 不成立（超出工作表，或与所在行矛盾）。",
        en="There is no cell {found}: it lies outside the sheet, or contradicts its row.",
        **_OPEN,
    ),
    "file_sheet_twice": Sentence(
        zh="有两个名为“{found}”的工作表。",
        en="Two sheets are called {found}, or are one and the same.",
        zh_remedy="请给工作表各取不同的名称，保存后重新放入收件文件夹。",
        en_remedy="Give each sheet its own name, save it, and drop it again.",
    ),
    "file_other": Sentence(
        zh="文件内容是 {found}，不是工作簿。",
        en="The file is {found}, whatever its name, and no workbook.",
        zh_remedy="请放入 .xlsx 工作簿。",
        en_remedy="Drop the workbook itself, as .xlsx.",
    ),
    "file_nul": Sentence(
        zh="文本文件第 {found} 行含有空字节（NUL），内容已损坏。",
        en="Line {found} of the text file holds NUL bytes: part of it was lost.",
        zh_remedy="请重新导出。",
        en_remedy="Export it again.",
    ),
    "file_archive": Sentence(
        zh="文件是压缩包，内有 {found} 等文件。",
        en="The file is an archive of files, such as {found}.",
        zh_remedy="请解压后放入收件文件夹。",
        en_remedy="Unpack it into the inbox.",
    ),
    "file_xml2003": Sentence(
        zh="文件是“XML 电子表格 2003”格式，不读取。",
        en="The file is an XML Spreadsheet 2003, which is not read.",
        zh_remedy="请用 Excel 打开，另存为 .xlsx。",
        en_remedy="Open it in Excel and save it as .xlsx.",
    ),
    "file_broke_reader": Sentence(
        zh="文件使读取程序异常中止（{found}），未读取任何内容；其他文件不受影响。",
        en="The file made its reader stop ({found}); nothing of it was read, the others were.",
        **_OPEN,
    ),
    "file_takes_memory": Sentence(
        zh="读取该文件所需内存超过上限（{found}），未读取。",
        en="Reading the file takes more memory than is allowed ({found}).",
        zh_remedy="请拆分为几个文件，或删去空白行列后另存。",
        en_remedy="Split it into several files, or delete its empty rows and columns and save it.",
    ),
    "file_takes_time": Sentence(
        zh="读取该文件超过时限（{found}），已中止。",
        en="Reading the file took longer than is allowed ({found}), and was ended.",
        zh_remedy="请拆分为几个文件，或删去空白行列后另存。",
        en_remedy="Split it into several files, or delete its empty rows and columns and save it.",
    ),
    "file_other_form": Sentence(
        zh="扩展名与内容不符，已按 {found} 读取。",
        en="Its name says otherwise, but it is {found}, and was read as such.",
    ),
    "file_macros": Sentence(
        zh="工作簿含宏，宏从不运行。", en="The workbook holds macros; they are never run."
    ),
    "cells_unordered": Sentence(
        zh="单元格在文件中次序颠倒（{found}），已按各自地址读取。",
        en="Cells stand out of order in the file ({found}); each was read at its address.",
    ),
    "formula_linked": Sentence(
        zh="公式引用了其他工作簿（{found}），其数值可能已过时。",
        en="Formulas refer to other workbooks ({found}): their values may be out of date.",
        zh_remedy="请在 Excel 中更新链接后保存，或粘贴为数值。",
        en_remedy="Update the links in Excel and save it, or paste the values.",
    ),
}
