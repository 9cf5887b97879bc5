"""One deliberate gap in a client's month: whoever computes it must refuse."""

from collections.abc import Callable
from datetime import date
from random import Random

from tests.second.contracts_at_random_terms import Row
from tests.second.contracts_at_random_usage import Account, Charge, Days, Usage, engaged

_FILES = {
    "receptions": ("receptions", "receptions"),
    "orders": ("orders", "orders"),
    "conversion": ("orders", "orders"),
    "sales": ("sales", "attributed sales"),
}


def leave_a_gap(dice: Random, account: Account, usage: Usage, days: Days) -> str:
    """Take one needed thing away; what it is, or empty where nothing could be."""
    gaps: list[Callable[[Random, Account, Usage, Days], str]] = [
        _inquiries, _beyond, _hours, _a_level, _a_day, _a_reason, _two_kinds, _a_store, _a_cell,
    ]  # fmt: skip
    seldom_first = dice.random() < 0.6
    for gap in gaps if seldom_first else dice.sample(gaps, len(gaps)):
        if told := gap(dice, account, usage, days):
            return told
    return ""


def _rows(usage: Usage, kind: str, charge: Charge, part: Days) -> list[Row]:
    """The rows that a charge counts."""
    return [
        row
        for row in usage.get(kind, [])
        if row["store"] in charge.stores
        and part[0] <= date.fromisoformat(row["date"]) <= part[1]
        and (not charge.service or row.get("service", "") == charge.service)
    ]


def _a_store(dice: Random, account: Account, usage: Usage, days: Days) -> str:
    for charge in account.charges:
        if charge.terms.usage in _FILES and (parts := charge.parts(days)):
            kind, store = _FILES[charge.terms.usage][0], dice.choice(charge.stores)
            taken = [row for row in _rows(usage, kind, charge, parts[0]) if row["store"] == store]
            usage[kind] = [row for row in usage[kind] if row not in taken]
            return "a store without rows"
    return ""


def _a_cell(dice: Random, account: Account, usage: Usage, days: Days) -> str:
    for charge in account.charges:
        if charge.terms.usage in _FILES and (parts := charge.parts(days)):
            kind, column = _FILES[charge.terms.usage]
            own = charge.terms.first.get("exclude") == "file"
            dice.choice(_rows(usage, kind, charge, parts[0]))["effective" if own else column] = ""
            return "a blank figure"
    return ""


def _beyond(dice: Random, account: Account, usage: Usage, days: Days) -> str:
    for charge in account.charges:
        named = charge.terms.usage in ("receptions", "orders", "sales")
        if named and charge.terms.closed and (parts := charge.parts(days)):
            kind, column = _FILES[charge.terms.usage]
            row = dice.choice(_rows(usage, kind, charge, parts[0]))
            for name in {column, "effective"} & row.keys():
                row[name] = f"{float(row[name]) + 900_000:.0f}"
            return "beyond a closed tier"
    return ""


def _hours(_: Random, account: Account, usage: Usage, days: Days) -> str:
    for charge in account.charges:
        if charge.terms.usage == "hours" and charge.parts(days):
            usage["events"] = [
                row
                for row in usage["events"]
                if (row["event"], row.get("charge")) != ("delivered hours", charge.code)
            ]
            return "no delivered hours"
    return ""


def _inquiries(_: Random, account: Account, usage: Usage, days: Days) -> str:
    for charge in account.charges:
        blocks = charge.rows[0].get("no inquiries") != "price"
        if charge.terms.usage == "conversion" and blocks and charge.parts(days):
            for row in [*usage["orders"], *usage["receptions"]]:
                if "inquiry buyers" in row:
                    row["inquiry buyers"] = "0"
            return "nobody inquired"
    return ""


def _two_kinds(_: Random, account: Account, __: Usage, days: Days) -> str:
    """A date of two kinds, and no precedence."""
    for charge in account.charges:
        if charge.terms.sheet == "Daily" and (parts := charge.parts(days)):
            twice = dict(charge.terms.extra["Day kinds"][0])
            others = {row["kind"] for row in charge.terms.extra["Day rates"]} - {twice["kind"]}
            if others and engaged(charge, parts[0]):
                for row in charge.rows:
                    row["precedence"] = ""
                whole = {"from": f"{parts[0][0]}", "to": f"{parts[0][1]}"}
                charge.terms.extra["Day kinds"] += [
                    twice | whole,
                    twice | whole | {"kind": min(others)},
                ]
                return "two day kinds"
    return ""


def _a_level(_: Random, account: Account, usage: Usage, __: Days) -> str:
    if any(level.get("target") for level in account.levels):
        usage["events"] = [row for row in usage["events"] if row["event"] != "measured level"]
        return "no measured level"
    return ""


def _a_day(dice: Random, account: Account, usage: Usage, days: Days) -> str:
    for charge in account.charges:
        if charge.terms.sheet == "Daily" and (parts := charge.parts(days)):
            needed = engaged(charge, parts[0])
            if needed:
                day, store = f"{dice.choice(needed)}", dice.choice(charge.stores)
                usage["staffing"] = [
                    row for row in usage["staffing"] if (row["date"], row["store"]) != (day, store)
                ]
                return "a day without staffing"
    return ""


def _a_reason(_: Random, __: Account, usage: Usage, ___: Days) -> str:
    for row in usage["events"]:
        if row["event"] == "adjustment":
            row["reason"] = ""
            return "an adjustment without reason"
    return ""
