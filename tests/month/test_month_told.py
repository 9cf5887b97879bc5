"""What commands say where they stop: the fault itself, in words of the reader's language."""

import pytest

from tests.month.desk import Desk, Table, receptions

BY = ("--by", "Finance", "--why", "wrong price")
OCTOBER = ("--month", "2026-10")
_ADJUSTED: Table = [
    ["date", "client", "event", "amount"],
    ["2026-10-05", "D", "adjustment", 5],
]


def _without_b(desk: Desk) -> str:
    """B is issued, and then its receptions are gone; the file's name."""
    desk.run()
    name = next(path.name for path in desk.root.glob("inbox/*") if "b" in path.stem.lower())
    (desk.root / "inbox" / name).unlink()
    return name


@pytest.mark.parametrize(
    "language, said",
    [
        ("en", "B cannot be billed from what is there now, and nothing was corrected:"),
        ("zh", "按现有数据，B 的本月不能出账，未作任何更正："),
    ],
)
def test_a_reissue_without_usage_names_what_is_missing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """By sentence and code; whoever reads it need not ask another command."""
    _without_b(desk)
    monkeypatch.setenv("BILLING_LANGUAGE", language)
    answered = desk.call("reissue", "B", *OCTOBER, *BY, "--anyway")
    assert answered.code == 2
    told = answered.err.splitlines()
    assert told[0] == said
    assert (told[1].startswith("  "), told[1].endswith(" [missing_usage]")) == (True, True)
    assert "Shop B" in told[1] or "B-1" in told[1]
    assert "billing check" not in answered.err


def test_a_reissue_of_a_cell_that_cannot_be_read_names_the_cell(desk: Desk) -> None:
    """With file, sheet and cell, once."""
    name = _without_b(desk)
    table = receptions("Shop B")
    table[7][2] = "many"
    desk.drop(name, table)
    answered = desk.call("reissue", "B", *OCTOBER, *BY)
    assert answered.code == 2
    assert answered.err.count(f"{name}!Sheet1!C8: ") == 1


@pytest.mark.parametrize(
    "language, said",
    [
        ("en", "D has no draft of 2026-10 to decide on (blocked)."),
        ("zh", "D 的 2026-10 没有待定的草稿（已拦截）。"),
    ],
)
def test_an_outcome_is_worded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """No code of the program stands in a sentence."""
    desk.drop("events.xlsx", _ADJUSTED)
    monkeypatch.setenv("BILLING_LANGUAGE", language)
    answered = desk.call("approve", "D", *OCTOBER, *BY)
    assert (answered.code, answered.err.strip()) == (2, said)


def test_a_column_that_an_event_needs_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As its header names it in the language of the reader."""
    desk.drop("events.xlsx", _ADJUSTED)
    for language, said in (
        ("zh", ("该事项缺少“原因”。", "该事项缺少“经办人”。", "该事项缺少“凭证”。")),
        ("en", ("lacks its reason.", "lacks its by.", "lacks its reference.")),
    ):
        monkeypatch.setenv("BILLING_LANGUAGE", language)
        out = desk.call("check", *OCTOBER, "--json").out
        assert [one for one in said if one not in out] == []


@pytest.mark.parametrize("option", ["--by", "--why"])
def test_the_option_that_says_nothing_is_named(desk: Desk, option: str) -> None:
    """Only that one."""
    given = {"--by": "Finance", "--why": "wrong price", option: " "}
    words = [word for pair in given.items() for word in pair]
    answered = desk.call("hold", "A", *OCTOBER, *words)
    assert answered.code == 2
    assert answered.err.startswith(f"{option} must not be empty. ")


@pytest.mark.parametrize("words", ["wrong \x1b[31mprice", "wrong \u202eprice"])
def test_what_cannot_be_printed_is_no_reason(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Told in the workspace's language; a line break only is a blank."""
    monkeypatch.setenv("BILLING_LANGUAGE", "zh")
    answered = desk.call("hold", "A", *OCTOBER, "--by", "Finance", "--why", words)
    assert answered.code == 2
    assert answered.err.startswith("--why 含有控制字符，无法打印。")
    assert desk.call("hold", "A", *OCTOBER, "--by", "Finance", "--why", "wrong\nprice").code == 0
    assert "wrong price" in desk.call("check", *OCTOBER, "--json").out
