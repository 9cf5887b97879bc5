"""Annex tables of like charges: one table, on paper and in the workbook."""

from dataclasses import replace
from datetime import date

from billing.invoice import Annex, AnnexCell, DraftInvoice, Note
from billing.render import annexes
from billing.render.annexes_together import together
from billing.render.labels import Labels
from tests.render.conftest import everything

_FIRST, _LAST = date(2026, 10, 1), date(2026, 10, 31)


def _seats(charge: str, seats: int, store: str = "S1", notes: tuple[Note, ...] = ()) -> Annex:
    return Annex(
        code="fixed",
        charge=charge,
        store=store,
        columns=("from", "to", "seats", "what", "days_deducted", "reason"),
        rows=((_FIRST, _LAST, seats, "seats_occupied", "", ""),),
        notes=notes,
    )


def _draft(*tables: Annex, labels: dict[str, str] | None = None) -> DraftInvoice:
    names = {"S1": "One", "S2": "Two"}
    return replace(everything(), annex=tables, charge_labels=labels or {}, store_names=names)


def _rows(draft: DraftInvoice) -> list[tuple[str, list[list[str]]]]:
    printed = annexes.tables(draft, Labels("en"), "never", "")
    return [
        (
            table.way,
            [[str(head.name) for head in table.heads], *([*map(str, row)] for row in table.rows)],
        )
        for table in printed
    ]


def test_sixty_charges_of_seats_make_one_table() -> None:
    """In the order of the lines, each under its label; the store stands above where it is one."""
    labels = {f"F-{place}": f"Desk {place}" for place in range(60)}
    draft = _draft(*(_seats(code, place) for place, code in enumerate(labels)), labels=labels)
    ((way, rows),) = _rows(draft)
    assert way == "One"
    assert rows[0] == ["Charge", "From", "To", "Seats", "What"] * 2  # thirty rows, two by two
    halves = [row[:5] for row in rows[1:]] + [row[5:] for row in rows[1:]]
    assert [row[0] for row in halves] == list(labels.values())
    assert [row[3] for row in halves] == [str(place) for place in range(60)]


def test_stores_have_their_column() -> None:
    """Charges with one label need none of their own: the stores tell them apart."""
    labels = {"A": "Seats", "B": "Seats"}
    ((way, rows),) = _rows(_draft(_seats("A", 1), _seats("B", 2, "S2"), labels=labels))
    assert way == "Seats"
    assert [row[:1] + row[-2:] for row in rows] == [
        ["Store", "Seats", "What"],
        ["One", "1", "Occupied"],
        ["Two", "2", "Occupied"],
    ]


def test_rows_of_one_charge_make_one_table() -> None:
    """Seats that changed inside the month: no column more."""
    draft = _draft(_seats("A", 1), _seats("A", 3))
    (table,) = together(draft)
    assert (table.charge, table.store, table.columns) == ("A", "S1", draft.annex[0].columns)
    assert [row[2] for row in table.rows] == [1, 3]


def test_other_remarks_stand_apart() -> None:
    """A remark is of its own charge only."""
    grace = (Note(code="note.grace", words={"days": "2"}),)
    assert len(together(_draft(_seats("A", 1), _seats("B", 2, notes=grace)))) == 2


def _receptions(charge: str, count: int) -> Annex:
    rows: tuple[tuple[AnnexCell, ...], ...] = (("total", count), ("effective", count))
    return Annex(code="receptions", charge=charge, columns=("what", "count"), rows=rows)


def test_what_chooses_two_prices_stands_once() -> None:
    """The same receptions for two charges; two parts of one charge's month keep their own."""
    draft = _draft(_receptions("A", 5), _receptions("B", 5), _receptions("C", 6))
    assert [table.charge for table in together(draft)] == ["", "C"]
    twice = _draft(_receptions("A", 5), _receptions("A", 5))
    assert together(twice) == twice.annex


def test_other_tables_keep_their_place() -> None:
    """What is joined stands where its first one stood."""
    other = Annex(code="daily", charge="D", columns=("date",), rows=((_FIRST,),))
    found = together(_draft(_seats("A", 1), other, _seats("B", 2), other))
    assert [table.code for table in found] == ["fixed", "daily", "daily"]


def _tiers(charge: str, reached: str, store: str = "S1") -> Annex:
    return Annex(
        code="tiers",
        charge=charge,
        store=store,
        columns=("tier", "average", "price", "flat_fee", "applies"),
        rows=((1, "0–100", 2000, "", ""), (2, ">100", 2500, "", reached)),
    )


def test_tiers_of_two_spans_are_told_once() -> None:
    """The same tiers once; of two charges in one table; without what is empty in every row."""
    heads = ["Tier", "Average daily receptions", "Price", "Applies"]
    first = [["1", "0–100", "2000.00", ""], ["2", ">100", "2500.00", "this month"]]
    draft = _draft(_tiers("A", "this_month"), _tiers("A", "this_month"), labels={"A": "Seats"})
    assert _rows(draft) == [("Seats · One", [heads, *first])]
    draft = _draft(_tiers("A", "this_month"), _tiers("B", "", "S2"), _tiers("B", "", "S2"))
    assert _rows(draft) == [
        (
            "",
            [
                ["Charge", "Store", *heads],
                *(["A", "One", *row] for row in first),
                ["B", "Two", "1", "0–100", "2000.00", ""],
                ["B", "Two", "2", ">100", "2500.00", ""],
            ],
        )
    ]
