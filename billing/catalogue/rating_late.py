"""What is said of late refunds, corrections, and what earlier months left unbilled."""

from billing.catalogue import Sentence

_EVENT = {
    "zh_remedy": "请在事项表中更正后重新运行。",
    "en_remedy": "Correct it in the events and run again.",
}
_BY_HAND = {
    "zh_remedy": "请改为录入“人工调整”事项：金额、原因、经办人、凭证号。",
    "en_remedy": "Enter an adjustment instead, with amount, reason, by and reference.",
}
_APPROVE = {
    "zh_remedy": "处理后，或核对后用 billing approve 批准，下次运行出账。",
    "en_remedy": "Mend it, or check it and approve the draft with billing approve.",
}

_REFUNDS = {
    "late_refund_no_charge": Sentence(
        zh="不清楚这笔跨月退款属于哪个按单计费项（填写的是 {found}）；合同有：{expected}。",
        en="It is not clear which charge by order this late refund is of (it says {found}); the "
        "contract has {expected}.",
        zh_remedy="请在事项表的计费项列写明。",
        en_remedy="Name the charge in the events.",
    ),
    "late_refund_not_billed": Sentence(
        zh="跨月退款的凭证号 {found} 不是该客户已出账且未冲销的月份或结算单。",
        en="The late refund refers to {found}, which is no month or invoice of this client that "
        "was billed and still stands.",
        zh_remedy="请在凭证号列填写出账月份（如 {expected}）或结算单号。",
        en_remedy="Put the month it was billed in (such as {expected}) or the invoice's number "
        "into the column reference.",
    ),
    "late_refund_no_price": Sentence(
        zh="跨月退款所属的 {found} 在本账簿没有结算单，需填写当时的单价。",
        en="The late refund is of {found}, of which this ledger has no invoice: it needs the price "
        "of then.",
        **_EVENT,
    ),
    "late_refund_price": Sentence(
        zh="跨月退款的单价 {found} 与结算单 {number} 不符；当时的单价：{expected}。",
        en="The late refund's price, {found}, is not one at which invoice {number} billed: "
        "{expected}.",
        zh_remedy="请在事项表的单价列填写其中一个。",
        en_remedy="Put one of these into the column price of the events.",
    ),
    "late_refund_exceeds": Sentence(
        zh="跨月退款累计 {found} 单，超过结算单 {number} 按该单价计的 {expected} 单。",
        en="Late refunds of {found} orders in all, and invoice {number} billed {expected} at this "
        "price.",
        **_EVENT,
    ),
    "late_refund_blocks": Sentence(
        zh="结算单 {found} 按块计单，单笔退款没有单价。",
        en="Invoice {found} billed orders by the block: a single order has no price.",
        **_BY_HAND,
    ),
    "late_refund_basis": Sentence(
        zh="出账后价格口径或税率已由 {expected} 改为 {found}，不能按原价返还。",
        en="Price basis or tax rate was {expected} when it was billed and is {found} now.",
        **_BY_HAND,
    ),
    "note.late_refunds": Sentence(
        zh="跨月退款 {count} 单（原单据 {billed}）：{reason}。",
        en="{count} orders billed in {billed} were refunded late: {reason}.",
    ),
    "note.late_refunds_ignored": Sentence(
        zh="跨月退款 {count} 单，按合同不返还。",
        en="{count} orders were refunded after they were billed; by contract nothing is credited.",
    ),
}

_EVENTS = {
    "event_without_effect": Sentence(
        zh="计费项 {charge} 的合同条款不使用事项“{happening}”。",
        en="The terms of charge {charge} make no use of the event “{happening}”.",
        **_EVENT,
    ),
    "opening_after_start": Sentence(
        zh="期初余额只在首月录入一次：该客户的 {expected} 已结算。",
        en="Opening balances are entered once, in the first month; {expected} of this client is "
        "settled already.",
        zh_remedy="请删去该行；如需更正余额，请使用“返还”“预付款”或“人工调整”。",
        en_remedy="Remove the row; to mend a balance, enter credit, prepayment or an adjustment.",
    ),
    "service_not_told": Sentence(
        zh="计费项 {charge} 与 {other} 按服务或班次分开，而 {found} 的用量没有写明，会被计两次。",
        en="Charges {charge} and {other} part their work by service or shift, and the usage of "
        "{found} tells neither: both would bill it.",
        zh_remedy="请在用量表补上服务类型（或班次）列。",
        en_remedy="Add the column service (or shift) to the usage.",
    ),
    "included_twice": Sentence(
        zh="计费项 {charge} 与 {other} 都扣减店铺 {store} 坐席所包含的接待量。",
        en="Charges {charge} and {other} both deduct the receptions included by the seats of store "
        "{store}.",
        zh_remedy="如合同如此约定则无需处理；否则请只在一个计费项中填写。",
        en_remedy="Nothing to do if the contract says so; else state it in one of them only.",
    ),
    "usage_not_billed": Sentence(
        zh="店铺 {store} 的 {kind} 有 {count} 天（{found}）不属于任何计费项。",
        en="{kind} of store {store} on {count} days ({found}) are of no charge.",
        zh_remedy="如确不收费则无需处理；否则请补充登记表。",
        en_remedy="Nothing to do if they are not billed; else complete the register.",
    ),
    "balance_left": Sentence(
        zh="合同本月到期，仍有余额：待抵扣额 {credit}，预付款 {prepayment}。",
        en="The contract ends this month with an open balance: credit {credit}, "
        "prepayment {prepayment}.",
        zh_remedy="请与客户结清。",
        en_remedy="Settle it with the client.",
    ),
}

_EARLIER = {
    "vacancy_outside": Sentence(
        zh="计费项 {charge} 的空缺 {found} 有不在其计费日期（{expected}）内的天。",
        en="The vacancy of {charge} on {found} has days on which it bills no seats; it bills "
        "{expected}.",
        **_EVENT,
    ),
    "vacancy_twice": Sentence(
        zh="计费项 {charge} 的空缺 {found} 与 {expected} 的日期重叠，像是同一坐席填了两次。",
        en="The vacancy of {charge} on {found} overlaps the one in {expected}: one seat twice?",
        zh_remedy="请删去其一；确为两个坐席，请在“项目”列分别命名。",
        en_remedy="Remove one; where two seats are empty, name each in the column item.",
    ),
    "vacancy_unnamed": Sentence(
        zh="计费项 {charge} 的空缺 {found} 与 {expected} 分不清各坐席自哪天起空缺。",
        en="It is not clear since when each seat of {charge} is empty ({found}; {expected}): its "
        "grace cannot be counted.",
        zh_remedy="请在“项目”列为每个坐席命名，并每月沿用。",
        en_remedy="Name each seat in the column item, and keep the names from month to month.",
    ),
    "milestone_never_billed": Sentence(
        zh="里程碑“{found}”（{charge}）已于 {day} 验收，但从未出账。",
        en="Milestone {found} of {charge} was accepted on {day} and never billed.",
        zh_remedy="请把验收日期改到本月，或更正当月；确不收取则用 billing approve 批准。",
        en_remedy="Date the acceptance in this month, or correct that month; if it is not to be "
        "billed, approve the draft with billing approve.",
    ),
    "days_not_billed": Sentence(
        zh="{found} 不在任何账期内：{charges} 的上一张单据是 {number}，之后账期起始日有变。",
        en="No month bills {found}: after {number}, the cycle of {charges} begins on another day.",
        zh_remedy="请用“人工调整”补收这些天；然后用 billing approve 批准。",
        en_remedy="Bill these days by an adjustment, then approve the draft with billing approve.",
    ),
    "closed_differs": Sentence(
        zh="本月已按无应收款结清，按现有数据则为 {found}，或结转余额有变。",
        en="The month was closed as nothing due; today it would come to {found}, or hand on other "
        "balances.",
        zh_remedy="核对后如需出账，请使用 billing reissue；否则请恢复原数据。",
        en_remedy="Check it; to bill the month, use billing reissue, else restore what was there.",
    ),
    "closed_by_hand": Sentence(
        zh="{by} 已结清本月，不出账：{found}。",
        en="Closed by {by} and not billed: {found}.",
        zh_remedy="无需处理；如仍要出账，请使用 billing reissue。",
        en_remedy="Nothing is to be done; to bill the month after all, use billing reissue.",
    ),
    "invoice_credited": Sentence(
        zh="结算单 {number} 已由 {by} 用红字单 {credit_note} 冲销：{found}。",
        en="Invoice {number} was undone with credit note {credit_note} by {by}: {found}.",
        zh_remedy="如需重新出账，请使用 billing reissue。",
        en_remedy="To bill the month again, use billing reissue.",
    ),
    "issued_client_gone": Sentence(
        zh="本月已为 {found} 开具 {number}，而登记表中已没有该客户。",
        en="Client {found} has invoice {number} of this month, and is no longer in the register.",
        zh_remedy="请恢复其登记行；若已停止服务，请填写截止日期而不要删除。",
        en_remedy="Restore its row; where the service ended, give it an end date instead.",
    ),
}

_CORRECTED = {
    "note.credit_corrected": Sentence(
        zh="{month} 事后更正（{number}）：待抵扣额 {change}。",
        en="{month} was corrected ({number}): credit {change}.",
    ),
    "note.prepayment_corrected": Sentence(
        zh="{month} 事后更正（{number}）：预付款 {change}。",
        en="{month} was corrected ({number}): prepayment {change}.",
    ),
    "note.net_sales_corrected": Sentence(
        zh="{month} 事后更正（{number}）：{charge} 结转净销售额 {change}。",
        en="{month} was corrected ({number}): net sales carried by {charge} {change}.",
    ),
    "note.quota_corrected": Sentence(
        zh="{month} 事后更正（{number}）：{charge} 结转额度 {change}。",
        en="{month} was corrected ({number}): quota carried by {charge} {change}.",
    ),
}

SENTENCES: dict[str, Sentence] = {**_REFUNDS, **_EVENTS, **_EARLIER, **_CORRECTED}
