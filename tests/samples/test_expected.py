"""Bills both months of a copy of the samples and compares with expected.csv. No paper is made."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import billing.month
from billing.ledger import open_ledger
from billing.month import Workspace, bill
from billing.outcome import ClientOutcome
from billing.settings import Settings
from tests.modes.reading import read

MONTHS = ("2026-09", "2026-10")
Rows = list[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def outcomes(workspace_folder: Path) -> Iterator[dict[str, tuple[ClientOutcome, ...]]]:
    """What came of every client, month by month."""
    settings = Settings.model_validate(
        tomllib.loads((workspace_folder / "billing.toml").read_text(encoding="utf-8"))
    )
    workspace = Workspace(root=workspace_folder, settings=settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(billing.month, "printed", lambda outcomes, *_, **__: tuple(outcomes))
        with open_ledger(workspace.ledger, settings.numbering) as ledger:
            yield {
                month: bill(
                    workspace,
                    ledger,
                    month,
                    today=date(2026, 11, 2),
                    now=lambda: datetime(2026, 11, 2, 1, tzinfo=UTC),
                    tick=lambda *_: None,
                ).clients
                for month in MONTHS
            }


def _gross(outcome: ClientOutcome) -> str:
    """Of the invoice or, where it waits for an approval, of the draft."""
    draft = outcome.invoice.draft if outcome.invoice else outcome.draft
    billed = outcome.outcome.value in {"issued", "held"}
    return f"{draft.totals.gross:.2f}" if draft and billed else ""


def test_outcomes_and_amounts_are_the_expected(
    outcomes: dict[str, tuple[ClientOutcome, ...]], expected: list[dict[str, str]]
) -> None:
    """Every client of both months, in the register's order, to the cent."""
    wanted: Rows = [(r["month"], r["client"], r["outcome"], r["gross"]) for r in expected]
    found: Rows = [
        (month, one.client, one.outcome.value, _gross(one))
        for month, clients in outcomes.items()
        for one in clients
    ]
    assert found == wanted


def test_blocked_clients_say_where(outcomes: dict[str, tuple[ClientOutcome, ...]]) -> None:
    """The file that is there only for September, and the one bad cell of October."""
    reasons = {
        one.client: [
            (reason.code, str(reason.source or reason.values.get("files", "")))
            for reason in one.reasons
        ]
        for one in outcomes["2026-10"]
        if one.outcome.value == "blocked"
    }
    lamps = "2026-10/二十二号灯具_接待_2026-10.xlsx!Sheet1"
    assert reasons == {
        "C021": [("missing_usage_set_aside", "2026-09/二十一号玩具_接待_2026-09.xlsx")],
        "C022": [("error_cell", f"{lamps}!C19"), ("error_cell", f"{lamps}!D19")],
    }


def test_every_working_gives_its_amount(
    outcomes: dict[str, tuple[ClientOutcome, ...]],
) -> None:
    """Of every line of both months: the text left of `=` is evaluated, rounded once, compared."""
    lines = [
        line
        for clients in outcomes.values()
        for client in clients
        if client.draft
        for line in client.draft.lines
    ]
    assert len(lines) > 80
    for line in lines:
        text, _, shown = line.working.rpartition(" = ")
        exact = read(text)
        cents = abs(exact) * 100 + Fraction(1, 2)
        sign = -1 if exact < 0 else 1
        assert Fraction(line.amount) == Fraction(sign * (cents // 1), 100), line.working
        assert Decimal(shown) == line.amount


def test_every_line_names_the_cells_it_came_from(
    outcomes: dict[str, tuple[ClientOutcome, ...]],
) -> None:
    """Lines by usage have sources; those by terms alone need none."""
    by_terms = {
        "seat_fee", "base_fee", "package_fee", "project_fee", "minimum_topup", "cap_adjust",
    }  # fmt: skip
    unsourced = {
        line.code
        for clients in outcomes.values()
        for client in clients
        if client.draft
        for line in client.draft.lines
        if not line.sources
    }
    assert unsourced <= by_terms
