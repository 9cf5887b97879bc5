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
    "settings.mailbox": Sentence(
        zh="“{found}”不是邮箱；请写成 name@example.com，一项一个。",
        en="{found} is no mail address; write it as name@example.com, one an entry.",
    ),
    "settings.threshold_day": Sentence(
        zh="“{day}”不是一天；请写成 11-11。", en="{day} is no day; write it as 11-11."
    ),
}
