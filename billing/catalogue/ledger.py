"""What the ledger refuses, what is wrong with it, and who holds the workspace."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "ledger_already_issued": Sentence(
        zh="客户 {client} 的 {month} 已开具结算单 {number}。",
        en="Client {client} has invoice {number} for {month} already.",
        zh_remedy="如需更正，请使用 billing reissue。",
        en_remedy="To correct it, use billing reissue.",
    ),
    "ledger_already_closed": Sentence(
        zh="客户 {client} 的 {month} 已按无应收款结清。",
        en="Client {client} was closed for {month} as nothing due already.",
    ),
    "ledger_already_credited": Sentence(
        zh="结算单 {number} 已由红字单 {found} 冲销。",
        en="Invoice {number} was undone by credit note {found} already.",
    ),
    "ledger_is_credit_note": Sentence(
        zh="{number} 是红字单，冲销的是 {found}；红字单不能再冲销。",
        en="{number} is a credit note, of {found}; it cannot be undone.",
        zh_remedy="如需重新出账，请使用 billing reissue。",
        en_remedy="To bill the month again, use billing reissue.",
    ),
    "ledger_date_order": Sentence(
        zh="开具日期 {found} 早于上一张单据 {number} 的日期 {expected}；日期须随编号递增。",
        en="The issue date {found} is before {expected}, the date of {number}; "
        "dates follow the order of numbers.",
        zh_remedy="请检查系统时钟或 billing.toml 中的 issue_date。",
        en_remedy="Check the clock, or issue_date in billing.toml.",
    ),
    "ledger_unknown_invoice": Sentence(
        zh="账簿中没有编号为 {number} 的结算单。",
        en="The ledger has no invoice {number}.",
        zh_remedy="请核对编号。",
        en_remedy="Check the number.",
    ),
    "ledger_unknown_message": Sentence(
        zh="账簿中没有编号为 {found} 的邮件。",
        en="The ledger has no mail {found}.",
        zh_remedy="请用 billing mail list 查看。",
        en_remedy="See billing mail list.",
    ),
    "ledger_newer": Sentence(
        zh="账簿的版本为 {found}，本程序只认识到 {expected}：账簿由更新的程序写成。",
        en="The ledger is at version {found}, and this program knows versions up to {expected}: "
        "a newer program wrote it.",
        zh_remedy="请升级本程序。",
        en_remedy="Upgrade this program.",
    ),
    "ledger_pragma": Sentence(
        zh="SQLite 未接受设置 {name} = {expected}，仍为 {found}。",
        en="SQLite did not take {name} = {expected}; it says {found}.",
        zh_remedy="请把账簿放在本机磁盘上。",
        en_remedy="Keep the ledger on a disk of this machine.",
    ),
    "ledger_refused": Sentence(
        zh="账簿拒绝写入，未作任何更改：{why}",
        en="The ledger refused the entry, and nothing was changed: {why}",
    ),
    "ledger_unavailable": Sentence(
        zh="无法读写账簿：{why}",
        en="The ledger cannot be read or written: {why}",
        zh_remedy="请检查路径、权限、磁盘空间，以及是否有其他程序占用。",
        en_remedy="Check its path, its permissions, the space on the disk, and who else uses it.",
    ),
    "ledger_row_changed": Sentence(
        zh="账簿第 {seq} 条记录（表 {table}）与其校验值不符：写入后被改动过。",
        en="Entry {seq} of the ledger, in {table}, is not what its link says: "
        "it was changed after it was written.",
        zh_remedy="请与备份比对。",
        en_remedy="Compare it with a backup.",
    ),
    "ledger_row_missing": Sentence(
        zh="账簿第 {seq} 条记录（表 {table}）不见了。",
        en="Entry {seq} of the ledger, in {table}, is gone.",
        zh_remedy="请与备份比对。",
        en_remedy="Compare it with a backup.",
    ),
    "ledger_row_foreign": Sentence(
        zh="表 {table} 中的第 {seq} 条记录不是由本程序写入的。",
        en="Entry {seq} in {table} was not written by this program.",
        zh_remedy="请与备份比对。",
        en_remedy="Compare it with a backup.",
    ),
    "ledger_gap": Sentence(
        zh="系列 {series} 的编号与计数器不符：有缺号或多号。",
        en="The numbers of series {series} do not run without a gap up to its counter.",
        zh_remedy="请与备份比对。",
        en_remedy="Compare it with a backup.",
    ),
    "locked": Sentence(
        zh="另一次运行正在使用此工作区。",
        en="Another run holds this workspace.",
        zh_remedy="请等它结束后再试。",
        en_remedy="Wait until it has ended.",
    ),
    "locked_by": Sentence(
        zh="进程 {pid} 自 {at} 起正在使用此工作区。",
        en="Process {pid} has held this workspace since {at}.",
        zh_remedy="请等它结束后再试。",
        en_remedy="Wait until it has ended.",
    ),
    "lease_held": Sentence(
        zh="主机 {host} 上的进程 {pid} 自 {at} 起正在写这本账簿（{place}）。",
        en="Process {pid} on {host} has been writing this ledger since {at} ({place}).",
        zh_remedy="请等它结束；如果它已不在运行，{minutes} 分钟后可以接手。",
        en_remedy="Wait until it has ended; if it is gone, the ledger is free in {minutes} min.",
    ),
    "lease_lost": Sentence(
        zh="主机 {host} 上的进程 {pid} 自 {at} 起接手了这本账簿；本次运行停止，未再写入。",
        en="Process {pid} on {host} has taken this ledger over since {at}; "
        "this run has stopped, and wrote nothing more.",
        zh_remedy="等它结束后再运行一次。",
        en_remedy="Run again when it has ended.",
    ),
    "lease_taken_over": Sentence(
        zh="主机 {host} 上的进程 {pid}（始于 {at}）没有正常结束；本次运行接手。",
        en="Process {pid} on {host}, begun {at}, did not end as it should; this run takes over.",
    ),
    "lock_unsupported": Sentence(
        zh="{path} 所在的文件系统不支持文件锁。",
        en="The file system of {path} has no file locks.",
        zh_remedy="请把工作区放在本机磁盘上。",
        en_remedy="Keep the workspace on a disk of this machine.",
    ),
}
