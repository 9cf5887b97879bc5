"""The sheet in front of a returned workbook: all problems of the file, with links to the cells."""

from collections.abc import Iterator, Sequence

from billing import catalogue
from billing.catalogue import Language
from billing.errors import Severity
from billing.returned.remark import Remark, Task
from billing.returned.spans import quoted, text
from billing.returned.styles import AMBER, RED, Styles
from billing.source import address
from billing.workbook import claim

_WIDTHS = (5, 9, 16, 16, 52, 46, 26, 22)
_HEADS = ("number", "severity", "sheet", "cell", "found", "remedy", "waits", "fingerprint")
_LETTERS = '<name val="Calibri"/>'
_LONGEST = 32000  # characters; a cell holds 32 767

Cells = list[tuple[str, int]]  # of a row: text and format


def sheet(task: Task, styles: Styles, space: str) -> bytes:
    """The worksheet's XML, in the namespace of the workbook's main part."""
    look = _Look(styles)
    rows = [*_top(task, look), *_table(task, look)]
    first = len(rows) - len(task.remarks) + 1
    links = _links(task.remarks, first)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"{_hidden(n)}/>'
        for n, width in enumerate(_WIDTHS, 1)
    )
    pane = (
        f'<pane ySplit="{first - 1}" topLeftCell="A{first}" activePane="bottomLeft" '
        f'state="frozen"/><selection pane="bottomLeft" activeCell="A{first}" sqref="A{first}"/>'
    )
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{space}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f"{pane if first < 20 else ''}</sheetView></sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'.encode(),
        b"".join(_row(number, cells) for number, cells in enumerate(rows, 1)),
        b"</sheetData>",
        b"<hyperlinks>" + links + b"</hyperlinks>" if links else b"",
        (
            b'<pageMargins left=".4" right=".4" top=".5" bottom=".5" header=".3" footer=".3"/>'
            b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            b'<ignoredErrors><ignoredError sqref="A1:H%d" numberStoredAsText="1"/>'
            b"</ignoredErrors></worksheet>" % len(rows)
        ),
    ]
    return b"".join(parts)


def _hidden(column: int) -> str:
    """The fingerprints are for the reader alone, who looks at hidden columns too."""
    return ' hidden="1"' if _HEADS[column - 1] == "fingerprint" else ""


class _Look:
    """The formats of the sheet."""

    def __init__(self, styles: Styles) -> None:
        size = '<sz val="11"/>'
        self.title = styles.worded(f'<b/><sz val="16"/>{_LETTERS}'.encode(), wrap=False)
        self.plain = styles.worded(f"{size}{_LETTERS}".encode())
        self.line = styles.worded(f"{size}{_LETTERS}".encode(), wrap=False)
        white = f'<b/>{size}<color rgb="FFFFFFFF"/>{_LETTERS}'.encode()
        self.head = styles.worded(white, colour="FF1F4E79")
        self.red = styles.worded(f"{size}{_LETTERS}".encode(), colour=RED)
        self.amber = styles.worded(f"{size}{_LETTERS}".encode(), colour=AMBER)
        blue = f'<u/>{size}<color rgb="FF0563C1"/>{_LETTERS}'.encode()
        self.link = styles.worded(blue)
        grey = f'<sz val="8"/><color rgb="FF7F7F7F"/>{_LETTERS}'.encode()
        self.small = styles.worded(grey, wrap=False)


def _top(task: Task, look: _Look) -> Iterator[Cells]:
    """What the workbook is, what to do with it, and what is not in it."""
    language, values = task.language, {"file": task.file.name, "headers": ", ".join(task.headers)}
    yield [(_word("returned.title", language), look.title)]
    codes = ["returned.file", "returned.how", "returned.drop"]
    codes += [f"returned.made.{task.made}"] if task.made else []
    codes += ["returned.emptied"] if task.headers else []
    for code in codes:
        yield [(catalogue.say(code, language, values), look.line)]
    for sha256 in (task.file.sha256, *task.mends):
        signed = claim.sign(sha256, text=task.text)
        yield [("", look.small), (_word("returned.mends", language), look.small),
               ("", look.small), (signed, look.small)]  # fmt: skip
    yield []


def _table(task: Task, look: _Look) -> Iterator[Cells]:
    yield [(_word(f"returned.head.{name}", task.language), look.head) for name in _HEADS]
    for number, remark in enumerate(task.remarks, 1):
        colour = look.red if remark.severity is Severity.BLOCKED else look.amber
        yield [
            (str(number), look.plain),
            (_word(f"returned.severity.{remark.severity.value}", task.language), colour),
            (remark.sheet, look.plain),
            (_place(remark, task.language), look.link if remark.sheet else look.plain),
            (remark.sentence, look.plain),
            (remark.remedy, look.plain),
            ("\n".join(remark.clients), look.plain),
            (claim.mark(remark.fingerprint) if remark.fingerprint else "", look.small),
        ]


def _place(remark: Remark, language: Language) -> str:
    whole = _word("returned.whole_sheet", language) if remark.sheet else ""
    return remark.listed or whole


def _word(code: str, language: Language) -> str:
    return catalogue.say(code, language)


def _row(number: int, cells: Cells) -> bytes:
    filled = b"".join(
        _cell(address(column, number), words, style)
        for column, (words, style) in enumerate(cells, 1)
    )
    tall = ' ht="26" customHeight="1"' if number == 1 else ""
    return f'<row r="{number}"{tall}>'.encode() + filled + b"</row>"


def _cell(name: str, words: str, style: int) -> bytes:
    """A cell of text: it never begins a formula."""
    head = f'<c r="{name}" s="{style}"'.encode()
    if not words:
        return head + b"/>"
    body = b' t="inlineStr"><is><t xml:space="preserve">' + text(words[:_LONGEST])
    return head + body + b"</t></is></c>"


def _links(remarks: Sequence[Remark], first: int) -> bytes:
    """A link from the cell of each remark to what it speaks of."""
    found = []
    for row, remark in enumerate(remarks, first):
        if remark.sheet:
            target = remark.cells[0].first if remark.cells else "A1"
            name = remark.sheet.replace("'", "''")
            place = quoted(f"'{name}'!{target}")
            found.append(f'<hyperlink ref="D{row}" location='.encode() + place + b"/>")
    return b"".join(found)
