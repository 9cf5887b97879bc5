"""What came of clients, in words: one that would be issued and has no number yet is ready."""

from collections import Counter
from collections.abc import Iterator

from billing.catalogue import Language
from billing.outcome import ClientOutcome, Outcome, RunReport
from billing.report import said

_READY = "ready"


def code(client: ClientOutcome) -> str:
    """The outcome's name in the catalogue; in run.json a client that is ready is `issued` too."""
    ready = client.outcome is Outcome.ISSUED and client.invoice is None
    return _READY if ready else client.outcome.value


def told(client: ClientOutcome, language: Language) -> str:
    """The word for it."""
    return named(code(client), language)


def named(name: str, language: Language) -> str:
    """The word for an outcome's name."""
    return said.word(f"report.outcome.{name}", language)


def counts(report: RunReport, language: Language) -> Iterator[str]:
    """How many clients came to what, in the order of the outcomes."""
    found = Counter(code(client) for client in report.clients)
    for name in (_READY, *(outcome.value for outcome in Outcome)):
        if found[name]:
            yield said.word(
                "report.count", language, outcome=named(name, language), count=found[name]
            )


def sums_word(report: RunReport) -> str:
    """How the words for the sums end: `_ready` where a bill in them has no number yet."""
    return f"_{_READY}" if any(code(client) == _READY for client in report.clients) else ""
