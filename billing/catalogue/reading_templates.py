"""What the comments of the usage templates say of a column."""

from billing.catalogue import Sentence

TEMPLATES: dict[str, Sentence] = {
    "template.needed": Sentence(zh="必填。", en="Needed."),
    "template.optional": Sentence(
        zh="选填；合同按它计费时必填。", en="Optional, unless a contract bills by it."
    ),
    "template.date": Sentence(
        zh="日期，如 2026-10-01；销售可按月，如 2026-10。",
        en="A date such as 2026-10-01; sales may be by month, 2026-10.",
    ),
    "template.name": Sentence(
        zh="编码、全称、简称或别名，与合同表一致。",
        en="The code, name, short name or an alias, as in the register.",
    ),
    "template.word": Sentence(zh="文字。", en="Text."),
    "template.count": Sentence(
        zh="整数，0 或以上。空不是 0：没有就填 0。",
        en="A whole number, 0 or more. Blank is not zero: type 0 where there was none.",
    ),
    "template.amount": Sentence(zh="金额，0 或以上。", en="An amount, 0 or more."),
    "template.signed": Sentence(zh="数字，可为负。", en="A number, which may be negative."),
    "template.clock": Sentence(
        zh="时间，如 09:00；不晚于开始的结束时间算次日。",
        en="A time such as 09:00; an end not after its start is the next day's.",
    ),
    "template.names": Sentence(zh="也可写作：{names}", en="Also known as: {names}"),
}
