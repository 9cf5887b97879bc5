"""The last screen of a run: counts, what is open, sums; 24 lines of 80 hold it with its next step.

The sentence with the next command is the caller's.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from billing.catalogue import Language
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import said
from billing.report.sums import sums
from billing.report.terminal import counts, sum_line

_OPEN = (Outcome.FAILED, Outcome.BLOCKED, Outcome.HELD, Outcome.DIFFERS)  # the worst first
_LINES = 20  # of 80 columns; counts, sums and mail may each take two


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Texts in three parts, from above; those of `open` may be cut at the end of the line."""

    head: tuple[str, ...]
    open: tuple[str, ...]
    foot: tuple[str, ...]


def glance(report: RunReport, language: Language) -> Glance:
    """At most 20 lines of 80 columns, however many clients there are.

    Per currency at most three sums; what is open fills the rest.
    """
    head = (said.word("report.title", language, month=report.month), counts(report, language))
    foot = (*(sum_line(one, "", language) for one in sums(report)[:3]), *_mail(report, language))
    found = sorted(
        (one for one in report.clients if one.outcome in _OPEN),
        key=lambda one: _OPEN.index(one.outcome),
    )
    if not found:
        return Glance(head=head, open=(), foot=foot)
    room = _LINES - 3 - 2 * len(foot) - 2  # their heading, and how many more there are
    told = [said.word("glance.open", language, count=len(found))]
    told += [_line(one, language) for one in found[:room]]
    if len(found) > room:
        rest = len(found) - room
        told.append(said.word("glance.more", language, count=rest, file="summary.xlsx"))
    return Glance(head=head, open=tuple(told), foot=foot)


def _line(client: ClientOutcome, language: Language) -> str:
    """Client, outcome, and the first of the reasons."""
    name = said.word(f"report.outcome.{client.outcome.value}", language)
    why = [said.one_line(said.placed(one, language)) for one in client.reasons[:1]]
    return "  ".join((" ", said.one_line(client.client), name, *why))


def _mail(report: RunReport, language: Language) -> Iterator[str]:
    """How many clients' mails are in which state, where there are any."""
    states = Counter(one.mail for one in report.clients if one.mail != "none")
    if states:
        told = ", ".join(
            f"{said.word(f'mail.state.{state}', language)} {count}"
            for state, count in sorted(states.items())
        )
        yield said.word("glance.mail", language, states=told)
