"""What is said of rosters, of services, and of the headers that billing.toml names."""

from billing.catalogue import Sentence

ROSTERS: dict[str, Sentence] = {
    "roster_read": Sentence(
        zh="按排班表读取：每人每天一格，当班计一个坐席。",
        en="Read as a roster of agents by days: each cell on duty is one seat.",
    ),
    "roster_unknown": Sentence(
        zh="排班表中的“{found}”无法识别：当班、哪个班次，还是休息？",
        en="{found} in a roster: on duty, which shift, or off?",
        zh_remedy="请写成 班、休、1、0 或 09:00-18:00；或在 billing.toml 的 [roster] 中说明，例如："
        '"{found}" = "09:00-18:00"。同一天有人写明时间的，其他人也要写明。',
        en_remedy="Write on, off, 1, 0 or 09:00-18:00, or explain it in billing.toml, below "
        '[roster]: "{found}" = "09:00-18:00". Where others of that day have times, it needs them.',
    ),
    "services_alike": Sentence(
        zh="{found} 是同一服务的不同写法，却同时出现在一张表中，无法判断是一项还是两项服务。",
        en="{found} are words for one service, yet stand in one table: one service, or two?",
        zh_remedy="如为同一服务请统一写法；如为两项，请改用登记表中各自的名称。",
        en_remedy="Use one word if they are one; else the register's own word for each.",
    ),
    "columns_unknown": Sentence(
        zh="billing.toml 的列设置 {found} 不对应任何读取的列。可用：{expected}。",
        en="billing.toml maps headers to {found}, which nothing reads. Known: {expected}.",
        zh_remedy="请更正该名称。",
        en_remedy="Correct the name.",
    ),
}
