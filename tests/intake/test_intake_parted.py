"""Rows are summed some clients at a time, and nobody can tell where one part ended."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from billing.intake import Intake, parted
from billing.usage import StoreWords, Table, UsageRow
from tests.intake.conftest import SEASIDE, VOCABULARY, Inbox, said, told

_DAY = date(2026, 10, 1)
_SHOP = StoreWords(code="S9", names=("第三店",))
_THIRD = replace(SEASIDE, code="C003", names=("第三",), stores=(_SHOP,))
_MANY = replace(VOCABULARY, clients=(*VOCABULARY.clients, _THIRD))


def _filled(inbox: Inbox) -> None:
    """Rows of three clients in turn, at several levels, some twice, and orders of two parts."""
    dice, stores = Random(3), ("海滨官旗", "海滨户外店", "山丘数码店", "第三店")
    rows = [
        [_DAY.replace(day=1 + n % 20), stores[n % 4], f"客服{n % 3}", dice.randrange(50)]
        for n in range(200)
    ]
    inbox.xlsx("接待.xlsx", ["日期", "店铺", "客服", "接待人数"], *rows)
    inbox.xlsx(
        "全店.xlsx",
        ["日期", "店铺", "接待人数", "夜间接待"],
        *([*row[:2], 9, 1] for row in rows[:9]),
    )
    orders = [[f"9{n // 2}", _DAY, stores[n % 4], "交易成功"] for n in range(60)]
    inbox.xlsx("订单.xlsx", ["订单编号", "付款时间", "店铺", "订单状态"], *orders)


def _whole(found: Intake) -> list[object]:
    """All that was found, in order."""
    rows = [(code, told(usage)) for code, usage in found.usage.items()]
    cells = [_cells(row) for usage in found.usage.values() for row in usage.rows]
    return [rows, cells, found.problems, found.sources]


def _cells(row: UsageRow) -> list[tuple[str, str, int, int]]:
    tables: list[tuple[Table, int, int]] = [(one.table, one.first, one.last) for one in row.at]
    return [(table.file, table.sheet, first, last) for table, first, last in tables]


@pytest.mark.parametrize("rows", [1, 70])
def test_parts_of_any_size_give_the_same(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """Usage, the cells it was read from, and problems in their order."""
    _filled(inbox)
    whole = inbox.read(vocabulary=_MANY)
    assert {"levels_mixed", "rows_clash"} <= {code for code, _, _ in said(whole.problems)}
    assert all(usage.rows for usage in whole.usage.values())
    monkeypatch.setattr(parted, "_ROWS", rows)
    assert _whole(inbox.read(vocabulary=_MANY)) == _whole(whole)
