"""The reference of docs/register.md: every sheet and column, from the columns themselves."""

from collections.abc import Iterator

from billing.register.sheets import SHEETS, Sheet


def reference() -> str:
    """A heading and a table a sheet, in Markdown; `*` marks columns that every row fills."""
    return "\n\n".join("\n".join(_sheet(sheet)) for sheet in SHEETS)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"### {sheet.en} · {sheet.zh}"
    yield ""
    yield "| column | 列 | what stands in it | values, or the sheet that it names |"
    yield "| --- | --- | --- | --- |"
    for name, column in sheet.columns.items():
        star = " \\*" if sheet.needed(name) else ""
        values = ", ".join(f"{value} ({zh})" for value, zh in column.choices.items())
        cells = (f"{column.en}{star}", column.zh, column.help_en, values or column.refers)
        yield f"| {' | '.join(cells)} |"
