"""The table at the end of a run, as a pipe and as a terminal get it."""

from io import StringIO

import pytest
from rich.console import Console

from billing.catalogue import Language
from billing.outcome import RunReport
from billing.report import table
from billing.report.said import placed


def _printed(
    run: RunReport, language: Language, *, width: int = 100, terminal: bool = False
) -> str:
    stream = StringIO()
    Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else "auto",
    ).print(table(run, language))
    return stream.getvalue()


def test_every_client_stands_in_it(run: RunReport) -> None:
    """In the register's order, with what came of each; names are no markup."""
    text = _printed(run, "en")
    rows = [row.split() for row in text.splitlines() if row.startswith(("C0", " C0"))]
    assert [row[0] for row in rows[:8]] == [f"C00{n}" for n in range(1, 9)]
    assert "C002     =Sample & Sons [red]   unchanged     INV-2026-000002   1,000.00" in text
    assert "8 clients: 1 issued, 1 unchanged, 1 differs, 1 credited, 1 held, 1 blocked," in text
    assert "All invoices issued, CNY: net 17,264.42, tax 1,035.86, gross 18,300.28, due" in text
    joined = "".join(text.split())  # lines may be broken anywhere
    for client in run.clients:
        for problem in (*client.reasons, *client.warnings):
            assert "".join(placed(problem, "en").split()) in joined


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_a_hundred_columns_and_a_pipe(run: RunReport, language: Language) -> None:
    """No line is longer, and no codes of a terminal are in a pipe."""
    from rich.cells import cell_len

    text = _printed(run, language)
    assert max(cell_len(line) for line in text.splitlines()) <= 100
    assert "\x1b" not in text
    assert all(client.client in text for client in run.clients)


def test_colours_are_a_terminals_only(run: RunReport, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocked is red on a terminal; NO_COLOR leaves the words."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;31mblocked" in _printed(run, "en", terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in _printed(run, "en", terminal=True)


def test_a_client_cannot_steer_the_terminal(run: RunReport) -> None:
    """Control characters of a name are blanks."""
    from dataclasses import replace

    first = replace(run.clients[0], name="a\x1b[2Jb\rc\nd")
    assert "\x1b" not in _printed(replace(run, clients=(first,)), "en")
    assert "a [2Jb c d" in _printed(replace(run, clients=(first,)), "en")
