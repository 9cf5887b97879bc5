"""What keeps the books safe beside verify: the outbox, restores, and where a ledger lies."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "settings_shut": Sentence(
        zh="无法读取 {path}：{reason}",
        en="{path} cannot be read: {reason}",
        zh_remedy="请检查其权限。",
        en_remedy="Check its rights.",
    ),
    # --- Writing ----------------------------------------------------------------------------
    "ledger_number_given": Sentence(
        zh="编号 {number} 已由系列 {found} 开具；按现在的格式，系列 {expected} 会再次得出它。",
        en="{number} was given in series {found}; as numbers are written now, series {expected} "
        "comes to it again.",
        zh_remedy="请在 billing.toml 的 numbering.format 中写入 {{series}}，或提高 start。",
        en_remedy="Put {{series}} into numbering.format of billing.toml, or raise start.",
    ),
    "lease_passed": Sentence(
        zh="另一次运行曾接手这本账簿，现已结束；本次运行停止，未再写入。",
        en="Another run took this ledger over meanwhile, and has ended; this run has stopped, and "
        "wrote nothing more.",
        zh_remedy="请再运行一次。",
        en_remedy="Run again.",
    ),
    "corrected_unprinted": Sentence(
        zh="{numbers} 已开具并入账，但文件未能全部生成（{reason}）。",
        en="{numbers}: issued, and in the books; not all of its files could be made ({reason}).",
        zh_remedy="请勿再次更正；运行 billing run --month {month} 会生成。",
        en_remedy="Do not correct again; billing run --month {month} makes them.",
    ),
    # --- Restoring --------------------------------------------------------------------------
    "ledger_shut": Sentence(
        zh="账簿 {path} 存在，但无法打开（{why}）：其中有哪些备份没有的记录不得而知。",
        en="The ledger {path} is there and cannot be opened ({why}): what it has beyond the backup "
        "is not known.",
        zh_remedy="请先检查权限、磁盘及其空间；未作任何更改。",
        en_remedy="Mend rights, disk or space first; nothing was changed.",
    ),
    "restore_undoes": Sentence(
        zh="恢复将丢失此备份之后的 {count} 项搁置、批准或结清：下次运行会照常出账。",
        en="{count} holds, approvals or closings were made after this backup and would be lost: "
        "the next run would bill as if nobody had decided.",
        zh_remedy="请使用较新的备份；或加 --without-decisions，恢复后重新录入。未作任何更改。",
        en_remedy="Use a newer backup; or add --without-decisions, and enter them again before the "
        "next run. Nothing was changed.",
    ),
    "would.undo.hold": Sentence(
        zh="{client} {month}：搁置（{by}：{why}）",
        en="{client} {month}: hold ({by}: {why})",
    ),
    "would.undo.approval": Sentence(
        zh="{client} {month}：批准（{by}：{why}）",
        en="{client} {month}: approval ({by}: {why})",
    ),
    "would.undo.closing": Sentence(
        zh="{client} {month}：结清（{by}：{why}）",
        en="{client} {month}: closing ({by}: {why})",
    ),
    "would.restore_unseen": Sentence(
        zh="现有账簿不存在或已损坏：此备份之后的搁置、批准和结清不得而知。",
        en="The ledger that is there is gone or damaged: holds, approvals and closings made after "
        "this backup cannot be told.",
        zh_remedy="下次运行之前请重新录入。",
        en_remedy="Enter them again before the next run.",
    ),
    # --- The outbox -------------------------------------------------------------------------
    "outbox_unreadable": Sentence(
        zh="无法读取 {path}（{why}）：其中可能有账簿没有的编号。",
        en="{path} cannot be read ({why}): papers there may bear numbers that the ledger lacks.",
        zh_remedy="请恢复读取权限；未作任何更改。",
        en_remedy="Make it readable again; nothing was changed.",
    ),
    "paper_foreign": Sentence(
        zh="{found} 带有编号 {number}，但不是它的单据。",
        en="{found} bears the number {number}, and is not the paper that was made for it.",
        zh_remedy="请勿寄出；请将它移出 outbox。",
        en_remedy="Do not send it; move it out of the outbox.",
    ),
    "file_shut": Sentence(
        zh="无法读取 {found}（{reason}），因此未能核对。",
        en="{found} cannot be read ({reason}), so it was not checked.",
        zh_remedy="请恢复读取权限，再运行 billing verify。",
        en_remedy="Make it readable again, then run billing verify.",
    ),
}
