"""[thresholds] of billing.toml: what is refused, by line and key; what turns a check off."""

import tomllib
from decimal import Decimal

import pytest

from billing.assets import folder
from billing.settings import Limits, ThresholdSettings
from tests.month.desk import Desk


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_shows_every_threshold_with_its_default(language: str) -> None:
    """The lines without their mark are the defaults."""
    text = (folder("templates") / f"billing.{language}.toml").read_text("utf-8")
    table = text.partition("[thresholds]")[2].partition("\n\n")[0]
    shown = tomllib.loads("\n".join(line.lstrip("# ") for line in table.splitlines()[1:]))
    assert set(shown) == set(Limits.model_fields)
    assert Limits.model_validate(shown) == Limits()


REFUSED = (
    ("change = 1", "line 9, thresholds.change: it is a number above 1; to turn the check off"),
    ("change = true", "line 9, thresholds.change: it is a number above 1;"),
    ("day = inf", "line 9, thresholds.day: it is a number above 1;"),
    ("refunds = 0", "line 9, thresholds.refunds: it is a number above 0;"),
    ('orders = "1"', "line 9, thresholds.orders: it is a number above 0;"),
    ("gone = 1", "line 9, thresholds.gone: "),
    ("months = -1", "line 9, thresholds.months: "),
    ('busy_days = ["11.11"]', "line 9, thresholds.busy_days: 11.11 is no day; write it as 11-11."),
    ("least = 1", "line 9, thresholds.least: "),
)


@pytest.mark.parametrize("entry, wanted", REFUSED)
def test_a_wrong_threshold_is_refused_by_line_and_key(desk: Desk, entry: str, wanted: str) -> None:
    """Exit code 2, before anything is read."""
    file = desk.root / "billing.toml"
    file.write_text(file.read_text("utf-8") + f"[thresholds]\n{entry}\n", "utf-8")
    said = desk.call("check", "--month", "2026-10")
    assert said.code == 2
    assert wanted in said.err


def test_the_fault_is_told_in_the_workspaces_language(desk: Desk) -> None:
    """Although billing.toml as a whole cannot be used."""
    file = desk.root / "billing.toml"
    text = file.read_text("utf-8").replace('"en"', '"zh"')
    file.write_text(text + "[thresholds]\nchange = 0.5\n", "utf-8")
    wanted = "第 9 行 thresholds.change: 应为大于 1 的数；关闭此项请写 false。"
    assert wanted in desk.call("check", "--month", "2026-10").err


def test_figures_of_the_settings_are_exact() -> None:
    """No float finds its way into a comparison."""
    limits = ThresholdSettings.model_validate({"change": 1.1, "refunds": False})
    assert (limits.change, limits.refunds) == (Decimal("1.1"), False)
