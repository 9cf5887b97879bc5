"""How a workspace stands: books, papers, mails, report; and what is not as it should be."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from billing.errors import BillingError, Severity
from billing.invoice import Invoice
from billing.ledger import Ledger, open_ledger
from billing.ledger.snapshot import credit_note_text, draft_hash, invoice_text
from billing.month import Workspace
from billing.month.verify import verified
from billing.settings import Settings
from tests.torture.mailbox import Copy
from tests.torture.victim import MONTH, Said, Victim

_DOUBT = ("in_doubt", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What must be the same whatever happened on the way."""

    documents: Mapping[str, str]  # number -> hash of all that is printed
    billed: Mapping[str, str]  # client -> hash of what was drafted; whatever its number
    papers: Mapping[str, str]  # file of the outbox -> sha256
    report: Mapping[str, Any]  # run.json without ids, times, and what only tells which run it was
    mails: Mapping[tuple[str, str], str]  # number and recipient -> state


def workspace(victim: Victim) -> Workspace:
    """The workspace of a victim, for looking at."""
    text = (victim.root / "billing.toml").read_text(encoding="utf-8")
    settings = Settings.model_validate(tomllib.loads(text))
    return Workspace(root=victim.root.resolve(), settings=settings)


def standing(victim: Victim) -> Standing:
    """How it stands now."""
    place = workspace(victim)
    with open_ledger(place.ledger, place.settings.numbering) as ledger:
        return Standing(
            documents=_documents(ledger),
            billed={one.draft.client.code: draft_hash(one.draft) for one in ledger.documents()},
            papers={
                path.name: sha256(path.read_bytes()).hexdigest()
                for path in sorted(place.outbox(MONTH).glob("INV-*"))
            },
            report=_report(place.outbox(MONTH) / "run.json"),
            mails={
                (message.number, recipient): message.state_of(recipient)
                for message in ledger.messages()
                for recipient in message.recipients
                if message.purpose != "report"
            },
        )


def _documents(ledger: Ledger) -> Mapping[str, str]:
    return {
        one.number: sha256(
            (invoice_text(one) if isinstance(one, Invoice) else credit_note_text(one)).encode()
        ).hexdigest()
        for one in ledger.documents()
    }


def _report(path: Path) -> Mapping[str, Any]:
    """Issued by this run or by an earlier one is the same; so is a mail's state, compared above."""
    if not path.exists():
        return {}
    found = dict(json.loads(path.read_text(encoding="utf-8")))
    for name in ("run_id", "started_at", "finished_at", "totals"):
        del found[name]
    found["problems"] = _but_for_doubts(found["problems"])
    for client in found["clients"]:
        client["outcome"] = client["outcome"].replace("unchanged", "issued")
        client["mail"] = None
        client["warnings"] = _but_for_doubts(client["warnings"])
        if client.get("invoice"):
            client["invoice"]["status"] = "issued"
    return found


def _but_for_doubts(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in told if not one["code"].startswith("mail_in_doubt")]


# --- What is wrong --------------------------------------------------------------------------------


def wrong(
    victim: Victim,
    expected: Standing,
    *,
    said: Said,
    mails: tuple[Copy, ...] | None = None,
    numbers: bool = True,
) -> tuple[str, ...]:
    """Everything in which a workspace, run to its end, is not as one that nothing happened to.

    `numbers`: also which client has which. Where one could not be billed the others went before.
    """
    try:
        found = standing(victim)
    except (BillingError, OSError, ValueError) as error:
        return (f"cannot be read: {type(error).__name__} {error}",)
    if not numbers:
        expected = _with_numbers_of(found, expected)
    told = [*_books(victim), *_compared(found, expected)]
    doubts = {key for key, state in found.mails.items() if state in _DOUBT}
    if mails is not None:
        told += _mails(victim, mails)
        told += _delivered(expected, mails, doubts)
    told += _ended(victim, said)
    return tuple(told)


def _books(victim: Victim) -> Iterator[str]:
    """Gapless numbers, a client's month once, and all that `billing verify` asks."""
    place = workspace(victim)
    with open_ledger(place.ledger, place.settings.numbering) as ledger:
        for problem in verified(place, ledger, lambda *_: None):
            if problem.severity is Severity.BLOCKED or problem.code == "paper_missing":
                yield f"verify: {problem.code} {problem.found} {dict(problem.values)}"
        documents = ledger.documents()
    given = [one.number for one in documents]
    if given != [f"INV-2026-{n:06}" for n in range(1, len(given) + 1)]:
        yield f"numbers {given}"
    billed = Counter(
        (one.draft.client.code, one.draft.month) for one in documents if isinstance(one, Invoice)
    )
    yield from (f"billed {count} times: {key}" for key, count in billed.items() if count > 1)


def _with_numbers_of(found: Standing, expected: Standing) -> Standing:
    """What is expected but for the order of numbers: `verify` compares papers and their hashes."""
    theirs = dict(zip(expected.billed, expected.documents, strict=True))
    mine = dict(zip(found.billed, found.documents, strict=False))
    other = {number: mine.get(client, "") for client, number in theirs.items()}
    return Standing(
        documents=found.documents,
        billed=expected.billed,
        papers=found.papers,
        report={
            **expected.report,
            "clients": _clients(found.report, expected.report),
            "documents": _listed(found.documents, expected.report["documents"], mine),
        },
        mails={(other[number], to): state for (number, to), state in expected.mails.items()},
    )


def _clients(found: Mapping[str, Any], expected: Mapping[str, Any]) -> list[Any]:
    """The clients as expected, with the numbers and papers that were found."""
    told = []
    for mine, theirs in zip(found.get("clients", ()), expected["clients"], strict=False):
        number = (mine["invoice"] or {}).get("number")
        told.append(
            {**theirs, "invoice": {**theirs["invoice"], "number": number}, "pdf": mine["pdf"]}
        )
    return told


def _listed(
    numbers: Iterable[str], expected: list[Any], mine: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The list of all numbers as expected, in the order that was found."""
    theirs = {one["client"]: one for one in expected}
    clients = {number: client for client, number in mine.items()}
    return [{**theirs[clients[number]], "number": number} for number in numbers]


def _compared(found: Standing, expected: Standing) -> Iterator[str]:
    if found.billed != expected.billed:
        yield f"billed {_differing(found.billed, expected.billed)}"
    if found.documents != expected.documents:
        yield f"documents {_differing(found.documents, expected.documents)}"
    if found.papers != expected.papers:
        yield f"papers {_differing(found.papers, expected.papers)}"
    if found.report != expected.report:
        yield f"run.json differs in {_differing(found.report, expected.report)}"
    if found.mails.keys() != expected.mails.keys():
        yield f"mails of {sorted(found.mails.keys() ^ expected.mails.keys())}"
    for key, state in found.mails.items():
        if state not in ("sent", "in_doubt"):
            yield f"mail {key} is {state}"


def _differing(found: Mapping[Any, Any], expected: Mapping[Any, Any]) -> list[str]:
    """The keys; of clients what differs in them."""
    names = [
        str(key) for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)
    ]
    for mine, theirs in zip(found.get("clients", ()), expected.get("clients", ()), strict=False):
        names += [f"{mine['client']}.{key}" for key in mine if mine[key] != theirs.get(key)]
    return sorted(names)


def _mails(victim: Victim, mails: tuple[Copy, ...]) -> Iterator[str]:
    """No copy came twice, and what came is what the ledger says of it."""
    came = Counter((copy.message_id, copy.recipient) for copy in mails)
    yield from (f"mail {key} came {count} times" for key, count in came.items() if count > 1)
    place = workspace(victim)
    with open_ledger(place.ledger, place.settings.numbering) as ledger:
        messages = ledger.messages()
    known = {(one.message_id, to): one.state_of(to) for one in messages for to in one.recipients}
    hashes = {one.message_id: one.eml_sha256 for one in messages}
    yield from (f"unknown mail {key}" for key in came.keys() - known.keys())
    for key, state in known.items():
        if (state == "sent" and not came[key]) or (came[key] and state == "queued"):
            yield f"mail {key} is {state} and came {came[key]} times"
    for copy in mails:
        if hashes.get(copy.message_id) != copy.sha256:
            yield f"mail {copy.message_id} came with other bytes"
    reports = [one for one in messages if one.purpose == "report"]
    if not reports or any(one.state not in ("sent", "in_doubt") for one in reports):
        yield f"reports {[one.state for one in reports]}"


def _delivered(
    expected: Standing, mails: tuple[Copy, ...], doubts: set[tuple[str, str]]
) -> Iterator[str]:
    """Each paper to each of its recipients: once, or at most once where that is in doubt."""
    number = "INV-2026-000000"
    came = Counter((copy.papers[0][: len(number)], copy.recipient) for copy in mails if copy.papers)
    for key in came.keys() | expected.mails.keys():
        least = 0 if key in doubts else 1
        if not least <= came[key] <= 1 or key not in expected.mails:
            yield f"paper {key} came {came[key]} times"


def _ended(victim: Victim, said: Said) -> Iterator[str]:
    """The exit code is the state's, and no traceback was shown."""
    if "Traceback" in said.err + said.out:
        yield f"traceback: {said.err[-300:]}"
    place = workspace(victim)
    with open_ledger(place.ledger, place.settings.numbering) as ledger:
        doubt = any(
            one.state_of(to) in _DOUBT for one in ledger.messages(MONTH) for to in one.recipients
        )
    if said.code != (5 if doubt else 0):
        yield f"exit code {said.code}, in doubt: {doubt}: {said.err[-300:]}"
