"""What the commands say: progress, results, refusals."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "no_workspace": Sentence(
        zh="{path} 不是工作区：没有 billing.toml。",
        en="{path} is no workspace: it has no billing.toml.",
        zh_remedy="新建请运行 billing init，或用 --workspace 指定。",
        en_remedy="Make one with `billing init`, or name one with --workspace.",
    ),
    "settings_unreadable": Sentence(
        zh="无法读取 {path}：{reason}",
        en="{path} cannot be read: {reason}",
        zh_remedy="请改正该行后重试。",
        en_remedy="Mend that line and try again.",
    ),
    "settings_wrong": Sentence(
        zh="billing.toml 有误：\n{faults}",
        en="billing.toml is wrong:\n{faults}",
        zh_remedy="各项说明见 docs/settings.md。",
        en_remedy="docs/settings.md tells what each entry may be.",
    ),
    "not_a_month": Sentence(
        zh="“{found}”不是月份。",
        en="“{found}” is no month.",
        zh_remedy="写法如 2026-10。",
        en_remedy="Write it like 2026-10.",
    ),
    "not_a_mailbox": Sentence(
        zh="“{found}”不是邮箱。",
        en="“{found}” is no mail address.",
        zh_remedy="写法如 name@example.com。",
        en_remedy="Write it like name@example.com.",
    ),
    "month_not_over": Sentence(
        zh="{month} 还没结束（今天 {today}）。",
        en="{month} is not over (today is {today}).",
        zh_remedy="月末之后再运行；想先看看用 billing check。",
        en_remedy="Run after its last day; to look ahead use `billing check`.",
    ),
    "before_first_month": Sentence(
        zh="{month} 早于 billing.toml 的 first_month {first}。",
        en="{month} is before first_month {first} of billing.toml.",
    ),
    "unknown_client": Sentence(
        zh="登记表里没有有效客户“{found}”。",
        en="The register has no active client “{found}”.",
        zh_remedy="可选：{expected}。",
        en_remedy="There are: {expected}.",
    ),
    "nothing_to_reissue": Sentence(
        zh="{client} 的本月尚未出账（{outcome}），无需重开。",
        en="{client} is not issued yet ({outcome}): there is nothing to correct.",
        zh_remedy="请使用 billing run。",
        en_remedy="Use billing run.",
    ),
    "reissue_without_files": Sentence(
        zh="{client} 出账时所用的文件已不在收件箱中，或已无法读取：{files}；无从比较。",
        en="Files that {client} was billed from are not in the inbox, or cannot be read: {files}; "
        "there is nothing to compare.",
        zh_remedy="请将更正后的文件放入收件箱，再运行 billing check。",
        en_remedy="Drop the corrected files into the inbox, then run billing check.",
    ),
    "reissue_same": Sentence(
        zh="{client} 的登记表与用量自出账以来没有变化，未作任何更正。",
        en="The register and usage of {client} are as they were when it was issued; nothing was "
        "corrected.",
        zh_remedy="如仍需重开（例如更正了本公司信息），请加 --anyway。",
        en_remedy="To bill it again all the same, with new particulars of the provider, add "
        "--anyway.",
    ),
    "reissue_blocked": Sentence(
        zh="按现有数据，{client} 的本月不能出账，未作任何更正：\n{faults}\n",
        en="{client} cannot be billed from what is there now, and nothing was corrected:\n"
        "{faults}\n",
        zh_remedy="请改正后重试；如只需冲销，请使用 billing credit。",
        en_remedy="Mend it and try again; to undo the invoice alone, use billing credit.",
    ),
    "reissue_zero": Sentence(
        zh="{client} 按现有数据合计为零，不再开具。",
        en="{client} comes to zero from what is there now: there is nothing to issue.",
        zh_remedy="如需冲销原结算单，请使用 billing credit。",
        en_remedy="To undo the invoice, use billing credit.",
    ),
    "reissue_glyphs": Sentence(
        zh="{client} 的结算单含字体没有的字：{found}。",
        en="The statement of {client} has characters that the fonts lack: {found}.",
        zh_remedy="请在登记表、用量或更正原因中改用其他写法。",
        en_remedy="Write them otherwise in the register, the usage or the reason.",
    ),
    "nothing_to_decide": Sentence(
        zh="{client} 的 {month} 没有待定的草稿（{outcome}）。",
        en="{client} has no draft of {month} to decide on ({outcome}).",
    ),
    "already_there": Sentence(
        zh="{path} 已存在，未作任何改动。",
        en="{path} is there already; nothing was changed.",
        zh_remedy="请换一个空文件夹。",
        en_remedy="Name an empty folder.",
    ),
    "folder_unwritable": Sentence(
        zh="无法读写 {path}：{reason}",
        en="{path} cannot be read or written: {reason}",
        zh_remedy="请检查权限与磁盘空间；关闭正打开的文件。",
        en_remedy="Check its rights and the disk, and close the file if it is open.",
    ),
    "disk_full": Sentence(
        zh="磁盘已满，无法继续：{reason}。已编号、已寄出的都已入账。",
        en="The disk is full: {reason}. All that was numbered or mailed is in the books.",
        zh_remedy="腾出空间后再运行一次，会从中断处继续。",
        en_remedy="Make room and run again: it goes on from there.",
    ),
    "files_many": Sentence(
        zh="同时打开的文件过多，无法继续：{reason}。已编号、已寄出的都已入账。",
        en="Too many open files: {reason}. All that was numbered or mailed is in the books.",
        zh_remedy="请减少 --workers，或提高 ulimit -n，然后再运行一次。",
        en_remedy="Use fewer --workers, or raise ulimit -n, and run again.",
    ),
    "unknown_line": Sentence(
        zh="{number} 没有第 {found} 行。",
        en="{number} has no line {found}.",
        zh_remedy="行号为 1 至 {last}。",
        en_remedy="Lines are numbered 1 to {last}.",
    ),
    "unexpected": Sentence(
        zh="程序出错（{reason}）。已编号、已寄出的都已入账。",
        en="The program failed ({reason}). All that was numbered or mailed is in the books.",
        zh_remedy="详情在 {log}，请交给维护人员。",
        en_remedy="Details are in {log}; give it to who maintains this.",
    ),
    "unexpected_unkept": Sentence(
        zh="程序出错（{reason}，{place}），详情无处可写。已编号、已寄出的都已入账。",
        en="The program failed ({reason} at {place}), and there is nowhere to write the details. "
        "All that was numbered or mailed is in the books.",
        zh_remedy="请把这一行交给维护人员。",
        en_remedy="Give this line to who maintains it.",
    ),
    "ended": Sentence(
        zh="已按要求中止（{signal}）。已编号、已寄出的都已入账。",
        en="Ended as asked ({signal}). All that was numbered or mailed is in the books.",
        zh_remedy="再运行同一命令，即从中止处继续。",
        en_remedy="Run the same command again: it goes on from there.",
    ),
    "step.read": Sentence(zh="读取", en="read"),
    "step.rate": Sentence(zh="计价", en="rate"),
    "step.issue": Sentence(zh="出账", en="issue"),
    "step.render": Sentence(zh="排版", en="render"),
    "done.init": Sentence(
        zh="工作区已建好：{path}\n下一步：填写 billing.toml 与 contracts.xlsx，"
        "把用量文件放进 inbox/，再运行 billing check",
        en="The workspace is ready: {path}\nNext: fill in billing.toml and contracts.xlsx, drop "
        "usage files into inbox/, then run: billing check",
    ),
    "done.check": Sentence(
        zh="以上为预查，未出账。下一步：billing preview --month {month}",
        en="Nothing was billed. Next: billing preview --month {month}",
    ),
    "done.check_asked": Sentence(
        zh="以上为预查，未出账。下一步：billing check --month {month} --reminders（催办）",
        en="Nothing was billed. Next: billing check --month {month} --reminders (what to ask for)",
    ),
    "done.preview": Sentence(
        zh="草稿在 {path}（{count} 份，带水印，未编号）。下一步：billing run --month {month}",
        en="Drafts are in {path} ({count}, watermarked, unnumbered). "
        "Next: billing run --month {month}",
    ),
    "done.run": Sentence(
        zh="结算单在 {path}\n下一步：{next}",
        en="Invoices are in {path}\nNext: {next}",
    ),
    "done.unchanged": Sentence(
        zh="没有变化：未出新账，未改任何文件。{path}",
        en="Nothing changed: nothing was issued and no file was touched. {path}",
    ),
    "next.solve": Sentence(
        zh="处理上表中待处理的客户，再运行 {billing} run --month {month}",
        en="settle the clients that are open above, then {billing} run --month {month} again",
    ),
    "next.explain": Sentence(
        zh="{billing} explain {number} 可查每一分钱的来历",
        en="{billing} explain {number} shows where every cent comes from",
    ),
    "no_clients": Sentence(
        zh="{path} 里本月没有有效客户。",
        en="{path} has no client that is active in this month.",
        zh_remedy="请填写客户与计费项；以 # 开头的是示例行，不会出账。",
        en_remedy="Enter clients and charges; rows that begin with # are examples, never billed.",
    ),
    "reason_needed": Sentence(
        zh="{option} 不能为空。",
        en="{option} must not be empty.",
        zh_remedy="--by 写明谁作决定，--why 写明原因；都会记入账本。",
        en_remedy="Say with --by who decides, and with --why why; the ledger keeps both.",
    ),
    "reason_unprintable": Sentence(
        zh="{option} 含有控制字符，无法打印。",
        en="{option} holds control characters, which cannot be printed.",
        zh_remedy="请重新输入该文字。",
        en_remedy="Type the text anew.",
    ),
    "done.approved": Sentence(
        zh="已批准 {client} 的 {month}，金额 {gross}。下一步：billing run --month {month}",
        en="{client} is approved for {month}, over {gross}. Next: billing run --month {month}",
    ),
    "done.credited": Sentence(
        zh="{note} 已冲销 {number}（{client}，{month}，{amount}）。如需重新出账："
        "billing reissue {client} --month {month}",
        en="{note} undoes {number} ({client}, {month}, {amount}). To bill the month again: billing "
        "reissue {client} --month {month}",
    ),
    "done.reissued": Sentence(
        zh="{client} 的 {month} 已重开为 {number}（第 {revision} 版）："
        "原 {before}，现 {now}，差额 {change}。下一步：billing explain {number}",
        en="{client} is billed again for {month} with {number} (revision {revision}): before "
        "{before}, now {now}, difference {change}. Next: billing explain {number}",
    ),
    "would.credit": Sentence(
        zh="将冲销 {number}（{before}）；未作任何改动。",
        en="It would undo {number} ({before}); nothing was done.",
    ),
    "would.reissue_credited": Sentence(
        zh="该月已冲销；将重开，金额 {now}；未作任何改动。",
        en="The month is credited already; it would bill {now}; nothing was done.",
    ),
    "would.reissue": Sentence(
        zh="将冲销 {number}（{before}）并重开，金额 {now}；未作任何改动。",
        en="It would undo {number} ({before}) and bill {now}; nothing was done.",
    ),
    "done.held": Sentence(
        zh="已搁置 {client} 的 {month}。恢复请运行 billing approve {client} --month {month}",
        en="{client} is held for {month}. To release it: billing approve {client} --month {month}",
    ),
    "watch_missing": Sentence(
        zh="--watch 需要 watchfiles，尚未安装。",
        en="--watch needs watchfiles, which is not installed.",
        zh_remedy='请运行 pip install "billing[watch]"。',
        en_remedy='Run: pip install "billing[watch]"',
    ),
    "watch_nothing": Sentence(
        zh="{month} 没有可预览的草稿。",
        en="There is no draft of {month} to draw.",
        zh_remedy="原因见 billing check --month {month}；或用 --client、--month 换一个。",
        en_remedy="`billing check --month {month}` says why; or name another client or month.",
    ),
    "watch.drawn": Sentence(
        zh="{time} {path}（{seconds} 秒）",
        en="{time} {path} ({seconds} s)",
    ),
    "watch.remark": Sentence(zh="样式提示：{remark}", en="Style: {remark}"),
    "watch.failed": Sentence(
        zh="无法按此样式排版：{reason}",
        en="This style cannot be laid out: {reason}",
    ),
    "watch.waiting": Sentence(
        zh="等待 {folder} 的改动；按 Ctrl-C 结束。",
        en="Waiting for changes in {folder}; Ctrl-C ends.",
    ),
    "watch.ended": Sentence(zh="已结束。", en="Ended."),
    "other_problems": Sentence(zh="其他发现：", en="Also found:"),
}
