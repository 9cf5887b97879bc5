"""What a contract may state, mode daily."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import model_validator

from billing.column import Column, Count, Row, Text, Words, fault, one_of
from billing.period import Period

HEADCOUNTS = {"peak": "峰值", "shifts": "班次"}
Headcount = Annotated[Literal["peak", "shifts"], one_of(HEADCOUNTS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """A named table of what a seat costs on a day of each kind."""

    name: str
    prices: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The contract's dates of each kind; spans may overlap where precedence decides."""

    name: str
    spans: tuple[tuple[Period, str], ...]

    def kinds(self, day: date) -> tuple[str, ...]:
        """The kinds of a date, each once."""
        return tuple(
            dict.fromkeys([kind for span, kind in self.spans if span.start <= day < span.end])
        )

    @property
    def last(self) -> date:
        """The last date that has a kind."""
        return max(span.last for span, _ in self.spans)


class Terms(Row):
    """What counts as a seat of the day, and what each kind of day costs."""

    headcount: Annotated[
        Headcount,
        Column(
            zh="计数方式",
            en="headcount",
            help_zh="峰值：当日同时在岗最多人数；班次：每个人次班都计。",
            help_en="peak: most seats on duty at one moment; shifts: every seat-shift counts.",
            example="peak",
            choices=HEADCOUNTS,
        ),
    ]
    rates: Annotated[
        Rates,
        Column(
            zh="日单价表",
            en="rates",
            help_zh="“日单价”工作表中的表名。",
            help_en="Name of a table in the sheet Day rates.",
            example="peaks-a",
            refers="Day rates",
        ),
    ]
    calendar: Annotated[
        Calendar | None,
        Column(
            zh="日历",
            en="calendar",
            help_zh="“日期类型”工作表中的日历名。",
            help_en="Name of a calendar in the sheet Day kinds.",
            example="2026",
            refers="Day kinds",
        ),
    ] = None
    default_kind: Annotated[
        Text,
        Column(
            zh="默认类型",
            en="default kind",
            help_zh="日历未列日期的类型；留空则这些日期不计费。",
            help_en="Kind of the dates that the calendar does not name; blank: not billed.",
        ),
    ] = ""
    precedence: Annotated[
        Words,
        Column(
            zh="优先顺序",
            en="precedence",
            help_zh="同一天有两种类型时取先列者，用分号分隔。",
            help_en="Where a date has two kinds the first named here wins, separated by ;",
        ),
    ] = ()
    minimum_seats: Annotated[
        Count,
        Column(
            zh="最低人数",
            en="minimum seats",
            help_zh="每天至少计费的人数。",
            help_en="Seats billed a day at least.",
        ),
    ] = 0
    maximum_seats: Annotated[
        Count | None,
        Column(
            zh="最高人数",
            en="maximum seats",
            help_zh="每天最多计费的人数，超出只列示。",
            help_en="Seats billed a day at most; more are shown and not billed.",
        ),
    ] = None
    minimum_days: Annotated[
        Count,
        Column(
            zh="最少天数",
            en="minimum days",
            help_zh="整个服务期至少计费的天数，在最后一个月补足。",
            help_en="Days billed over the whole engagement at least, made up in its last month.",
        ),
    ] = 0
    only_above: Annotated[
        Count,
        Column(
            zh="仅计超出",
            en="only above",
            help_zh="只对超过该人数的部分计费。",
            help_en="Bill only the seats above this number.",
        ),
    ] = 0

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        named = {kind for _, kind in self.calendar.spans} if self.calendar else set()
        unpriced = sorted((named | {self.default_kind} - {""}) - self.rates.prices.keys())
        if unpriced:
            raise fault("kind_without_rate", columns="rates", kinds=", ".join(unpriced))
        if not named and not self.default_kind:
            raise fault("no_day_kinds", columns="calendar,default_kind")
        if self.maximum_seats is not None and self.maximum_seats < self.minimum_seats:
            raise fault("cap_below_minimum", columns="minimum_seats,maximum_seats")
        if self.minimum_days and not self.minimum_seats:
            raise fault("needs", columns="minimum_seats", because="minimum_days")
        return self
