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
        zh="尚有待抵扣额 {credit}（{basis_before}，税率 {expected}），"
        "而价格口径或税率已改为{basis}、{found}。",
        en="Credit of {credit} is open ({basis_before}, {expected} tax), and prices are now "
        "{basis}, {found} tax.",
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
        zh="转化率（付款买家 / 询单人数）{conversion}，第 {tier} 档。",
        en="Conversion rate (paying buyers / inquiry buyers) {conversion}, tier {tier}.",
    ),
    "note.quota_carried": Sentence(
        zh="使用 {used}，包含 {included}，另用上期结转 {carried}。",
        en="{used} used of {included} included, and {carried} carried from earlier months.",
    ),
    "note.tolerance": Sentence(
        zh="容差 {tolerance}：{free}，不超过此数不另计费。",
        en="Tolerance {tolerance}: {free}; up to there nothing more is charged.",
    ),
    "note.tolerance_passed": Sentence(
        zh="容差 {tolerance}：{free}，已超过；超过 {last} 的部分计费。",
        en="Tolerance {tolerance}: {free}, which is passed; what is above {last} is charged.",
    ),
    "note.credit_tolerance": Sentence(
        zh="未用量容差 {tolerance}：{least}；不足此数的部分返还。",
        en="Tolerance for unused work {tolerance}: {least}; what is below is credited.",
    ),
    "note.credit_cap": Sentence(
        zh="未用量返还 {whole}，以月费的 {cap} 为限。",
        en="Credit for unused work, {whole}, is limited to {cap} of the fee.",
    ),
    "note.late_cap": Sentence(
        zh="逾期扣款 {whole}，全项目累计以费用的 {cap} 为限。",
        en="Deduction for lateness, {whole}, is limited to {cap} of the fee over the project.",
    ),
    "note.level": Sentence(
        zh="服务指标“{measure}”：目标 {target}，实测 {measured}；"
        "每差 1 个百分点，扣服务费 {fee} 的 {rate}。",
        en="Service level {measure}: target {target}, measured {measured}; each point off it "
        "deducts {rate} of the fee, {fee}.",
    ),
    "note.level_cap": Sentence(
        zh="服务水平扣款（{measure}）{whole}，以服务费的 {cap} 为限。",
        en="Service level deduction ({measure}), {whole}, is limited to {cap} of the fee.",
    ),
    "note.quality_case": Sentence(
        zh="质检扣款（{measure}）{days}：{reason}。",
        en="Quality fine ({measure}), {days}: {reason}.",
    ),
    "note.included_by_seats": Sentence(
        zh="坐席费已含接待：{working} = {free} 次（坐席·天 × 每坐席每天）。",
        en="Receptions included by the seats: {working} = {free} (seat-days x receptions a day).",
    ),
    "note.grace": Sentence(
        zh="空缺从首日起 {days} 天内不扣减。",
        en="The first {days} days of a vacancy are not deducted.",
    ),
    "note.seats_at_least": Sentence(
        zh="每天至少按 {seats} 坐席计。", en="At least {seats} seats are billed each day."
    ),
    "note.seats_at_most": Sentence(
        zh="每天最多按 {seats} 坐席计。", en="At most {seats} seats are billed each day."
    ),
    "note.seats_only_above": Sentence(
        zh="只计超过 {seats} 坐席的部分。", en="Only seats above {seats} are billed."
    ),
    "note.silent_sales": Sentence(
        zh="静默销售额（未咨询而下的订单）不计提成，也不从归属销售额中扣减，仅供对照。",
        en="Silent sales, ordered without asking anybody, earn no commission and are not taken off "
        "the attributed sales; they are shown for comparison.",
    ),
    "note.category_multiplier": Sentence(
        zh="类目系数 {factor}：乘在底薪与提成上。",
        en="Category multiplier {factor}, on base and commission.",
    ),
    "note.trade_multiplier": Sentence(
        zh="行业系数 {factor}：乘在每单单价上。",
        en="Industry multiplier {factor}, on the price of an order.",
    ),
    "note.night_multiplier": Sentence(
        zh="夜间系数 {factor}：乘在夜班接待的单价上。",
        en="Night multiplier {factor}, on the price of receptions by night.",
    ),
    "note.late_rate": Sentence(
        zh="每逾期 1 天，扣费用的 {rate}。", en="Each day late deducts {rate} of the fee."
    ),
    "note.milestones_open": Sentence(
        zh="未验收的里程碑：{names}。", en="Milestones not yet accepted: {names}."
    ),
}

SENTENCES: dict[str, Sentence] = {**_LEVELS, **_NOTES}
