"""What is said of a client's month as a whole: held, differing, failed."""

from billing.catalogue import Sentence
from billing.catalogue.reviewing_odd import SENTENCES as ODD

SENTENCES: dict[str, Sentence] = {
    **ODD,
    "earlier_month_open": Sentence(
        zh="更早的月份 {found} 还未出账，而本客户有余额结转。",
        en="Earlier months are still open ({found}), and this client carries balances.",
        zh_remedy="请先解决并运行 billing run --month {first}。",
        en_remedy="Solve that first and run: billing run --month {first}",
    ),
    "days_billed_before": Sentence(
        zh="计费项 {charge} 的 {found} 已在 {number} 中出账。",
        en="Charge {charge} was billed for {found} before, in {number}.",
        zh_remedy="请在登记表中让该计费项的行不含已出账的日期。",
        en_remedy="Let the rows of the charge leave out the days that are billed.",
    ),
    "input_differs": Sentence(
        zh="{number} 已按 {expected} 出账；按现在的登记表与用量应为 {found}（{what}）。",
        en="{number} was issued over {expected}; today's register and usage give {found} ({what}).",
        zh_remedy="已出的结算单不变；请核对是谁改了什么。",
        en_remedy="The invoice stands as it is; see who changed what.",
    ),
    "approval_all": Sentence(
        zh="按设置，每张草稿都须批准（[approval] all）。",
        en="By the settings every draft is approved first ([approval] all).",
        zh_remedy="核对 billing preview 的草稿后运行 billing approve。",
        en_remedy="Look at it (billing preview), then run: billing approve",
    ),
    "approval_first": Sentence(
        zh="这是该客户的第一张结算单，须批准（[approval] first）。",
        en="It is the client's first invoice, which is approved first ([approval] first).",
        zh_remedy="核对 billing preview 的草稿后运行 billing approve。",
        en_remedy="Look at it (billing preview), then run: billing approve",
    ),
    "approval_above": Sentence(
        zh="价税合计 {found} 超过 {expected}，须批准（[approval] above）。",
        en="Its gross, {found}, is above {expected}, and is approved first ([approval] above).",
        zh_remedy="核对 billing preview 的草稿后运行 billing approve。",
        en_remedy="Look at it (billing preview), then run: billing approve",
    ),
    "held_by_hand": Sentence(
        zh="由 {by} 搁置：{found}",
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
    "paper_elsewhere": Sentence(
        zh="{number} 的文件会写到 outbox 之外：{path}；未写入。",
        en="The file of {number} would lie outside the outbox, at {path}; it was not written.",
        zh_remedy="编号中不可有 / 或 \\：请交维护人员处理。",
        en_remedy="A number holds no / or \\: give this to who maintains the books.",
    ),
    "threshold_client": Sentence(
        zh="billing.toml 的 [thresholds.clients.{found}]：登记表中没有客户 {found}。",
        en="[thresholds.clients.{found}] in billing.toml: no client {found} in the register.",
        zh_remedy="请更正该客户代码，或删去这一段。",
        en_remedy="Correct the client's code, or take the entry out.",
    ),
    "settings.at": Sentence(zh="第 {line} 行 {key}", en="line {line}, {key}"),
    "settings.threshold_limit": Sentence(
        zh="应为大于 {least} 的数；关闭此项请写 false。",
        en="it is a number above {least}; to turn the check off, write false.",
    ),
    "settings.mailbox_ascii": Sentence(
        zh="{found} 在 @ 前有 ASCII 以外的字符，多数邮件服务器不接受；请换一个地址。",
        en="{found} has other than ASCII letters before the @, which most mail servers refuse; "
        "use another address.",
    ),
    "settings.mailbox": Sentence(
        zh="“{found}”不是邮箱；请写成 name@example.com，一项一个。",
        en="{found} is no mail address; write it as name@example.com, one an entry.",
    ),
    "settings.number_series": Sentence(
        zh="“{found}”不能作编号系列；应为一个词：字母、数字，中间可用 - 或 _，不超过 20 个字符，"
        "且不是系统保留的名称（CON、NUL 等）。",
        en="{found} is no series; it is one word of letters and digits, with - or _ between, at "
        "most 20 long, and no name that a system reserves, such as CON.",
    ),
    "settings.number_field": Sentence(
        zh="编号格式中的 {found} 无法识别；只可用 {{series}}、{{year}} 与 {{n}}（或 {{n:06}}）。",
        en="{found} in the format is not known; there are {{series}}, {{year}} and {{n}}, or "
        "{{n:06}}.",
    ),
    "settings.number_once": Sentence(
        zh="编号格式“{found}”须恰有一个 {{n}}，即流水号。",
        en="{found} needs {{n}}, the running number, exactly once.",
    ),
    "settings.number_form": Sentence(
        zh="编号会是“{found}”；编号只可有字母、数字和中间的 - _ .，不超过 60 个字符，"
        "且不是系统保留的名称。",
        en="a number would be {found}; it may hold letters and digits, with - _ . between, at most "
        "60 in all, and is no name that a system reserves.",
    ),
    "settings.threshold_day": Sentence(
        zh="“{day}”不是一天；请写成 11-11。", en="{day} is no day; write it as 11-11."
    ),
}
