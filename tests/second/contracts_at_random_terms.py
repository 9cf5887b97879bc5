"""Random terms of the seven modes, as rows of the register: text under English headers.

Every builder gives the rows of one charge without its common columns, and says which usage would
land on its bounds, so that the usage can be drawn there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

Row = dict[str, str]

CLASSES = ("robot", "spam", "transferred in")
UNITS = ("trial invitations", "card sales")
KINDS = ("peak", "sale", "ordinary")


@dataclass
class Terms:
    """The terms of a charge: the rows in turn, what they need, and where their bounds lie."""

    sheet: str
    first: Row
    second: Row = field(default_factory=dict)  # what a row from a later day changes
    seats_only: bool = False  # `second` changes seats or label, nothing that measures usage
    usage: str = ""  # the kind of usage that it is billed from
    bounds: tuple[Decimal, ...] = ()  # of the month's total, or of the daily average
    average: bool = False
    closed: bool = False  # the last bound has no tier above it
    extra: dict[str, list[Row]] = field(default_factory=dict)  # sheet -> rows of named tables
    monthly: bool = False  # states an amount of the month, which proration shares out


@dataclass
class Setting:
    """What a builder may know of its client."""

    dice: Random
    code: str  # of the charge
    exclude: str  # the client's usual excluded classes
    fixed: bool  # the client has Fixed seats that cover this charge's stores


def price(dice: Random, low: int, high: int) -> str:
    """An amount: plain, with cents, or with a third decimal."""
    whole = dice.randint(low * 100, high * 100)
    match dice.randrange(4):
        case 0:
            return str(whole // 100)
        case 1:
            return f"{Decimal(whole) / 100 + Decimal('0.005')}"
        case _:
            return f"{Decimal(whole) / 100}"


def maybe(dice: Random, share: float, text: str) -> str:
    """The text, or a blank cell."""
    return text if dice.random() < share else ""


def _bounds(dice: Random, scale: int) -> list[Decimal]:
    """Two or three rising bounds."""
    steps = sorted(dice.sample(range(1, 13), dice.choice((1, 2, 2, 3))))
    return [Decimal(step * scale) for step in steps]


def _table(
    dice: Random, name: str, bounds: list[Decimal], prices: list[str], *, flat: bool, closed: bool
) -> list[Row]:
    """Rows of a tier table; an open last row unless it is closed."""
    tops = [f"{bound}" for bound in bounds] + ([] if closed else [""])
    return [
        {
            "tiers": name,
            "up to": top,
            "price": text,
            "flat fee": maybe(dice, 0.4, price(dice, 1, 90)) if flat else "",
        }
        for top, text in zip(tops, prices, strict=False)
    ]


def fixed(at: Setting) -> Terms:
    """Seats x monthly price, or bands by average daily receptions."""
    dice = at.dice
    first = {
        "seats": str(dice.choice((0, 1, 1, 2, 2, 3, 7))),
        "grace days": dice.choice(("", "0", "1", "2", "5")),
    }
    if dice.random() < 0.6:
        first["price"] = price(dice, 2000, 3000)
        second = dice.choice(
            ({"price": price(dice, 2000, 3000)}, {"seats": "4"}, {"label": "Renamed"})
        )
        return Terms("Fixed", first, second, "price" not in second, monthly=True)
    bounds, name = _bounds(dice, dice.choice((5, 20))), f"{at.code}-T"
    closed = dice.random() < 0.3
    rows = _table(
        dice, name, bounds, [price(dice, 2000, 3000) for _ in range(4)], flat=False, closed=closed
    )
    return Terms(
        "Fixed",
        {**first, "tiers": name, "exclude": at.exclude},
        dice.choice(({"seats": "4"}, {"label": "Renamed"})),
        seats_only=True,
        usage="receptions",
        bounds=tuple(bounds),
        average=True,
        closed=closed,
        extra={"Tiers": rows},
        monthly=True,
    )


def commission(at: Setting) -> Terms:
    """A base, and a share of net sales or a price a unit."""
    dice = at.dice
    first = {
        "seats": str(dice.choice((0, 1, 1, 2, 3))),
        "base": dice.choice(("0", "1500", "1500", price(dice, 1000, 2000))),
        "multiplier": dice.choice(("", "", "1", "1.2", "1.25")),
        "negative": dice.choice(("", "carry_forward", "zero")),
    }
    second = dice.choice(({"base": "1600"}, {"seats": "4"}, {"label": "Renamed"}))
    seats_only = "base" not in second
    if dice.random() < 0.25:
        units = dice.sample(UNITS, dice.choice((1, 2)))
        rows = [
            {"charge": at.code, "unit": unit, "price": price(dice, 1, 40)} for unit in sorted(units)
        ]
        return Terms(
            "Commission",
            {**first, "on": "units"},
            second,
            seats_only,
            usage="units",
            bounds=(Decimal(30),),
            extra={"Unit prices": rows},
            monthly=True,
        )
    first["on"] = dice.choice(("", "net_sales"))
    if dice.random() < 0.4:
        first |= {"method": "flat", "rate": dice.choice(("2%", "0.02", "1.25%", "0.5%"))}
        return Terms(
            "Commission", first, second, seats_only, usage="sales", bounds=(Decimal(0),),
            monthly=True,
        )  # fmt: skip
    bounds, name = _bounds(dice, 10_000), f"{at.code}-T"
    closed = dice.random() < 0.2
    rates = [dice.choice(("0", "0.5%", "1%", "1.5%", "0.02", "3%")) for _ in range(4)]
    method = dice.choice(("graduated", "volume"))
    return Terms(
        "Commission",
        {**first, "method": method, "tiers": name},
        second,
        seats_only,
        usage="sales",
        bounds=(Decimal(0), *bounds),
        closed=closed,
        extra={"Tiers": _table(dice, name, bounds, rates, flat=True, closed=closed)},
        monthly=True,
    )


def monthly(at: Setting) -> Terms:
    """A fee for an agreed amount of work."""
    dice = at.dice
    metric = dice.choice(
        ("receptions", "receptions", "orders", "hours", "hours", "", "seats_per_day")
    )
    first = {"fee": price(dice, 3000, 7000), "metric": metric}
    usage = metric if metric in ("receptions", "orders", "hours") else ""
    second = dice.choice(({"fee": "6500"}, {"label": "Renamed"}))
    if not metric:
        return Terms("Monthly", first, second, seats_only=True, monthly=True)
    included = dice.choice((100, 101, 333, 720))
    first["included"] = str(included)
    if metric == "seats_per_day":
        return Terms("Monthly", first, second, seats_only=True, monthly=True)
    if metric == "receptions":
        first["exclude"] = at.exclude
    first |= {"overage price": price(dice, 1, 3), "per": dice.choice(("", "", "1", "7", "50"))}
    bounds = [Decimal(included)]
    if dice.random() < 0.6:
        share = dice.choice(("5%", "10%", "0.025"))
        mode = dice.choice(("above_tolerance", "from_quota"))
        first |= {"tolerance": share, "tolerance mode": mode}
        part = Decimal(share.rstrip("%")) / (100 if "%" in share else 1)
        bounds.append(Decimal(int(included * (1 + part))))
    unused = dice.choice(("", "lost", "carry_over", "carry_over", "credit"))
    first["unused"] = unused
    if unused == "carry_over":
        first["carry months"] = dice.choice(("1", "2", "3"))
    if unused == "credit":
        first |= {
            "credit price": price(dice, 1, 3),
            "credit tolerance": dice.choice(("", "10%", "5%")),
            "credit cap": dice.choice(("", "1%", "20%")),
        }
        bounds.append(Decimal(int(included * Decimal("0.9"))))
    if metric == "hours" and unused in ("", "lost"):
        first["undelivered"] = dice.choice(("", "none", "pro_rata", "pro_rata"))
    return Terms(
        "Monthly",
        first,
        second,
        seats_only="label" in second,
        usage=usage,
        bounds=tuple(bounds),
        monthly=True,
    )


def daily(at: Setting) -> Terms:
    """Seats x the day's rate. The calendar is filled in when the month is known."""
    dice = at.dice
    kinds = dice.sample(KINDS, dice.choice((1, 2, 3)))
    first = {
        "headcount": dice.choice(("peak", "peak", "shifts")),
        "rates": f"{at.code}-R",
        "calendar": f"{at.code}-C",
        "default kind": maybe(dice, 0.4, dice.choice(kinds)),
        "precedence": ";".join(dice.sample(kinds, len(kinds))),
        "minimum seats": dice.choice(("", "0", "2", "3")),
        "maximum seats": dice.choice(("", "", "5", "6")),
        "only above": dice.choice(("", "", "2", "3")),
    }
    if first["minimum seats"] in ("2", "3"):
        first["minimum days"] = dice.choice(("", "3", "10", "40"))
    rates = [
        {"rates": first["rates"], "kind": kind, "price": price(dice, 100, 400)} for kind in kinds
    ]
    return Terms(
        "Daily",
        first,
        {"label": "Renamed"},
        seats_only=True,
        usage="staffing",
        bounds=(Decimal(2), Decimal(3), Decimal(5), Decimal(6)),
        extra={"Day rates": rates},
    )


def receptions(at: Setting) -> Terms:
    """A price a reception, by one of four methods."""
    dice = at.dice
    method = dice.choice(("flat", "flat", "graduated", "volume", "band"))
    first = {"method": method, "exclude": at.exclude}
    if method != "band":
        first["per"] = dice.choice(("", "", "1", "10", "300"))
    if method == "flat":
        first["price"] = price(dice, 1, 2)
        second = dice.choice(({"price": "1.75"}, {"label": "Renamed"}))
        match dice.randrange(4):
            case 0:
                first |= {"night multiplier": dice.choice(("1.3", "1.5", "2"))}
            case 1:
                first |= {"scope": dice.choice(("all", "day", "night"))}
            case 2 if at.fixed:
                first |= {"included per seat per day": dice.choice(("5", "10", "2.5"))}
        return Terms(
            "Receptions", first, second, "label" in second, usage="receptions",
            bounds=(Decimal(300), Decimal(0)),
        )  # fmt: skip
    first["scope"] = dice.choice(("", "", "all", "day", "night"))
    band = method == "band"
    bounds, name = _bounds(dice, dice.choice((5, 20) if band else (50, 300))), f"{at.code}-T"
    closed = dice.random() < 0.3
    prices = [price(dice, 900, 3000) if band else price(dice, 0, 2) for _ in range(4)]
    if not band and dice.random() < 0.3:
        prices[0] = "0"
    rows = _table(dice, name, bounds, prices, flat=not band, closed=closed)
    return Terms(
        "Receptions",
        {**first, "tiers": name},
        {"label": "Renamed"},
        seats_only=True,
        usage="receptions",
        bounds=tuple(bounds),
        average=band,
        closed=closed,
        extra={"Tiers": rows},
        monthly=band,
    )


def orders(at: Setting) -> Terms:
    """A price an order, by one of four methods."""
    dice = at.dice
    method = dice.choice(("flat", "graduated", "volume", "conversion", "conversion"))
    first = {
        "method": method,
        "per": dice.choice(("", "", "1", "10")),
        "multiplier": dice.choice(("", "", "1", "1.1", "0.85")),
        "late refunds": dice.choice(("", "ignore", "credit")),
        "count": dice.choice(("", "all")),
    }
    if method == "flat":
        first["price"] = price(dice, 1, 3)
        second = dice.choice(({"price": "1.75"}, {"label": "Renamed"}))
        return Terms(
            "Orders", first, second, "label" in second, usage="orders", bounds=(Decimal(100),)
        )
    name = f"{at.code}-T"
    if method == "conversion":
        first["no inquiries"] = dice.choice(("", "block", "price"))
        if first["no inquiries"] == "price":
            first["price"] = price(dice, 1, 3)
        tops = ["10%", "20%"] + (["50%"] if (closed := dice.random() < 0.3) else [""])
        rows = [{"tiers": name, "up to": top, "price": price(dice, 1, 3)} for top in tops]
        return Terms(
            "Orders",
            {**first, "tiers": name},
            {"label": "Renamed"},
            seats_only=True,
            usage="conversion",
            bounds=(Decimal("0.1"), Decimal("0.2")),
            closed=closed,
            extra={"Tiers": rows},
        )
    bounds, closed = _bounds(dice, dice.choice((30, 100))), dice.random() < 0.3
    prices = [price(dice, 0, 3) for _ in range(4)]
    return Terms(
        "Orders",
        {**first, "tiers": name},
        {"label": "Renamed"},
        seats_only=True,
        usage="orders",
        bounds=tuple(bounds),
        closed=closed,
        extra={"Tiers": _table(dice, name, bounds, prices, flat=True, closed=closed)},
    )


def project(at: Setting) -> Terms:
    """A signed fee, factors, or a contract sum by milestones."""
    dice = at.dice
    first = {"project": f"Project {at.code}"}
    if dice.random() < 0.6:
        first["late rate"] = dice.choice(("0.5%", "1%", "0.33%"))
        first["late cap"] = dice.choice(("", "1%", "5%"))
    extra: dict[str, list[Row]] = {}
    second = {"label": "Renamed"}
    match dice.randrange(3):
        case 0:
            first["fee"] = price(dice, 5000, 20000)
            second = dice.choice(({"fee": "9000"}, second))
        case 1:
            first |= {
                "base": price(dice, 6000, 8000),
                "scale": dice.choice(("1", "1.2", "1.15")),
                "difficulty": dice.choice(("1", "1.25")),
                "timeliness": dice.choice(("1", "1.1", "0.95")),
            }
        case _:
            first["contract sum"] = price(dice, 20000, 60000)
            shares = dice.choice((("30%", "40%", "30%"), ("33.33%", "66.67%"), ("0.5", "50%")))
            extra["Milestones"] = [
                {"charge": at.code, "milestone": f"M{n}", "share": share}
                for n, share in enumerate(shares, 1)
            ]
    if not extra and dice.random() < 0.4:
        first["floor"] = dice.choice(("4000", "7000", "12000"))
    if not extra and dice.random() < 0.4:
        first["cap"] = dice.choice(("12000", "15000"))
    return Terms(
        "Project",
        first,
        second,
        seats_only="label" in second,
        usage="milestones" if extra else "project",
        extra=extra,
        monthly=not extra,
    )


MODES: tuple[Callable[[Setting], Terms], ...] = (
    fixed,
    commission,
    monthly,
    daily,
    receptions,
    orders,
    project,
)
