"""What is said of figures that look wrong, so that a person looks before anything is issued."""

from billing.catalogue import Sentence

_ZH = "billing approve {client} --month {month} --by 姓名 --why 原因"
_EN = "billing approve {client} --month {month} --by NAME --why REASON"

_APPROVE = {
    "zh_remedy": f"核对后批准，下次运行出账：{_ZH}",
    "en_remedy": f"Check it, then approve it; the next run issues it: {_EN}",
}
_COMPARE = {
    "zh_remedy": f"请与导出的原表核对：有误则更正文件后重新运行；无误则批准：{_ZH}",
    "en_remedy": "Compare it with the export: if it is wrong, correct the file and run again; if it"
    f" is right, approve it: {_EN}",
}

_MONTHS = {
    "unlike_recent_months": Sentence(
        zh="{where} 的{figure}：{days} 天共 {found}，平日日均 {now}；近月（{months}）为 {expected}"
        "，相差 {ratio}。",
        en="{figure} of {where}: {found} in {days} days, {now} on a usual day; recent months"
        " ({months}) had {expected}: {ratio}.",
        **_COMPARE,
    ),
    "unit_slip": Sentence(
        zh="{where} 的{figure}：{days} 天共 {found}，平日日均 {now}；近月（{months}）为 {expected}"
        "，相差 {ratio}，像是单位错了 {slip} 倍。",
        en="{figure} of {where}: {found} in {days} days, {now} on a usual day; recent months"
        " ({months}) had {expected}: {ratio}, as if a unit had slipped by {slip}.",
        **_COMPARE,
    ),
    "usage_gone": Sentence(
        zh="{where} 的{figure}：{then} 为 {expected}，本月没有。",
        en="{figure} of {where}: {expected} in {then}, and none this month.",
        zh_remedy=f"请放入或更正其文件后重新运行；若店铺已停止服务，请批准：{_ZH}",
        en_remedy="Drop or correct its file and run again; if the store is served no more, approve"
        f" it: {_EN}",
    ),
    "figures_copied": Sentence(
        zh="{where} 的{figure}：{found} 天的数字与 {then} 逐日完全相同，像是复制了旧文件。",
        en="{figure} of {where}: {found} days are day for day those of {then}, as in a copied"
        " file.",
        zh_remedy=f"请重新导出本月数据后运行；若确实相同，请批准：{_ZH}",
        en_remedy=f"Export the month again and run; if it is really so, approve it: {_EN}",
    ),
    "amount_unlike": Sentence(
        zh="计费项 {charge}：{days} 天共 {found}，近月（{months}）为 {expected}，相差 {ratio}。",
        en="Charge {charge}: {found} for {days} days; recent months ({months}) had {expected}:"
        " {ratio}.",
        zh_remedy=f"请核对登记表中的单价、坐席数与条款；无误则批准：{_ZH}",
        en_remedy="Check its price, seats and terms in the register; if they are right, approve it:"
        f" {_EN}",
    ),
}

_MONTH = {
    "approval_manual": Sentence(
        zh="合同要求每月人工审批。", en="The contract asks for an approval each month.", **_APPROVE
    ),
    "draft_is_zero": Sentence(zh="本月合计为零。", en="The month comes to zero.", **_APPROVE),
    "day_far_from_median": Sentence(
        zh="{where} 的{figure}：{found}；当月中位日为 {expected}。",
        en="{figure} of {where}: {found}; the month's median day has {expected}.",
        **_COMPARE,
    ),
    "figures_constant": Sentence(
        zh="{where} 的{figure}：{first} 至 {last} 连续 {days} 天都是 {found}，像是每天都填了合计"
        "或计划数。",
        en="{figure} of {where}: {found} on each of {days} days in a row, {first} to {last}, as"
        " if a total or a plan stood in every day.",
        **_COMPARE,
    ),
    "figures_rising": Sentence(
        zh="{where} 的{figure}：{first} 的 {found} 到 {last} 的 {expected}，{days} 天只增不减，"
        "像是累计数而不是每天的数。",
        en="{figure} of {where}: from {found} on {first} to {expected} on {last} it never falls"
        " in {days} days, as if it were added up from day to day.",
        **_COMPARE,
    ),
    "refunds_high": Sentence(
        zh="{where}：退款 {found}，销售额 {expected}，占 {share}（上限 {limit}）。",
        en="{where}: refunds of {found} on sales of {expected}, {share} (limit {limit}).",
        **_COMPARE,
    ),
    "orders_above_receptions": Sentence(
        zh="{where}：订单 {found}，接待 {expected}，每次接待的订单为 {ratio}（上限 ×{limit}）。",
        en="{where}: {found} orders and {expected} receptions, {ratio} (limit ×{limit}).",
        **_COMPARE,
    ),
    "peak_above_approval": Sentence(
        zh="{where}：坐席超过审批人数：{found}。",
        en="{where}: more seats than were approved: {found}.",
        zh_remedy=f"请更正排班表或补审批人数；客户已同意的，请批准：{_ZH}",
        en_remedy="Correct the staffing file or the approved seats; if the client agreed, approve"
        f" it: {_EN}",
    ),
    "peak_above_booked": Sentence(
        zh="{where}：峰值超过应到人数：{found}。",
        en="{where}: the peak is above the agents booked: {found}.",
        **_COMPARE,
    ),
    "seats_idle": Sentence(
        zh="{where}：有坐席而无接待的日期：{found}。",
        en="{where}: seats on days without receptions: {found}.",
        **_COMPARE,
    ),
}

SENTENCES: dict[str, Sentence] = {**_MONTHS, **_MONTH}
