"""What rating and review say of a client's usage and contract."""

from billing.catalogue import Sentence
from billing.catalogue.rating_late import SENTENCES as LATE
from billing.catalogue.rating_notes import SENTENCES as NOTES

_ADD = {
    "zh_remedy": "请补齐后重新运行；确为零请填 0。",
    "en_remedy": "Add it and run again; type 0 where it is zero.",
}
_EVENT = {
    "zh_remedy": "请在事项表中更正后重新运行。",
    "en_remedy": "Correct it in the events and run again.",
}
_DETAIL = {
    "zh_remedy": "请按天提供。",
    "en_remedy": "Supply it by day.",
}
_CONTRACT = {
    "zh_remedy": "请按合同补充登记表，或更正用量后重新运行。",
    "en_remedy": "Complete the register by the contract, or correct the usage, and run again.",
}

_MISSING = {
    "missing_usage": Sentence(
        zh="计费项 {charge}：店铺 {store} 在 {days} 没有 {kind} 用量。",
        en="Charge {charge}: no {kind} usage of store {store} for {days}.",
        **_ADD,
    ),
    "missing_usage_set_aside": Sentence(
        zh="计费项 {charge}：店铺 {store} 在 {days} 没有 {kind} 用量；{files} 只有其他月份的数据。",
        en="Charge {charge}: no {kind} usage of store {store} for {days}; {files} holds other "
        "months only.",
        **_ADD,
    ),
    "missing_days": Sentence(
        zh="计费项 {charge}：店铺 {store} 的 {kind} 缺 {count} 天：{found}。",
        en="Charge {charge}: {kind} of store {store} lacks {count} days: {found}.",
        zh_remedy="如这些天确无服务则无需处理；否则请补齐后重新运行。",
        en_remedy="Nothing to do if there was no work on these days; else add them and run again.",
    ),
    "missing_day": Sentence(
        zh="计费项 {charge}：店铺 {store} 缺 {day} 的在岗人数。",
        en="Charge {charge}: no seats of store {store} on {day}.",
        **_ADD,
    ),
    "missing_staffing": Sentence(
        zh="计费项 {charge}：店铺 {store} 缺以下日期的在岗人数：{found}。",
        en="Charge {charge}: no seats of store {store} on {found}.",
        **_ADD,
    ),
    "missing_staffing_set_aside": Sentence(
        zh="计费项 {charge}：店铺 {store} 在 {found} 缺在岗人数；{files} 只有其他月份的数据。",
        en="Charge {charge}: no seats of store {store} on {found}; {files} holds other months.",
        **_ADD,
    ),
    "missing_column": Sentence(
        zh="{kind} 表缺少“{figure}”列；现有：{found}。",
        en="The {kind} table has no column {figure}; it has {found}.",
        zh_remedy="请加上该列；或在 billing.toml 的 [columns.{table}] 一行之下（没有就加上这一行）"
        "写入其表头：{entry}",
        en_remedy="Add the column; or in billing.toml, below the line [columns.{table}] (add it if "
        "it is not there), write its header: {entry}",
    ),
    "missing_refunds": Sentence(
        zh="订单明细没有“售后状态”和“退款金额”列，无法判断哪些已全额退款；现有：{found}。",
        en="The list of orders has no column of refunds (售后状态 after-sale, or 退款金额 refund): "
        "full refunds cannot be told; it has {found}.",
        zh_remedy="请重新导出，带上售后状态，或实付金额与退款金额。",
        en_remedy="Export it again with the after-sale status, or with what was paid and refunded.",
    ),
    "missing_event": Sentence(
        zh="计费项 {charge}：事项表中没有 {days} 的“{event}”。",
        en="Charge {charge}: the events hold no {event} for {days}.",
        zh_remedy="请在事项表中补上该事项及其数量。",
        en_remedy="Add the event with its quantity.",
    ),
    "event_without_quantity": Sentence(
        zh="计费项 {charge}：该事项没有数量。",
        en="Charge {charge}: the event has no quantity.",
        **_EVENT,
    ),
    "blank_figure": Sentence(
        zh="{days} 的 {figure}（{kind}）为空；空白不等于零。",
        en="{figure} of {days} ({kind}) is blank; blank is not zero.",
        **_ADD,
    ),
    "blank_seats": Sentence(
        zh="计费项 {charge}：店铺 {store} 在 {found} 的在岗人数或班次时间为空；空白不等于零。",
        en="Charge {charge}: seats or times of store {store} on {found} are blank; blank is not "
        "zero.",
        **_ADD,
    ),
}

_UNCLEAR = {
    "store_unknown": Sentence(
        zh="计费项 {charge} 只计部分店铺，而这些 {kind} 行没有店铺。",
        en="Charge {charge} is for some stores only, and these {kind} rows name none.",
        zh_remedy="请在文件中写明店铺。",
        en_remedy="Name the store in the file.",
    ),
    "needs_days": Sentence(
        zh="计费项 {charge}：{kind} 的 {found} 是合计数，无法分到 {days}。",
        en="Charge {charge}: {kind} of {found} is one total, which cannot be split for {days}.",
        **_DETAIL,
    ),
    "needs_shifts": Sentence(
        zh="计费项 {charge} 按班次计，而店铺 {store} 在 {found} 只有当日峰值。",
        en="Charge {charge} counts seat-shifts, and store {store} has only a peak on {found}.",
        zh_remedy="请每个班次一行，写明班次或起止时间。",
        en_remedy="Give each shift a row, with its name or its start and end.",
    ),
    "several_rows_a_day": Sentence(
        zh="计费项 {charge}：店铺 {store} 在 {found} 有多行而没有起止时间，无法得出峰值。",
        en="Charge {charge}: store {store} has several rows on {found} without start and end, so "
        "that no peak can be told.",
        zh_remedy="请写明起止时间，或合成每天一行。",
        en_remedy="Give start and end, or one row a day.",
    ),
    "two_day_kinds": Sentence(
        zh="计费项 {charge}：{day} 有多种日期类型：{found}。",
        en="Charge {charge}: {day} is of several kinds: {found}.",
        zh_remedy="请在登记表填写优先顺序。",
        en_remedy="State the precedence in the register.",
    ),
    "inquiries_differ": Sentence(
        zh="计费项 {charge}：接待文件的询单人数为 {found}，订单文件为 {expected}。",
        en="Charge {charge}: inquiry buyers are {found} in the receptions and {expected} in the "
        "orders.",
        zh_remedy="请核对，保留正确的一列。",
        en_remedy="Check them, and keep the right column.",
    ),
    "conversion_undefined": Sentence(
        zh="计费项 {charge}：{days} 无人询单，转化率无法计算。",
        en="Charge {charge}: nobody inquired in {days}, so that there is no conversion rate.",
        zh_remedy="请核对询单人数；如合同另有约定，请在登记表“无询单”填写。",
        en_remedy="Check the inquiry buyers; if the contract provides for it, fill `no inquiries`.",
    ),
    "no_billed_day": Sentence(
        zh="计费项 {charge}：计费 {found} 天，须补足最少天数，而没有计费日可定单价（{expected}）。",
        en="Charge {charge}: {found} days billed, fewer than agreed, and no billed day tells at "
        "which of the rates ({expected}) to make them up.",
        zh_remedy="请核对服务期；补足金额请以人工调整列出。",
        en_remedy="Check the dates of the engagement; enter the sum as an adjustment.",
    ),
}

_BEYOND = {
    "outside_tiers": Sentence(
        zh="计费项 {charge}：{found} 超出阶梯表 {table}（{expected}）。",
        en="Charge {charge}: {found} is beyond the table {table} ({expected}).",
        **_CONTRACT,
    ),
    "no_overage_price": Sentence(
        zh="计费项 {charge}：使用 {found}，超出包含量 {expected}，而合同没有超量单价。",
        en="Charge {charge}: {found} used of {expected} included, and no overage price.",
        **_CONTRACT,
    ),
    "robot_twice": Sentence(
        zh="合同剔除机器人接待，而“{found}”已不含机器人；再减会少计。",
        en="The contract takes robots off, and {found} is without them already.",
        zh_remedy="如确已不含机器人，请在登记表的“剔除类别”中去掉 robot；"
        "如仍含机器人，请把表头改为“接待人数”。",
        en_remedy="If it is, take robot out of the charge's excluded classes; if robots are still "
        "in it, call the column receptions.",
    ),
    "classes_above_total": Sentence(
        zh="剔除类别或夜间接待多于总接待（有效 / 夜间：{found}）。",
        en="Excluded classes or night receptions exceed the total (effective / night: {found}).",
        zh_remedy="请核对各列口径后更正。",
        en_remedy="Check what the columns count, and correct them.",
    ),
    "orders_below_zero": Sentence(
        zh="计费项 {charge}：取消与全额退款多于付款订单，计费订单为 {found}。",
        en="Charge {charge}: more orders cancelled and refunded than paid; {found} are billable.",
        zh_remedy="以前月份的退款请填入事项表（后期退款）。",
        en_remedy="Enter refunds of earlier months as events (late refund).",
    ),
    "milestone_billed": Sentence(
        zh="计费项 {charge}：里程碑“{found}”已结算过；未结：{expected}。",
        en="Charge {charge}: the milestone {found} was billed before; open: {expected}.",
        **_EVENT,
    ),
    "milestone_twice": Sentence(
        zh="计费项 {charge}：里程碑“{found}”本月填写了两次。",
        en="Charge {charge}: the acceptance of milestone {found} is entered twice.",
        zh_remedy="请删去其一。",
        en_remedy="Remove one of them.",
    ),
    "unknown_milestone": Sentence(
        zh="计费项 {charge}：没有里程碑“{found}”；未结：{expected}。",
        en="Charge {charge} has no milestone {found}; open: {expected}.",
        **_EVENT,
    ),
    "event_needs_day": Sentence(
        zh="计费项 {charge} 在本月内变更条款，而事项写的是 {found}，无法判断归哪一段。",
        en="The terms of charge {charge} change inside the month, and the event says {found}: it "
        "could be of either part.",
        **_EVENT,
    ),
    "event_of_no_charge": Sentence(
        zh="事项的计费项是 {found}，这类事项当天可用的计费项是：{expected}。",
        en="The event names charge {found}; that day such an event can be of {expected}.",
        **_EVENT,
    ),
    "late_without_rate": Sentence(
        zh="计费项 {charge}：逾期 {found} 天，而合同没有逾期日扣率，未扣款。",
        en="Charge {charge}: {found} days late, and no late rate; nothing was deducted.",
        zh_remedy="如合同约定逾期扣款，请在登记表填写“逾期日扣率”后重新运行。",
        en_remedy="If the contract deducts for lateness, fill `late rate` and run again.",
    ),
    "vacancy_exceeds_seats": Sentence(
        zh="计费项 {charge}：{day} 空缺 {found} 席，而坐席数为 {expected}。",
        en="Charge {charge}: {found} seats are empty on {day}, and it has {expected}.",
        **_EVENT,
    ),
}

_REGISTERED = {
    "none_needs_one_row": Sentence(
        zh="计费项 {charge} 不折算，本月却有多行（{found}），整月金额会重复计。",
        en="Charge {charge} has proration none and several rows in the month ({found}), each of "
        "which would bill the whole amount.",
        zh_remedy="请改为按日历天数或按30天折算，或让变更从计费月首日开始。",
        en_remedy="Use calendar or fixed_30, or let the change begin on the month's first day.",
    ),
    "included_seats_pooled": Sentence(
        zh="计费项 {charge}（店铺 {store}）按坐席包含接待量，而固定坐席 {found} 未写店铺。",
        en="Charge {charge} of store {store} includes receptions by seats, and the seats of "
        "{found} are of no one store.",
        zh_remedy="请为该固定坐席写明店铺，或将接待计费项改为不写店铺。",
        en_remedy="Name the store of these seats, or leave the store of the receptions blank.",
    ),
}

SENTENCES: dict[str, Sentence] = {
    **_REGISTERED,
    **_MISSING,
    **_UNCLEAR,
    **_BEYOND,
    **LATE,
    **NOTES,
}
