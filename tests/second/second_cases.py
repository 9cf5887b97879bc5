"""Registers, usage and expectations in few words, for the tests of the second calculator."""

from decimal import Decimal
from fractions import Fraction

from tests.second.calculator import Book, Carry, Result, calculate

Rows = list[dict[str, str]]
Figures = dict[str, str]

CLIENT = {"client": "C1", "name": "One", "tax rate": "0", "price basis": "inclusive"}
STORES = [{"client": "C1", "store": "Shop"}, {"client": "C1", "store": "Mall"}]


def table(header: str, *rows: str) -> Rows:
    """Rows of cells separated by `|`, under headers separated the same way."""
    names = [name.strip() for name in header.split("|")]
    return [
        dict(zip(names, (cell.strip() for cell in row.split("|")), strict=True)) for row in rows
    ]


def charge(code: str, **terms: str) -> dict[str, str]:
    """A charge's row of client C1 at Shop from January on; `_` stands for a space."""
    named = {name.rstrip("_").replace("_", " "): cell for name, cell in terms.items()}
    return {"charge": code, "client": "C1", "store": "Shop", "from": "2026-01-01"} | named


def usage(
    kind: str, on: str = "2026-10-05", store: str = "Shop", **figures: str
) -> dict[str, Rows]:
    """One row of usage."""
    named = {name.replace("_", " "): cell for name, cell in figures.items()}
    return {kind: [{"date": on, "client": "C1", "store": store} | named]}


def events(*rows: str) -> dict[str, Rows]:
    """Events of the client; each row is event | charge | item | quantity | amount | from | to."""
    header = "event | charge | item | quantity | amount | from | to"
    found = table(header, *rows)
    extra = {"client": "C1", "date": "2026-10-20", "reason": "why", "by": "who", "reference": "R"}
    return {"events": [extra | row for row in found]}


def tiers(*rows: str) -> Rows:
    """A table T of rows `up to | price`."""
    return [{"tiers": "T"} | row for row in table("up to | price", *rows)]


def result(
    register: dict[str, Rows],
    told: Book | None = None,
    month: str = "2026-10",
    client: Figures | None = None,
    carry: Carry | None = None,
) -> Result:
    """What becomes of client C1."""
    book = {"Clients": [CLIENT | (client or {})], "Stores": STORES} | register
    return calculate(book, told or {}, "C1", month, carry or Carry())


def shown(amount: Fraction) -> str:
    """An amount of whole cents, as text."""
    return str(Decimal(int(amount * 100)).scaleb(-2))


def totals(found: Result) -> list[str]:
    """Subtotal, net, tax, gross, prepaid and due."""
    sums = (found.subtotal, found.net, found.tax, found.gross, found.prepaid_applied)
    return [shown(amount) for amount in (*sums, found.amount_due)]


def lines(found: Result) -> list[str]:
    """Lines as `code amount`; a blocked client's reason instead."""
    if found.outcome != "drafted":
        return [found.outcome]
    return [f"{line.code} {shown(line.amount)}" for line in found.lines]


def fixed(**terms: str) -> dict[str, Rows]:
    """A register with one Fixed charge F."""
    return {"Fixed": [charge("F", **terms)]}


BANDS = tiers("100 | 2000", "200 | 2500", "300 | 3000")
RATES = tiers("100000 | 1%", "300000 | 1.5%", " | 2%")
SLICES = tiers("1000 | 1.50", "3000 | 1.20", " | 0.90")
BY_CONVERSION = tiers("10% | 1.50", "20% | 2.00", " | 2.50")
MONTHLY = {"fee": "6000", "metric": "receptions", "included": "5000", "overage_price": "1.20"}
HOURS = {"fee": "6000", "metric": "hours", "included": "720", "undelivered": "pro_rata"}
DOUBLE_ELEVEN: dict[str, Rows] = {
    "Day rates": table("rates | kind | price", "R | peak | 400", "R | plain | 220"),
    "Day kinds": table(
        "calendar | from | to | kind",
        "K | 2026-11-10 | 2026-11-11 | peak",
        "K | 2026-11-12 | | plain",
    ),
}
STAFFED = {
    "staffing": table(
        "date | client | store | peak",
        "2026-11-10 | C1 | Shop | 8",
        "2026-11-11 | C1 | Shop | 10",
        "2026-11-12 | C1 | Shop | 6",
    )
}
SHIFTS = {
    "staffing": table(
        "date | client | store | start | end | seats",
        "2026-11-10 | C1 | Shop | 09:00 | 18:00 | 6",
        "2026-11-10 | C1 | Shop | 18:00 | 02:00 | 4",
    )
}
NIGHT = {"staffing": table(
    "date | client | store | start | end | seats",
    "2026-11-10 | C1 | Shop | 09:00 | 20:00 | 2", "2026-11-10 | C1 | Shop | 18:00 | 02:00 | 5",
)}  # fmt: skip
ORDERS = {"orders": "900", "cancelled": "20", "full_refunds": "30"}


def daily(**terms: str) -> dict[str, Rows]:
    """A register with one Daily charge D over the three days of November."""
    return {"Daily": [charge("D", rates="R", calendar="K", **terms)]} | DOUBLE_ELEVEN


def one_day(**terms: str) -> dict[str, Rows]:
    """The same on 10 November alone."""
    return daily(to="2026-11-10", **terms)


def commission(**terms: str) -> dict[str, Rows]:
    """A register with one Commission charge B."""
    return {"Commission": [charge("B", base="1500", on="net_sales", **terms)], "Tiers": RATES}


def monthly(**terms: str) -> dict[str, Rows]:
    """A register with one Monthly charge M."""
    return {"Monthly": [charge("M", **terms)]}


def receptions(**terms: str) -> dict[str, Rows]:
    """A register with one Receptions charge R."""
    return {"Receptions": [charge("R", **terms)], "Tiers": SLICES}


def orders(**terms: str) -> dict[str, Rows]:
    """A register with one Orders charge O."""
    return {"Orders": [charge("O", **terms)], "Tiers": BY_CONVERSION}


def project(**terms: str) -> dict[str, Rows]:
    """A register with one Project charge P."""
    return {"Project": [charge("P", project="Launch", **terms)]}


def two_capped() -> dict[str, Rows]:
    """Two Fixed charges of 2580.00 and 2160.00."""
    return {"Fixed": [charge("F1", seats="1", price="2580"), charge("F2", seats="1", price="2160")]}


def used(count: str, **figures: str) -> dict[str, Rows]:
    """Receptions of Shop."""
    return usage("receptions", receptions=count, **figures)


def sold(sales: str, refunds: str) -> dict[str, Rows]:
    """Attributed sales of Shop."""
    return usage("sales", attributed_sales=sales, refunds=refunds)


FACTORS = {"base": "8000", "scale": "1.2", "difficulty": "1.25", "timeliness": "1.1"}
SEATS = {"seats": "2", "price": "2600"}
STEPS = {"method": "graduated", "tiers": "T"}

WORKED: list[tuple[str, dict[str, Rows], Book, str, list[str]]] = [
    ("G3 part month", fixed(**(SEATS | {"from_": "2026-10-12"})), {}, "10", ["seat_fee 3354.84"]),
    ("G4 6200/31", fixed(seats="1", tiers="T") | {"Tiers": BANDS}, used("6200"), "10",
     ["seat_fee 2500.00"]),
    ("G4 6201/31", fixed(seats="1", tiers="T") | {"Tiers": BANDS}, used("6201"), "10",
     ["seat_fee 3000.00"]),
    ("150 a day", fixed(seats="1", tiers="T") | {"Tiers": BANDS}, used("4650"), "10",
     ["seat_fee 2500.00"]),
    ("400 a day", fixed(seats="1", tiers="T") | {"Tiers": BANDS}, used("12400"), "10",
     ["blocked"]),
    ("base and 2 %", commission(seats="1", rate="2%"), sold("86420.50", "6420.50"), "10",
     ["base_fee 1500.00", "commission 1600.00"]),
    ("graduated rates", commission(seats="0", **STEPS), sold("250000", "0"), "10",
     ["commission 1000.00", "commission 2250.00"]),
    ("volume rates", commission(seats="0", method="volume", tiers="T"), sold("260000", "10000"),
     "10", ["commission 3750.00"]),
    ("5830 of 5000", monthly(**MONTHLY), used("5830"), "10",
     ["package_fee 6000.00", "overage 996.00"]),
    ("5 % above", monthly(**MONTHLY, tolerance="5%", tolerance_mode="above_tolerance"),
     used("5830"), "10", ["package_fee 6000.00", "overage 696.00"]),
    ("5 % from quota", monthly(**MONTHLY, tolerance="5%", tolerance_mode="from_quota"),
     used("5830"), "10", ["package_fee 6000.00", "overage 996.00"]),
    ("5 % not passed", monthly(**MONTHLY, tolerance="5%", tolerance_mode="from_quota"),
     used("5250"), "10", ["package_fee 6000.00"]),
    ("690 of 720 hours", monthly(**HOURS), events("delivered hours | M | | 690 | | |"), "10",
     ["package_fee 6000.00", "undelivered -250.00"]),
    ("no delivered figure", monthly(**HOURS), {}, "10", ["blocked"]),
    ("Double 11", daily(headcount="peak"), STAFFED, "11", ["day_fee 7200.00", "day_fee 1320.00"]),
    ("only above 3", daily(headcount="peak", only_above="3"), STAFFED, "11",
     ["day_fee 4800.00", "day_fee 660.00"]),
    ("over midnight", one_day(headcount="peak"), SHIFTS, "11", ["day_fee 2400.00"]),
    ("seat-shifts", one_day(headcount="shifts"), SHIFTS, "11", ["day_fee 4000.00"]),
    ("a night shift over midnight", one_day(headcount="peak"), NIGHT, "11", ["day_fee 2800.00"]),
    ("a day without a row", daily(headcount="peak"), SHIFTS, "11", ["blocked"]),
    ("by night", receptions(method="flat", price="1.20", night_multiplier="1.3"),
     used("1110", night="210"), "10", ["reception_fee 1080.00", "reception_fee 327.60"]),
    ("included by seats",
     receptions(method="flat", price="0.90", included_per_seat_per_day="150")
     | fixed(seats="2", price="2000"),
     usage("receptions", "2026-11-05", receptions="10450"), "11",
     ["seat_fee 4000.00", "overage 1305.00"]),
    ("graduated", receptions(**STEPS), used("4200"), "10",
     ["reception_fee 1500.00", "reception_fee 2400.00", "reception_fee 1080.00"]),
    ("volume", receptions(method="volume", tiers="T"), used("4200"), "10",
     ["reception_fee 3780.00"]),
    ("before the cliff", receptions(method="volume", tiers="T"), used("3000"), "10",
     ["reception_fee 3600.00"]),
    ("beyond the cliff", receptions(method="volume", tiers="T"), used("3001"), "10",
     ["reception_fee 2700.90"]),
    ("minimum of 10 of 31 days",
     receptions(method="flat", price="1", minimum_fee="1000", from_="2026-10-22"),
     usage("receptions", "2026-10-25", receptions="225"), "10",
     ["reception_fee 225.00", "minimum_topup 97.58"]),
    ("conversion of 16.8 %", orders(method="conversion", tiers="T"),
     usage("orders", paying_buyers="840", inquiry_buyers="5000", **ORDERS), "10",
     ["order_fee 1700.00"]),
    ("conversion of 10 %", orders(method="conversion", tiers="T"),
     usage("orders", paying_buyers="500", inquiry_buyers="5000", **ORDERS), "10",
     ["order_fee 1275.00"]),
    ("no inquiries", orders(method="conversion", tiers="T"),
     usage("orders", paying_buyers="0", inquiry_buyers="0", **ORDERS), "10", ["blocked"]),
    ("four factors", project(**FACTORS), {}, "10", ["project_fee 13200.00"]),
    ("3 days late", project(fee="18000", late_rate="0.5%"), events("days late | P | | 3 | | |"),
     "10", ["project_fee 18000.00", "late_deduction -270.00"]),
]  # fmt: skip
