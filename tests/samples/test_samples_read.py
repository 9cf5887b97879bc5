"""The register and the usage files of the samples read as they were meant."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from billing import intake, register
from billing.errors import Problem, Severity
from billing.intake import Intake
from billing.vocabulary import vocabulary

Sums = dict[str, dict[str, Decimal]]


def _read(folder: Path, month: str) -> Intake:
    found = register.read(folder / "contracts.xlsx")
    return intake.read(folder / "inbox", vocabulary(found, month), {})


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (problem.code, str(problem.source or ""), problem.clients)
        for problem in problems
        if problem.severity is not Severity.MENDED
    ]


def test_the_register_has_no_fault(workspace_folder: Path) -> None:
    """24 clients in order. It warns of closed bands and of a price that falls, as it should."""
    found = register.read(workspace_folder / "contracts.xlsx")
    every = [*found.problems, *(p for contract in found.contracts for p in contract.problems)]
    assert [one.client.client for one in found.contracts] == [f"C{n:03}" for n in range(1, 25)]
    assert [(p.severity, p.code, str(p.source), p.values.get("at", "")) for p in every] == [
        (Severity.WARNED, "register_last_tier_closed", "contracts.xlsx!固定坐席!N4", ""),
        (Severity.WARNED, "register_last_tier_closed", "contracts.xlsx!固定坐席!N5", ""),
        (Severity.WARNED, "register_volume_cliff", "contracts.xlsx!按接待!N4", "1000"),
        (Severity.WARNED, "register_volume_cliff", "contracts.xlsx!按接待!N4", "3000"),
        (Severity.WARNED, "register_last_tier_closed", "contracts.xlsx!按接待!N5", ""),
    ]


@pytest.mark.parametrize(
    "month, problems",
    [
        ("2026-09", []),
        (
            "2026-10",
            [
                ("error_cell", "2026-10/二十二号灯具_接待_2026-10.xlsx!Sheet1!C19", ("C022",)),
                ("error_cell", "2026-10/二十二号灯具_接待_2026-10.xlsx!Sheet1!D19", ("C022",)),
            ],
        ),
    ],
)
def test_only_the_bad_cells_are_wrong(
    workspace_folder: Path, month: str, problems: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """Titles, totals, text, merges, encodings and odd dates are all mended."""
    assert _told(_read(workspace_folder, month).problems) == problems


def test_october_sums(workspace_folder: Path) -> None:
    """The month's sum of every figure that is billed, client by client."""
    found: Sums = defaultdict(lambda: defaultdict(Decimal))
    for client, usage in _read(workspace_folder, "2026-10").usage.items():
        for row in usage.rows:
            for figure, value in row.figures.items():
                if figure not in ("start", "end", "silent_sales", "net_sales"):
                    found[client][figure] += value
    assert {client: dict(sums) for client, sums in found.items()} == {
        client: {figure: Decimal(value) for figure, value in sums.items()}
        for client, sums in OCTOBER.items()
    }


OCTOBER: dict[str, dict[str, str]] = {
    "C002": {"receptions": "6790", "robot": "430", "spam": "160"},
    "C003": {"attributed_sales": "318640.80", "refunds": "41220.30"},
    "C004": {"attributed_sales": "285300", "refunds": "35300"},
    "C005": {"attributed_sales": "290000", "refunds": "40000"},
    "C006": {"attributed_sales": "96420.50", "refunds": "26420.50"},
    "C007": {"办卡数": "214", "试用邀约": "1860"},
    "C008": {"receptions": "5830"},
    "C009": {"receptions": "5830"},
    "C010": {"seats": "24"},
    "C011": {"seats": "91"},
    "C012": {"peak": "119"},
    "C013": {"receptions": "7850", "night": "630", "robot": "230", "spam": "90"},
    "C014": {"receptions": "2150", "orders": "1120", "cancelled": "25", "refunded": "15"},
    "C015": {"receptions": "3200"},
    "C016": {"orders": "440", "cancelled": "13", "refunded": "15"},
    "C017": {
        "inquiry_buyers": "5000",
        "paying_buyers": "840",
        "orders": "900",
        "cancelled": "20",
        "refunded": "30",
    },
    "C020": {"receptions": "10450"},
    "C022": {"receptions": "3531", "effective": "3289"},  # all but the bad day's
}
