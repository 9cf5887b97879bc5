"""The ledger's file damaged: a byte a page, cut off, copied without its log, edited by hand."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.torture.ground import Figure, Ground, counted
from tests.torture.standing import standing
from tests.torture.stepping import Pair, pair
from tests.torture.steps import forked
from tests.torture.victim import BILL, Victim

_PAGE = 4096


def _billed(ground: Ground, name: str) -> tuple[Pair, Victim]:
    """Two clients billed and mailed, the ledger in one file."""
    two = pair(ground)
    victim = two.fresh(name)
    forked(victim)
    with closing(sqlite3.connect(victim.root / "ledger.db")) as books:
        books.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return two, victim


def byte_flipped(ground: Ground, tries: int) -> Figure:
    """A byte of each page that is not 0: `verify` tells it, or nothing that is read has changed."""
    two, victim = _billed(ground, "flipped")
    ledger = victim.root / "ledger.db"
    whole, dice, unused = ledger.read_bytes(), ground.dice("flipped"), 0
    pages = range(0, len(whole), _PAGE)
    chosen = sorted(dice.sample(pages, min(tries, len(pages))))

    def one(place: int) -> Iterator[str]:
        nonlocal unused
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        _put(ledger, bytes(changed))
        said, _ = forked(victim, ("verify", "--quick"))
        if said.code == 0:
            unused += 1
            if standing(victim) != two.expected:
                yield "not told by verify, and something else is read"
            if (found := _told_by_sqlite(ledger)) != "ok":
                yield f"not told by verify, but by SQLite: {found}"
        elif said.code not in (1, 2) or "Traceback" in said.err:
            yield f"exit code {said.code}: {said.err[-300:]}"

    def tried() -> Iterator[tuple[str, Iterator[str]]]:
        for page in chosen:
            used = [n for n in range(page, page + _PAGE) if whole[n]]
            place = dice.choice(used)
            yield f"byte {place}", one(place)

    figure = counted(tried())
    told = f"of {len(pages)} pages; {unused} bytes that nothing reads"
    return Figure(tries=figure.tries, wrong=figure.wrong, told=told)


def _told_by_sqlite(ledger: Path) -> str:
    """What its own check of tables and indexes says."""
    with closing(sqlite3.connect(ledger)) as books:
        return str(books.execute("PRAGMA integrity_check(1)").fetchone()[0])


def cut(ground: Ground, tries: int) -> Figure:
    """The file ends early: `verify` says so, and a run gives no number."""
    _, victim = _billed(ground, "cut")
    ledger = victim.root / "ledger.db"
    whole, dice = ledger.read_bytes(), ground.dice("cut")

    def one(length: int) -> Iterator[str]:
        _put(ledger, whole[:length])
        before = victim.files()
        for words in (("verify", "--quick"), BILL):
            said, _ = forked(victim, words)
            if said.code in (0, 3) or "Traceback" in said.err:
                yield f"{words[0]}: exit code {said.code}: {said.err[-300:]}"
        if victim.files() != before:
            yield "a file of the outbox changed"

    lengths = [0, 100, _PAGE, *(dice.randrange(len(whole)) for _ in range(max(0, tries - 3)))]
    return counted((f"cut at {length}", one(length)) for length in lengths[:tries])


def without_log(ground: Ground, tries: int) -> Figure:
    """After a kill the log is left out of a copy: nothing is given or sent twice."""
    two, dice = pair(ground), ground.dice("log")
    late = [n for n, name in enumerate(two.steps, start=1) if name == "after a commit"][3:]

    def one(step: int) -> Iterator[str]:
        victim = two.fresh(f"log-{step}")
        forked(victim, die_at=step)
        for name in ("ledger.db-wal", "ledger.db-shm"):
            (victim.root / name).unlink(missing_ok=True)
        printed = bool(list(victim.root.glob("outbox/*/*.pdf")))
        before = victim.files()
        said, _ = forked(victim)
        if printed and (said.code != 1 or victim.files() != before):
            yield f"papers without their numbers: exit code {said.code}: {said.err[-200:]}"
        elif not printed:
            yield from two.ended(victim, said)
        if "Traceback" in said.err:
            yield said.err[-300:]
        shutil.rmtree(victim.root, ignore_errors=True)

    chosen = sorted(dice.sample(late, min(tries, len(late))))
    return counted((f"killed at step {step}", one(step)) for step in chosen)


_BY_HAND = (
    "UPDATE invoices SET snapshot = replace(snapshot, 'Sample', 'Simple') WHERE n = 1",
    "UPDATE invoices SET client = 'Z' WHERE n = 1",
    "UPDATE lines SET amount = '1.00' WHERE seq = (SELECT min(seq) FROM lines)",
    "DELETE FROM lines WHERE seq = (SELECT max(seq) FROM lines)",
    "DELETE FROM invoices WHERE n = 2",
    "UPDATE numbers SET n = n + 1",
    "UPDATE numbers SET n = n - 1",
    "UPDATE balances SET content = replace(content, '0', '9')",
    "UPDATE renderings SET sha256 = lower(hex(zeroblob(32)))",
    "UPDATE deliveries SET state = 'queued' WHERE state = 'sent'",
    "DELETE FROM deliveries WHERE state = 'sent'",
    "UPDATE messages SET to_addresses = '[\"other@x.example\"]'",
    "UPDATE links SET hash = lower(hex(zeroblob(32))) WHERE seq = 2",
    "DELETE FROM links WHERE seq = 3",
    "UPDATE runs SET started_at = '2020-01-01T00:00:00+00:00'",
    "UPDATE sources SET sha256 = lower(hex(zeroblob(32)))",
    "DROP TRIGGER invoices_no_update",
)


def edited(ground: Ground, tries: int) -> Figure:
    """Rows changed by hand, triggers and all put back: `verify` names it, exit code 1."""
    _, victim = _billed(ground, "edited")
    ledger = victim.root / "ledger.db"
    whole = ledger.read_bytes()

    def one(statement: str) -> Iterator[str]:
        _put(ledger, whole)
        _by_hand(ledger, statement)
        said, _ = forked(victim, ("verify", "--quick"))
        if said.code != 1 or "Traceback" in said.err:
            yield f"exit code {said.code}: {said.err[-300:]}"

    return counted((statement, one(statement)) for statement in _BY_HAND[:tries])


def _by_hand(ledger: Path, statement: str) -> None:
    with closing(sqlite3.connect(ledger)) as books, books:
        triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        kept = [] if statement.startswith("DROP") else books.execute(triggers).fetchall()
        for name, _ in kept:
            books.execute(f"DROP TRIGGER {name}")
        done = books.execute(statement).rowcount
        assert done or not kept, statement
        for _, text in kept:
            books.execute(text)


def _put(ledger: Path, content: bytes) -> None:
    for path in ledger.parent.glob("ledger.db-*"):
        path.unlink()
    ledger.write_bytes(content)
