"""A workbook and what is wrong with it, to the workbook with its cells marked."""

from collections.abc import Mapping

from billing import catalogue
from billing.errors import Severity
from billing.returned import copies, strings
from billing.returned.comments import comment
from billing.returned.front import sheet
from billing.returned.package import Package
from billing.returned.remark import Task
from billing.returned.seal import sealed
from billing.returned.styles import AMBER, RED, Styles
from billing.returned.workbooks import Sheets
from billing.returned.worksheet import Changes, Place, Worksheet
from billing.workbook import claim

_COMMENTS = 500  # cells of a sheet that get one; where there are more, the first of each range


def marked(content: bytes, task: Task, former: tuple[str, ...] = ()) -> bytes:
    """The .xlsx or .xlsm with its cells marked; the same bytes for the same task.

    `former` are sheets that an earlier marking put in front: they are replaced. Its marks go where
    the file mends another.
    """
    package = Package(content)
    styles, sheets = Styles(package), Sheets(package)
    sheets.unselect()
    assert set(task.emptied) <= set(sheets.parts), "what is emptied is a sheet of the book"
    used: set[int] = set()
    strings_gone: set[int] = set()
    gone: set[str] = set()
    formulas_gone = False
    for name, part in sheets.parts.items():
        if name in former:
            continue
        changes = _changes(task, name, styles, clear=bool(task.mends))
        _sheet(package, part, name, task, changes)
        used |= changes.used
        gone |= changes.gone
        strings_gone |= changes.gone_strings
        formulas_gone |= changes.formulas_gone
    if task.emptied:
        copies.forget(package, gone | strings.blanked(package, used, strings_gone))
    if formulas_gone:
        _recount(package)
    title = catalogue.say("returned.sheet", task.language)
    sheets.insert(title, sheet(task, styles, sheets.space), former)
    styles.write()
    return sealed(package, (task.file.sha256, *task.mends), text=task.text, key=task.key)


def _changes(task: Task, name: str, styles: Styles, *, clear: bool) -> Changes:
    colours: dict[Place, str] = {}
    for remark in task.remarks:
        if remark.sheet == name:
            colour = RED if remark.severity is Severity.BLOCKED else AMBER
            for place in claim.places(remark.listed if remark.many else remark.places):
                colours[place] = RED if RED in (colour, colours.get(place)) else colour
    return Changes(
        styles=styles,
        colours=colours,
        emptied=task.emptied.get(name, ()),
        strings=bool(task.emptied),
        clear=clear,
    )


def _sheet(package: Package, part: str, name: str, task: Task, changes: Changes) -> None:
    if not (changes.colours or changes.strings or changes.clear):
        return
    page = Worksheet(package.xml(part), changes)
    if changes.emptied:
        package.unrelate(part, page.unlink())
    comment(package, part, page, _said(task, name), clear=changes.clear)
    package.parts[part] = page.done()


def _said(task: Task, name: str) -> Mapping[Place, str]:
    """The words of each marked cell; what blocks first."""
    said: dict[Place, list[str]] = {}
    own = [remark for remark in task.remarks if remark.sheet == name and remark.cells]
    count = sum(1 for remark in own if not remark.many for _ in claim.places(remark.places))
    for remark in sorted(own, key=lambda one: one.severity is not Severity.BLOCKED):
        words = "\n".join(filter(None, (remark.sentence, remark.remedy)))
        cells = remark.places
        if count > _COMMENTS:
            cells = ", ".join(one.first for one in remark.cells)
        for place in claim.places(remark.cells[0].first if remark.many else cells):
            if len(said) < _COMMENTS and words not in said.setdefault(place, []):
                said[place].append(words)
    return {place: "\n\n".join(words) for place, words in said.items()}


def _recount(package: Package) -> None:
    """Drop the order of calculation: it names formulas that are gone, and is made anew."""
    main = package.main
    for one in package.relations(main):
        if one.kind == "calcChain":
            package.unrelate(main, {one.key})
            package.remove(one.target)
