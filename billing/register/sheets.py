"""The sheets of the register: their names, what a row of each is, and their columns."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from billing.catalogue import Language
from billing.column import Column, Row, columns
from billing.contract import Client, Common, Mode, ServiceLevel, Store
from billing.modes import commission, daily, fixed, monthly, orders, project, receptions
from billing.tables import DayKindRow, DayRateRow, MilestoneRow, TierRow, UnitPriceRow

_SPACES = re.compile(r"[\s_*]+")
_NOT_FOR_PROJECTS = ("minimum_fee", "cap_fee")  # a project has its floor and cap


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. A charge has the columns of `row` (the common ones) and of its mode's `terms`."""

    en: str
    zh: str
    row: type[Row]
    mode: Mode | None = None
    terms: type[Row] | None = None
    without: tuple[str, ...] = ()  # fields of `row` that have no column here

    @property
    def columns(self) -> Mapping[str, Column]:
        """Field -> Column, in the order of the sheet."""
        return _columns(self)

    def needed(self, field: str) -> bool:
        """Whether every row must fill the column."""
        owner = self.row if field in self.row.model_fields else self.terms
        assert owner is not None, field
        return owner.model_fields[field].is_required()

    def title(self, language: Language) -> str:
        """Its name."""
        return self.zh if language == "zh" else self.en


@cache
def _columns(sheet: Sheet) -> Mapping[str, Column]:
    common = {k: v for k, v in columns(sheet.row).items() if k not in sheet.without}
    return {**common, **(columns(sheet.terms) if sheet.terms else {})}


def _charges(en: str, zh: str, mode: Mode, terms: type[Row]) -> Sheet:
    without = _NOT_FOR_PROJECTS if mode is Mode.PROJECT else ()
    return Sheet(en=en, zh=zh, row=Common, mode=mode, terms=terms, without=without)


CLIENTS = Sheet(en="Clients", zh="客户", row=Client)
STORES = Sheet(en="Stores", zh="店铺", row=Store)
COMMISSION = _charges("Commission", "底薪提成", Mode.COMMISSION, commission.Terms)
PROJECT = _charges("Project", "项目", Mode.PROJECT, project.Terms)
CHARGES = (
    _charges("Fixed", "固定坐席", Mode.FIXED, fixed.Terms),
    COMMISSION,
    _charges("Monthly", "包月", Mode.MONTHLY, monthly.Terms),
    _charges("Daily", "按天", Mode.DAILY, daily.Terms),
    _charges("Receptions", "按接待", Mode.RECEPTIONS, receptions.Terms),
    _charges("Orders", "按订单", Mode.ORDERS, orders.Terms),
    PROJECT,
)
MILESTONES = Sheet(en="Milestones", zh="里程碑", row=MilestoneRow)
UNIT_PRICES = Sheet(en="Unit prices", zh="件数单价", row=UnitPriceRow)
TIERS = Sheet(en="Tiers", zh="阶梯", row=TierRow)
DAY_RATES = Sheet(en="Day rates", zh="日单价", row=DayRateRow)
DAY_KINDS = Sheet(en="Day kinds", zh="日期类型", row=DayKindRow)
LEVELS = Sheet(en="Service levels", zh="服务水平", row=ServiceLevel)
SHEETS = (
    CLIENTS,
    STORES,
    *CHARGES,
    MILESTONES,
    UNIT_PRICES,
    TIERS,
    DAY_RATES,
    DAY_KINDS,
    LEVELS,
)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Names and headers for comparison: narrow, lower case, without spaces, _ and *.

    >>> key("Price  basis *") == key("PRICE_BASIS")
    True
    """
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


@cache
def by_title() -> Mapping[str, Sheet]:
    """Every sheet by its names in both languages, as `key` has them."""
    return {key(name): sheet for sheet in SHEETS for name in (sheet.zh, sheet.en)}


@cache
def by_header(sheet: Sheet) -> Mapping[str, str]:
    """The field of every header of a sheet, in both languages."""
    return {key(text): f for f, column in sheet.columns.items() for text in (column.zh, column.en)}


def named(en: str) -> Sheet:
    """The sheet of an English name."""
    return by_title()[key(en)]
