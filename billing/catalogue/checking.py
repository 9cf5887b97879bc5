"""What check and watch say of a month's inbox, and the words of reminders."""

from billing.catalogue import Sentence

_STANDINGS = {
    "standing.ready": ("齐全", "ready"),
    "standing.nothing_due": ("无应收", "nothing due"),
    "standing.done": ("已完成", "done"),
    "standing.so_far": ("进行中", "so far"),
    "standing.to_approve": ("待审核", "to approve"),
    "standing.differs": ("有差异", "differs"),
    "standing.incomplete": ("缺数据", "incomplete"),
    "standing.to_correct": ("需更正", "to correct"),
    "standing.failed": ("失败", "failed"),
}

_PAGE = {
    "check.title": (
        "{month} 收件情况（{day}）。数字为已有天数/应有天数",
        "Inbox of {month} on {day}: days with figures / days needed",
    ),
    "check.running": (
        "{month} 还没有结束：只看到昨天为止，暂缺的不算问题。",
        "{month} is not over: looked at up to yesterday; what is missing so far is no fault.",
    ),
    "check.head.standing": ("情况", "Standing"),
    "check.head.todo": ("待办", "To do"),
    "check.head.receptions": ("接待", "recept."),
    "check.head.orders": ("订单", "orders"),
    "check.head.sales": ("销售", "sales"),
    "check.head.staffing": ("排班", "staff"),
    "check.client": ("{client} {name} · {standing}", "{client} {name} · {standing}"),
    "check.absent": ("{what}：没有数据（{days}）{aside}", "{what}: nothing for {days}{aside}"),
    "check.nothing_yet": ("{what}：还没有数据", "{what}: nothing yet"),
    "check.days": ("{what}：缺 {days}", "{what}: lacks {days}"),
    "check.after": (
        "{what}：只到 {last}，尚缺 {days}（未定稿，请月末后重新导出）",
        "{what}: ends with {last}, {days} are to come (not final: export it again after them)",
    ),
    "check.after_yet": ("{what}：目前到 {last}", "{what}: up to {last} so far"),
    "check.aside": ("；{files} 只有其他月份的数据", "; {files} holds other months only"),
    "check.lost": (
        "缺的数据可能在这些无法读取或无法归属的文件里：{files}",
        "It may be in files that cannot be read, or whose clients are not known: {files}",
    ),
    "check.more": ("{first} 及另外 {count} 个文件", "{first} and {count} more files"),
    "check.files": ("文件", "Files"),
    "check.file": ("{file} · {tables}", "{file} · {tables}"),
    "check.table": ("{kind} {rows} 行", "{kind}, {rows} rows"),
    "check.no_table": ("没有可用的表", "no table that can be used"),
    "check.mended": ("已自动处理：{texts}", "Mended: {texts}"),
    "check.times": ("{text}（同类共 {count} 处）", "{text} ({count} such places)"),
    "check.warned": ("请核对：{text}", "Check: {text}"),
    "check.refused": ("须更正：{text}", "Correct: {text}"),
    "check.returned": ("已标注的工作簿：{path}", "Marked workbook: {path}"),
    "check.aside_files": (
        "不含本月数据、未使用的文件（{count}）：{files}",
        "Files that hold nothing of this month, left aside ({count}): {files}",
    ),
    "check.changes": ("登记表自上次出账以来的变化", "Register: changed since it was last billed"),
    "check.change": ("{client} {name}：{text}", "{client} {name}: {text}"),
    "check.to_approve": (
        "核对后批准：billing approve {client} --month {month} --by 姓名 --why 原因",
        "Once looked at: billing approve {client} --month {month} --by NAME --why TEXT",
    ),
    "check.all_well": ("读取正常：{count} 个文件", "Read without remarks: {count} files"),
    "check.clients": ("共 {count} 家客户：{counts}", "{count} clients: {counts}"),
    "check.no_reminders": ("没有需要催办的客户。", "There is nothing to remind anybody of."),
    "check.reminder": ("==== {client} {name} ====", "==== {client} {name} ===="),
}

_REMINDERS = {
    "remind.greeting": ("{name}，您好：", "Dear colleagues at {name},"),
    "remind.why": (
        "为结算 {month} 的客服服务费，我们还需要以下内容：",
        "To bill customer service for {month} we still need the following:",
    ),
    "remind.missing": ("缺少的数据", "Missing"),
    "remind.late": (
        "尚未定稿的数据（请在月末之后重新导出）",
        "Not final (please export it again after the month's end)",
    ),
    "remind.correct": ("需要更正的内容", "To be corrected"),
    "remind.absent": ("{what}：{days} 的数据", "{what}: the figures of {days}"),
    "remind.days": (
        "{what}：缺 {days}；如当天确实没有服务，请告知",
        "{what}: {days} missing; please tell us if there was no service on these days",
    ),
    "remind.after": ("{what}：还缺 {days}", "{what}: {days} still missing"),
    "remind.span": ("{first} 至 {last}", "{first} to {last}"),
    "remind.unsaid": (
        "有一处数据需要更正，详情请与我们核对",
        "One more figure has to be corrected; please ask us for the details",
    ),
    "remind.thanks": ("收到后我们即可出账。谢谢！", "We bill as soon as we have it. Thank you."),
}

_REGISTER = {
    "register_client_new": ("此前没有结算单", "it has had no invoice before"),
    "register_client_ended": (
        "{month} 有结算单，现已不在有效客户中",
        "billed for {month}, and no longer among the active clients",
    ),
    "register_client_ending": ("合作到 {found} 为止", "its contract ends on {found}"),
    "register_charge_new": ("新增计费项 {charge}，自 {found}", "new charge {charge} from {found}"),
    "register_charge_ended": (
        "计费项 {charge} 已于 {found} 结束",
        "charge {charge} ended on {found}",
    ),
    "register_charge_gone": (
        "上次出账的计费项 {found} 已从登记表删除",
        "charge {found}, which was billed last, is gone from the register",
    ),
    "register_terms_changed": (
        "计费项 {charge} 的“{field_zh}”自 {since} 起：{expected} → {found}",
        "charge {charge}, {field_en} from {since}: {expected} → {found}",
    ),
    "register_rows_overwritten": (
        "{number}（{month}）出账后，已出账的行被改写；价格变化：{found}",
        "rows billed in {number} ({month}) were overwritten since; prices: {found}",
    ),
}

_WATCH = {
    "watch.inbox": (
        "正在查看 {folder}（{month}）；按 Ctrl-C 结束。",
        "Watching {folder} for {month}; Ctrl-C ends.",
    ),
    "watch.no_note": ("说明无法写入：{path}（{reason}）", "No note at {path}: {reason}"),
    "watch.no_inbox": (
        "{folder} 不见了，等它恢复。",
        "{folder} is gone; waiting for it to come back.",
    ),
    "watch.file": ("{time} {file}：{verdict}", "{time} {file}: {verdict}"),
    "watch.gone": ("{time} {file}：已移走", "{time} {file}: gone"),
    "watch.open": (
        "{time} {file}：有人正打开它，关闭后再读",
        "{time} {file}: somebody has it open; it is read once it is closed",
    ),
    "watch.unread": ("无法读取：{reason}", "This cannot be read: {reason}"),
    "beside.head": ("billing · {month}", "billing · {month}"),
    "beside.file": ("文件：{file}（保存于 {saved}）", "File: {file} (saved {saved})"),
    "beside.verdict.correct": (
        "有 {count} 处必须更正，更正前相关客户不能出账",
        "{count} to correct: its clients cannot be billed before",
    ),
    "beside.verdict.check": ("可以出账，另有 {count} 处请核对", "fine, with {count} to check"),
    "beside.verdict.fine": ("读取正常，无需处理", "fine"),
    "beside.verdict.aside": (
        "不含 {month} 的数据，未使用",
        "holds nothing of {month}: not used",
    ),
    "beside.verdict.copied": ("正在复制，尚未读取", "being copied: not read yet"),
    "beside.verdict.open": ("有人正打开，尚未读取", "open in a program: not read yet"),
    "beside.result": ("结果：{verdict}", "Result: {verdict}"),
    "beside.read": ("读到：{tables}", "Read: {tables}"),
    "beside.correct": ("必须更正", "To correct"),
    "beside.check": ("请核对", "To check"),
    "beside.mended": ("已自动处理，无需操作", "Mended; nothing to do"),
    "beside.clients": ("相关客户", "Clients"),
    "beside.foot": (
        "本文件由 billing watch 自动生成和删除，改好原文件后会自动更新。",
        "billing watch writes this text, writes it anew when the file is mended, and removes it.",
    ),
    "beside.more": ("另有 {count} 处", "and {count} more"),
    "beside.aside": (
        "不含 {month} 的数据、未使用的文件：{count} 个",
        "Files that hold nothing of {month}, left aside: {count}",
    ),
    "beside.foot_board": (
        "本文件由 billing watch 自动更新。有问题的文件旁边另有同名的 .billing.txt 说明。",
        "billing watch keeps this text. A file with problems has a .billing.txt beside it.",
    ),
}

SENTENCES: dict[str, Sentence] = {
    code: Sentence(zh=zh, en=en)
    for code, (zh, en) in (
        *_STANDINGS.items(),
        *_PAGE.items(),
        *_REMINDERS.items(),
        *_REGISTER.items(),
        *_WATCH.items(),
    )
}
