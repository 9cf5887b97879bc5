"""Services and classes of receptions in all their forms.

Register and files may be in two languages: services and excluded classes that both have a common
word for are one word in all its forms.
"""

import json
from collections.abc import Mapping

from billing.workbook import words

SERVICES = (
    ("pre-sales", "presales", "售前"),
    ("after-sales", "aftersales", "售后"),
    ("regular", "常规", "日常"),
    ("early morning", "早班", "凌晨", "凌晨(早班)", "早班(凌晨)"),
)
"""Services, each in all its forms; any other text is a service of its own."""

CLASSES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "robot": (("机器人接待",), ("robot",)),
    "spam": (("无效接待", "广告/骚扰"), ("spam",)),
    "transferred_in": (("转发接入人数", "转入人数"), ("transferred in",)),
}
"""Classes of receptions, figure -> Chinese and English headers; any other has only its own."""

_FORMS = {words.name(form): forms for forms in SERVICES for form in forms}
_FIGURES = {
    words.header(text): figure
    for figure, (zh, en) in CLASSES.items()
    for text in (figure, *zh, *en)
}


def service_forms(text: str) -> tuple[str, ...]:
    """Every form of a service, itself among them; texts of one service have the same first form.

    >>> service_forms("售前")
    ('pre-sales', 'presales', '售前')
    """
    return _FORMS.get(words.name(text), (words.name(text),))


def class_figure(text: str) -> str:
    """The figure that an excluded class is counted in: equal for texts that mean one column.

    >>> class_figure("Transferred In"), class_figure("转入人数（人）"), class_figure("广告访客 ")
    ('transferred_in', 'transferred_in', '广告访客')
    """
    return _FIGURES.get(words.header(text), words.header(text))


def entry(figure: str, header: str = "") -> str:
    """The line of billing.toml that names a figure's header; dots for one that is not known.

    >>> print(entry("receptions", "接待总人数"))
    receptions = ["接待总人数"]
    >>> print(entry("广告访客"))
    "广告访客" = ["..."]
    """
    bare = figure.isascii() and figure.replace("_", "").replace("-", "").isalnum()
    key = figure if bare else json.dumps(figure, ensure_ascii=False)
    return f"{key} = [{json.dumps(header or '...', ensure_ascii=False)}]"


def is_human(text: str) -> bool:
    """Whether a header of receptions says that robots are not in them.

    >>> is_human("人工接待量（人）"), is_human("接待人数")
    (True, False)
    """
    return words.header(text).startswith("人工")
