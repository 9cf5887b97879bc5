"""What is said of rosters, of labels, and of the headers that billing.toml names."""

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
    "roster_twice": Sentence(
        zh="{found} 在同一天有两行当班（另见 {other}）：是两个人，还是重复？",
        en="{found} is on duty in two rows of one day (also at {other}): two people, or one?",
        zh_remedy="如是两个人，请加以区分（例如 {found}1、{found}2）；如是重复，请删去一行。",
        en_remedy="Tell two people apart by their names ({found} 1, {found} 2); take a repeated "
        "row out.",
    ),
    "services_alike": Sentence(
        zh="{found} 是同一服务的不同写法，却同时出现在一张表中，无法判断是一项还是两项服务。",
        en="{found} are words for one service, yet stand in one table: one service, or two?",
        zh_remedy="如为同一服务请统一写法；如为两项，请改用登记表中各自的名称。",
        en_remedy="Use one word if they are one; else the register's own word for each.",
    ),
    "label_is_sum": Sentence(
        zh="“{found}”与同店同日的其他各行（{other}）并列，像是它们的合计；相加会重复计费。",
        en="{found} beside {other} of the same store and day: their total? Adding bills twice.",
        zh_remedy="如是合计，请把“{found}”改为“合计”或删去这些行；如是单独的一项，请写明它的名称。",
        en_remedy="If so, write total in place of {found}, or take these rows out; if it is one "
        "more, write its own name.",
    ),
    "agent_doubtful": Sentence(
        zh="“{found}”像岗位或账号，不像人名；已照一名客服计入。",
        en="{found} reads like a post or an account, not a person; counted as one agent more.",
        zh_remedy="如不应计费，请删去这些行；如是各行合计，请改为“合计”；如确是一名客服，无需处理。",
        en_remedy="If it is not billed, take its rows out; if it is all agents, write total; if it "
        "is one agent, leave it.",
    ),
    "hours_overlap": Sentence(
        zh="时段 {found} 与 {other} 处的 {hours} 重叠，同店同日相加会重复计费。",
        en="{found} overlaps {hours} at {other}, of the same store and day: adding bills twice.",
        zh_remedy="请只保留互不重叠的时段；如是不同班次各自的接待，请改用班次名称（早班、晚班）。",
        en_remedy="Keep hours that do not overlap; if each shift has receptions of its own, "
        "write the shifts' names instead.",
    ),
    "columns_unknown": Sentence(
        zh="billing.toml 的列设置 {found} 不对应任何读取的列。可用：{expected}。",
        en="billing.toml maps headers to {found}, which nothing reads. Known: {expected}.",
        zh_remedy="请更正该名称。",
        en_remedy="Correct the name.",
    ),
}
