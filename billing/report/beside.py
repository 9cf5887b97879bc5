"""What watch leaves beside a dropped file, and in the inbox for all of them: plain text.

A double click opens it wherever the folder is seen: UTF-8 with its mark, lines as Windows ends
them. The first line tells that it is ours, so that nothing else is ever removed.
"""

from collections.abc import Iterable, Iterator, Mapping

from billing.catalogue import Language
from billing.errors import Severity
from billing.report import said
from billing.report.first import MOST, first
from billing.report.lacking import client_head, counts, repairs, still_open, tables, within
from billing.report.readiness import OPEN, ClientState, FileState, Readiness, Standing

_MARK = "\ufeffbilling · "
_ASKING = (Severity.BLOCKED, Severity.WARNED)


def is_ours(content: bytes) -> bool:
    """Whether a text was left by us."""
    return content.startswith(_MARK.encode())


def verdict(file: FileState, month: str, language: Language) -> str:
    """What came of a file, in a few words."""
    bad, odd = (len(set(_texts(file, one, language))) for one in _ASKING)
    if bad:
        return said.word("beside.verdict.correct", language, count=bad)
    if file.set_aside:
        return said.word("beside.verdict.aside", language, month=month)
    if odd:
        return said.word("beside.verdict.check", language, count=odd)
    return said.word("beside.verdict.fine", language)


def asks(file: FileState) -> bool:
    """Whether a person has to do or look at anything in it."""
    return any(file.of(severity) for severity in _ASKING)


def note(file: FileState, readiness: Readiness, saved: str, language: Language) -> bytes:
    """The text beside one file; `saved` is when the file was, so that an old note can be told."""
    month = readiness.run.month
    lines = [
        said.word("beside.head", language, month=month),
        said.word("beside.file", language, file=file.name, saved=saved),
        said.word("beside.result", language, verdict=verdict(file, month, language)),
    ]
    if file.tables:
        lines.append(said.word("beside.read", language, tables=tables(file, language)))
    if path := readiness.marked(file.name):
        lines.append(said.word("check.returned", language, path=path))
    lines += _listed("beside.correct", _texts(file, Severity.BLOCKED, language), language)
    lines += _listed("beside.check", _texts(file, Severity.WARNED, language), language)
    lines += _listed("beside.mended", list(repairs(file, language)), language)
    lines += _clients(file, readiness, language)
    return _text([*lines, "", said.word("beside.foot", language)])


def _texts(file: FileState, severity: Severity, language: Language) -> list[str]:
    return [within(problem, language) for problem in file.of(severity)]


def _listed(heading: str, texts: Iterable[str], language: Language) -> Iterator[str]:
    once = list(first(map(said.one_line, texts), language))
    if once:
        yield from ("", said.word(heading, language))
        yield from (f"{place}. {text}" for place, text in enumerate(once[:MOST], 1))
        yield from once[MOST:]


def _clients(file: FileState, readiness: Readiness, language: Language) -> Iterator[str]:
    """The clients of the file, and what each still lacks or waits for."""
    states = [one for one in readiness.clients if one.client in file.clients]
    if states:
        yield from ("", said.word("beside.clients", language))
    for state in states:
        yield from client_lines(state, language, told=file.name)


def client_lines(state: ClientState, language: Language, told: str = "") -> Iterator[str]:
    """A client with its standing; below it what is open, but for what is in the file `told`."""
    yield said.one_line(client_head(state, language))
    if state.standing is not Standing.DONE:
        open_ = still_open(state, language, without=told)
        yield from (f"  - {text}" for text in first(map(said.one_line, open_), language))


def board(readiness: Readiness, waiting: Mapping[str, str], language: Language) -> bytes:
    """The text in the inbox itself: the clients that wait for something, and every file.

    `waiting` are files that are not read yet, with the code of the reason.
    """
    month = readiness.run.month
    lines = [
        said.word("beside.head", language, month=month),
        said.word("check.title", language, month=month, day=readiness.day),
        counts(readiness, language),
    ]
    for state in readiness.clients:
        if state.standing in (*OPEN, Standing.FAILED, Standing.SO_FAR):
            lines += client_lines(state, language)
    lines += ["", said.word("check.files", language)]
    told = {one.name: verdict(one, month, language) for one in readiness.files if not one.set_aside}
    told |= {name: said.word(code, language) for name, code in waiting.items()}
    lines += [
        said.word("report.at", language, place=said.one_line(name), message=told[name])
        for name in sorted(told)
    ]
    aside = sum(1 for one in readiness.files if one.set_aside)
    if aside:
        lines.append(said.word("beside.aside", language, count=aside, month=month))
    return _text([*lines, "", said.word("beside.foot_board", language)])


def _text(lines: Iterable[str]) -> bytes:
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
