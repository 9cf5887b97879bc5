"""Headers of some files only, signs of rosters, and slips in billing.toml."""

from typing import Any

import pytest
from pydantic import ValidationError

from billing.catalogue import LANGUAGES, full
from billing.errors import SettingsError
from billing.intake.headers import Headers
from billing.settings import SourceSettings
from billing.usage import Kind
from tests.intake.conftest import VOCABULARY, Inbox

GENERAL = {"receptions": {"receptions": ["会话量"], "agent": ["员工"]}}


def _source(match: str, **figures: list[str]) -> SourceSettings:
    return SourceSettings(match=match, columns={"receptions": figures})


def _mapped(path: str, *sources: SourceSettings) -> set[tuple[str, str]]:
    """The headers of billing.toml that count in a file: figure and header."""
    own = Headers(VOCABULARY, GENERAL, sources).of(path)
    return {(figure, text) for kind, figure, text in own.mapped if kind is Kind.RECEPTIONS}


@pytest.mark.parametrize(
    "match, path, known",
    [
        ("*京东*", "接待_京东_10月.xlsx", True),
        ("*京东*", "京东/10月.xlsx", True),
        ("京东*", "2026-10/京东.xlsx", True),
        ("拼多多/*", "拼多多/a/b.csv", True),
        ("拼多多/*", "旧/拼多多/a.csv", False),
        ("JD*.XLSX", "jd-october.xlsx", True),
        ("*京东*", "接待_天猫.xlsx", False),
        ("a?.csv", "ab.csv", True),
        ("a?.csv", "abc.csv", False),
    ],
)
def test_a_source_is_told_by_name_or_path(match: str, path: str, known: bool) -> None:
    """Its headers take the place of the general ones of the same figure; the others stay."""
    found = _mapped(path, _source(match, receptions=["咨询人数"]))
    assert found == {("receptions", "咨询人数" if known else "会话量"), ("agent", "员工")}


def test_the_first_source_that_matches_counts() -> None:
    """The order of billing.toml decides."""
    sources = (_source("*京东*", receptions=["甲"]), _source("*", receptions=["乙"]))
    assert _mapped("京东.csv", *sources) == {("receptions", "甲"), ("agent", "员工")}
    assert _mapped("天猫.csv", *sources) == {("receptions", "乙"), ("agent", "员工")}


@pytest.mark.parametrize(
    "columns, found",
    [
        ({"reception": {"receptions": ["会话量"]}}, "reception.receptions"),
        ({"receptions": {"reception": ["会话量"]}}, "receptions.reception"),
        ({"sales": {"peak": ["人"]}}, "sales.peak"),
    ],
)
def test_a_slip_of_the_pen_stops_the_run(columns: Any, found: str) -> None:
    """A kind or figure that there is none of is named, with those that there are."""
    for general, own in ((columns, {}), ({}, columns)):
        with pytest.raises(SettingsError) as caught:
            Headers(VOCABULARY, general, (SourceSettings(match="*", columns=own),))
        assert caught.value.code == "columns_unknown"
        assert caught.value.values["found"] == found
        assert all(full(caught.value.code, lang, caught.value.values) for lang in LANGUAGES)


@pytest.mark.parametrize("figure", ["办卡数", "广告访客"])
def test_units_and_classes_of_the_register_may_be_mapped(figure: str) -> None:
    """A figure of the register is one too."""
    kind = "sales" if figure == "办卡数" else "receptions"
    assert Headers(VOCABULARY, {kind: {figure: ["别名"]}}).known["别名"][Kind(kind)] == [figure]


def test_a_source_needs_its_pattern() -> None:
    """An empty one would match nothing, or everything."""
    with pytest.raises(ValidationError):
        SourceSettings(match="", columns={})


def test_nothing_of_a_buyer_is_ever_said(inbox: Inbox) -> None:
    """Columns that no bill needs are named by their header alone, and never looked at."""
    secrets = ("张某某", "13800000000", "某路 7 号")
    header = ["日期", "店铺", "收货人姓名", "联系手机", "收货地址", "接待人数"]
    inbox.xlsx("a.xlsx", header, ["2026-10-01", "海滨官旗", *secrets, "abc"])
    inbox.xlsx("b.xlsx", [*header[:5], "备注"], ["2026-10-01", "海滨官旗", *secrets, ""])
    found = inbox.read()
    assert found.problems
    assert not any(secret in repr(found) for secret in secrets)
