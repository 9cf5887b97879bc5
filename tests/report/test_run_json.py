"""run.json: its shape, its figures, and that the same run gives the same text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from billing.balance import Balances, Carried, QuotaLeft
from billing.catalogue import LANGUAGES, Language
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import run_json
from tests.report.conftest import DAMAGED, NOT_A_NUMBER, OCTOBER, draft, inclusive, invoice

SCHEMA: dict[str, Any] = json.loads(
    (files("billing") / "report" / "run.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _only(run: RunReport, client: ClientOutcome) -> dict[str, Any]:
    entry = json.loads(run_json(replace(run, clients=(client,)), "en"))["clients"][0]
    assert isinstance(entry, dict)
    return entry


def test_the_whole_text_is_the_golden_one(run: RunReport, request: pytest.FixtureRequest) -> None:
    """A run with every outcome, as a whole; `--golden` writes it anew."""
    text = run_json(run, "en")
    golden = Path(__file__).with_name("run.golden.json")
    if request.config.getoption("--golden", default=False):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_what_the_schema_says(run: RunReport, language: Language) -> None:
    """The schema is one, and a run, an empty one too, obeys it."""
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(run_json(run, language)))
    empty = replace(run, clients=(), sources=(), problems=(), set_aside=())
    VALIDATOR.validate(json.loads(run_json(empty, language)))


def _objects(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every field of every object."""
    pairs: list[tuple[str | int, object]] = []
    match value:
        case dict():
            pairs = [(str(name), part) for name, part in value.items()]
        case list():
            pairs = list(enumerate(value))
        case _:
            pass
    for name, part in pairs:
        if isinstance(name, str):
            yield (*path, name)
        yield from _objects(part, (*path, name))


_FREE = ("quota", "net_sales")  # their names are charges


def test_no_field_may_be_absent_or_new(run: RunReport) -> None:
    """The schema refuses the loss of each field, and one that it does not know beside it."""
    content = json.loads(run_json(run, "en"))
    paths = [path for path in _objects(content) if path[-2:-1] not in [(name,) for name in _FREE]]
    kinds = {tuple(part for part in path if isinstance(part, str)): path for path in paths}
    assert len(kinds) > 60
    for path in kinds.values():
        changed = json.loads(json.dumps(content))
        holder = changed
        for name in path[:-1]:
            holder = holder[name]
        kept = holder.pop(path[-1])
        with pytest.raises(ValidationError):
            VALIDATOR.validate(changed)
        holder[path[-1]] = kept
        holder["unknown"] = ""
        with pytest.raises(ValidationError):
            VALIDATOR.validate(changed)


def test_it_holds_no_float(run: RunReport) -> None:
    """Amounts are decimal strings; the only numbers are counts."""

    def refused(text: str) -> float:
        raise AssertionError(text)

    json.loads(run_json(run, "zh"), parse_float=refused)


def test_the_same_run_gives_the_same_text(run: RunReport) -> None:
    """Indented UTF-8 with a newline at its end, Chinese as it is."""
    text = run_json(run, "zh")
    assert text == run_json(replace(run), "zh")
    assert text.endswith("\n}\n")
    assert "样例家居" in text


def test_counts_add_up_to_the_register(run: RunReport) -> None:
    """Every client is counted once, under its outcome."""
    totals = json.loads(run_json(run, "en"))["totals"]
    assert totals["clients"] == sum(totals["outcomes"].values()) == len(run.clients)
    assert totals["outcomes"] == {outcome.value: 1 for outcome in Outcome}


def test_sums_are_of_every_invoice_that_stands(run: RunReport) -> None:
    """Held and credited bills are left out, a differing one is in; each currency has its sum."""
    dollars = replace(inclusive("C009"), currency="USD")
    more = ClientOutcome(
        client="C009", name="USD", outcome=Outcome.ISSUED, invoice=invoice(dollars, 9)
    )
    found = json.loads(run_json(replace(run, clients=(*run.clients, more)), "en"))
    assert found["totals"]["sums"] == [
        {
            "currency": "CNY",
            "net": "17264.42",
            "tax": "1035.86",
            "gross": "18300.28",
            "amount_due": "16300.28",
        },
        {
            "currency": "USD",
            "net": "943.40",
            "tax": "56.60",
            "gross": "1000.00",
            "amount_due": "1000.00",
        },
    ]


def test_before_the_act_what_would_be_issued_is_a_draft_and_counts(run: RunReport) -> None:
    """`check` and `preview` use the outcome issued for a bill without a number."""
    client = ClientOutcome(client="C1", name="x", outcome=Outcome.ISSUED, draft=draft("C1"))
    found = json.loads(run_json(replace(run, clients=(client,)), "en"))
    VALIDATOR.validate(found)
    bill = found["clients"][0]["invoice"]
    assert [bill[name] for name in ("number", "revision", "status", "issue_date", "due_date")] == [
        None,
        None,
        "draft",
        None,
        None,
    ]
    assert found["totals"]["sums"][0]["gross"] == bill["gross"] == "8650.14"


def test_a_differing_client_keeps_its_old_invoice(run: RunReport) -> None:
    """Not today's draft, which has one line."""
    entry = _only(run, run.clients[4])
    assert (entry["outcome"], entry["invoice"]["number"]) == ("differs", "INV-2026-000003")
    assert len(entry["invoice"]["lines"]) == 4


def test_carry_forward_has_its_zeros(run: RunReport) -> None:
    """Each monthly and commission charge of the bill, and sums over the months of a quota."""
    nothing, some = (_only(run, run.clients[n])["invoice"]["carry_forward"] for n in (0, 1))
    assert nothing == {
        "quota": {"M1": 0},
        "net_sales": {"K1": "0.00"},
        "credit": "0.00",
        "prepayment": "500.00",
    }
    assert some == {
        "quota": {"M1": 200},
        "net_sales": {"K1": "-8000.00"},
        "credit": "12.50",
        "prepayment": "0.00",
    }


def test_parts_of_a_unit_are_a_decimal_string(run: RunReport) -> None:
    """A quota of hours may be half an hour; it is never a float."""
    left = Carried(quota=(QuotaLeft(month="2026-10", units=Decimal("0.50")),))
    bill = replace(draft("C1"), balances_after=Balances(charges={"M1": left}))
    client = ClientOutcome(client="C1", name="x", outcome=Outcome.HELD, draft=bill)
    assert _only(run, client)["invoice"]["carry_forward"]["quota"] == {"M1": "0.5"}
    VALIDATOR.validate(json.loads(run_json(replace(run, clients=(client,)), "en")))


def test_an_amount_keeps_every_digit(run: RunReport) -> None:
    """No exponent and no binary fraction, however large the amount."""
    bill = draft("C1")
    totals = replace(bill.totals, gross=Decimal("12345678901234567890.10"), tax=Decimal("1E+3"))
    client = ClientOutcome(
        client="C1", name="x", outcome=Outcome.HELD, draft=replace(bill, totals=totals)
    )
    entry = _only(run, client)["invoice"]
    assert (entry["gross"], entry["tax"]) == ("12345678901234567890.10", "1000.00")


def test_reasons_say_where(run: RunReport) -> None:
    """File, sheet and cell apart; the message is sentence and remedy."""
    assert _only(run, run.clients[2])["reasons"] == [
        {
            "code": "not_a_number",
            "file": "2026-10/receptions.xlsx",
            "sheet": "Oct",
            "cell": "D7",
            "message": "=n/a is no number. Correct it in the file and run again.",
        },
        {
            "code": "file_damaged",
            "file": "broken.xlsx",
            "sheet": "",
            "cell": "",
            "message": "The file is damaged, or cut short. "
            "Open it in Excel, check it, save it, and drop it again.",
        },
    ]


def test_no_fault_and_no_file_is_lost(run: RunReport) -> None:
    """Faults of no client stand with the file they name, once, or apart; so do files set aside."""
    nowhere = replace(NOT_A_NUMBER, source=None, clients=())
    found = json.loads(run_json(replace(run, problems=(*run.problems, nowhere)), "en"))
    assert [
        (entry["file"], entry["sheet"], entry["kind"], [note["code"] for note in entry["notes"]])
        for entry in found["sources"]
    ] == [
        ("2026-10/receptions.xlsx", "Oct", "receptions", ["extra_columns"]),
        ("销售.xlsx", "Sheet1", "sales", []),
        (DAMAGED.source.file if DAMAGED.source else "", "", "", ["file_damaged"]),
        ("september.xlsx", "", "", []),
    ]
    assert [one["code"] for one in found["problems"]] == ["not_a_number"]
    assert found["period"] == {"first": str(OCTOBER.start), "last": "2026-10-31"}
