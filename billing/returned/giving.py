"""A file that was opened, and what is to be said of it, to the workbook that is given back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from billing.errors import Severity
from billing.returned.copies import Withheld
from billing.returned.marking import marked
from billing.returned.plain import title, workbook
from billing.returned.remark import Block, Remark, Request, Task
from billing.returned.scanning import Disordered
from billing.source import File
from billing.workbook import claim
from billing.workbook.grid import Grid
from billing.workbook.opened import Opened

WITHHELD, DISORDERED = "withheld", "disordered"


def given(request: Request, opened: Opened) -> bytes | str:
    """The marked workbook, or a word for the reason why there is none."""
    made = "" if opened.whole.form == "xlsx" else opened.whole.form
    task = _task(request, opened, made)
    try:
        if made:
            return marked(workbook(opened.whole), task)
        return marked(opened.content, task, _former(opened))
    except Withheld:
        return WITHHELD
    except Disordered:
        return DISORDERED


def _task(request: Request, opened: Opened, made: str) -> Task:
    grids = {grid.sheet: grid for grid in opened.book.grids}
    return Task(
        file=File(name=opened.name, sha256=opened.sha256),
        language=request.language,
        remarks=tuple(
            _placed(one, grids.get(one.sheet), plain=bool(made)) for one in request.remarks
        ),
        emptied=_emptied(opened),
        headers=tuple(dict.fromkeys(one.header for one in opened.buyers)),
        mends=tuple(one for one in opened.claim.mends if one != opened.sha256),
        text=opened.claim.text or made == "csv",
        made=made,
        key=request.key,
    )


def _placed(one: Remark, grid: Grid | None, *, plain: bool) -> Remark:
    """On its sheet as the workbook names it; `plain`: the file becomes a workbook only now."""
    if grid is None:
        return replace(one, sheet="", cells=())
    sheet = title(grid) if plain and (one.cells or grid.sheet) else grid.sheet
    if not one.cells or one.severity is not Severity.BLOCKED:
        return replace(one, sheet=sheet)
    return replace(one, sheet=sheet, fingerprint=claim.fingerprint(grid, one.listed))


def _emptied(opened: Opened) -> Mapping[str, tuple[Block, ...]]:
    found: dict[str, list[Block]] = defaultdict(list)
    for one in opened.buyers:
        found[one.sheet or title(Grid(rows=()))].append(Block(one.column, one.first, one.last))
    return {sheet: tuple(blocks) for sheet, blocks in found.items()}


def _former(opened: Opened) -> tuple[str, ...]:
    """The sheets that an earlier marking put in front."""
    kept = {grid.sheet for grid in opened.book.grids}
    return tuple(grid.sheet for grid in opened.whole.grids if grid.sheet not in kept)
