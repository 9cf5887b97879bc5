"""An invented register with names and codes that are easily mistaken for each other."""

from billing.period import month
from billing.usage import ClientWords, Kind, StoreWords, Vocabulary
from tests.intake.conftest import HILLS, SEASIDE


def _client(code: str, *names: str, stores: tuple[StoreWords, ...] = ()) -> ClientWords:
    return ClientWords(
        code=code,
        names=(code, *names),
        period=month("2026-10"),
        stores=stores,
        needs=frozenset({Kind.RECEPTIONS}),
    )


_FIRST = StoreWords(code="S5", names=("星辰甲店", "共名店"))
_SECOND = StoreWords(code="S6", names=("星辰乙店", "共名店"))

REGISTER = Vocabulary(
    month="2026-10",
    clients=(
        SEASIDE,
        HILLS,
        _client("C005", "示例星辰服饰有限公司", "星辰", stores=(_FIRST,)),
        _client("C006", "示例星辰家居有限公司", "星辰", stores=(_SECOND,)),
        *(_client(code) for code in ("NA", "null", "0012", "007", "7")),
    ),
    units=("办卡数",),
    classes=("广告访客",),
    services=("pre-sales", "售后"),
    charges={"A-1": "C001", "B-1": "C002"},
)
