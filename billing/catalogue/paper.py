"""Words printed on invoices: labels, names of lines, units; tables and columns are beside.

A name stands here as a pair, Chinese and English. The names of lines have no blanks: the draft
appends what tells a line from its like.
"""

from billing.catalogue import Sentence
from billing.catalogue.tables import PAIRS

_LABELS = {
    "label.account": ("账号", "Account"),
    "label.account_name": ("户名", "Payee"),
    "label.address": ("地址", "Address"),
    "label.after": ("更正后", "As corrected"),
    "label.all_stores": ("全部店铺", "All stores"),
    "label.amount": ("金额", "Amount"),
    "label.amount_credited": ("冲销金额", "Amount credited"),
    "label.amount_due": ("应付金额", "Amount due"),
    "label.average": ("日均", "daily average"),
    "label.balance_after": ("结转下期", "Carried forward"),
    "label.balance_before": ("上期结转", "Brought forward"),
    "label.balance_change": ("本期变动", "Change"),
    "label.balance_entered": ("本期计入", "Entered"),
    "label.balance_used": ("本单变动", "By this statement"),
    "label.balances": ("余额", "Balances"),
    "label.balances_corrected": (
        "{month} 结转余额的更正",
        "Balances carried forward from {month}, as this note corrects them",
    ),
    "label.balances_later": (
        "差额计入下一个未结算月份的结算单；{month} 如重新出账，则以新单的结转为准。",
        (
            "The difference enters the statement of the next open month; where {month} is billed"
            " again, what the new invoice carries forward takes its place."
        ),
    ),
    "label.bank": ("开户银行", "Bank"),
    "label.bank_missing": ("收款账户另行通知", "Account on request"),
    "label.basis_exclusive": ("价格不含税", "Prices exclude tax"),
    "label.basis_inclusive": ("价格含税", "Prices include tax"),
    "label.before": ("原单结转", "As invoiced"),
    "label.change": ("增减", "Change"),
    "label.charge": ("计费方式", "Charge"),
    "label.client": ("客户", "Client"),
    "label.comparison": ("与上月对比", "Compared with last month"),
    "label.contact": ("联系人", "Contact"),
    "label.contract": ("合同编号", "Contract"),
    "label.correction": ("更正", "Correction"),
    "label.corrects": ("冲销的结算单", "Invoice corrected"),
    "label.corrects_date": ("原单日期", "Issued"),
    "label.credit_lines": (
        "各行为原结算单 {number} 的各行取反；用量与依据见原单附表。",
        "The lines are those of {number} with the opposite sign; usage and annex stand there.",
    ),
    "label.credit_not_fapiao": (
        "本红字结算单为非税务发票，不作为税务凭证。",
        "This credit note is not a tax invoice (fapiao).",
    ),
    "label.credited_by": ("经办人", "By"),
    "label.currency": ("币种", "Currency"),
    "label.date": ("日期", "Date"),
    "label.detail": ("明细", "Detail"),
    "label.difference": ("差额", "Difference"),
    "label.draft": ("草稿", "DRAFT"),
    "label.due_change": ("应付金额变动", "Change in amount due"),
    "label.due_date": ("付款期限", "Due date"),
    "label.due_days": ("开具后 {days} 日内", "{days} days after issue"),
    "label.email": ("邮箱", "Email"),
    "label.gross": ("价税合计", "Total including tax"),
    "label.headers": ("所用表头", "Headers used"),
    "label.highest": ("最高", "highest"),
    "label.in_detail": (
        "共 {count} 行，逐行明细见 {file}。",
        "All {count} rows are in {file}.",
    ),
    "label.issue_date": ("开具日期", "Issue date"),
    "label.item": ("项目", "Item"),
    "label.lines": ("各行明细", "Lines"),
    "label.lines_sum": ("各行合计", "Sum of the lines"),
    "label.net": ("不含税金额", "Net of tax"),
    "label.net_within": ("其中不含税金额", "of which net of tax"),
    "label.new": ("本单", "New"),
    "label.no_number": ("未编号", "no number"),
    "label.not_fapiao": (
        "本结算单为非税务发票，不作为税务凭证。",
        "This statement is not a tax invoice (fapiao).",
    ),
    "label.notes": ("说明", "Notes"),
    "label.nothing_due": ("本次无需付款", "Nothing to pay"),
    "label.nothing_to_pay": ("本单无需付款。", "Nothing is to be paid on this note."),
    "label.now": ("本月", "Now"),
    "label.number": ("编号", "Number"),
    "label.old": ("原单", "Old"),
    "label.pay_to": ("收款账户", "Pay to"),
    "label.phone": ("电话", "Phone"),
    "label.prepaid_applied": ("预付款抵扣", "Prepayment applied"),
    "label.prepaid_returned": ("预付款退回", "Prepayment given back"),
    "label.provider": ("服务方", "Provider"),
    "label.quantity": ("数量", "Quantity"),
    "label.reason": ("冲销原因", "Reason"),
    "label.reference": ("付款附言", "Reference"),
    "label.replaced": ("与原结算单对比", "Compared with the invoice it replaces"),
    "label.replaces": ("替代", "Replaces"),
    "label.replaces_amounts": (
        "应付金额由 {old} 改为 {new}（{change}）",
        "Amount due {new}, was {old} ({change})",
    ),
    "label.replaces_which": (
        "{number}（{date} 开具），已由红字结算单 {credit_note} 冲销",
        "{number} of {date}, reversed by credit note {credit_note}",
    ),
    "label.revision": ("版次", "Revision"),
    "label.service_period": ("服务期间", "Service period"),
    "label.sign_client": ("客户确认（签字盖章）", "Confirmed by the client (signature, seal)"),
    "label.sign_provider": ("服务方（盖章）", "Provider (seal)"),
    "label.sources": ("数据来源", "Sources"),
    "label.store_subtotal": ("小计", "Subtotal"),
    "label.subtotal": ("不含税合计", "Subtotal"),
    "label.swift": ("SWIFT", "SWIFT"),
    "label.tax": ("税额 {rate}", "Tax {rate}"),
    "label.tax_id": ("统一社会信用代码", "Credit code"),
    "label.tax_sum": ("税额", "Tax"),
    "label.tax_within": ("其中税额 {rate}", "of which tax {rate}"),
    "label.then": ("上月", "Then"),
    "label.unit": ("单位", "Unit"),
    "label.unit_price": ("单价", "Unit price"),
    "label.whole_statement": ("整单调整", "Whole statement"),
    "label.working": ("计算过程", "Working"),
}

_BALANCES = {
    "balance.credit": ("待抵扣额", "Credit"),
    "balance.net_sales": ("待弥补净销售额", "Net sales to make good"),
    "balance.prepayment": ("预付款", "Prepayment"),
    "balance.quota": ("未用额度", "Unused quota"),
}

_CHARTS = {
    "chart.day": ("每日用量", "Usage by day"),
    "chart.effective": ("每日有效接待量", "Effective receptions by day"),
    "chart.net_sales": ("每日净销售额", "Net sales by day"),
    "chart.orders": ("每日订单", "Orders by day"),
    "chart.peak": ("每日在岗峰值", "Peak seats by day"),
    "chart.receptions": ("每日接待总量", "Total receptions by day"),
    "chart.sales": ("每日归属销售额", "Attributed sales by day"),
    "chart.seats": ("每日坐席", "Seats by day"),
}

_LINES = {
    "line.adjustment": ("调整", "Adjustment"),
    "line.band_fee": ("档位月费", "Band fee"),
    "line.base_fee": ("底薪", "Base fee"),
    "line.cap_adjust": ("封顶调整", "Cap adjustment"),
    "line.carried_forward": ("结转下期", "Carried forward"),
    "line.commission": ("销售提成", "Commission"),
    "line.credit_applied": ("待抵扣额抵用", "Credit applied"),
    "line.day_fee": ("按天服务费", "Day fee"),
    "line.late_deduction": ("逾期扣款", "Deduction for lateness"),
    "line.late_refund_credit": ("跨月退款返还", "Credit for late refunds"),
    "line.milestone_fee": ("里程碑款", "Milestone fee"),
    "line.min_days_topup": ("最低天数补足", "Minimum days top-up"),
    "line.minimum_topup": ("保底补足", "Minimum top-up"),
    "line.order_fee": ("按单服务费", "Order fee"),
    "line.overage": ("超额服务费", "Overage"),
    "line.package_fee": ("包月服务费", "Monthly fee"),
    "line.project_fee": ("项目服务费", "Project fee"),
    "line.quality_fine": ("质检扣款", "Quality fine"),
    "line.reception_fee": ("接待服务费", "Reception fee"),
    "line.seat_fee": ("坐席服务费", "Seat fee"),
    "line.shortfall_credit": ("未用量返还", "Credit for unused quota"),
    "line.sla_deduction": ("服务水平扣款", "Service level deduction"),
    "line.undelivered": ("未足额交付扣减", "Deduction for undelivered work"),
    "line.unit_commission": ("单品提成", "Unit commission"),
    "line.vacancy": ("空岗扣减", "Deduction for a vacant seat"),
}

_UNITS = {
    "unit.block": ("组", "block"),
    "unit.case": ("例", "case"),
    "unit.day": ("天", "day"),
    "unit.flat_fee": ("档", "flat fee"),
    "unit.hour": ("小时", "hour"),
    "unit.milestone": ("里程碑", "milestone"),
    "unit.month": ("月", "month"),
    "unit.net_sales": ("元", "CNY"),
    "unit.order": ("单", "order"),
    "unit.point": ("百分点", "point"),
    "unit.project": ("项", "project"),
    "unit.reception": ("次", "reception"),
    "unit.sales": ("销售额", "sales"),
    "unit.seat": ("坐席", "seat"),
    "unit.seat_day": ("坐席·天", "seat-day"),
    "unit.sum": ("项", "item"),
    "unit.unit": ("件", "unit"),
}

_FAULTS = {
    "render_failed": Sentence(
        zh="{name} 的 PDF 无法生成：{reason}。",
        en="The PDF of {name} could not be made: {reason}.",
        zh_remedy="编号与金额不变；修正后再次运行即可补出 PDF。",
        en_remedy="Number and amounts stand; mend the cause and run again to make the PDF.",
    ),
    "draft_not_drawn": Sentence(
        zh="{name} 的草稿 PDF 无法生成：{reason}。",
        en="The draft PDF of {name} could not be made: {reason}.",
        zh_remedy="修正后再次运行 billing preview。",
        en_remedy="Mend the cause and run billing preview again.",
    ),
    "render_inks": Sentence(
        zh="PDF/A 只能用 RGB 颜色，图片却是印刷用的 CMYK。",
        en="PDF/A has RGB colours here, and a picture is in the CMYK colours of a printing press.",
        zh_remedy="请把标志或印章另存为 RGB，或去掉 billing.toml 中的 archival。",
        en_remedy="Save logo or seal as RGB, or take archival out of billing.toml.",
    ),
    "render_missing_glyph": Sentence(
        zh="{name} 中有随附字体无法显示的字符：{found}。",
        en="{name} holds characters that the shipped fonts cannot show: {found}.",
        zh_remedy="请在登记表中改用常用字写法，然后重新运行。",
        en_remedy="Write them in another way in the register, then run again.",
    ),
    "render_refused": Sentence(
        zh="模板引用了不允许或不存在的文件：{reason}。",
        en="A template refers to a file that is not allowed or not there: {reason}.",
        zh_remedy="模板只能使用 templates 文件夹内的文件。",
        en_remedy="Templates may only use files of the templates folder.",
    ),
}

_PAIRS = {**_LABELS, **_BALANCES, **_CHARTS, **_LINES, **_UNITS, **PAIRS}

SENTENCES: dict[str, Sentence] = {
    **{code: Sentence(zh=zh, en=en) for code, (zh, en) in _PAIRS.items()},
    **_FAULTS,
}
