"""Words of the reports: the workbook of a run, the table on the terminal, explanations."""

from billing.catalogue import Sentence

_OUTCOMES = {
    "report.outcome.ready": ("可开具", "ready"),
    "report.outcome.issued": ("已开具", "issued"),
    "report.outcome.unchanged": ("未变", "unchanged"),
    "report.outcome.differs": ("有差异", "differs"),
    "report.outcome.credited": ("已冲销", "credited"),
    "report.outcome.held": ("待审核", "held"),
    "report.outcome.blocked": ("已拦截", "blocked"),
    "report.outcome.nothing_due": ("无应收", "nothing due"),
    "report.outcome.failed": ("失败", "failed"),
}

_SEVERITIES = {
    "report.severity.mended": ("已修正", "mended"),
    "report.severity.warned": ("提醒", "warning"),
    "report.severity.blocked": ("拦截", "blocks"),
}

_SHEETS = {
    "report.sheet.clients": ("客户", "Clients"),
    "report.sheet.lines": ("明细", "Lines"),
    "report.sheet.problems": ("问题", "Problems"),
    "report.sheet.documents": ("编号清单", "Documents"),
    "report.sheet.sources": ("来源", "Sources"),
}

_PAGES = {  # of one client in the book of drafts
    "page.title": ("{client} {name}", "{client} {name}"),
    "page.draft": (
        "{month} 草稿（未编号），{first} 至 {last}",
        "Draft of {month}, without a number: {first} to {last}",
    ),
    "page.nothing": ("{month}：没有草稿", "{month}: no draft"),
    "page.basis.inclusive": ("合同价格含税", "The contract's prices include tax"),
    "page.basis.exclusive": ("合同价格不含税", "The contract's prices exclude tax"),
    "page.back": ("← 返回客户一览", "← All clients"),
    "page.reasons": ("原因与处理", "Why, and what to do"),
    "page.warnings": ("提醒", "Warnings"),
    "page.lines": ("明细", "Lines"),
    "page.tax": ("税额 {rate}", "Tax {rate}"),
    "page.prepaid": ("减：预付款抵扣", "Less what was paid ahead"),
    "page.words": ("应付金额大写", "Amount due in words"),
    "page.beside": ("与上月比较", "Beside last month"),
    "page.first": ("没有上月可比较。", "There is no last month to compare with."),
    "report.head.quantity_then": ("上月数量", "Quantity then"),
    "report.head.quantity_now": ("本月数量", "Quantity now"),
    "report.head.amount_then": ("上月金额", "Amount then"),
    "report.head.amount_now": ("本月金额", "Amount now"),
    "report.head.change": ("增减", "Change"),
}

_PAPERS = {
    "report.paper.invoice": ("结算单", "invoice"),
    "report.paper.revision": ("重开结算单", "revision"),
    "report.paper.credit_note": ("红字结算单", "credit note"),
}

_HEADS = {
    "report.head.amount": ("金额", "Amount"),
    "report.head.amount_due": ("应付金额", "Amount due"),
    "report.head.by": ("经办人", "By"),
    "report.head.cell": ("单元格", "Cell"),
    "report.head.cells": ("来源单元格", "Cells"),
    "report.head.charge": ("计费项", "Charge"),
    "report.head.client": ("客户", "Client"),
    "report.head.clients": ("客户", "Clients"),
    "report.head.code": ("代码", "Code"),
    "report.head.corrects": ("更正的单据", "Corrects"),
    "report.head.currency": ("币种", "Currency"),
    "report.head.description": ("项目", "Item"),
    "report.head.due_date": ("付款期限", "Due date"),
    "report.head.file": ("文件", "File"),
    "report.head.first_day": ("首日", "First day"),
    "report.head.gross": ("价税合计", "Gross"),
    "report.head.issue_date": ("开具日期", "Issue date"),
    "report.head.kind": ("类型", "Kind"),
    "report.head.last_day": ("末日", "Last day"),
    "report.head.line": ("行", "Line"),
    "report.head.month": ("账期", "Month"),
    "report.head.name": ("名称", "Name"),
    "report.head.net": ("不含税金额", "Net"),
    "report.head.notes": ("说明", "Notes"),
    "report.head.number": ("编号", "Number"),
    "report.head.outcome": ("结果", "Outcome"),
    "report.head.outside": ("未计入合计（价税）", "Gross, not in the totals"),
    "report.head.paper": ("单据", "Document"),
    "report.head.pdf": ("PDF", "PDF"),
    "report.head.quantity": ("数量", "Quantity"),
    "report.head.reason": ("原因", "Reason"),
    "report.head.remedy": ("处理办法", "What to do"),
    "report.head.returned": ("标注退回", "Marked, to correct"),
    "report.head.revision": ("版次", "Revision"),
    "report.head.rows": ("行数", "Rows"),
    "report.head.sentence": ("问题", "What is wrong"),
    "report.head.severity": ("影响", "Effect"),
    "report.head.sha256": ("SHA-256", "SHA-256"),
    "report.head.sheet": ("工作表", "Sheet"),
    "report.head.store": ("店铺", "Store"),
    "report.head.tax": ("税额", "Tax"),
    "report.head.unit": ("单位", "Unit"),
    "report.head.unit_price": ("单价", "Unit price"),
    "report.head.way": ("计费方式", "Way of charging"),
    "report.head.why": ("原因与处理", "Why, and what to do"),
    "report.head.working": ("计算过程", "Working"),
}

_USAGE = {
    "usage.receptions": ("接待", "receptions"),
    "usage.orders": ("订单", "orders"),
    "usage.sales": ("销售", "sales"),
    "usage.staffing": ("排班", "staffing"),
    "usage.events": ("事项", "events"),
}

_TABLE = {
    "report.title": ("{month} 结算", "Billing of {month}"),
    "report.count": ("{outcome} {count}", "{count} {outcome}"),
    "report.clients": ("共 {count} 家客户：{counts}", "{count} clients: {counts}"),
    "report.sum": (
        "已开具合计 {currency}：不含税 {net}，税额 {tax}，价税合计 {gross}，应付 {amount_due}",
        "All invoices issued, {currency}: net {net}, tax {tax}, gross {gross}, due {amount_due}",
    ),
    "report.sum_ready": (
        (
            "可开具合计（含已有发票）{currency}：不含税 {net}，税额 {tax}，价税合计 {gross}，"
            "应付 {amount_due}"
        ),
        (
            "All that is ready, and invoices there are, {currency}: net {net}, tax {tax}, "
            "gross {gross}, due {amount_due}"
        ),
    ),
    "report.total_ready": (
        "合计（可开具及已有发票）",
        "Total of all ready, and of invoices there are",
    ),
    "report.total": ("合计（全部已开具）", "Total of all invoices issued"),
    "report.set_aside": ("不含本月数据，未使用", "Holds nothing of this month; left aside"),
    "report.at": ("{place}：{message}", "{place}: {message}"),
}

_EXPLAIN = {
    "explain.invoice": ("结算单 {number}", "Invoice {number}"),
    "explain.revision": (
        "结算单 {number}（第 {revision} 版）",
        "Invoice {number}, rev. {revision}",
    ),
    "explain.credit_note": ("红字结算单 {number}", "Credit note {number}"),
    "explain.corrects": (
        "冲销 {date} 开具的结算单 {number}，各行取反。原因：{reason}。经办人：{by}",
        "Takes back invoice {number} of {date}, each line turned round. Why: {reason}. By: {by}",
    ),
    "explain.replaces": (
        "替代结算单 {number}，该单已由红字结算单 {credit_note} 冲销",
        "Replaces invoice {number}, reversed by credit note {credit_note}",
    ),
    "explain.client": ("客户 {code} {name}，{month}", "Client {code} {name}, {month}"),
    "explain.line": ("第 {number} 行：{description}", "Line {number}: {description}"),
    "explain.key": ("标识", "Key"),
    "explain.amount": ("金额", "Amount"),
    "explain.working": ("计算过程", "Working"),
    "explain.quantity": ("数量与单价", "Quantity, price"),
    "explain.charge": ("计费项", "Charge"),
    "explain.store": ("店铺", "Store"),
    "explain.days": ("服务日期", "Service days"),
    "explain.cells": ("来源单元格", "Cells"),
    "explain.no_cells": ("无：不依据用量文件", "none: it rests on no usage file"),
    "explain.files": ("来源文件", "Files"),
    "explain.unlisted": ("（未登记 SHA-256）", "(no SHA-256 kept)"),
    "explain.figures": ("所用数据：{title}", "Figures used: {title}"),
    "explain.headers": ("所用表头", "Headers used"),
    "explain.carried": ("结转（期初 → 期末）", "Carried (before -> after)"),
    "explain.carried_entered": (
        "结转（期初 → 计入本月事项 → 期末）",
        "Carried (before -> with the month's events -> after)",
    ),
    "explain.totals": ("合计步骤", "From the lines to the amount due"),
    "explain.sum_of_lines": ("各行合计", "Sum of the lines"),
    "explain.net": ("不含税金额", "Net"),
    "explain.tax": ("税额", "Tax"),
    "explain.gross": ("价税合计", "Gross"),
    "explain.due": ("应付金额", "Amount due"),
}

_PAIRS = {
    **_USAGE,
    **_OUTCOMES,
    **_SEVERITIES,
    **_SHEETS,
    **_PAGES,
    **_PAPERS,
    **_HEADS,
    **_TABLE,
    **_EXPLAIN,
}

SENTENCES: dict[str, Sentence] = {
    **{code: Sentence(zh=zh, en=en) for code, (zh, en) in _PAIRS.items()},
    "explain_unknown_line": Sentence(
        zh="结算单 {number} 没有第“{line}”行；它有第 1 至 {count} 行。",
        en="Invoice {number} has no line {line}; it has lines 1 to {count}.",
        zh_remedy="请输入行号或行的标识；不带行号可列出全部。",
        en_remedy="Give a line's number or its key; without one all lines are listed.",
    ),
    "explain_several_lines": Sentence(
        zh="结算单 {number} 中有多行符合“{line}”：{keys}。",
        en="Several lines of invoice {number} begin with {line}: {keys}.",
        zh_remedy="请输入行号或完整标识。",
        en_remedy="Give a line's number or its whole key.",
    ),
}
