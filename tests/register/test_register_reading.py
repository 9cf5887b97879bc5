# ruff: noqa: E501 - a case stands on one line
"""Registers that are sound: what is read of them, whatever their form, and what looks wrong."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from billing import register
from billing.catalogue import LANGUAGES
from billing.contract import Mode, Register
from billing.modes import commission, daily, project, receptions
from billing.period import FOREVER, Period
from billing.register.cells import text
from tests.register.conftest import (
    CLIENT,
    FIXED,
    OTHER,
    RECEPTIONS,
    SHOP,
    TIERS,
    Book,
    every,
    mixed,
    two,
)

D = Decimal


def test_twelve_clients_of_every_mode(book: Book) -> None:
    """Codes, modes and the terms that come of other sheets; no fault at all."""
    found = book.written(mixed()).read()
    assert every(found) == []
    modes = [[charge.mode.value for charge in each.charges] for each in found.contracts]
    several = [["fixed", "receptions"]] * 4
    assert modes == [["fixed"], ["commission"], ["monthly"], ["daily"], ["receptions"], ["orders"], ["project"], *several, ["commission"]]  # fmt: skip
    terms = [each.charges[0].rows[0].terms for each in found.contracts]
    assert isinstance(terms[1], commission.Terms)
    assert str(terms[1].tiers) == "100000: 0.01, above: 0.015"
    assert isinstance(terms[3], daily.Terms)
    assert terms[3].rates.prices == {"peak": D(400), "平日": D(220)}
    assert terms[3].calendar is not None
    assert terms[3].calendar.spans == (
        (Period(date(2026, 11, 10), date(2026, 11, 12)), "peak"),
        (Period(date(2026, 12, 12), date(2026, 12, 13)), "peak"),
    )
    assert isinstance(terms[4], receptions.Terms)
    assert (str(terms[4].tiers), terms[4].exclude) == (
        "1000: 1.5, 3000: 1.2, above: 0.9",
        ("robot", "spam"),
    )
    assert isinstance(terms[6], project.Terms)
    assert [(part.name, part.share) for part in terms[6].milestones] == [
        ("上线", D("0.6")),
        ("验收", D("0.4")),
    ]
    assert isinstance(terms[11], commission.Terms)
    assert terms[11].unit_prices == {"办卡数": D(5)}


def test_what_a_charge_row_holds(book: Book) -> None:
    """Period, proration of the client, a project's floor and cap, the row's own place."""
    contracts = {each.client.client: each for each in book.written(mixed()).read().contracts}
    (row,) = contracts["C007"].charges[0].rows
    assert (row.minimum, row.cap, row.proration) == (D(100), D(9000), "fixed_30")
    assert (row.period, str(row.source)) == (
        Period(date(2026, 1, 1), FOREVER),
        "contracts.xlsx!Project!A3:T3",
    )
    (row,) = contracts["C006"].charges[0].rows
    assert (row.minimum, row.cap) == (D(1000), D(4500))
    levels = [(each.measure, each.target, each.per_case) for each in contracts["C001"].levels]
    assert levels == [("满意度", D(93), D(0)), ("投诉", None, D(50))]
    assert str(contracts["C002"].source) == "contracts.xlsx!Clients!A4:Y4"


def _plain(found: Register) -> list[object]:
    return [(each.client, each.stores, each.levels, each.hash, [(c.code, [(r.period, r.terms) for r in c.rows]) for c in each.charges]) for each in found.contracts]  # fmt: skip


def test_chinese_and_english_registers_are_one(tmp_path: Path) -> None:
    """Sheets, headers and choices in either language, hash and all."""
    found = []
    for language in LANGUAGES:
        path = register.write(tmp_path / f"{language}.xlsx", mixed(), language)
        found.append(_plain(register.read(path)))
    assert found[0] == found[1]


def test_headers_are_compared_loosely(book: Book) -> None:
    """Case, width, spaces and the star of a needed column do not matter."""
    book.written(two(Fixed=[FIXED]))
    for cell, header in (
        ("A1", " ＣＨＡＲＧＥ *"),
        ("L1", "Seats"),
        ("J1", "minimum_fee"),
        ("M1", "单价"),
    ):
        book.with_cell("Fixed", cell, header)
    assert every(book.read()) == []


def test_examples_blank_rows_and_remarks_are_left_out(book: Book) -> None:
    """Rows that begin with #, anywhere, and rows of blanks; the rows after them are read."""
    book.written(
        two(
            Fixed=[
                FIXED,
                {**FIXED, "charge": "# F-9"},
                {},
                {**FIXED, "charge": "F-3", "service": "售后"},
            ]
        )
    )
    first, second = book.read().contracts
    assert [charge.code for charge in first.charges] == ["F-1", "F-3"]
    assert [charge.code for charge in second.charges] == ["F-2"]


def test_a_percentage_as_excel_keeps_it(book: Book) -> None:
    """93 % typed into a cell is kept as 0.93; it is 93 points, and 2 % stays a rate."""
    book.written(
        two(
            Service_levels=[
                {"client": "C001", "measure": "满意度", "target": "93", "per_point_rate": "2%"}
            ]
        )
    )
    book.with_cell("Service levels", "D3", 0.93, "0.0%").with_cell("Clients", "N3", 0.06, "General")
    contract = book.read().contracts[0]
    assert [(each.target, each.per_point_rate) for each in contract.levels] == [(D(93), D("0.02"))]
    assert contract.client.tax_rate == D("0.06")


def test_adjoining_rows_are_one_charge(book: Book) -> None:
    """By date, whatever their order in the sheet."""
    later = {**FIXED, "start": "2026-10-21", "seats": "3"}
    earlier = {**FIXED, "end": "2026-10-20"}
    (charge,) = book.written(two(Fixed=[later, earlier])).read().contracts[0].charges
    assert charge.mode is Mode.FIXED
    assert [str(row.period) for row in charge.rows] == [
        "2026-01-01..2026-10-20",
        "2026-10-21..9999-12-30",
    ]


def test_a_store_may_be_named_by_an_alias(book: Book) -> None:
    """The charge gets the name of the sheet Stores."""
    contract = book.written(two(Fixed=[{**FIXED, "store": "海滨官旗"}])).read().contracts[0]
    assert contract.charges[0].store == "海滨旗舰店"


def test_the_hash_is_of_the_clients_rows_alone(new_book: Callable[[], Book]) -> None:
    """Order and other clients leave it; a price of a table that it uses changes it."""
    rows = two(Receptions=[RECEPTIONS], Tiers=TIERS)

    def hashed(**changed: list[dict[str, str]]) -> str:
        given = {**rows, **{name.replace("_", " "): own for name, own in changed.items()}}
        return new_book().written(given).read().contracts[0].hash

    same = hashed()
    assert len(same) == 64
    swapped = new_book().written({**rows, "Clients": [OTHER, CLIENT]}).read().contracts[1].hash
    assert swapped == same
    assert hashed(Clients=[CLIENT, {**OTHER, "tax_rate": "3%"}]) == same
    assert hashed(Tiers=[*TIERS, {"tiers": "b", "price": "1"}]) == same
    assert hashed(Clients=[{**CLIENT, "tax_rate": "3%"}, OTHER]) != same
    assert hashed(Tiers=[{**TIERS[0], "price": "1.60"}, *TIERS[1:]]) != same
    assert hashed(Stores=[{**SHOP, "aliases": ""}]) != same
    shops = [SHOP, {**SHOP, "store": "海滨户外店", "aliases": ""}]
    assert hashed(Stores=shops) == hashed(Stores=shops[::-1])


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_numbers_are_read_as_excel_shows_them(digits: int, places: int) -> None:
    """Up to 15 digits a number in a cell is the very number that was typed."""
    exact = D(digits).scaleb(-places)
    assert D(text(float(exact)).text) == exact
