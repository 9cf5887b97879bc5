"""Putting a backup in the ledger's place, unless something happened since that it lacks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from billing.errors import LedgerError
from billing.ledger import Ledger, Readable, copies, open_ledger
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
    other: bool  # the ledger is not the same books, earlier or later
    unsent: tuple[Message, ...]  # waiting in the backup, and perhaps sent since

    @property
    def same(self) -> bool:
        """Whether nothing was written since the backup."""
        return self.links == self.current and not self.other


def compared(workspace: Workspace, backup: Readable) -> Compared:
    """What a restore would do. The ledger that is there may be damaged, or gone."""
    last, _ = backup.links()
    numbers = backup.numbers()
    printed = [number for number in printed_numbers(workspace) if number not in numbers]
    with _as_it_is(workspace) as ledger:
        current, lost, other = _since(ledger, backup)
    return Compared(
        links=last,
        current=current,
        lost=tuple(dict.fromkeys((*printed, *lost))),
        other=other,
        unsent=tuple(one for one in backup.messages() if _waits(one)),
    )


def _since(ledger: Readable | None, backup: Readable) -> tuple[int | None, list[str], bool]:
    """How many rows the ledger has, what it has that the backup lacks, and whether it is another.

    One that cannot be read to its end says nothing; the outbox does.
    """
    try:
        if ledger is None or ledger.is_new():
            return None, [], False
        lost = sorted(ledger.numbers() - backup.numbers())
        lost += sorted(_gone_out(ledger) - _gone_out(backup))
        current, _ = ledger.links()
        shared = min(current, backup.links()[0])
        return current, lost, ledger.links(shared) != backup.links(shared)
    except LedgerError:
        return None, [], False


def refuse_loss(found: Compared) -> None:
    """Raise LedgerError where the backup is older than the papers, or of other books."""
    if found.lost:
        raise LedgerError("restore_older", found=shown(found.lost), count=len(found.lost))
    if found.other:
        raise LedgerError("restore_other")


def restore(workspace: Workspace, file: Path, found: Compared, *, at: datetime) -> Path | None:
    """Put the backup there; what was there, set aside.

    A mail that waits in the backup may have been sent since. It is in doubt from here on, so that
    nothing is sent twice, but for a ledger that holds no more than the backup.
    """
    with copies.unpacked(file) as engine:
        if not found.same:
            _put_in_doubt(Ledger(engine, workspace.settings.numbering), found.unsent, at)
        return copies.put(engine, workspace.ledger)


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


@contextmanager
def _as_it_is(workspace: Workspace) -> Iterator[Readable | None]:
    """The ledger as far as it can still be read; nothing is made or migrated for that."""
    where = workspace.ledger
    if "://" not in where and not Path(where).exists():
        yield None
        return
    try:
        opened = open_ledger(where, workspace.settings.numbering)
    except LedgerError:
        opened = None
    try:
        yield opened
    finally:
        if opened is not None:
            opened.close()
