"""Putting a backup in the ledger's place, unless something happened since that it lacks."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from billing.errors import LedgerError
from billing.ledger import (
    Closing,
    Decision,
    Ledger,
    Readable,
    Restoration,
    copies,
    ledger_as_it_is,
)
from billing.ledger.dialect import is_damage
from billing.message import Delivery, Message
from billing.month.evidence import printed_numbers, shown
from billing.month.workspace import Workspace

_GONE_OUT = ("in_doubt", "sent", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A backup beside what is there now."""

    links: int  # rows of the backup
    current: int | None  # rows of the ledger; None: there is none, or it cannot be read
    lost: tuple[str, ...]  # what would be lost: numbers and mails
    undone: tuple[Decision | Closing, ...]  # and what people and runs settled since
    other: bool  # the ledger is not the same books, earlier or later
    same: bool  # nothing was written since the backup
    papers: int  # in the outbox, whose numbers the backup has, or are among the lost
    unsent: tuple[Message, ...]  # waiting in the backup, and perhaps sent since

    @property
    def doubtful(self) -> tuple[Message, ...]:
        """The mails that will be in doubt: none where the ledger has no entry more."""
        return () if self.same else self.unsent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Since:
    """What the ledger that is there has beside the backup."""

    current: int | None = None
    lost: tuple[str, ...] = ()
    undone: tuple[Decision | Closing, ...] = ()
    other: bool = False
    same: bool = False


def compared(workspace: Workspace, backup: Readable) -> Compared:
    """What a restore would do. The ledger that is there may be damaged, or gone."""
    numbers = backup.numbers()
    printed = printed_numbers(workspace, numbers)
    with ledger_as_it_is(workspace.ledger) as ledger:
        since = _since(ledger, backup)
    return Compared(
        links=backup.links(),
        current=since.current,
        lost=tuple(dict.fromkeys((*(one for one in printed if one not in numbers), *since.lost))),
        undone=since.undone,
        other=since.other,
        same=since.same,
        papers=len(printed),
        unsent=tuple(one for one in backup.messages() if _waits(one)),
    )


def _since(ledger: Readable | None, backup: Readable) -> _Since:
    """How many rows the ledger has, what it has that the backup lacks, and whether it is another.

    One that cannot be read to its end says nothing; the outbox does. Earlier restorations of the
    ledger are no entries that could be lost.
    """
    try:
        if ledger is None or ledger.is_new():
            return _Since()
        lost = sorted(ledger.numbers() - backup.numbers())
        lost += sorted(_gone_out(ledger) - _gone_out(backup))
        known = frozenset(backup.decided())
        undone = tuple(one for one in ledger.decided() if one not in known)
        ours, theirs = ledger.entries(), backup.entries()
    except LedgerError as error:
        if not is_damage(error):
            raise
        return _Since()
    except ValueError:  # what stands in it is no date, address or balance
        return _Since()
    shared = _shared(ours, theirs)
    more, theirs_more = (_beside_notes(rest[shared:]) for rest in (ours, theirs))
    whole = shared == len(theirs)
    return _Since(
        current=len(ours),
        lost=tuple(lost),
        undone=undone,
        other=more and not whole,
        same=not more and not theirs_more,
    )


def _beside_notes(entries: Iterable[tuple[str, str]]) -> bool:
    """Whether something else happened than restores."""
    return any(table != "restorations" for table, _ in entries)


def _shared(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """How many entries two ledgers begin with alike."""
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def refuse_loss(found: Compared, *, without_decisions: bool = False) -> None:
    """Raise LedgerError where the backup is older than the papers, or of other books.

    Also where holds, approvals and closings would be lost, unless that is asked for: the next run
    would bill as if nobody had decided.
    """
    if found.lost:
        raise LedgerError("restore_older", found=shown(found.lost), count=len(found.lost))
    if found.other:
        raise LedgerError("restore_other")
    if found.undone and not without_decisions:
        raise LedgerError("restore_undoes", count=len(found.undone))


def restore(workspace: Workspace, file: Path, found: Compared, *, at: datetime) -> Path | None:
    """Put the backup there, with a note that it was; what was there, set aside.

    A mail that waits in the backup may have been sent since. It is in doubt from here on, so that
    nothing is sent twice, but for a ledger that holds no more than the backup.
    """
    with copies.unpacked(file) as engine:
        ledger = Ledger(engine, workspace.settings.numbering)
        ledger.record_restoration(_restoration(file, found, at))
        _put_in_doubt(ledger, found.doubtful, at)
        return copies.put(engine, workspace.ledger)


def _restoration(file: Path, found: Compared, at: datetime) -> Restoration:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Restoration(
        at=at,
        backup=file.name,
        sha256=digest,
        entries=found.links,
        compared=found.current,
        papers=found.papers,
        in_doubt=len(found.doubtful),
    )


def _put_in_doubt(ledger: Ledger, messages: Iterable[Message], at: datetime) -> None:
    """Before the backup takes its place: from then on a run could send them."""
    for message in messages:
        for recipient in message.recipients:
            if message.state_of(recipient) == "queued":
                doubt = Delivery(
                    message_id=message.message_id,
                    recipient=recipient,
                    state="in_doubt",
                    at=at,
                    why="restored from a backup",
                )
                ledger.record_delivery(doubt)


def _gone_out(ledger: Readable) -> set[str]:
    """Every mail to a recipient that was sent, or may have been: `ID to ADDRESS`."""
    return {
        f"{message.message_id} > {recipient}"
        for message in ledger.messages()
        for recipient in message.recipients
        if message.state_of(recipient) in _GONE_OUT
    }


def _waits(message: Message) -> bool:
    return any(message.state_of(recipient) == "queued" for recipient in message.recipients)
