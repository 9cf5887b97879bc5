"""What is said of a client's month as a whole: held, differing, failed."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "credit_basis_changed": Sentence(
        zh="尚有待抵扣额 {credit}，价格口径或税率却由 {expected} 变为 {found}。",
        en="Credit of {credit} is open, but basis or tax rate went from {expected} to {found}.",
        zh_remedy="请先按原口径抵用完，或与客户结清后再改。",
        en_remedy="Use the credit up under the old terms, or settle it, before changing them.",
    ),
    "late_refund_by_hand": Sentence(
        zh="后期退款暂不能自动按原价返还。",
        en="A late refund cannot be credited at its old price automatically yet.",
        zh_remedy="请改填“调整”事项：金额、原因、经办人、依据。",
        en_remedy="Enter it as an `adjustment` event with amount, reason, by and reference.",
    ),
    "event_of_no_charge": Sentence(
        zh="事项所写计费项“{found}”本月不计费；本月计费项：{expected}。",
        en="The event names charge “{found}”, which this month does not bill; it bills {expected}.",
        zh_remedy="请改正事项表中的计费项或日期。",
        en_remedy="Correct the charge or the date in the events sheet.",
    ),
    "level_twice": Sentence(
        zh="指标“{measure}”有多于一个实际值。",
        en="There is more than one measured level of “{measure}”.",
        zh_remedy="请在事项表中只留一行。",
        en_remedy="Leave one row in the events sheet.",
    ),
    "level_not_measured": Sentence(
        zh="合同约定了指标“{measure}”，本月却没有实际值。",
        en="The contract has a target for “{measure}”, but no level was measured this month.",
        zh_remedy="请在事项表中加一行“指标实际值”，填对象与数量。",
        en_remedy="Add a `measured level` row with item and quantity to the events.",
    ),
    "unknown_measure": Sentence(
        zh="合同没有指标“{found}”；合同里有：{expected}。",
        en="The contract knows no measure “{found}”; it has: {expected}.",
        zh_remedy="请改正事项的“对象”，或在“服务水平”表中登记。",
        en_remedy="Correct the item of the event, or add the measure to the register.",
    ),
    "earlier_month_open": Sentence(
        zh="更早的月份 {found} 还未出账，而本客户有余额结转。",
        en="Earlier months are still open ({found}), and this client carries balances.",
        zh_remedy="请先解决并运行 billing run --month {first}。",
        en_remedy="Solve that first and run: billing run --month {first}",
    ),
    "input_differs": Sentence(
        zh="{number} 已按 {expected} 出账；按现在的登记表与用量应为 {found}。",
        en="{number} was issued over {expected}; today's register and usage give {found}.",
        zh_remedy="已出的结算单不变；请核对是谁改了什么。",
        en_remedy="The invoice stands as it is; see who changed what.",
    ),
    "approval_manual": Sentence(
        zh="合同要求每月人工审批。",
        en="The contract asks for an approval each month.",
        zh_remedy="核对后运行 billing approve。",
        en_remedy="Look at the preview, then run: billing approve",
    ),
    "draft_is_zero": Sentence(
        zh="本月合计为 0.00。",
        en="The month comes to 0.00.",
        zh_remedy="若属实请批准，将结为“无应付”。",
        en_remedy="If that is right, approve it: it closes as nothing due.",
    ),
    "unlike_recent_months": Sentence(
        zh="数量 {found}（{unit}）与近几月平均 {expected} 相差悬殊。",
        en="Quantity {found} ({unit}) is far from the recent months' {expected}.",
        zh_remedy="请核对文件；属实则批准。",
        en_remedy="Check the files; if it is right, approve it.",
    ),
    "refunds_high": Sentence(
        zh="退款 {found} 占销售额 {expected} 的比例过高。",
        en="Refunds of {found} are a large part of sales of {expected}.",
        zh_remedy="请核对文件；属实则批准。",
        en_remedy="Check the files; if it is right, approve it.",
    ),
    "held_by_hand": Sentence(
        zh="由 {by} 暂缓：{found}",
        en="Held by {by}: {found}",
        zh_remedy="解决后运行 billing approve。",
        en_remedy="When it is settled, run: billing approve",
    ),
    "draft_missing_glyph": Sentence(
        zh="字体缺字：{found}。",
        en="The fonts lack these characters: {found}.",
        zh_remedy="请在登记表或用量文件中改用常用字。",
        en_remedy="Write them in another way in the register or the usage files.",
    ),
    "left_out": Sentence(
        zh="本次运行只处理指定的客户。",
        en="This run was told to bill other clients only.",
    ),
    "source_changed": Sentence(
        zh="文件“{file}”在运行中被改动。",
        en="The file “{file}” changed while it was billed.",
        zh_remedy="请再运行一次。",
        en_remedy="Run again.",
    ),
    "client_failed": Sentence(
        zh="程序出错（{reason}），该客户未能完成，其他客户不受影响。",
        en="The program failed ({reason}); this client was left, the others were not touched.",
        zh_remedy="请再运行一次；若仍出错，请把 billing.log 交给维护人员。",
        en_remedy="Run again; if it stays, give billing.log to who maintains this.",
    ),
    "pdf_made_anew": Sentence(
        zh="{found} 曾丢失或被改动，已按账本重做，但与原件字节不同。",
        en="{found} was lost or changed and was made anew from the ledger, in other bytes.",
    ),
}
