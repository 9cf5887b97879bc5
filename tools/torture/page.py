"""The tables of docs/reliability.md: read, and written anew between their marks."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
FIGURES, BUGS = "figures", "bugs"
_HEADS = {
    FIGURES: ["fault", "tries", "wrong", "how"],
    BUGS: ["planted bug", "caught by"],
}


def rows(table: str) -> dict[str, list[str]]:
    """What stands in a table, by its first cells."""
    lines = _between(PAGE.read_text(encoding="utf-8"), table).splitlines()[3:]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line]
    return {cells[0]: cells[1:] for cells in found}


def write(table: str, content: dict[str, list[str]]) -> None:
    """Put a table in the place of the one that is there."""
    head = _HEADS[table]
    every = [head, ["---"] * len(head), *([name, *cells] for name, cells in content.items())]
    text = "".join("| " + " | ".join(cells) + " |\n" for cells in every)
    whole = PAGE.read_text(encoding="utf-8")
    begin = whole.index(f"<!-- {table} -->\n") + len(f"<!-- {table} -->\n")
    end = whole.index("<!-- end -->", begin)
    PAGE.write_text(f"{whole[:begin]}\n{text}\n{whole[end:]}", encoding="utf-8")


def _between(text: str, table: str) -> str:
    found = re.search(f"(?s)<!-- {table} -->\n(.*?)<!-- end -->", text)
    assert found, table
    return found[1]
