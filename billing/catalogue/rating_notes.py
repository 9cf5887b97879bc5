"""What is said of service levels and credit, and beside the lines."""

from billing.catalogue import Sentence

_EVENT = {
    "zh_remedy": "请在事项表中更正后重新运行。",
    "en_remedy": "Correct it in the events and run again.",
}
_LEVELS = {
    "level_not_measured": Sentence(
        zh="服务指标“{measure}”没有实测值。",
        en="The measure {measure} has no measured level.",
        zh_remedy="请在事项表中填写“指标实测”及数值。",
        en_remedy="Add the event measured level with its figure.",
    ),
    "level_twice": Sentence(
        zh="服务指标“{measure}”有多个实测值。",
        en="The measure {measure} has several measured levels.",
        **_EVENT,
    ),
    "unknown_measure": Sentence(
        zh="合同没有服务指标“{found}”；有：{expected}。",
        en="The contract has no measure {found}; it has {expected}.",
        **_EVENT,
    ),
    "credit_basis_changed": Sentence(
        zh="尚有待抵扣额 {credit}（{expected}），而价格口径或税率已改为 {found}。",
        en="Credit of {credit} is open ({expected}), and price basis or tax rate is now {found}.",
        zh_remedy="请先用完或退回待抵扣额，再变更。",
        en_remedy="Use up or repay the credit before the change.",
    ),
}

_NOTES = {
    "note.average": Sentence(
        zh="日均接待 {total} / {days} = {average}。",
        en="Average daily receptions: {total} / {days} = {average}.",
    ),
    "note.net_carried": Sentence(
        zh="净销售额为 {net}，结转下月抵减。",
        en="Net sales are {net} and are carried into the next month.",
    ),
    "note.net_forgotten": Sentence(
        zh="净销售额为 {net}，按合同归零。",
        en="Net sales are {net}; by the contract they are not carried on.",
    ),
    "note.quota": Sentence(
        zh="使用 {used}，包含 {included}。", en="{used} used of {included} included."
    ),
    "note.no_inquiries": Sentence(
        zh="本月无人询单，按合同约定单价计费。",
        en="Nobody inquired this month; billed at the price the contract states for it.",
    ),
    "note.conversion": Sentence(
        zh="转化率 {conversion}，第 {tier} 档。", en="Conversion rate {conversion}, tier {tier}."
    ),
    "note.milestones_open": Sentence(
        zh="未验收的里程碑：{names}。", en="Milestones not yet accepted: {names}."
    ),
}

SENTENCES: dict[str, Sentence] = {**_LEVELS, **_NOTES}
