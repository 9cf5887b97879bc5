"""What a clerk sends to the client, or the colleague who exports its usage: what is still needed.

Plain text in the client's language. A line that would show another client's name is told without
its file, or not in detail: one client's words never reach another.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from billing.catalogue import Language
from billing.errors import Problem, Severity
from billing.period import Period
from billing.report import said
from billing.report.readiness import ClientState, Need

_NOT_FINAL = "not_final"
_NO_SOURCE = ("level_not_measured", "missing_event")  # asked for, though no file has it yet


def reminder(
    state: ClientState,
    month: str,
    sender: str,
    words: Mapping[str, Iterable[str]],
    register: str = "",
) -> str:
    """The text, or an empty one where nothing has to be asked for.

    `words` are those that stand for each client; faults of the file `register` are our own.
    """
    if state.settled:
        return ""
    language = state.language
    asked = [
        problem
        for problem in state.open
        if problem.severity is Severity.BLOCKED
        and not (problem.source and problem.source.file == register)
        and (problem.source or problem.code in _NO_SOURCE)
    ]
    parts = (
        ("missing", [_missing(need, language) for need in state.needs if _gaps(need)]),
        ("late", [_late(need, language) for need in state.needs if need.after]),
        ("late", [_told(one, state, words) for one in asked if one.code == _NOT_FINAL]),
        ("correct", [_told(one, state, words) for one in asked if one.code != _NOT_FINAL]),
    )
    lines = list(_numbered(parts, language))
    if not lines:
        return ""
    name = said.one_line(state.outcome.name)
    return "\n".join(
        (
            said.word("remind.greeting", language, name=name),
            "",
            said.word("remind.why", language, month=month),
            *lines,
            "",
            said.word("remind.thanks", language),
            said.one_line(sender),
        )
    )


def _numbered(parts: Iterable[tuple[str, list[str]]], language: Language) -> Iterator[str]:
    """A heading over each sort of thing, each told once; numbers run through."""
    number, last = 0, ""
    for heading, texts in parts:
        for text in dict.fromkeys(texts):
            if heading != last:
                yield ""
                yield said.word(f"remind.{heading}", language)
                last = heading
            number += 1
            yield f"{number}. {text}"


def _gaps(need: Need) -> bool:
    return need.absent or bool(need.missing)


def _missing(need: Need, language: Language) -> str:
    days = days_told(need.missing, language)
    code = "remind.absent" if need.absent else "remind.days"
    return said.word(code, language, what=what(need, language), days=days)


def _late(need: Need, language: Language) -> str:
    assert need.after is not None, "asked only where days follow the last figures"
    days = days_told((need.after,), language)
    return said.word("remind.after", language, what=what(need, language), days=days)


def what(need: Need, language: Language) -> str:
    """`接待 · Shop B · 售前`."""
    kind = said.known("usage", need.kind.value, language)
    parts = (kind, need.store, need.service, need.shift)
    return " · ".join(said.one_line(part) for part in parts if part)


def days_told(periods: Iterable[Period], language: Language) -> str:
    """Days as a person of the language writes them, both ends included."""
    return ("、" if language == "zh" else ", ").join(_days(one, language) for one in periods)


def _days(period: Period, language: Language) -> str:
    if period.days == 1:
        return str(period.start)
    return said.word("remind.span", language, first=period.start, last=period.last)


def _told(problem: Problem, state: ClientState, words: Mapping[str, Iterable[str]]) -> str:
    """The sentence with its place, and what to do; where others are named without the file."""
    language = state.language
    sentence = said.one_line(said.sentence(problem, language))
    cells = said.cells(problem)
    forms = (said.one_line(said.placed(problem, language, whole=False)), f"{cells} {sentence}")
    safe = (one.strip() for one in forms if not _foreign(one, state.client, words))
    todo = said.known("remind.do", problem.code, language)
    told = next(safe, "")
    if not told:
        return said.word("remind.unsaid", language)
    return told if todo == problem.code else f"{told}{'' if language == 'zh' else ' '}{todo}"


def _foreign(text: str, client: str, words: Mapping[str, Iterable[str]]) -> bool:
    """Whether the text holds a word that stands for another client, and not for this one."""
    own = sorted(words.get(client, ()), key=len, reverse=True)
    for word in own:
        text = _pattern(word).sub(" ", text)
    return any(
        _pattern(word).search(text)
        for other, theirs in words.items()
        if other != client
        for word in theirs
        if len(word) > 1  # a letter alone stands in any sentence
    )


@lru_cache(maxsize=1 << 16)  # every client's words are looked for in every line
def _pattern(word: str) -> re.Pattern[str]:
    """A Latin word or code stands alone: `C1` is not in `C12`, nor a cell's name."""
    plain = re.escape(word)
    alone = rf"(?<![A-Za-z0-9]){plain}(?![A-Za-z0-9])" if word.isascii() else plain
    return re.compile(alone, re.IGNORECASE)
