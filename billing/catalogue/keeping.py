"""Keeping the books: what verify finds, and what backup, restore and close say."""

from billing.catalogue import Sentence

_COMPARE = {"zh_remedy": "请与备份比对。", "en_remedy": "Compare it with a backup."}

SENTENCES: dict[str, Sentence] = {
    # --- The books against themselves -------------------------------------------------------
    "ledger_file_damaged": Sentence(
        zh="账簿文件已损坏：{found}",
        en="The file of the ledger is damaged: {found}",
        zh_remedy="请用 billing restore 恢复备份。",
        en_remedy="Put a backup in its place with billing restore.",
    ),
    "ledger_guard_changed": Sentence(
        zh="账簿的保护（{found}）被关闭或改动过。",
        en="What guards the ledger was switched off or changed: {found}.",
        zh_remedy="请用 billing restore 恢复备份。",
        en_remedy="Put a backup in its place with billing restore.",
    ),
    "audit_date": Sentence(
        zh="单据 {number} 的日期 {found} 早于上一张的 {expected}。",
        en="The date {found} of {number} is before {expected}, that of the number before it.",
        **_COMPARE,
    ),
    "audit_order": Sentence(
        zh="单据 {number} 早于编号在它之前的 {found} 写入账簿。",
        en="{number} was written before {found}, whose number comes first.",
        **_COMPARE,
    ),
    "audit_mail": Sentence(
        zh="账簿中邮件 {number} 的内容无法读取。",
        en="What the ledger keeps of mail {number} cannot be read.",
        **_COMPARE,
    ),
    "audit_snapshot": Sentence(
        zh="单据 {number} 的存档内容无法读取，或明细之和与合计不符。",
        en="What the ledger keeps of {number} cannot be read, or its lines do not sum to its "
        "totals.",
        **_COMPARE,
    ),
    "audit_column": Sentence(
        zh="单据 {number}：账簿的 {name} 是 {found}，存档内容是 {expected}。",
        en="{number}: the ledger says {name} {found}, and what it keeps of it says {expected}.",
        **_COMPARE,
    ),
    "audit_lines": Sentence(
        zh="单据 {number} 的明细与存档内容不符。",
        en="The lines of {number} are not those that the ledger keeps of it.",
        **_COMPARE,
    ),
    "audit_handed_on": Sentence(
        zh="单据 {number} 结转的余额与存档内容不符。",
        en="The balances that {number} hands on are not those that the ledger keeps of it.",
        **_COMPARE,
    ),
    "audit_opened": Sentence(
        zh="单据 {number} 的期初余额不是之前各月结转的余额。",
        en="{number} does not open with what the months before it handed on.",
        **_COMPARE,
    ),
    "audit_mail_client": Sentence(
        zh="单据 {number} 的邮件属于另一客户 {found}。",
        en="A mail of {number} is another client's, {found}.",
        **_COMPARE,
    ),
    "audit_mail_recipient": Sentence(
        zh="邮件 {number} 的投递记录中有不属于它的收件人 {found}。",
        en="A delivery of mail {number} is to {found}, who is none of its recipients.",
        **_COMPARE,
    ),
    # --- Files against the books ------------------------------------------------------------
    "paper_missing": Sentence(
        zh="{found} 不见了（单据 {number}）。",
        en="{found} is missing; it is the paper of {number}.",
        zh_remedy="运行 billing run --month {month} 会重新生成。",
        en_remedy="billing run --month {month} makes it again.",
    ),
    "paper_unnoted": Sentence(
        zh="账簿中没有 {found} 的校验值（单据 {number}）。",
        en="The ledger does not know the hash of {found}, the paper of {number}.",
        zh_remedy="运行 billing run --month {month} 会重新生成并记录。",
        en_remedy="billing run --month {month} makes it again, and notes it.",
    ),
    "paper_changed": Sentence(
        zh="{found} 生成后被改动过（单据 {number}）。",
        en="{found}, the paper of {number}, was changed after it was made.",
        zh_remedy="请移走该文件，再运行 billing run --month {month}。",
        en_remedy="Move it away; billing run --month {month} makes it again.",
    ),
    "paper_unknown": Sentence(
        zh="账簿中没有 {number}，而 {found} 存在：账簿比它旧。",
        en="The ledger never gave {number}, which {found} bears: the ledger is older.",
        zh_remedy="请用 billing restore 恢复较新的备份。",
        en_remedy="Put a newer backup in its place with billing restore.",
    ),
    "paper_not_compared": Sentence(
        zh="{found} 未重新生成比对：它由 {then} 生成，现在是 {now}。",
        en="{found} was not rendered anew to compare it: it was made by {then}, and now there is "
        "{now}.",
    ),
    "paper_not_made": Sentence(
        zh="{found} 无法重新生成比对：{reason}。",
        en="{found} could not be rendered anew to compare it: {reason}.",
    ),
    "paper_other": Sentence(
        zh="{found} 与今天由账簿中的 {number} 重新生成的不一致。",
        en="{found} is not what {number} of the ledger gives when it is rendered today.",
    ),
    "eml_missing": Sentence(
        zh="{found} 不见了（邮件 {id}）。",
        en="{found} is missing; it is the text of mail {id}.",
    ),
    "eml_changed": Sentence(
        zh="{found} 写成后被改动过（邮件 {id}）。",
        en="{found}, the text of mail {id}, was changed after it was written.",
        zh_remedy="在恢复原文件之前不会发送。",
        en_remedy="It is not sent until the file is as it was.",
    ),
    "archive_missing": Sentence(
        zh="{found} 不见了：单据 {number} 的数据文件 {file}。",
        en="{found} is missing: {file}, from which {number} was billed.",
        zh_remedy="请从存档的备份中取回。",
        en_remedy="Take it from a backup of the archive.",
    ),
    "archive_changed": Sentence(
        zh="{found} 的内容与其文件名中的校验值不符。",
        en="{found} does not have the content that its name says.",
        zh_remedy="请从存档的备份中取回。",
        en_remedy="Take it from a backup of the archive.",
    ),
    "done.verified": Sentence(
        zh="一切相符：{count} 个编号、{links} 条记录，{noted} 处提示。",
        en="All is as it should be: {count} numbers, {links} entries; {noted} remarks.",
    ),
    "verified_meanwhile": Sentence(
        zh="核对时另一次运行（进程 {pid}）正在写入：它正在制作的文件此时会显示为缺失或未登记。",
        en="Process {pid} was writing meanwhile: papers that it is making are not noted yet.",
        zh_remedy="等它结束后再核对一次。",
        en_remedy="Verify again when it has ended.",
    ),
    "done.not_whole": Sentence(
        zh="{wrong} 处不符，{noted} 处提示（{count} 个编号、{links} 条记录）。",
        en="{wrong} things are wrong, {noted} remarks ({count} numbers, {links} entries).",
    ),
    # --- Backup and restore -----------------------------------------------------------------
    "ledger_behind": Sentence(
        zh="账簿比 outbox 旧：其中有 {count} 个编号账簿从未开具（{found}）。",
        en="The ledger is older than the outbox: {count} papers there bear numbers that it never "
        "gave ({found}).",
        zh_remedy="请用 billing restore 恢复较新的备份；未作任何更改。",
        en_remedy="Put a newer backup in its place with billing restore; nothing was changed.",
    ),
    "settings_readable": Sentence(
        zh="{path} 中有账簿的密码，而其他人可以读取它。",
        en="{path} holds the password of the ledger, and others can read it.",
        zh_remedy="运行 chmod 600，或把密码放进 ~/.pgpass。",
        en_remedy="Use chmod 600, or keep the password in ~/.pgpass.",
    ),
    "ledger_address": Sentence(
        zh="billing.toml 的 ledger 不是可用的数据库地址（{why}）。",
        en="ledger in billing.toml is no address of a database that can be used ({why}).",
        zh_remedy="请写文件名，或 postgresql://用户@主机/数据库，并安装 billing[postgres]。",
        en_remedy="Give a file, or postgresql://user@host/database, and install billing[postgres].",
    ),
    "ledger_on_network": Sentence(
        zh="{path} 在网络文件系统（{found}）上，SQLite 账簿在那里不可靠。",
        en="{path} is on a network file system ({found}), where a ledger of SQLite's is not safe.",
        zh_remedy="请放在本机磁盘上，或使用 PostgreSQL。",
        en_remedy="Keep it on a disk of this machine, or use PostgreSQL.",
    ),
    "backup_no_ledger": Sentence(
        zh="{path} 不是账簿的备份。", en="{path} is no backup of a ledger."
    ),
    "backup_damaged": Sentence(
        zh="{path} 已损坏（{why}）。",
        en="{path} is damaged ({why}).",
        zh_remedy="请使用另一份备份。",
        en_remedy="Use another backup.",
    ),
    "done.backup": Sentence(
        zh="已备份 {links} 条记录并复核。outbox 与 archive 不在其中。",
        en="{links} entries are copied, and read again. Outbox and archive are not among them.",
        zh_remedy="恢复：billing restore {path}",
        en_remedy="To go back to it: billing restore {path}",
    ),
    "done.backup_damaged": Sentence(
        zh="已复制 {links} 条记录到 {path}，但账簿本身不相符。",
        en="{links} entries are copied to {path}, but the ledger itself is not whole.",
        zh_remedy="请保留较早的备份。",
        en_remedy="Keep the earlier backups.",
    ),
    "would.restore": Sentence(
        zh="备份有 {links} 条记录，现有账簿有 {current} 条。",
        en="The backup has {links} entries, the ledger that is there {current}.",
    ),
    "would.doubt": Sentence(
        zh="备份中待发的 {count} 封邮件可能已经发出：恢复后按“存疑”处理，不会自动发送。",
        en="{count} mails that wait in the backup may have been sent since: they are in doubt "
        "afterwards, and not sent by themselves.",
    ),
    "restore_older": Sentence(
        zh="此备份之后又开具或发送了 {count} 项，恢复将丢失它们：{found}。",
        en="{count} things were issued or sent after this backup, and would be lost: {found}.",
        zh_remedy="请使用较新的备份；未作任何更改。",
        en_remedy="Use a newer backup; nothing was changed.",
    ),
    "restore_other": Sentence(
        zh="此备份与现有账簿不是同一本：两者的记录从某处起不同。",
        en="This backup is not of the ledger that is there: their entries differ.",
        zh_remedy="请核对文件；未作任何更改。",
        en_remedy="Check the file; nothing was changed.",
    ),
    "restore_not_empty": Sentence(
        zh="这个 PostgreSQL 数据库里已有账簿。",
        en="This PostgreSQL database has a ledger already.",
        zh_remedy="请新建一个空数据库，写入 billing.toml 的 ledger，再恢复。",
        en_remedy="Make an empty database, name it as ledger in billing.toml, and restore again.",
    ),
    "done.restored": Sentence(
        zh="已恢复 {path}（{links} 条记录）。原账簿移至：{aside}。",
        en="{path} is in place, with {links} entries. What was there: {aside}.",
        zh_remedy="下一步：billing verify",
        en_remedy="Next: billing verify",
    ),
    "done.was_restored": Sentence(
        zh="账簿曾于 {at} 由备份 {file}（sha256 {sha256}）恢复：{links} 条记录；当时比对了原账簿 "
        "{current} 条记录和 outbox 中 {papers} 份单据，{doubt} 封邮件转为“存疑”。",
        en="The ledger was put back at {at} from {file} (sha256 {sha256}): {links} entries, "
        "compared with {current} entries of the ledger that was there and {papers} papers of "
        "the outbox; {doubt} mails were in doubt from then on.",
    ),
    # --- Closing ----------------------------------------------------------------------------
    "close_whom": Sentence(
        zh="--anyway 须用 --client 指明客户。",
        en="--anyway needs the clients, by --client.",
    ),
    "close_due": Sentence(
        zh="{client} 的 {month} 有应收款或尚不清楚（{amount}），未结清。",
        en="{client} has something due for {month}, or may have ({amount}); it stays open.",
        zh_remedy="请出账；确实不再出账时加 --anyway。",
        en_remedy="Bill it; where it is never to be billed, add --anyway.",
    ),
    "done.closed": Sentence(
        zh="{month}：已结清 {count} 个客户，{due} 个仍未结清。",
        en="{month}: {count} clients closed, {due} stay open.",
        zh_remedy="下一步：billing check",
        en_remedy="Next: billing check",
    ),
}
