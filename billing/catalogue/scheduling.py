"""Words of the scheduled run: what is due, units for systemd and cron, the screen at its end."""

from billing.catalogue import Sentence

_SCREEN = {
    "glance.open": ("待处理（{count}）：", "Open ({count}):"),
    "glance.more": ("…… 另有 {count} 家，见 {file}", "... and {count} more: see {file}"),
    "glance.mail": ("邮件：{states}", "Mail: {states}"),
}

_SCHEDULE = {
    "schedule.service": ("# {path}", "# {path}"),
    "schedule.cron": (
        "# 不用 systemd 时，改为在 crontab -e 中加入这一行",
        "# Without systemd: this line in `crontab -e` instead",
    ),
    "schedule.description": ("到期即出账：{root}", "Bill the month once it is due: {root}"),
}

SENTENCES: dict[str, Sentence] = {
    **{code: Sentence(zh=zh, en=en) for code, (zh, en) in {**_SCREEN, **_SCHEDULE}.items()},
    "due.not_yet": Sentence(
        zh="无事可做：{month} 自 {day} 起出账。",
        en="Nothing to do: {month} is billed from {day}.",
    ),
    "due.done": Sentence(
        zh="无事可做：{month} 已全部出账，没有变化。",
        en="Nothing to do: {month} is billed, and nothing has changed.",
    ),
    "due.clock_back": Sentence(
        zh="未出账：今天是 {day}，早于最后一张单据 {number} 的日期 {expected}。",
        en="Nothing was billed: today is {day}, before the date {expected} of the last number "
        "{number}.",
        zh_remedy="请校正时钟；若错的是该单据的日期，见 docs/cron.md。",
        en_remedy="Set the clock right; where the number's date is wrong, see docs/cron.md.",
    ),
    "due.doubtful": Sentence(
        zh="未出账：今天是 {day}，上次运行或开单是 {last}，{found} 同时到期或隔了很久。",
        en="Nothing was billed: today is {day}, the last run or number was of {last}, and due are "
        "{found}: several at once, or after a long rest.",
        zh_remedy="时钟不对时请校正；日期无误时请从最早的一个月起逐月运行 {billing} run --month "
        "{month}。",
        en_remedy="If the clock is wrong, set it right; if the day is right, bill them month by "
        "month, the oldest first: {billing} run --month {month}.",
    ),
    "month_not_begun": Sentence(
        zh="{month} 尚未开始（今天 {today}），没有可批准的数字。",
        en="{month} has not begun (today is {today}): there are no figures to approve.",
        zh_remedy="请检查 --month。",
        en_remedy="Check --month.",
    ),
    "backup_there": Sentence(
        zh="{path} 已存在，备份不会覆盖它。",
        en="{path} is there already, and no backup overwrites it.",
        zh_remedy="请写一个新的文件名，或不写文件名。",
        en_remedy="Name a new file, or none.",
    ),
    "backup_nowhere": Sentence(
        zh="文件夹 {path} 不存在（移动硬盘是否已接好？），没有备份。",
        en="There is no folder {path}; is the disk there? Nothing was backed up.",
        zh_remedy="请接好硬盘，或先新建该文件夹。",
        en_remedy="Attach the disk, or make the folder first.",
    ),
    "due.left_open": Sentence(
        zh="{month} 尚未完成：{found} 未出账。",
        en="{month} is not finished: not billed yet: {found}.",
        zh_remedy="请补齐后运行 {billing} run --month {month}；无需出账的，用 billing close 结清。",
        en_remedy="Mend what is missing, then {billing} run --month {month}; where nothing is to "
        "be billed, billing close.",
    ),
    "due.not_known": Sentence(
        zh="{month} 已开始出账，但没有它的 run.json，不知是否完成。",
        en="{month} was begun, and its run.json is not there: nobody knows that it is finished.",
        zh_remedy="请运行 {billing} run --month {month}。",
        en_remedy="Run {billing} run --month {month}.",
    ),
    "due.alone": Sentence(
        zh="--if-due 自行决定月份与客户，不能与 {option} 同用。",
        en="--if-due finds the month and its clients itself; it goes without {option}.",
        zh_remedy="请去掉其中一个。",
        en_remedy="Leave one of them out.",
    ),
    "schedule.next": Sentence(
        zh="把以上内容按各自的路径保存，然后运行：\n{commands}",
        en="Save these under the paths above them, and then run:\n{commands}",
    ),
    "schedule.unusual": Sentence(
        zh="路径“{path}”含换行或控制字符，无法写入定时设置。",
        en="The path “{path}” holds a line break or control character: no schedule can name it.",
        zh_remedy="请把工作区移到其他文件夹。",
        en_remedy="Move the workspace to another folder.",
    ),
}
