"""What is appended to a line's name to tell it from its like."""

from billing.catalogue import Sentence

_DETAILS = {
    "detail.tier": ("第 {tier} 档（{bounds}）", "tier {tier} ({bounds})"),
    "detail.kind": ("{kind}", "{kind}"),
    "detail.billed": ("原单据 {billed}", "billed in {billed}"),
    "detail.day": ("白班", "by day"),
    "detail.night": ("夜班", "by night"),
    "detail.unit": ("{unit}", "{unit}"),
    "detail.project": ("{project}", "{project}"),
    "detail.milestone": ("{project}：{milestone}", "{project}: {milestone}"),
    "detail.vacant": ("{from} 至 {to} {reason}", "{from} to {to} {reason}"),
    "detail.reason": ("{reason}（{reference}）", "{reason} ({reference})"),
    "detail.measure": ("{measure}", "{measure}"),
    "detail.level": (
        "{measure}：目标 {target}，实际 {measured}",
        "{measure}: target {target}, measured {measured}",
    ),
    "detail.block": ("每 {per} 一组，不足按一组", "in started blocks of {per}"),
    "detail.minimum": ("最低收费 {minimum_fee}", "minimum {minimum_fee}"),
    "detail.cap": ("封顶 {cap_fee}", "cap {cap_fee}"),
    "detail.flat": ("固定费", "flat fee"),
}

SENTENCES: dict[str, Sentence] = {
    code: Sentence(zh=zh, en=en) for code, (zh, en) in _DETAILS.items()
}
