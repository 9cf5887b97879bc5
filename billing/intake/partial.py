"""Words beside a month that make it less than itself, more, or no month of figures at all."""

import re
from collections.abc import Iterable

_NUMBER = r"[\d一二两三四五六七八九十]+"
# Less than the month, or more: days that are told beside it count all the same.
_PART = re.compile(
    rf"第?{_NUMBER}周|[本上下]周|[周日]报|[上中下]旬|[上下]半|半[月年]|前{_NUMBER}[天日]|后{_NUMBER}[天日]"
    rf"|近{_NUMBER}个?[天日周月年]|过去{_NUMBER}|截[至止]|累计|季度|季报|第[一二三四]季|[1-4]季|中期|期中|阶段"
    r"|部分|不完整|不全|未完|缺失|更新[至到]|至今|[日号]止|为止|不含|剔除|除外|抽样"
    r"|月份?\s*(?:[上中下](?=$|[^\u4e00-\u9fff]|[期半])|[初末底]|[前后](?![台勤端])|起)"
    r"|(?<![a-z0-9])(?:h[12]|w(?:k|eeks?)? ?\d?|mtd|qtd|ytd|q[1-4]|part(?:ial)?|am|pm|weekly"
    r"|to date|last \d+ days)(?![a-z0-9])",
    re.IGNORECASE,
)
# No figures of the month: what was planned, an average, another time beside it.
_OTHER = re.compile(
    r"计划|目标|预[估计测算]|暂估|[日人月]均|平均|均值|同比|环比|同期|对比|较上"
    r"|(?<![a-z0-9])(?:plan(?:ned)?|targets?|forecast|budget|estimate[ds]?|avg|average|mean|yoy|mom"
    r"|prev(?:ious)?|vs)(?![a-z0-9])",
    re.IGNORECASE,
)
# What tells so without a month: then that of a name further off is not meant.
_ALONE = re.compile(
    rf"近{_NUMBER}个?[天日周月年]|最近|过去{_NUMBER}|第{_NUMBER}周|[本上下]周|[昨今]日|[上中下]旬|半月"
    r"|截[至止]|更新[至到]|不完整|计划|目标|预[估计测]|日均"
    r"|(?<![a-z0-9])(?:mtd|last \d+ days|weekly|targets?|forecast|budget)(?![a-z0-9])",
    re.IGNORECASE,
)
# Days beside a month that belong to no date: of 2026-10(1-15日).
_DAYS = re.compile(r"\d\s*(?:[日天]|号(?![店楼院线仓]))|\d\s*(?:~|至|到|-|—|–)\s*\d")


def within(text: str, dates: Iterable[tuple[int, int]], *, daily: bool) -> bool:
    """Whether a text makes its month another thing; `dates` are the places of its dates.

    Where days are told (`daily`), they say which part it is.
    """
    if _OTHER.search(text):
        return True
    if daily:
        return False
    rest = list(text)
    for first, last in dates:
        rest[first:last] = "月" * (last - first)
    return bool(_PART.search("".join(rest)) or _DAYS.search("".join(rest)))


def alone(text: str) -> bool:
    """Whether a text without a period says that the figures are of no whole month."""
    return bool(_ALONE.search(text))
