"""The events workbooks: what happened in a month and stands in no export."""  # noqa: INP001

from datetime import date
from pathlib import Path
from typing import Any

from sample_inputs.making.book import Sheet, xlsx

_HEADERS = {
    "date": "日期", "client": "客户", "charge": "计费项", "event": "事项", "item": "项目",
    "quantity": "数量", "amount": "金额", "from": "起始日期", "to": "结束日期", "reason": "原因",
    "by": "经办人", "reference": "凭证",
}  # fmt: skip

_EVENTS: dict[str, list[dict[str, Any]]] = {
    "2026-09": [
        {"date": "2026-09", "client": "九号图书", "event": "指标实测", "item": "满意度",
         "quantity": 94},
        {"date": "2026-09", "client": "Ten Travel", "charge": "C010-1", "event": "交付工时",
         "quantity": 720},
        {"date": date(2026, 9, 18), "client": "十九号软件", "charge": "C019-1",
         "event": "里程碑验收", "item": "启动", "reference": "YS-2026-0918"},
    ],
    "2026-10": [
        {"date": date(2026, 10, 19), "client": "一号女装", "charge": "C001-1", "event": "空缺",
         "quantity": 1, "from": date(2026, 10, 19), "to": date(2026, 10, 23), "reason": "坐席离职"},
        {"date": date(2026, 10, 26), "client": "四号母婴", "event": "人工调整", "amount": -120,
         "reason": "9月两次漏接补偿", "by": "财务部", "reference": "TZ-2026-1026"},
        {"date": "2026-10", "client": "九号图书", "event": "指标实测", "item": "满意度",
         "quantity": 91},
        {"date": "2026-10", "client": "Ten Travel", "charge": "C010-1", "event": "交付工时",
         "quantity": 690},
        {"date": date(2026, 10, 30), "client": "十八号传媒", "charge": "C018-2",
         "event": "延期天数", "quantity": 3, "reason": "直播间上线延期"},
        {"date": date(2026, 10, 21), "client": "十九号软件", "charge": "C019-1",
         "event": "里程碑验收", "item": "上线", "reference": "YS-2026-1021"},
    ],
}  # fmt: skip


def write(inbox: Path, month: str) -> None:
    """Write the month's events workbook."""
    rows = [[event.get(field) for field in _HEADERS] for event in _EVENTS[month]]
    path = inbox / month / f"事项_{month}.xlsx"
    xlsx(path, Sheet("事项", [list(_HEADERS.values()), *rows]))
