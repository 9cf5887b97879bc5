# ruff: noqa: E501 - a case stands on one line
"""A register for every fault, with the cell that it names, what was found and what expected."""

from tests.register.conftest import CLIENT, FIXED, OTHER, RECEPTIONS, SHOP, TIERS, Rows, two

COMMISSION = {
    "charge": "K-1", "client": "C001", "start": "2026-01-01", "seats": "1", "base": "1500",
    "method": "flat", "rate": "2%",
}  # fmt: skip
MONTHLY = {
    "charge": "M-1", "client": "C001", "start": "2026-01-01", "fee": "6000",
    "metric": "receptions", "included": "5000",
}  # fmt: skip
DAILY = {
    "charge": "D-1", "client": "C001", "start": "2026-11-01", "headcount": "peak",
    "rates": "peaks-a", "calendar": "2026",
}  # fmt: skip
RATES = {"rates": "peaks-a", "kind": "peak", "price": "400"}
KINDS = {"calendar": "2026", "start": "2026-11-10", "end": "2026-11-11", "kind": "peak"}
ORDERS = {
    "charge": "O-1", "client": "C001", "start": "2026-01-01", "method": "flat", "price": "2",
}  # fmt: skip
PROJECT = {
    "charge": "P-1", "client": "C001", "start": "2026-01-01", "project": "上线", "fee": "8000",
}  # fmt: skip
SUM = {
    "charge": "P-1", "client": "C001", "start": "2026-01-01", "project": "上线",
    "contract_sum": "18000",
}  # fmt: skip
PART = {"charge": "P-1", "milestone": "验收", "share": "60%"}
LEVEL = {"client": "C001", "measure": "满意度"}
NEW_TIERS = [{"tiers": "receptions-a", "up_to": "3000", "price": "1"}]

Case = tuple[str, Rows, str, str, str]


def client_with(**fields: str) -> Rows:
    """C001 and C002 with their charges, some fields of C001 as given."""
    rows = two(Fixed=[FIXED])
    return {**rows, "Clients": [{**CLIENT, **fields}, OTHER]}


def _fixed(**fields: str) -> Rows:
    return two(Fixed=[{**FIXED, **fields}])


# code, rows, cell, found, expected
FAULTS: list[Case] = [
    ("not_a_number", client_with(minimum_fee="many"), "Clients!T3", "many", "0 or more, at most 6 decimals"),
    ("not_an_amount", client_with(minimum_fee="-5"), "Clients!T3", "-5", "0 or more, at most 6 decimals"),
    ("not_a_count", _fixed(seats="1.5"), "Fixed!L3", "1.5", "a whole number, 0 or more"),
    ("not_a_rate", client_with(tax_rate="6"), "Clients!N3", "6", "a rate such as 2% or 0.02"),
    ("not_a_rate", client_with(tax_rate="1"), "Clients!N3", "1", "a rate such as 2% or 0.02"),
    ("not_a_rate", client_with(tax_rate="101%"), "Clients!N3", "101%", "a rate such as 2% or 0.02"),
    ("missing", client_with(name=""), "Clients!B3", "", ""),
    ("missing", client_with(price_basis=""), "Clients!O3", "", ""),
    ("missing", _fixed(seats=""), "Fixed!L3", "", ""),
    ("not_a_tax_id", client_with(tax_id="91310000MA1FL0000X"), "Clients!D3", "91310000MA1FL0000X", "18 characters, the last of which checks the others"),
    ("not_a_cycle_day", client_with(cycle_day="29"), "Clients!R3", "29", "1 to 28"),
    ("not_an_address", client_with(email_to="one@client1.example;two"), "Clients!J3", "two", "name@example.com; other@example.com"),
    ("not_an_address", client_with(email_cc="a@client1.example; b(c@client1.example"), "Clients!K3", "b(c@client1.example", "name@example.com; other@example.com"),
    ("hidden_letters", client_with(name="示例\u202e海滨"), "Clients!B3", "示例⟨U+202E⟩海滨", ""),
    ("hidden_letters", client_with(address="1\x85 Example Road"), "Clients!E3", "1⟨U+0085⟩ Example Road", ""),
    ("hidden_letters", client_with(email_to="a\u200b@client1.example"), "Clients!J3", "a⟨U+200B⟩@client1.example", ""),
    ("hidden_letters", _fixed(label="Seats\u200d"), "Fixed!F3", "Seats⟨U+200D⟩", ""),
    ("not_a_choice", client_with(price_basis="gross"), "Clients!O3", "gross", "inclusive (含税), exclusive (不含税)"),
    ("not_a_choice", client_with(currency="USD"), "Clients!M3", "USD", "'CNY'"),
    ("not_a_code", _fixed(charge="F 1"), "Fixed!A3", "F 1", "letters, digits, . _ and - (such as C001), at most 40"),
    ("dates_reversed", client_with(start="2026-02-01", end="2026-01-31"), "Clients!W3", "from: 2026-02-01, to: 2026-01-31", ""),
    ("dates_reversed", _fixed(start="2026-02-01", end="2026-01-31"), "Fixed!G3", "from: 2026-02-01, to: 2026-01-31", ""),
    ("cap_below_minimum", client_with(minimum_fee="2", cap_fee="1"), "Clients!T3", "minimum fee: 2, cap fee: 1", ""),
    ("cap_below_minimum", _fixed(minimum_fee="2", cap_fee="1"), "Fixed!J3", "minimum fee: 2, cap fee: 1", ""),
    ("exactly_one", _fixed(price=""), "Fixed!M3", "price: -, tiers: -", ""),
    ("unknown_store", _fixed(store="海滨旗航店"), "Fixed!C3", "海滨旗航店", "海滨旗舰店"),
    ("unknown_table", _fixed(price="", tiers="recepts-a") | {"Tiers": TIERS}, "Fixed!N3", "recepts-a", "receptions-a"),
    ("spans_overlap", two(Fixed=[{**FIXED, "end": "2026-10-20"}, {**FIXED, "start": "2026-10-20"}]), "Fixed!G4", "2026-10-20", "contracts.xlsx!Fixed!A3:P3"),
    ("spans_overlap", two(Fixed=[FIXED, {**FIXED, "start": "2026-10-20"}]), "Fixed!G4", "2026-10-20..", "contracts.xlsx!Fixed!A3:P3"),
    ("charge_clash", two(Fixed=[FIXED], Monthly=[{**MONTHLY, "charge": "F-1"}]), "Monthly!A3", "F-1", "contracts.xlsx!Fixed!A3:P3"),
    ("named_twice", {**two(), "Stores": [SHOP, SHOP]}, "Stores!B4", "海滨旗舰店", "contracts.xlsx!Stores!B3"),
    ("named_twice", {**two(), "Clients": [CLIENT, {**CLIENT, "client": "c001"}, OTHER]}, "Clients!A4", "c001", "contracts.xlsx!Clients!A3"),
    ("method_needs", two(Receptions=[{**RECEPTIONS, "tiers": "", "price": "1"}]), "Receptions!L3", "method: graduated, price: 1, tiers: -", ""),
    ("night_needs_flat", two(Receptions=[{**RECEPTIONS, "night_multiplier": "1.3"}], Tiers=TIERS), "Receptions!R3", "night multiplier: 1.3, method: graduated, scope: -", ""),
    ("included_needs_flat", two(Receptions=[{**RECEPTIONS, "included_per_seat_per_day": "9"}], Tiers=TIERS), "Receptions!S3", "included per seat per day: 9, method: graduated, scope: -", ""),
    ("tiers_not_rising", two(Receptions=[RECEPTIONS], Tiers=[TIERS[1], TIERS[0]]), "Tiers!B4", "1000", "3000"),
    ("tiers_not_rising", two(Receptions=[RECEPTIONS], Tiers=[TIERS[2], TIERS[0]]), "Tiers!B4", "1000", "-"),
    ("tiers_not_rising", two(Receptions=[RECEPTIONS], Tiers=[TIERS[1], *NEW_TIERS]), "Tiers!B4", "3000", "3000"),
    ("missing", two(Receptions=[RECEPTIONS], Tiers=[TIERS[0], {**TIERS[1], "price": ""}]), "Tiers!C4", "", ""),
    ("not_an_amount", two(Receptions=[RECEPTIONS], Tiers=[TIERS[0], {**TIERS[1], "price": "-1"}]), "Tiers!C4", "-1", "0 or more"),
    ("not_an_amount", two(Receptions=[RECEPTIONS], Tiers=[{**TIERS[0], "price": "1.2345678"}, *TIERS[1:]]), "Tiers!C3", "1.2345678", "at most 6 decimals; 4 before a %"),
    ("rate_for_amount", two(Receptions=[RECEPTIONS], Tiers=[{**TIERS[0], "price": "2%"}, *TIERS[1:]]), "Tiers!C3", "2%", ""),
    ("not_a_rate", two(Commission=[{**COMMISSION, "method": "graduated", "rate": "", "tiers": "receptions-a"}], Tiers=[TIERS[0], TIERS[2]]), "Tiers!C3", "1.5", ""),
    ("flat_fee_unused", two(Fixed=[{**FIXED, "price": "", "tiers": "receptions-a"}], Tiers=[{**TIERS[0], "flat_fee": "9"}]), "Tiers!D3", "9", ""),
    ("not_a_rate", two(Orders=[{**ORDERS, "method": "conversion", "price": "", "tiers": "receptions-a"}], Tiers=[{**TIERS[0], "up_to": "10"}]), "Tiers!B3", "10", ""),
    ("no_unit_prices", two(Commission=[{**COMMISSION, "on": "units"}]), "Commission!O3", "units", ""),
    ("named_twice", two(Commission=[{**COMMISSION, "on": "units"}], Unit_prices=[{"charge": "K-1", "unit": "办卡数", "price": "5"}] * 2), "Unit prices!B4", "办卡数", "contracts.xlsx!Unit prices!B3"),
    ("both_or_neither", two(Monthly=[{**MONTHLY, "included": ""}]), "Monthly!M3", "metric: receptions, included: -", ""),
    ("needs", two(Monthly=[{**MONTHLY, "tolerance": "5%"}]), "Monthly!S3", "", ""),
    ("undelivered_hours", two(Monthly=[{**MONTHLY, "undelivered": "pro_rata"}]), "Monthly!Y3", "undelivered: pro_rata, metric: receptions", ""),
    ("undelivered_unused", two(Monthly=[{**MONTHLY, "metric": "hours", "undelivered": "pro_rata", "unused": "credit", "credit_price": "8"}]), "Monthly!Y3", "undelivered: pro_rata, unused: credit", ""),
    ("seats_no_overage", two(Monthly=[{**MONTHLY, "metric": "seats_per_day", "overage_price": "1"}]), "Monthly!P3", "1", ""),
    ("not_a_count", two(Orders=[{**ORDERS, "per": "0"}]), "Orders!O3", "0", "1 or more"),
    ("kind_without_rate", two(Daily=[DAILY], Day_rates=[{**RATES, "kind": "ordinary"}], Day_kinds=[KINDS]), "Daily!M3", "peaks-a", ""),
    ("no_day_kinds", two(Daily=[{**DAILY, "calendar": ""}], Day_rates=[RATES]), "Daily!N3", "calendar: -, default kind: -", ""),
    ("named_twice", two(Daily=[DAILY], Day_rates=[RATES, RATES], Day_kinds=[KINDS]), "Day rates!B4", "peak", "contracts.xlsx!Day rates!B3"),
    ("dates_reversed", two(Daily=[DAILY], Day_rates=[RATES], Day_kinds=[{**KINDS, "end": "2026-11-09"}]), "Day kinds!B3", "from: 2026-11-10, to: 2026-11-09", ""),
    ("unknown_table", two(Daily=[{**DAILY, "calendar": "2027"}], Day_rates=[RATES], Day_kinds=[KINDS]), "Daily!N3", "2027", "2026"),
    ("unknown_table", two(Daily=[{**DAILY, "rates": "peak-a"}], Day_rates=[RATES], Day_kinds=[KINDS]), "Daily!M3", "peak-a", "peaks-a"),
    ("all_factors", two(Project=[{**PROJECT, "fee": "", "base": "8000", "scale": "1.2"}]), "Project!L3", "base: 8000, scale: 1.2, difficulty: -, timeliness: -", ""),
    ("exactly_one", two(Project=[{**PROJECT, "base": "8000"}]), "Project!K3", "fee: 8000, base: 8000, contract sum: -", ""),
    ("sum_needs_milestones", two(Project=[SUM]), "Project!P3", "18000", ""),
    ("shares_not_whole", two(Project=[SUM], Milestones=[PART]), "Project!P3", "18000", ""),
    ("named_twice", two(Project=[SUM], Milestones=[PART, PART]), "Milestones!B4", "验收", "contracts.xlsx!Milestones!B3"),
    ("not_a_rate", two(Project=[SUM], Milestones=[{**PART, "share": "60"}]), "Milestones!C3", "60", "a rate such as 2% or 0.02"),
    ("cap_below_minimum", two(Project=[{**PROJECT, "floor": "9000", "cap": "8000"}]), "Project!Q3", "floor: 9000, cap: 8000", ""),
    ("level_empty", two(Service_levels=[LEVEL]), "Service levels!D3", "target: -, per point rate: -, per case: -", ""),
    ("both_or_neither", two(Service_levels=[{**LEVEL, "target": "93"}]), "Service levels!D3", "target: 93, per point rate: -", ""),
    ("named_twice", two(Service_levels=[{**LEVEL, "per_case": "50"}] * 2), "Service levels!B4", "满意度", "contracts.xlsx!Service levels!A3:G3"),
]  # fmt: skip
