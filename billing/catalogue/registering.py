"""What is said of the contract register.

Beside `found` and `expected` a sentence may use `columns` (the headers of the cells that the fault
is about, as the file writes them), and the values that its own fault adds.
"""

from billing.catalogue import Sentence
from billing.catalogue.registering_files import FILES
from billing.catalogue.registering_rows import ROWS

_CORRECT = {
    "zh_remedy": "请在合同表中更正后重新运行。",
    "en_remedy": "Correct it in the register and run again.",
}
_NEAREST = {
    "zh_remedy": "请更正名称，或补上该行。相近的有：{expected}。",
    "en_remedy": "Correct the name, or add its row. Nearest: {expected}.",
}
_ONE_ROW = {
    "zh_remedy": "请只保留一行（另一处：{expected}）。",
    "en_remedy": "Keep one of the two rows; the other is {expected}.",
}

_FILE: dict[str, Sentence] = {
    "register_absent": Sentence(
        zh="没有合同表 {file}。",
        en="There is no register at {file}.",
        zh_remedy="请用 billing init 新建，或在 billing.toml 的 register 中更正。",
        en_remedy="Make one with billing init, or correct register in billing.toml.",
    ),
    "register_unopened": Sentence(
        zh="合同表 {file} 无法打开：{found}。",
        en="The register {file} cannot be opened: {found}.",
        zh_remedy="请检查权限，并关闭占用它的程序。",
        en_remedy="Check its permissions, and close what uses it.",
    ),
    "register_without_clients": Sentence(
        zh="合同表 {file} 没有“客户”工作表。",
        en="The register {file} has no sheet Clients.",
        zh_remedy="请用 billing init 生成的模板，或恢复该工作表。",
        en_remedy="Use the template that billing init writes, or restore the sheet.",
    ),
}

_SHEETS: dict[str, Sentence] = {
    "register_sheet_unknown": Sentence(
        zh="工作表“{found}”不在合同表之列，未读取。相近的有：{expected}。",
        en="The sheet {found} is none of the register's, and was not read. Nearest: {expected}.",
        zh_remedy="若内容应计费，请更正工作表名称。",
        en_remedy="If it is meant to be billed, correct its name.",
    ),
    "register_column_unknown": Sentence(
        zh="列“{found}”无法识别，未读取。相近的有：{expected}。",
        en="The column {found} is not known, and was not read. Nearest: {expected}.",
        zh_remedy="若内容有效，请更正表头。",
        en_remedy="If it matters, correct the header.",
    ),
    "register_column_unnamed": Sentence(
        zh="该列没有表头，未读取（如“{found}”）。",
        en="The column has no header, and was not read ({found}, for one).",
        zh_remedy="请补上表头或清除内容。",
        en_remedy="Give it a header, or clear it.",
    ),
    "register_column_twice": Sentence(
        zh="列“{found}”出现两次（另一处：{expected}）。",
        en="The column {found} stands twice; the other is {expected}.",
        zh_remedy="请只保留一列。",
        en_remedy="Keep one of them.",
    ),
    "register_column_absent": Sentence(
        zh="缺少必填的列：{expected}。现有：{found}。",
        en="Columns that every row needs are absent: {expected}. Found: {found}.",
        zh_remedy="请补上表头，或使用模板。",
        en_remedy="Add the headers, or use the template.",
    ),
}

_NAMES: dict[str, Sentence] = {
    "register_unknown_client": Sentence(
        zh="“客户”表中没有 {found}。", en="The sheet Clients has no {found}.", **_NEAREST
    ),
    "register_unknown_store": Sentence(
        zh="该客户在“店铺”表中没有“{found}”。",
        en="The client has no store {found} in the sheet Stores.",
        **_NEAREST,
    ),
    "register_unknown_table": Sentence(
        zh="“{columns}”所指的“{found}”不存在（工作表 {sheet}）。",
        en="{columns}: there is no {found} in the sheet {sheet}.",
        **_NEAREST,
    ),
    "register_unknown_charge": Sentence(
        zh="没有计费项“{found}”（工作表 {sheet}）。",
        en="There is no charge {found} in the sheet {sheet}.",
        **_NEAREST,
    ),
    "register_named_twice": Sentence(
        zh="“{columns}”的“{found}”重复。", en="{columns}: {found} stands twice.", **_ONE_ROW
    ),
    "register_charge_clash": Sentence(
        zh="计费项编码 {found} 的两行不是同一计费项（{columns}）。",
        en="Two rows of the code {found} are not of one charge ({columns}).",
        zh_remedy="请换一个编码（另一处：{expected}）。",
        en_remedy="Give it another code; the other is {expected}.",
    ),
    "register_spans_overlap": Sentence(
        zh="同一计费项的两行日期重叠：{found}。",
        en="Two rows of one charge hold on the same days: {found}.",
        zh_remedy="请更正日期，使前一行在后一行之前结束（另一处：{expected}）。",
        en_remedy="End the earlier row before the later begins; the other is {expected}.",
    ),
    "register_tiers_not_rising": Sentence(
        zh="阶梯表“{table}”的上限须逐行上升，只有最后一行可留空：{expected} 之后是 {found}。",
        en="The bounds of the tiers {table} must rise, and only the last may be blank: "
        "{found} follows {expected}.",
        **_CORRECT,
    ),
}

_WARNINGS: dict[str, Sentence] = {
    "register_volume_cliff": Sentence(
        zh="整量阶梯表“{found}”：用量增加而金额下降，{at} 计 {amount_at}，"
        "{beyond} 计 {amount_beyond}。",
        en="The volume tiers {found} fall as usage rises: {at} bill {amount_at}, "
        "{beyond} bill {amount_beyond}.",
        zh_remedy="请确认合同确如此约定，或改用分段累进。",
        en_remedy="Make sure that the contract says so, or use graduated.",
    ),
    "register_last_tier_closed": Sentence(
        zh="阶梯表“{found}”到 {limit} 为止，用量超过时该客户将无法出账。",
        en="The tiers {found} end at {limit}; usage beyond would block the client.",
        zh_remedy="如有约定，请加一行上限留空的价格。",
        en_remedy="Where the contract says more, add a row with a blank bound.",
    ),
    "register_tier_unreachable": Sentence(
        zh="阶梯表“{found}”上限为 {limit} 的一行不会有任何用量进入。",
        en="No usage can fall into the row of the tiers {found} that ends at {limit}.",
        zh_remedy="请核对该行与前一行的上限。",
        en_remedy="Check its bound, and that of the row before it.",
    ),
    "register_minimum_days_open": Sentence(
        zh="有最少天数（{found}）而没有结束日期：补足的天数在最后一个月计费，无法确定。",
        en="There are minimum days ({found}) and no last day: what is missing is billed in the "
        "last month, and there is none.",
        zh_remedy="请填写计费项的结束日期。",
        en_remedy="Fill the date on which the charge ends.",
    ),
    "register_project_fee_unusual": Sentence(
        zh="项目月费 {found} 不在 5,000 至 20,000 之间。",
        en="The project's monthly fee, {found}, is not between 5,000 and 20,000.",
        zh_remedy="请核对。",
        en_remedy="Check it.",
    ),
    "register_commission_high": Sentence(
        zh="提成比例 {found} 高于 20%。",
        en="The commission, {found}, is above 20%.",
        zh_remedy="请核对。",
        en_remedy="Check it.",
    ),
    "register_late_rate_high": Sentence(
        zh="逾期日扣率 {found} 高于 5%。",
        en="The deduction for a day late, {found}, is above 5%.",
        zh_remedy="请核对。",
        en_remedy="Check it.",
    ),
    "register_billed_twice": Sentence(
        zh="计费项 {expected} 与 {found} 方式相同、日期重叠，可能重复计费（{columns}；* 为全部）。",
        en="The charges {expected} and {found} are of one mode and share days and work "
        "({columns}; * is every one).",
        zh_remedy="请确认不是重复。",
        en_remedy="Make sure that neither is one too many.",
    ),
    "register_class_twice": Sentence(
        zh="“{columns}”中的 {found} 是同一类别，只扣一次。",
        en="{columns}: {found} are one class, deducted once.",
        zh_remedy="请只保留一个名称。",
        en_remedy="Keep one of the names.",
    ),
    "register_no_email": Sentence(
        zh="没有收件邮箱，无法寄出结算单。",
        en="There is no address to mail the invoice to.",
        zh_remedy="请填写“{columns}”。",
        en_remedy="Fill {columns}.",
    ),
    "register_no_charge": Sentence(
        zh="客户 {found} 没有计费项。",
        en="The client {found} has no charge.",
        zh_remedy="请补上计费项，或填写合作结束日期。",
        en_remedy="Add its charges, or the date on which its contract ended.",
    ),
}

_TEMPLATE: dict[str, Sentence] = {
    "register.needed": Sentence(zh="必填。", en="Needed."),
    "register.optional": Sentence(zh="选填。", en="Optional."),
    "register.refers": Sentence(
        zh="填“{sheet}”表中的名称。", en="Names a row of the sheet {sheet}."
    ),
    "register.choose": Sentence(zh="请从列表中选择。", en="Choose from the list."),
    "register.not_there": Sentence(
        zh="所指的工作表中还没有这个名称。", en="The sheet it refers to has no such name yet."
    ),
}

SENTENCES: dict[str, Sentence] = _FILE | FILES | _SHEETS | ROWS | _NAMES | _WARNINGS | _TEMPLATE
