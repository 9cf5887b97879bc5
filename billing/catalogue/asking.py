"""What a client is asked to do about a cell, in the words of a reminder.

Remedies speak to the clerk, who has this program and its pages; a client has its own table alone.
"""

from collections.abc import Mapping

from billing.catalogue import Sentence

_FIGURE = ("请改为正确的数字后重新发来。", "Please send it with the right figure.")
_DATE = (
    "请写成 2026-10-01 这样的日期后重新发来。",
    "Please send it with dates such as 2026-10-01.",
)
_STATUS = (
    "请告知它的含义（已付款、已关闭或已退款），或按平台导出的原文填写。",
    "Please tell us what it means (paid, closed or refunded), or give the platform's own word.",
)
_ONE = (
    "请告知以哪一处为准，并发来更正后的文件。",
    "Please tell us which is right, and send the file corrected.",
)

_ASKED: Mapping[str, tuple[str, str]] = {
    "after_sale_unknown": _STATUS,
    "blank_figure": (
        "请补填数字；确实没有请填 0。",
        "Please fill it in; where there was nothing, write 0.",
    ),
    "column_absent": ("请补上该列后重新发来。", "Please send it with that column."),
    "count_not_whole": _FIGURE,
    "date_blank": _DATE,
    "date_order_unknown": _DATE,
    "date_shortened": _DATE,
    "end_before_start": ("请更正时间后重新发来。", "Please send it with the right times."),
    "error_cell": (
        "请更正该处的公式，或直接填写数字，保存后重新发来。",
        "Please mend the formula, or type the figure in its place, save it and send it again.",
    ),
    "formula_without_value": (
        "请用 Excel 打开，计算后保存，再重新发来。",
        "Please open it in Excel, let it calculate, save it and send it again.",
    ),
    "not_a_date": _DATE,
    "not_a_number": _FIGURE,
    "not_a_time": ("请更正时间后重新发来。", "Please send it with the right times."),
    "number_negative": _FIGURE,
    "order_without_number": ("请补上订单号。", "Please fill in the order's number."),
    "orders_clash": _ONE,
    "refund_unclear": (
        "请填写退款金额。",
        "Please fill in the amount refunded.",
    ),
    "rows_clash": _ONE,
    "status_unknown": _STATUS,
}

SENTENCES: dict[str, Sentence] = {
    f"remind.do.{code}": Sentence(zh=zh, en=en) for code, (zh, en) in _ASKED.items()
}
