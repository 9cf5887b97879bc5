"""Cases beyond the worked numbers: a register, its usage, the month's number, the lines."""

from tests.second.calculator import Book
from tests.second.second_cases import (
    DOUBLE_ELEVEN,
    HOURS,
    MONTHLY,
    ORDERS,
    SLICES,
    STAFFED,
    Rows,
    charge,
    commission,
    daily,
    events,
    fixed,
    monthly,
    orders,
    project,
    receptions,
    table,
    usage,
    used,
)

UNITS = {"Unit prices": table("charge | unit | price", "B | trials | 3", "B | cards | 0.5")}
CLASH = {
    "Day kinds": [
        *DOUBLE_ELEVEN["Day kinds"],
        {"calendar": "K", "from": "2026-11-11", "kind": "plain"},
    ]
}
FINES = {"Service levels": table("client | measure | per case", "C1 | rude | 50", "C1 | slow | 20")}
SLICED = {"Tiers": SLICES}
CARRIED = MONTHLY | {"unused": "carry_over", "carry_months": "1"}
TWO_SEATS = fixed(seats="2", price="3100", grace_days="2")
FLAT_FEES = {
    "Tiers": table("tiers | up to | price | flat fee", "T | 1000 | 0 | 100", "T | | 0.9 | 50")
}
ONE_KIND = {"to": "2026-11-12", "headcount": "peak"}
COUNTS = {"robot": "30", "spam": "20", "effective_receptions": "777"}
NO_SPLIT = [
    charge("F", seats="1", price="3000", to="2026-10-15"),
    charge("F", seats="1", price="3000.00", from_="2026-10-16", label="new"),
]
UNPRORATED = [
    charge("F", seats="1", price="3100", to="2026-10-10", proration="none"),
    charge("F", seats="1", price="6200", from_="2026-10-11", proration="none"),
]
NEW_MODE = {
    "Fixed": [charge("X", seats="1", price="3100", to="2026-10-10")],
    "Monthly": [charge("X", fee="6200", from_="2026-10-11")],
}
MINIMUMS = {
    "Receptions": [
        charge("R", method="flat", price="1", minimum_fee="310", to="2026-10-10"),
        charge("R", method="flat", price="2", minimum_fee="620", from_="2026-10-11"),
    ]
}
BOTH_SPANS = {
    "receptions": [*used("50")["receptions"], *usage("x", "2026-10-15", receptions="100")["x"]]
}

MORE: list[tuple[str, dict[str, Rows], Book, str, list[str]]] = [
    ("units", commission(seats="0") | UNITS | {"Commission": [
        charge("B", seats="0", base="0", on="units", multiplier="2")]},
     usage("sales", trials="10", cards="7"), "10",
     ["unit_commission 60.00", "unit_commission 7.00"]),
    ("units without their column", {"Commission": [charge("B", seats="1", base="0", on="units")]}
     | UNITS, usage("sales", trials="10"), "10", ["blocked"]),
    ("precedence", daily(headcount="peak", precedence="plain;peak") | CLASH, STAFFED, "11",
     ["day_fee 3200.00", "day_fee 3520.00"]),
    ("two kinds", daily(headcount="peak") | CLASH, STAFFED, "11", ["blocked"]),
    ("maximum seats", daily(headcount="peak", maximum_seats="9"), STAFFED, "11",
     ["day_fee 6800.00", "day_fee 1320.00"]),
    ("a default kind needs every day", daily(**ONE_KIND, default_kind="plain"), STAFFED, "11",
     ["blocked"]),
    ("a default kind", daily(**ONE_KIND, from_="2026-11-10", default_kind="plain"), STAFFED, "11",
     ["day_fee 7200.00", "day_fee 1320.00"]),
    ("fines", fixed(seats="1", price="1000") | FINES,
     events("quality case | | slow | 2 | | |", "quality case | | rude | | | |"), "10",
     ["seat_fee 1000.00", "quality_fine -50.00", "quality_fine -40.00"]),
    ("a fine that is not named", fixed(seats="1", price="1000") | FINES,
     events("quality case | | other | 2 | | |"), "10", ["blocked"]),
    ("classes excluded", receptions(method="flat", price="1", exclude="robot; spam"),
     used("1000", **COUNTS), "10", ["reception_fee 950.00"]),
    ("the file's own column", receptions(method="flat", price="1", exclude="file"),
     used("1000", **COUNTS), "10", ["reception_fee 777.00"]),
    ("a class without its column", receptions(method="flat", price="1", exclude="transferred in"),
     used("1000", **COUNTS), "10", ["blocked"]),
    ("night only", receptions(method="flat", price="1", scope="night", night_multiplier="2"),
     used("1000", night="10"), "10", ["reception_fee 20.00"]),
    ("day only", receptions(method="flat", price="1", scope="day"), used("1000", night="10"),
     "10", ["reception_fee 990.00"]),
    ("rows of a night shift", receptions(method="flat", price="1", scope="night"),
     {"receptions": [*used("7", shift="night")["receptions"],
                     *used("90", shift="day")["receptions"]]}, "10", ["reception_fee 7.00"]),
    ("night not told", receptions(method="flat", price="1", scope="night"), used("7"), "10",
     ["blocked"]),
    ("a band's fee prorates", receptions(method="band", tiers="T", from_="2026-10-22") | {
        "Tiers": table("tiers | up to | price", "T | 10 | 1000", "T | 20 | 3100")},
     usage("receptions", "2026-10-30", receptions="101"), "10", ["band_fee 1000.00"]),
    ("started blocks", receptions(method="flat", price="300", per="100"), used("201"), "10",
     ["reception_fee 900.00"]),
    ("a free tier and flat fees", receptions(method="graduated", tiers="T") | FLAT_FEES,
     used("1100"), "10", ["reception_fee 100.00", "reception_fee 90.00", "reception_fee 50.00"]),
    ("a volume's flat fee", receptions(method="volume", tiers="T") | FLAT_FEES, used("1100"),
     "10", ["reception_fee 990.00", "reception_fee 50.00"]),
    ("graduated orders", orders(method="graduated", tiers="T", multiplier="2") | SLICED,
     usage("orders", orders="1200", cancelled="100", full_refunds="0"), "10",
     ["order_fee 3000.00", "order_fee 240.00"]),
    ("volume orders", orders(method="volume", tiers="T") | SLICED,
     usage("orders", orders="1200", cancelled="100", full_refunds="0"), "10",
     ["order_fee 1320.00"]),
    ("no inquiries, own price", orders(method="conversion", tiers="T", price="9",
                                       no_inquiries="price"),
     usage("orders", **ORDERS, paying_buyers="0", inquiry_buyers="0"), "10",
     ["order_fee 7650.00"]),
    ("inquiries of receptions", orders(method="conversion", tiers="T"),
     usage("orders", **ORDERS, paying_buyers="840") | used("9", inquiry_buyers="5000"), "10",
     ["order_fee 1700.00"]),
    ("inquiries that differ", orders(method="conversion", tiers="T"),
     usage("orders", **ORDERS, paying_buyers="840", inquiry_buyers="5000")
     | used("9", inquiry_buyers="5001"), "10", ["blocked"]),
    ("orders without refunds", orders(method="flat", price="2"),
     usage("orders", orders="10", cancelled="0"), "10", ["blocked"]),
    ("a monthly quota of orders", monthly(fee="100", metric="orders", included="800",
                                          overage_price="2"),
     usage("orders", **ORDERS), "10", ["package_fee 100.00", "overage 100.00"]),
    ("hours beyond", monthly(**HOURS, overage_price="10"),
     events("delivered hours | M | | 730 | | |"), "10", ["package_fee 6000.00", "overage 100.00"]),
    ("an opening quota", monthly(**CARRIED),
     used("5100") | events("opening quota | M | | 60 | | |"), "10",
     ["package_fee 6000.00", "overage 48.00"]),
    ("opening net sales", commission(seats="0", rate="10%"),
     usage("sales", attributed_sales="1000", refunds="0")
     | events("opening net sales | B | | | -400 | |"), "10", ["commission 60.00"]),
    ("a late cap", project(fee="10000", late_rate="1%", late_cap="2%"),
     events("days late | | | 5 | | |"), "10", ["project_fee 10000.00", "late_deduction -200.00"]),
    ("floor and lateness", project(fee="10000", floor="12000", late_rate="1%"),
     events("days late | | | 5 | | |"), "10",
     ["project_fee 10000.00", "minimum_topup 2000.00", "late_deduction -500.00"]),
    ("grace from the month before", TWO_SEATS,
     events("vacancy | F | | 1 | | 2026-09-29 | 2026-10-03"), "10",
     ["seat_fee 6200.00", "vacancy -300.00"]),
    ("within the grace", TWO_SEATS, events("vacancy | F | | 1 | | 2026-10-02 | 2026-10-03"), "10",
     ["seat_fee 6200.00"]),
    ("more empty than charged", TWO_SEATS,
     events("vacancy | F | | 3 | | 2026-10-02 | 2026-10-03"), "10", ["blocked"]),
    ("a label changes", {"Fixed": NO_SPLIT}, {}, "10", ["seat_fee 3000.00"]),
    ("no proration, one month", {"Fixed": UNPRORATED}, {}, "10",
     ["seat_fee 1000.00", "seat_fee 4200.00"]),
    ("a mode changes", NEW_MODE, {}, "10", ["seat_fee 1000.00", "package_fee 4200.00"]),
    ("one minimum of two spans", MINIMUMS, BOTH_SPANS, "10",
     ["reception_fee 50.00", "reception_fee 200.00", "minimum_topup 270.00"]),
    ("a span without usage", MINIMUMS, used("50"), "10", ["blocked"]),
    ("no charge active", fixed(seats="1", price="1", from_="2026-11-01"), {}, "10",
     ["nothing_due"]),
]  # fmt: skip
