"""Words for what is and is not there, shared by the terminal and by the texts beside files."""

from collections.abc import Iterator, Sequence

from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.report import said
from billing.report.readiness import ClientState, FileState, Need, Readiness, Standing
from billing.report.reminders import days_told, what

_LISTED = 3  # files that a line names


def repairs(file: FileState, language: Language) -> Iterator[str]:
    """What was mended, each sort once: its first place, and how often."""
    sorts: dict[str, list[Problem]] = {}
    for problem in file.of(Severity.MENDED):
        sorts.setdefault(problem.code, []).append(problem)
    for alike in sorts.values():
        text = within(alike[0], language)
        more = said.word("check.times", language, text=text, count=len(alike))
        yield more if len(alike) > 1 else text


def within(problem: Problem, language: Language) -> str:
    """The message with its sheet and cells: the file is named above."""
    source, text = problem.source, said.message(problem, language)
    if source is None:
        return text
    text = text.replace(f"{source.file}!{source.sheet}!", "").replace(f"{source.file}!", "")
    place = "!".join(part for part in (source.sheet, said.cells(problem)) if part)
    return said.word("report.at", language, place=place, message=text) if place else text


def tables(file: FileState, language: Language) -> str:
    """`接待 31 行, 排班 62 行`, of all its sheets."""
    rows: dict[str, int] = {}
    for table in file.tables:
        rows[table.kind] = rows.get(table.kind, 0) + table.rows
    told = [
        said.word(
            "check.table", language, kind=said.known("usage", kind, language), rows=rows[kind]
        )
        for kind in rows
    ]
    return ", ".join(told) or said.word("check.no_table", language)


def standing(client: ClientState, language: Language) -> str:
    """The word for it."""
    return said.word(f"standing.{client.standing.value}", language)


def client_head(client: ClientState, language: Language) -> str:
    """`C001 Name · ready`."""
    return said.word(
        "check.client",
        language,
        client=client.client,
        name=client.outcome.name,
        standing=standing(client, language),
    )


def still_open(client: ClientState, language: Language, without: str = "") -> Iterator[str]:
    """Every thing that is not as it has to be, in words; `without` what is wrong in one file."""
    yield from (text for need in client.needs for text in lacks(need, client, language))
    for problem in client.open:
        if not without or not problem.source or problem.source.file != without:
            yield said.placed(problem, language)
    if client.lost:
        yield said.word("check.lost", language, files=few(client.lost, language))


def lacks(need: Need, client: ClientState, language: Language) -> Iterator[str]:
    """What is not there of one need; while the month runs only how far it is."""
    words = {"what": what(need, language), "days": days_told(need.missing, language)}
    if client.settled:
        return
    if need.absent:
        aside = said.word("check.aside", language, files=few(need.aside.split(", "), language))
        code = "check.nothing_yet" if client.running else "check.absent"
        yield said.word(code, language, **words, aside=aside if need.aside else "")
        return
    if need.missing:
        yield said.word("check.days", language, **words)
    if need.after:
        last = need.after.start.fromordinal(need.after.start.toordinal() - 1)
        days = days_told((need.after,), language)
        code = "check.after_yet" if client.running else "check.after"
        yield said.word(code, language, what=words["what"], last=last, days=days)


def few(names: Sequence[str], language: Language) -> str:
    """The first of many files, and how many there are."""
    if len(names) <= _LISTED:
        return ", ".join(names)
    first = ", ".join(names[: _LISTED - 1])
    return said.word("check.more", language, first=first, count=len(names) - _LISTED + 1)


def counts(readiness: Readiness, language: Language) -> str:
    """How many clients stand how."""
    told = [
        said.word(
            "report.count",
            language,
            outcome=said.word(f"standing.{one.value}", language),
            count=readiness.count(one),
        )
        for one in Standing
        if readiness.count(one)
    ]
    joined = ("，" if language == "zh" else ", ").join(told)
    return said.word("check.clients", language, count=len(readiness.clients), counts=joined)
