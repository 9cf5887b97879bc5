"""Series and forms of numbers: what is taken, and what is refused."""

import pytest
from pydantic import ValidationError

from billing.numbering import form_fault, numbered, series_fault
from billing.settings import NumberingSettings


@pytest.mark.parametrize("series", ["INV", "inv", "S2", "S-2", "A_B", "2026", "COM", "CONS"])
def test_a_series_is_one_word(series: str) -> None:
    """Letters and digits, and signs between them."""
    assert series_fault(series) is None


@pytest.mark.parametrize(
    "series",
    ["", "A B", "../../../s16x/Z", "..", ".", "A/B", "A\\B", "A.B", "-A", "A-", "_A", "A--B",
     "A\n", "A:B", "发票", "Ａ", "CON", "nul", "Com1", "LPT9", "{n}", "x" * 21],
)  # fmt: skip
def test_any_other_series_is_refused(series: str) -> None:
    """It would name folders, be hidden, or be no file at all somewhere."""
    fault = series_fault(series)
    assert fault is not None
    assert fault == ("number_series", series)


@pytest.mark.parametrize(
    "form", ["{series}-{year}-{n:06}", "{n}", "{n:d}", "{n:012d}", "{series}.{n}", "A_{year}{n:01}"]
)
def test_a_form_of_known_fields(form: str) -> None:
    """Each tells two numbers apart, also beyond its zeros."""
    assert form_fault(form) is None
    assert numbered(form, "INV", 2026, 1) != numbered(form, "INV", 2026, 10**7)


@pytest.mark.parametrize(
    "form, code, found",
    [
        ("{series}-{x}-{n}", "number_field", "{x}"),
        ("{month}-{n}", "number_field", "{month}"),
        ("{n:,}", "number_field", "{n:,}"),
        ("{n:x}", "number_field", "{n:x}"),
        ("{n:b}", "number_field", "{n:b}"),
        ("{n!r}", "number_field", "{n!r}"),
        ("{n:.2f}", "number_field", "{n:.2f}"),
        ("{n:6}", "number_field", "{n:6}"),
        ("{n:013}", "number_field", "{n:013}"),
        ("{n:{year}}", "number_field", "{n:{year}}"),
        ("{n.real}", "number_field", "{n.real}"),
        ("{series:>9}{n}", "number_field", "{series:>9}"),
        ("{}-{n}", "number_field", "{}"),
        ("{0}-{n}", "number_field", "{0}"),
        ("{n", "number_field", "{n"),
        ("n}", "number_field", "n}"),
        ("{series}-{year}", "number_once", "{series}-{year}"),
        ("{n}-{n}", "number_once", "{n}-{n}"),
        ("", "number_once", ""),
        ("{{n}}", "number_once", "{{n}}"),
        ("../{n}", "number_form", "../1"),
        ("{series}..{n}", "number_form", "INV..1"),
        ("-{n}", "number_form", "-1"),
        ("{n}.", "number_form", "1."),
        ("{series} {n}", "number_form", "INV 1"),
        ("CON.{n}", "number_form", "CON.1"),
        ("LPT{n}", "number_form", "LPT1"),
        ("x" * 53 + "{n}", "number_form", "x" * 53 + "10000000"),  # too long in some years only
    ],
)
def test_any_other_form_is_refused(form: str, code: str, found: str) -> None:
    """With what of it is wrong."""
    assert form_fault(form) == (code, found)


@pytest.mark.parametrize("entry", [{"series": "A B"}, {"format": "{x}"}, {"start": 10**9}])
def test_settings_ask(entry: dict[str, object]) -> None:
    """Each entry by its own name."""
    with pytest.raises(ValidationError) as refused:
        NumberingSettings.model_validate(entry)
    assert [one["loc"] for one in refused.value.errors()] == [tuple(entry)]
