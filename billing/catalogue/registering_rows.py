"""What is said of single cells of the register, and of cells that do not go together."""

from billing.catalogue import Sentence

_CORRECT = {
    "zh_remedy": "请在合同表中更正后重新运行。",
    "en_remedy": "Correct it in the register and run again.",
}
_OPEN = {
    "zh_remedy": "请用 Excel 打开检查并保存为 .xlsx。",
    "en_remedy": "Open it in Excel, check it, and save it as .xlsx.",
}
_CELLS: dict[str, Sentence] = {
    "register_error_cell": Sentence(
        zh="“{columns}”的单元格是 {found}，没有可用的值。",
        en="The cell of {columns} holds {found}, and no usable value.",
        **_OPEN,
    ),
    "register_formula_without_value": Sentence(
        zh="“{columns}”的单元格是公式，但没有保存计算结果。",
        en="The cell of {columns} holds a formula whose result was never saved.",
        zh_remedy="请用 Excel 打开并保存。",
        en_remedy="Open it in Excel and save.",
    ),
    "register_digits_lost": Sentence(
        zh="“{columns}”以数字保存（{found}），第 15 位之后已丢失。",
        en="{columns} was kept as a number ({found}); its digits after the 15th are lost.",
        zh_remedy="请把单元格设为文本后重新输入。",
        en_remedy="Make the cell text, and type it again.",
    ),
    "register_hidden_letters": Sentence(
        zh="“{columns}”的单元格含有看不见的字符：{found}。",
        en="The cell of {columns} has characters that cannot be seen: {found}.",
        zh_remedy="请清空该单元格，用键盘重新输入（粘贴会把它们带回来）。",
        en_remedy="Clear the cell and type it again; pasting would bring them back.",
    ),
    "register_missing": Sentence(
        zh="“{columns}”必填，却是空的。", en="{columns} is needed, and is blank.", **_CORRECT
    ),
    "register_not_understood": Sentence(
        zh="“{columns}”的“{found}”无法识别（{expected}）。",
        en="{columns}: {found} is not understood ({expected}).",
        **_CORRECT,
    ),
    "register_not_a_number": Sentence(
        zh="“{columns}”的“{found}”不是数字。",
        en="{columns}: {found} is no number; expected {expected}.",
        **_CORRECT,
    ),
    "register_not_an_amount": Sentence(
        zh="“{columns}”的“{found}”不是金额或数量，应为 0 或以上，最多 6 位小数。",
        en="{columns}: {found} is no amount; expected {expected}.",
        **_CORRECT,
    ),
    "register_not_a_count": Sentence(
        zh="“{columns}”的“{found}”不是可用的整数，应为 0 或以上（计价块为 1 或以上）。",
        en="{columns}: {found} is no count; expected {expected}.",
        **_CORRECT,
    ),
    "register_not_a_rate": Sentence(
        zh="“{columns}”的“{found}”不是比例，应写成 2% 或 0.02，且不超过 100%。",
        en="{columns}: {found} is no rate; written 2% or 0.02, and at most 100%.",
        **_CORRECT,
    ),
    "register_rate_for_amount": Sentence(
        zh="“{columns}”的“{found}”是比例，而计费项 {charge} 需要金额或数量。",
        en="{columns}: {found} is a rate, and the charge {charge} needs an amount or a count.",
        zh_remedy="请更正，或让该计费项引用另一张阶梯表。",
        en_remedy="Correct it, or let the charge name another table.",
    ),
    "register_flat_fee_unused": Sentence(
        zh="固定费 {found} 用不上：计费项 {charge} 的计价方式没有固定费。",
        en="The flat fee {found} has no use: the charge {charge} takes none.",
        zh_remedy="固定费只用于分段累进与整量；请清除。",
        en_remedy="Only graduated and volume take one; clear it.",
    ),
    "register_not_a_date": Sentence(
        zh="“{columns}”的“{found}”不是日期，应如 2026-10-01。",
        en="{columns}: {found} is no date; expected {expected}.",
        **_CORRECT,
    ),
    "register_not_a_choice": Sentence(
        zh="“{columns}”的“{found}”不在可选值中：{expected}。",
        en="{columns}: {found} is none of the choices: {expected}.",
        zh_remedy="请从下拉列表中选择。",
        en_remedy="Choose from the list.",
    ),
    "register_not_a_tax_id": Sentence(
        zh="“{columns}”的“{found}”不是有效的统一社会信用代码（18 位，末位为校验位）。",
        en="{columns}: {found} is no unified social credit code; expected {expected}.",
        **_CORRECT,
    ),
    "register_not_a_cycle_day": Sentence(
        zh="“{columns}”的“{found}”应为 1 至 28。",
        en="{columns}: {found} should be {expected}.",
        **_CORRECT,
    ),
    "register_not_a_code": Sentence(
        zh="“{columns}”的“{found}”不是编码，只能含字母、数字、. _ 与 -，如 C001，最多 40 个。",
        en="{columns}: {found} is no code; expected {expected}.",
        **_CORRECT,
    ),
    "register_not_an_address": Sentence(
        zh="“{columns}”的“{found}”不是邮箱；多个用分号分隔。",
        en="{columns}: {found} is no address; expected {expected}.",
        **_CORRECT,
    ),
}

_ROWS: dict[str, Sentence] = {
    "register_exactly_one": Sentence(
        zh="几种写法只能填一种且必须填一种（{found}）。",
        en="Exactly one way must be filled, and no other ({found}).",
        zh_remedy="请只填 {columns} 中的一种。",
        en_remedy="Fill one of {columns}.",
    ),
    "register_method_needs": Sentence(
        zh="方式与价格不相配（{found}）：统一价填单价或比例，其他方式填阶梯表。",
        en="Method and price do not go together ({found}): flat takes a price or rate, "
        "the others a tier table.",
        **_CORRECT,
    ),
    "register_night_needs_flat": Sentence(
        zh="夜间系数只用于统一单价且时段为全部（{found}）。",
        en="A night multiplier goes with method flat and scope all only ({found}).",
        **_CORRECT,
    ),
    "register_included_needs_flat": Sentence(
        zh="每坐席每日包含量只用于统一单价且时段为全部（{found}）。",
        en="Receptions included per seat go with method flat and scope all only ({found}).",
        **_CORRECT,
    ),
    "register_kind_without_rate": Sentence(
        zh="日单价表“{found}”没有这些日期类型的单价：{kinds}。",
        en="The day rates {found} have no price for: {kinds}.",
        zh_remedy="请在“日单价”中补上，或更正日期类型的名称。",
        en_remedy="Add them to Day rates, or correct the names of the kinds.",
    ),
    "register_no_day_kinds": Sentence(
        zh="没有日历，也没有默认类型，无法知道哪些日期计费。",
        en="Neither a calendar nor a default kind: which dates are billed is unknown.",
        zh_remedy="请填写“{columns}”之一。",
        en_remedy="Fill one of {columns}.",
    ),
    "register_cap_below_minimum": Sentence(
        zh="上限低于下限（{found}）。",
        en="The upper limit is below the lower ({found}).",
        **_CORRECT,
    ),
    "register_needs": Sentence(
        zh="填写了“{because}”，就必须填写“{columns}”。",
        en="{because} needs {columns}, which is not filled.",
        **_CORRECT,
    ),
    "register_all_factors": Sentence(
        zh="基数与三个系数须一同填写（{found}）。",
        en="The base and its three factors stand together ({found}).",
        **_CORRECT,
    ),
    "register_sum_needs_milestones": Sentence(
        zh="合同总额与“里程碑”表须同时具备（合同总额：{found}）。",
        en="A contract sum and rows in Milestones need each other (contract sum: {found}).",
        zh_remedy="请补上总额，或在“里程碑”表中补上该计费项的行。",
        en_remedy="Fill the sum, or add the charge's rows to Milestones.",
    ),
    "register_shares_not_whole": Sentence(
        zh="该计费项的里程碑占比合计不是 100%。",
        en="The shares of the charge's milestones do not make 100%.",
        **_CORRECT,
    ),
    "register_no_unit_prices": Sentence(
        zh="按件数计提，但“件数单价”表中没有该计费项。",
        en="The commission is on units, and Unit prices has no row of this charge.",
        zh_remedy="请在“件数单价”表中补上。",
        en_remedy="Add its rows to Unit prices.",
    ),
    "register_both_or_neither": Sentence(
        zh="“{columns}”须同时填写或同时留空（{found}）。",
        en="{columns} are filled together, or not at all ({found}).",
        **_CORRECT,
    ),
    "register_undelivered_hours": Sentence(
        zh="未交付按比例扣减时，计量指标须为服务小时（{found}）。",
        en="Undelivered work is deducted by hours only ({found}).",
        **_CORRECT,
    ),
    "register_undelivered_unused": Sentence(
        zh="“未交付”按比例扣减时，“未用量”须为作废：少交付的工时不能既扣减又返还或结转。",
        en="With `undelivered` pro rata, `unused` is lost: hours that were not delivered are "
        "deducted, and not credited or carried on as well.",
        zh_remedy="请只保留其一。",
        en_remedy="Keep one of the two.",
    ),
    "register_seats_no_overage": Sentence(
        zh="按每日坐席计量时没有超量单价（{found}）。",
        en="Seats per day have no overage price ({found}).",
        zh_remedy="超出的坐席请用“按天”计费项的“仅计超出”。",
        en_remedy="Bill the seats above with a Daily charge and its `only above`.",
    ),
    "register_level_empty": Sentence(
        zh="既没有目标与每点扣率，也没有每起罚款。",
        en="Neither a target with its rate per point nor a fine per case.",
        zh_remedy="请填写“{columns}”。",
        en_remedy="Fill {columns}.",
    ),
    "register_dates_reversed": Sentence(
        zh="结束日期早于起始日期（{found}）。", en="It ends before it starts ({found}).", **_CORRECT
    ),
}

ROWS: dict[str, Sentence] = _CELLS | _ROWS
