"""What approve says where it decides on many clients at once."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "approve_one_or_all": Sentence(
        zh="请指明一个客户，或用 --all-below 指明金额，二者取一。",
        en="Name one client, or an amount with --all-below, and not both.",
        zh_remedy="如：billing approve C001 --by 姓名 --why 原因",
        en_remedy="Such as: billing approve C001 --by NAME --why TEXT",
    ),
    "not_a_limit": Sentence(
        zh="“{found}”不是可用的金额；未批准任何客户。",
        en="{found} is no amount of {currency} above 0; nobody was approved.",
        zh_remedy="写法如 1000 或 1000.00，以 {currency} 计。",
        en_remedy="Write it like 1000 or 1000.00, in {currency}.",
    ),
    "approve.row": Sentence(
        zh="{client}  已批准  {amount} {currency}  {why}",
        en="{client}  approved  {amount} {currency}  {why}",
    ),
    "left.row": Sentence(
        zh="{client}  未批准  {amount} {currency}  {why}",
        en="{client}  not approved  {amount} {currency}  {why}",
    ),
    "left.amount": Sentence(zh="不低于 {below}", en="not below {below}"),
    "left.currency": Sentence(
        zh="以 {currency} 计，而限额以 {default} 计",
        en="in {currency}, while the limit is in {default}",
    ),
    "left.reason": Sentence(zh="须单独核对：{why}", en="needs a look of its own: {why}"),
    "done.approved_all": Sentence(
        zh="{month}：已批准 {count} 个低于 {below} {currency} 的客户，另有 {left} 个仍待审核。"
        "下一步：billing run --month {month}",
        en="{month}: approved {count} below {below} {currency}; still held: {left}. "
        "Next: billing run --month {month}",
    ),
    "done.approved_none": Sentence(
        zh="{month} 没有可按 {below} {currency} 批准的客户，仍待审核：{left} 个。",
        en="{month}: nobody held can be approved as below {below} {currency}; still held: {left}.",
    ),
}
