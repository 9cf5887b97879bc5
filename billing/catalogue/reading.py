"""What is said of usage workbooks: mended, warned, blocked.

Beside `found` and `expected` a sentence may use `cells` (the ranges), `count` and `kind`, and the
values that its own fault adds.
"""

from billing.catalogue import Sentence
from billing.catalogue.reading_cells import CELLS
from billing.catalogue.reading_files import FILES
from billing.catalogue.reading_mended import MENDED_FILES
from billing.catalogue.reading_templates import TEMPLATES

_TABLES: dict[str, Sentence] = {
    "column_absent": Sentence(
        zh="{kind} 表缺少所需的列。需要：{expected}；现有：{found}；相近：{nearest}。",
        en="The {kind} table lacks a column. Needed: {expected}; found: {found}; "
        "nearest: {nearest}.",
        zh_remedy="请更正表头；或在 billing.toml 的 [columns.{table}] 一行之下（没有就加上这一行）"
        "写入：{entry}",
        en_remedy="Correct the header; or in billing.toml, below the line [columns.{table}] (add "
        "it if it is not there), write: {entry}",
    ),
    "column_twice": Sentence(
        zh="有多列都像是 {expected}：{found}。",
        en="More than one column is {expected}: {found}.",
        zh_remedy="请在 billing.toml 的 [columns.{table}] 一行之下（没有就加上这一行）"
        '写明用哪一列：{expected} = ["该列的表头"]',
        en_remedy="Say which one counts: in billing.toml, below the line [columns.{table}] (add it "
        'if it is not there), write: {expected} = ["its header"]',
    ),
    "header_scaled": Sentence(
        zh="数字的单位是 {found}，不是一个个的数。",
        en="The figures are told in {found}, not in single units.",
        zh_remedy="请以元、人、单等单位重新导出，不用万、千或分；"
        "如数字本就是一个个的，请改正所写的单位。",
        en_remedy="Export it again in units (yuan, persons, orders), not in 万, 千 or cents; if "
        "they are single units, correct what is written.",
    ),
    "header_derived": Sentence(
        zh="“{found}”是均值、比率、目标、累计或其他时期的数，不是本期的数。",
        en="{found} is an average, a share, a target, a running sum or of another time: it is not "
        "the figure itself.",
        zh_remedy="请导出本期的数；billing.toml 中把这一表头写作该列的，请删去。",
        en_remedy="Export the figure itself, and take this header out of billing.toml.",
    ),
    "currency_foreign": Sentence(
        zh="金额的币种是 {found}，不是人民币。",
        en="The amounts are in {found}, not in yuan.",
        zh_remedy="请换算为人民币元后重新放入；如确为人民币，请改正币种。",
        en_remedy="Convert them into yuan and drop the file again; if they are yuan, correct the "
        "currency.",
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
        zh_remedy="请改用表头“客服销售额”；若这一列确是客服销售额，在 billing.toml 的 "
        '[columns.sales] 一行之下写入：attributed_sales = ["销售额"]',
        en_remedy="Use the header 客服销售额 (attributed sales); if these are the agents' sales, "
        'write in billing.toml below the line [columns.sales]: attributed_sales = ["销售额"]',
    ),
    "rows_above_header": Sentence(
        zh="表头上方有 {rows} 行，未作数据。", en="{rows} rows without figures above the header."
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

SENTENCES: dict[str, Sentence] = FILES | MENDED_FILES | _TABLES | _NAMES | CELLS | TEMPLATES
