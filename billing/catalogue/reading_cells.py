"""What is said of the cells, rows, orders and events of usage workbooks."""

from billing.catalogue import Sentence
from billing.catalogue.reading_events import EVENTS
from billing.catalogue.reading_rosters import ROSTERS

_CORRECT = {
    "zh_remedy": "请在文件中更正后重新运行。",
    "en_remedy": "Correct it in the file and run again.",
}

_DATES: dict[str, Sentence] = {
    "not_a_date": Sentence(zh="“{found}”不是日期。", en="{found} is no date.", **_CORRECT),
    "date_shortened": Sentence(
        zh="{found} 可能是末尾的 0 丢失后的日期（如 10.10 变成 10.1）。",
        en="{found} may be a day that lost its last 0, as 10.1 of 10.10.",
        zh_remedy="请写明是哪一天：1 日写成 2026-10-01，10 日写成 2026-10-10。",
        en_remedy="Say which day it is: the 1st as 2026-10-01, the 10th as 2026-10-10.",
    ),
    "date_blank": Sentence(
        zh="有数据而没有日期。", en="The row has figures and no date.", **_CORRECT
    ),
    "date_order": Sentence(
        zh="日期形如 {found}，日与月的次序按整列判断。",
        en="Dates such as {found}: the column tells which part is the day.",
        zh_remedy="请核对；建议写成 2026-10-01。",
        en_remedy="Check them; 2026-10-01 is never in doubt.",
    ),
    "date_order_unknown": Sentence(
        zh="日期形如 {found}，无法判断哪个是日、哪个是月。",
        en="Dates such as {found}: which part is the day cannot be told.",
        zh_remedy="请写成 2026-10-01。",
        en_remedy="Write them as 2026-10-01.",
    ),
    "date_swapped": Sentence(
        zh="{found} 可能是电子表格把日和月对调后的日期（如 1/10/2026 成了 1 月 10 日）。",
        en="A spreadsheet may have exchanged the day and the month of {found}, as of 1/10/2026.",
        zh_remedy="请用原始文件核对，把这一列都写成 2026-10-01 这样的日期。",
        en_remedy="Compare it with the original, and write the whole column as 2026-10-01.",
    ),
    "day_alone": Sentence(
        zh="只写了日，月份取自标题或名称：{count} 处（{cells}）。",
        en="Days alone are of the month that the title or a name states: {count} ({cells}).",
    ),
    "year_inferred": Sentence(
        zh="日期没有年份，取最接近账期的一年：{count} 处（{cells}）。",
        en="Dates without a year are of the year nearest to the month: {count} ({cells}).",
    ),
    "rows_outside_month": Sentence(
        zh="不属于本期的 {rows} 行未计入：{sums}。",
        en="{rows} rows of other months left out: {sums}.",
    ),
    "day_of_other_year": Sentence(
        zh="{found} 与其余各行不在同一年，而本表缺 {expected}：年份写错了？",
        en="{found} is of another year than the rows around it, which lack {expected}: a slip?",
        zh_remedy="如写错请更正年份；如确是另一年的数据，请删去该行或放在另一个文件中。",
        en_remedy="Correct the year; if the row is of that year, delete it or put it into a file "
        "of its own.",
    ),
    "not_a_time": Sentence(
        zh="“{found}”不是时间，应如 09:00。", en="{found} is no time, such as 09:00.", **_CORRECT
    ),
    "end_before_start": Sentence(
        zh="结束 {found} 不在开始之后。", en="The end, {found}, is not after the start.", **_CORRECT
    ),
}

_FIGURES: dict[str, Sentence] = {
    "error_cell": Sentence(
        zh="单元格是 {found}，没有可用的值。",
        en="The cell holds {found}, and no usable value.",
        zh_remedy="请更正该处的公式或直接填入数字，保存后重新放入收件文件夹；仅重新保存无济于事。",
        en_remedy="Mend the formula or type the figure in its place, save it, and drop it again;"
        " saving alone does not help.",
    ),
    "truth_value": Sentence(
        zh="单元格是逻辑值 {found}，不是数字或日期。",
        en="The cell holds {found}, a truth value, and neither a number nor a date.",
        zh_remedy="请填写数字或日期本身。",
        en_remedy="Type the number or the date itself.",
    ),
    "formula_without_value": Sentence(
        zh="单元格是公式，但没有保存计算结果。",
        en="The cell holds a formula whose result was never saved.",
        zh_remedy="请用 Excel 打开并保存。",
        en_remedy="Open it in Excel and save.",
    ),
    "not_a_number": Sentence(zh="“{found}”不是数字。", en="{found} is no number.", **_CORRECT),
    "number_negative": Sentence(
        zh="{figure} 为负数 {found}。", en="{figure} is negative: {found}.", **_CORRECT
    ),
    "number_positive": Sentence(
        zh="{figure} 应为零或负数（待弥补的净销售额），却是 {found}。",
        en="{figure} is {found}: net sales still to be made good are zero or below.",
        **_CORRECT,
    ),
    "count_not_whole": Sentence(
        zh="{figure} 应为整数，却是 {found}。",
        en="{figure} is a count, and is not whole: {found}.",
        **_CORRECT,
    ),
    "not_final": Sentence(
        zh="{found}：数据尚未定稿。",
        en="{found}: the figure is not final yet.",
        zh_remedy="请稍后重新导出。",
        en_remedy="Export it again later.",
    ),
    "blank_cell": Sentence(
        zh="{figure} 为空（{cells}）；空不是 0。",
        en="{figure} is blank ({cells}); blank is not zero.",
        zh_remedy="如确为 0，请填 0。",
        en_remedy="Where it is zero, type 0.",
    ),
    "number_as_text": Sentence(
        zh="以文本保存的数字已转换：{count} 处（{cells}）。",
        en="Numbers kept as text were read as numbers: {count} ({cells}).",
    ),
    "number_rounded": Sentence(
        zh="{figure} 写作 {found}，精度已丢失（{cells}）。",
        en="{figure} is given as {found}: its last digits are lost ({cells}).",
        zh_remedy="请导出完整的数字。",
        en_remedy="Export the full number.",
    ),
    "net_sales_differ": Sentence(
        zh="净销售额为 {found}，销售额减退款为 {expected}。",
        en="Net sales are {found}, and sales less refunds {expected}.",
        **_CORRECT,
    ),
    "effective_above": Sentence(
        zh="有效接待为 {found}，多于接待人数 {expected}。",
        en="Effective receptions are {found}, above receptions of {expected}.",
        zh_remedy="请核对两列；文本文件中带千分位的数字可能被逗号拆成两格。",
        en_remedy="Check both; in a text file a comma may have split a number into two cells.",
    ),
    "manual_adjustment": Sentence(
        zh="手工调整金额为 {found}。",
        en="There is a manual adjustment of {found}.",
        zh_remedy="请更正销售额；若是应收应付金额，请在事项表中登记“人工调整”。",
        en_remedy="Correct the sales; money is entered as an adjustment in the events table.",
    ),
    "night_twice": Sentence(
        zh="夜间接待既有单独一列，又有“{found}”班次，可能重复。",
        en="Night receptions stand in their own column and in rows of the shift {found}.",
        zh_remedy="请只保留一种。",
        en_remedy="Keep one of the two.",
    ),
    "one_seat_a_row": Sentence(
        zh="没有人数列，每位客服一行按 1 人计。",
        en="No column of seats: each agent's row counts as one.",
    ),
}

_ORDERS: dict[str, Sentence] = {
    "status_unknown": Sentence(
        zh="订单状态“{found}”不在已知列表中。",
        en="The order status {found} is not on the list.",
        zh_remedy="已知状态见 docs/usage.md；请核对后更正。",
        en_remedy="Known ones are listed in docs/usage.md; check and correct it.",
    ),
    "after_sale_unknown": Sentence(
        zh="售后状态“{found}”不在已知列表中。",
        en="The after-sale status {found} is not on the list.",
        zh_remedy="已知状态见 docs/usage.md；请核对后更正。",
        en_remedy="Known ones are listed in docs/usage.md; check and correct it.",
    ),
    "refund_unclear": Sentence(
        zh="无法判断是否全额退款（此处为“{found}”）。",
        en="Whether the order is refunded in full cannot be told ({found} here).",
        zh_remedy="请填写实付金额与退款金额，未退款的退款金额填 0；并核对售后状态。",
        en_remedy="Fill in what was paid and what was refunded, 0 if nothing; check the status.",
    ),
    "order_without_number": Sentence(
        zh="订单没有编号。", en="The order has no number.", **_CORRECT
    ),
    "number_damaged": Sentence(
        zh="编号 {found} 以数字保存，第 15 位之后已丢失。",
        en="The number {found} was kept as a figure; its digits after the 15th are lost.",
        zh_remedy="请重新导出，编号保存为文本。",
        en_remedy="Export it again, with the numbers as text.",
    ),
    "orders_unpaid": Sentence(
        zh="从未付款的订单未计入：{count} 行（{cells}）。",
        en="Orders never paid left out: {count} ({cells}).",
    ),
    "orders_clash": Sentence(
        zh="订单 {order} 在 {other} 处的内容不同。",
        en="Order {order} stands at {other} with other contents.",
        zh_remedy="请只保留正确的一份。",
        en_remedy="Keep the right one only.",
    ),
}

_KEYS: dict[str, Sentence] = {
    "duplicate_rows": Sentence(
        zh="重复的行只计一次：{count} 行（{cells}）。",
        en="Repeated rows counted once: {count} ({cells}).",
    ),
    "rows_clash": Sentence(
        zh="同一行数据有两个值：{figure} 此处为 {found}，{other} 处为 {expected}。",
        en="One row with two values: {figure} is {found} here and {expected} at {other}.",
        zh_remedy="请只保留正确的一份。",
        en_remedy="Keep the right one only.",
    ),
    "rows_identical": Sentence(
        zh="与 {other} 完全相同且没有客服名称，无法判断是重复还是两个班次。",
        en="The same as {other}, and no agent is named: repeated, or two shifts?",
        zh_remedy="请合并为一行，或注明客服。",
        en_remedy="Make it one row, or name the agents.",
    ),
    "times_differ": Sentence(
        zh="与 {other} 是同一天，时刻不同（{found} 与 {time}），无法判断是重复还是两个时段。",
        en="The day of {other} again, at another time ({found}, {time}): repeated, or two hours?",
        zh_remedy="如为重复请删去其一；如为分时数据，请放在同一张表中。",
        en_remedy="Delete one if it is repeated; put figures by the hour into one table.",
    ),
    "levels_mixed": Sentence(
        zh="同一店铺同一天的 {figure} 以两种粒度出现（另一处：{other}），相加会重复计费。",
        en="{figure} of one store and day is told at two levels of detail (also at {other}); "
        "adding them would bill it twice.",
        zh_remedy="请只保留明细或只保留汇总。",
        en_remedy="Keep the details or the sums, not both.",
    ),
    "label_blank": Sentence(
        zh="“{found}”为空（{cells}），而同一店铺同一天另有写明的行（如 {other}），"
        "无法判断是其合计还是另一份。",
        en="{found} is blank ({cells}) beside rows of the same store and day that name it "
        "({other}): their sum, or more of them?",
        zh_remedy="如为合计请删去；否则请填写该列。",
        en_remedy="Delete the rows if they are sums; else fill in the column.",
    ),
}

CELLS: dict[str, Sentence] = _DATES | _FIGURES | _ORDERS | _KEYS | EVENTS | ROSTERS
