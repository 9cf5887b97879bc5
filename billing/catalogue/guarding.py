"""What keeps the books safe beside verify: the outbox, restores, and where a ledger lies."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "settings_shut": Sentence(
        zh="无法读取 {path}：{reason}",
        en="{path} cannot be read: {reason}",
        zh_remedy="请检查其权限。",
        en_remedy="Check its rights.",
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
