"""What the e-mail says that brings an invoice: as a person of the provider would write it.

Labels that also stand on the paper are the paper's own.
"""

from billing.catalogue import Sentence

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_NAMES = {
    f"letter.month_{place}": (f"{{year}}年{place}月", f"{name} {{year}}")
    for place, name in enumerate(_MONTHS, start=1)
}

_SUBJECTS = {
    "letter.subject_credit_note": (
        "{title} {number}：冲销 {corrects}（{month}），{client}",
        "{title} {number} for {corrects} ({month}), {client}",
    ),
    "letter.subject_draft": (
        "【草稿】{title}：{month}，{client}",
        "[Draft] {title}, {month}, {client}",
    ),
    "letter.subject_invoice": (
        "{title} {number}：{month}，{client}",
        "{title} {number}, {month}, {client}",
    ),
    "letter.subject_revised": (
        "{title} {number}（第 {revision} 版）：{month}，{client}",
        "{title} {number} (revision {revision}), {month}, {client}",
    ),
}

_SENTENCES = {
    "letter.ask": ("如有疑问，请联系{who}。", "If anything is unclear, please ask {who}."),
    "letter.ask_back": ("如有疑问，请直接回复本邮件。", "If anything is unclear, just reply."),
    "letter.balances_back": (
        "原单动用或结转的余额随之更正，差额计入下一个未结算月份。",
        (
            "Balances that it used or carried on are corrected too; the difference enters the next"
            " open month."
        ),
    ),
    "letter.brackets": ("（|）", " (|)"),
    "letter.by_email": ("邮箱 {email}", "{email}"),
    "letter.by_phone": ("电话 {phone}", "phone {phone}"),
    "letter.colon": ("：", ": "),
    "letter.comma": ("，", ", "),
    "letter.credited": (
        "{corrects} 不必再付；如已付款，请告诉我们，再与您商定如何处理。",
        "Please do not pay {corrects}. If you already have, tell us; we will settle it with you.",
    ),
    "letter.date": ("{month}{day}日", "{day} {month}"),
    "letter.draft": (
        "草稿，尚未编号：仅供核对，请勿发出。",
        "A draft without a number: to be looked at, not to be sent.",
    ),
    "letter.greeting_company": ("{name}的同事，您好：", "Dear colleagues at {name},"),
    "letter.greeting_contact": ("{name}，您好：", "Dear {name},"),
    "letter.less": (
        "{lines}为 {now}，比上月少 {change}（上月 {then}）。主要变化：",
        "{lines} {now}, {change} less than last month ({then}). Mainly:",
    ),
    "letter.lines": ("各项合计", "The lines come to"),
    "letter.lines_net": ("各项不含税合计", "Before tax the lines come to"),
    "letter.more": (
        "{lines}为 {now}，比上月多 {change}（上月 {then}）。主要变化：",
        "{lines} {now}, {change} more than last month ({then}). Mainly:",
    ),
    "letter.nothing_due": ("本次无需付款。", "There is nothing to pay this time."),
    "letter.opening_credit_note": (
        "现将{title} {number} 发给您。它全额冲销 {date}开具的 {corrects}（{month}）。",
        "Here is our {title} {number}. It cancels {corrects} of {date} ({month}) in full.",
    ),
    "letter.opening_draft": ("现将{month}的{title}发给您。", "Here is our {title} for {month}."),
    "letter.opening_invoice": (
        "现将{month}的{title} {number} 发给您。",
        "Here is our {title} for {month}, number {number}.",
    ),
    "letter.regards": ("谢谢！", "Kind regards,"),
    "letter.replaces": (
        (
            "这是第 {revision} 版，取代 {number}（已由 {credit_note} 冲销），"
            "应付金额由 {old} 改为 {new}。请以本单为准；如已按旧单付款，请先告诉我们。"
        ),
        (
            "This is revision {revision}. It replaces {number}, which {credit_note} has cancelled;"
            " the amount due was {old} and is now {new}. Please go by this one only, and if you"
            " have paid the earlier one, let us know before you pay again."
        ),
    ),
    "letter.revised": (
        (
            "这是第 {revision} 版，取代此前发给您的同月账单。"
            "请以本单为准；如已按旧单付款，请先告诉我们。"
        ),
        (
            "This is revision {revision}; it replaces what we sent you for that month before."
            " Please go by this one only, and if you have paid the earlier one, let us know before"
            " you pay again."
        ),
    ),
    "letter.us": ("我们", "us"),
}

_LABELS = {
    "letter.amount_credited": ("冲销金额", "Amount credited"),
    "letter.attached": ("附件", "Attached"),
    "letter.file_pdf": ("含每一项的计算过程", "with the working of every line"),
    "letter.file_xlsx": ("按天、按店铺的明细", "the figures by day and store"),
    "letter.made_up": ("金额构成", "How it adds up"),
    "letter.others": ("其余 {count} 项", "{count} other lines"),
    "letter.prepaid_returned": ("退回预付款", "Prepayment given back"),
    "letter.reason": ("原因", "Reason"),
    "letter.sum": ("合计", "Total"),
}

_FAULTS = {
    "letter_failed": Sentence(
        zh="{name} 的邮件正文无法生成：{reason}。",
        en="The e-mail text of {name} could not be made: {reason}.",
        zh_remedy="请检查 templates 文件夹中的 mail.txt 与 mail.html。",
        en_remedy="Look at mail.txt and mail.html in the templates folder.",
    ),
}

_PAIRS = {**_NAMES, **_SUBJECTS, **_SENTENCES, **_LABELS}

SENTENCES: dict[str, Sentence] = {
    **{code: Sentence(zh=zh, en=en) for code, (zh, en) in _PAIRS.items()},
    **_FAULTS,
}
