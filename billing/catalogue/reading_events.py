"""What is said of events."""

from billing.catalogue import Sentence

_CORRECT = {
    "zh_remedy": "请在文件中更正后重新运行。",
    "en_remedy": "Correct it in the file and run again.",
}
EVENTS: dict[str, Sentence] = {
    "event_unknown": Sentence(
        zh="事项“{found}”无法识别。可用：{expected}。",
        en="The event {found} is not known. Known: {expected}.",
        **_CORRECT,
    ),
    "event_lacks": Sentence(
        zh="该事项缺少“{column}”。", en="The event lacks its {column}.", **_CORRECT
    ),
    "charge_unknown": Sentence(
        zh="该客户没有计费项“{found}”。现有：{expected}。",
        en="The client has no charge {found}. It has: {expected}.",
        **_CORRECT,
    ),
    "events_identical": Sentence(
        zh="与 {other} 完全相同，无法判断是重复登记还是两次发生。",
        en="The same as {other}: entered twice, or happened twice?",
        zh_remedy="如为重复请删去；如确为两次，请用凭证号区分。",
        en_remedy="Delete it, or tell the two apart by their reference.",
    ),
    "events_alike": Sentence(
        zh="与 {other} 可能是同一事项登记了两次。",
        en="The same event as {other}, entered twice?",
        zh_remedy="如为同一事项，请把两行改成完全相同，或删去其一；如为两次发生，"
        "请在两行都填写项目或凭证以区分。",
        en_remedy="If so, make the two rows equal or delete one; else tell them apart by item or "
        "reference, filled in both.",
    ),
    "opening_twice": Sentence(
        zh="{other} 处已登记同一期初余额。",
        en="The same opening balance stands at {other} too.",
        zh_remedy="每项期初余额只登记一次，请删去其一。",
        en_remedy="Each opening balance is entered once: delete one.",
    ),
    "duplicate_events": Sentence(
        zh="与 {other} 相同，只计一次。", en="The same as {other}: counted once."
    ),
    "events_perhaps_alike": Sentence(
        zh="与 {other} 的数目相同、日期相合，其余各项没有一处同时填写，按两次发生计。",
        en="The same figures and days as {other}, and nothing else that both fill: counted as two.",
        zh_remedy="如为同一事项，请删去其一；否则请在两行都填写凭证以区分。",
        en_remedy="If they are one, delete one; else give each its own reference.",
    ),
    "percent_unclear": Sentence(
        zh="{found} 可能是百分数的小数写法，也可能是不足 1 的数值，无法判断。",
        en="{found} may be a share of one, such as 62.5% written 0.625, or less than one point.",
        zh_remedy="请写成 62.5% 或 62.5。",
        en_remedy="Write it as 62.5% or as 62.5.",
    ),
}
