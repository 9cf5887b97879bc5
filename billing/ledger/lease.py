"""The lease: one row that names the run that may write, for hosts that share no file lock.

It is renewed by every write of its holder, in the same transaction; one who lost it writes
nothing more. So taking over from a run that only seemed dead harms nothing.
"""

import os
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Row, select, update

from billing.errors import LockedError
from billing.ledger.dialect import clock, seconds
from billing.ledger.lock import runs
from billing.ledger.tables import lease

LIFE_SECONDS = 600  # without a write after which another host may take over


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A run that holds the lease, or held it."""

    token: str
    host: str
    pid: int
    place: str  # the file lock it holds too
    since: str

    @property
    def values(self) -> dict[str, str]:
        """For the blanks of a sentence."""
        return {"host": self.host, "pid": str(self.pid), "at": self.since, "place": self.place}


def mine(place: Path, at: datetime) -> Holder:
    """This process, as it takes the lease."""
    return Holder(
        token=uuid4().hex,
        host=socket.gethostname(),
        pid=os.getpid(),
        place=str(place.resolve()),
        since=at.isoformat(timespec="seconds"),
    )


def take(connection: Connection, taker: Holder) -> Holder | None:
    """Take the lease: the dead holder it was taken from, if there was one.

    Raises LockedError where its holder may be alive: on this host, with another lock, as long as
    the process is there; on another host, for 10 minutes after its last write.
    """
    row, age = _row(connection), 0
    holder = _holder(row)
    if holder is not None:
        age = abs(seconds(connection) - row.renewed)  # a clock may have been put back
        if _may_live(holder, taker, age):
            minutes = -(-(LIFE_SECONDS - age) // 60)
            raise LockedError("lease_held", minutes=minutes, **holder.values)
    _write(connection, taker)
    return holder


def renew(connection: Connection, token: str) -> None:
    """Say that its holder is alive. Raises LockedError where it has another one by now."""
    own = update(lease).where(lease.c.holder == token).values(renewed=clock(connection))
    if not connection.execute(own).rowcount:
        holder = _holder(_row(connection))
        if holder is None:  # whoever took it has given it back
            raise LockedError("lease_passed")
        raise LockedError("lease_lost", **holder.values)


def give_back(connection: Connection, token: str) -> None:
    """Hold it no longer; nothing where another one has it."""
    connection.execute(update(lease).where(lease.c.holder == token).values(holder=""))


def _may_live(holder: Holder, taker: Holder, age: int) -> bool:
    """Whoever has the file lock knows that the one who had it before is dead."""
    if age >= LIFE_SECONDS:
        return False
    if holder.host != taker.host:
        return True
    return holder.place != taker.place and runs(holder.pid)


def _write(connection: Connection, taker: Holder) -> None:
    connection.execute(
        update(lease).values(
            holder=taker.token,
            host=taker.host,
            pid=taker.pid,
            place=taker.place,
            since=taker.since,
            renewed=seconds(connection),
        )
    )


def _row(connection: Connection) -> Row[tuple[int, str, str, int, str, str, int]]:
    return connection.execute(select(lease)).one()


def _holder(row: Row[tuple[int, str, str, int, str, str, int]]) -> Holder | None:
    if not row.holder:
        return None
    return Holder(token=row.holder, host=row.host, pid=row.pid, place=row.place, since=row.since)
