"""The register as a workbook to fill in, or filled with rows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from billing.catalogue import Language
from billing.register.sheets import SHEETS

Rows = Mapping[str, Sequence[Mapping[str, str]]]  # English name of a sheet -> its rows, by field


def write_template(path: Path, language: Language) -> Path:
    """A register without clients; each sheet has one example row, which begins with #."""
    return write(path, {}, language)


def write(path: Path, rows: Rows, language: Language) -> Path:
    """A register with these rows below the examples; the same rows give the same bytes.

    Texts are those that a person would type: `6%`, `2026-10-01`, a choice by its value.
    """
    from billing.register import filling  # noqa: PLC0415 - openpyxl is heavy; reading needs none

    unknown = rows.keys() - {sheet.en for sheet in SHEETS}
    assert not unknown, unknown
    path.write_bytes(filling.workbook(rows, language))
    return path
