"""A state machine over a workspace: whatever people, crashes, clock and mail do, the books hold.

The program runs as always but for three things: pages are drawn by a stand-in (thousands of runs,
and the page is not what is asked here), the clock is the machine's, and mail goes to a carrier that
notes each copy it takes and answers as the machine wants.
"""

import contextlib
import hashlib
import io
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import billing.cli
import billing.mail
from billing.cli import opening, speech
from billing.invoice import CreditNote, Invoice
from billing.ledger import Ledger, open_ledger
from billing.ledger.snapshot import draft_hash
from billing.mail import Answer, Envelope
from billing.month import print as printing
from billing.register import write
from billing.settings import NumberingSettings
from tests.torture.isolation import save
from tests.torture.steps import forked, watched
from tests.torture.victim import Victim

MONTHS = ("2026-10", "2026-11", "2026-12")
CLIENTS = ("A", "B", "C")
_SETTINGS = """
first_month = "2026-10"
language = "en"
[provider]
name = "示例客服"
name_en = "Sample Provider"
[thresholds]
change = 1.5
constant = false
rising = false
[mail]
send = "run"
from = "billing@provider.example"
host = "127.0.0.1"
security = "none"
per_minute = 60000
"""
_BY = ("--by", "Wang", "--why", "machine")
_months, _clients = st.sampled_from(MONTHS), st.sampled_from(CLIENTS)


class CrashError(BaseException):
    """The program stops here: nothing catches it."""


class _Post:
    """Takes copies, notes each that arrived, and answers as it is told to."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.answer = "sent"

    def carry(
        self, envelope: Envelope, before_data: Callable[[], None], before_dot: Callable[[], None]
    ) -> Answer:
        """`in_doubt`: it arrived, and the answer was lost."""
        before_data()
        if self.answer in ("queued", "failed"):
            return Answer(state="queued" if self.answer == "queued" else "failed", reply="no")
        before_dot()
        with self.log.open("a", encoding="utf-8") as stream:
            found = hashlib.sha256(envelope.content).hexdigest()
            stream.write(f"{envelope.recipient} {found}\n")
        return Answer(state="sent" if self.answer == "sent" else "in_doubt", reply="ok")

    def close(self) -> None:
        """Nothing is open."""


def _page(document: Invoice | CreditNote, _look: object) -> bytes:
    """A page that is as different as its document."""
    return f"%PDF {document.number} {draft_hash(document.draft)}\n".encode()


class Machine(RuleBasedStateMachine):
    """Rules are what may happen; invariants, what holds after each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="machine-"))
        self.root = self.folder / "books"
        self.clock = datetime.fromisoformat("2026-12-02T06:15:00+08:00")
        self.price, self.files = 2600, dict.fromkeys(MONTHS, 100)
        self.known: dict[str, str] = {}  # every number that was ever seen, and its content
        self.post = _Post(self.folder / "post.log")
        self.stack = contextlib.ExitStack()
        self.stack.enter_context(patch.object(opening, "now", lambda _workspace: self.clock))
        self.stack.enter_context(patch.object(billing.mail, "carrier", lambda *_: self.post))
        self.stack.enter_context(patch.object(printing, "render", _page))

    def teardown(self) -> None:
        """At the end all is well: every month runs to its end, and nothing is lost or twice."""
        if (self.root / "billing.toml").exists():
            self._at_the_end()
        self.stack.close()
        shutil.rmtree(self.folder)

    def _at_the_end(self) -> None:
        self.post.answer = "sent"
        self.clock = max(self.clock, datetime.fromisoformat("2027-02-01T06:15:00+08:00"))
        for month in MONTHS:
            assert self.call("run", "--month", month)[0] in (0, 3, 5)
        before = self._files()
        for month in MONTHS:
            assert self.call("run", "--month", month)[0] in (0, 3, 5)
        assert self._files() == before, "a second run changed something"
        code, said = self.call("verify", "--quick")
        assert code == 0, said
        self.books_hold()
        self.no_mail_twice()

    @initialize()
    def begin(self) -> None:
        """Three clients: seats; receptions with a quota carried over; receptions in tiers."""
        (self.root / "inbox").mkdir(parents=True)
        (self.root / "billing.toml").write_text(_SETTINGS, encoding="utf-8")
        self._register()
        for month in MONTHS:
            self.drop(month, 100)
        self.bill(MONTHS[0])
        self.back_up()

    def _register(self) -> None:
        plain = {"language": "en", "tax_rate": "6%", "price_basis": "exclusive"}
        rows = {
            "Clients": [
                {"client": one, "name": f"Sample {one}", "email_to": f"pay@{one}.example", **plain}
                for one in CLIENTS
            ],
            "Stores": [{"client": one, "store": f"Shop {one}"} for one in "BC"],
            "Fixed": [{"charge": "A-1", "client": "A", "start": "2026-01-01", "seats": "2",
                       "price": str(self.price)}],
            "Monthly": [{"charge": "B-1", "client": "B", "start": "2026-01-01", "store": "Shop B",
                         "fee": "800", "metric": "receptions", "included": "3000",
                         "overage_price": "1.20", "unused": "carry_over", "carry_months": "2"}],
            "Receptions": [{"charge": "C-1", "client": "C", "start": "2026-01-01",
                            "store": "Shop C", "method": "flat", "price": "1.50"}],
        }  # fmt: skip
        write(self.root / "contracts.xlsx", rows, "en")

    @rule(month=_months, per_day=st.sampled_from([0, 60, 100, 140]))
    def drop(self, month: str, per_day: int) -> None:
        """A usage file comes, changes, or (0) is taken away."""
        path = self.root / "inbox" / f"{month}.xlsx"
        self.files[month] = per_day
        if not per_day:
            path.unlink(missing_ok=True)
            return
        first = datetime.fromisoformat(f"{month}-01")
        days = [first + timedelta(days=n) for n in range(31)]
        table = [
            [f"{day:%Y-%m-%d}", f"Shop {one}", per_day]
            for one in "BC"
            for day in days
            if f"{day:%Y-%m}" == month
        ]
        save(path, [["date", "store", "receptions"], *table])

    @rule(price=st.sampled_from([2500, 2600, 2700]))
    def edit(self, price: int) -> None:
        """The register changes."""
        self.price = price
        self._register()

    @rule(hours=st.sampled_from([-1, 1, 24, 24 * 10, 24 * 31]))
    def pass_time(self, hours: int) -> None:
        """The clock moves, or goes an hour back."""
        self.clock += timedelta(hours=hours)

    @rule(answer=st.sampled_from(["sent", "in_doubt", "queued", "failed"]))
    def weather(self, answer: str) -> None:
        """How the mail server answers from now on."""
        self.post.answer = answer

    @rule(month=_months)
    def bill(self, month: str) -> None:
        """A run to its end; of a month that is not over, a refusal."""
        self.told(0, 1, 2, 3, 5)("run", "--month", month)

    @rule()
    def fire(self) -> None:
        """What cron does."""
        self.told(0, 1, 3, 5)("run", "--if-due")

    @rule(month=_months, at=st.integers(1, 60))
    def crash(self, month: str, at: int) -> None:
        """An exception at a step, that nothing foresaw."""
        count = 0

        def step(_name: str) -> None:
            nonlocal count
            count += 1
            if count == at:
                raise CrashError

        with contextlib.suppress(CrashError), watched(step):
            self.call("run", "--month", month)
        speech.forget()

    @rule(month=_months, at=st.integers(1, 60))
    def kill(self, month: str, at: int) -> None:
        """SIGKILL at a step."""
        said, _ = forked(Victim(root=self.root), ("run", "--month", month), die_at=at)
        assert said.code in (-9, 0, 1, 2, 3, 5), said
        speech.forget()

    @rule(client=_clients, month=_months, kind=st.sampled_from(["approve", "hold"]))
    def decide(self, client: str, month: str, kind: str) -> None:
        """A person decides, also where there is nothing to decide."""
        self.told(0, 2)(kind, client, "--month", month, *_BY)

    @rule(place=st.integers(0, 5))
    @precondition(lambda self: self.known)
    def credit(self, place: int) -> None:
        """Some number is credited, if that can be."""
        number = sorted(self.known)[place % len(self.known)]
        self.told(0, 1)("credit", number, *_BY)

    @rule(client=_clients, month=_months, anyway=st.booleans())
    def reissue(self, client: str, month: str, anyway: bool) -> None:
        """A month is billed again, if that can be."""
        more = ("--anyway",) if anyway else ()
        self.told(0, 1, 2)("reissue", client, "--month", month, *more, *_BY)

    @rule(client=_clients, month=_months)
    def close(self, client: str, month: str) -> None:
        """A month is settled by hand."""
        self.told(0, 2, 3)("close", month, "--client", client, "--anyway", *_BY)

    @rule()
    def back_up(self) -> None:
        """A copy of the ledger."""
        file = self.folder / "backup.db"
        file.unlink(missing_ok=True)
        self.told(0)("backup", str(file))

    @rule()
    @precondition(lambda self: (self.folder / "backup.db").exists())
    def restore(self) -> None:
        """The last copy put back, or refused because something happened since."""
        self.told(0, 1)("restore", str(self.folder / "backup.db"))

    def told(self, *codes: int) -> Callable[..., None]:
        """A command that may end with these codes only, and without a traceback."""

        def call(*words: str) -> None:
            code, said = self.call(*words)
            assert code in codes, f"{words}: {code}\n{said}"
            assert "Traceback" not in said
            assert "billing.log" not in said, said

        return call

    def call(self, *words: str) -> tuple[int, str]:
        """A command in this process: its exit code and all it said."""
        said = io.StringIO()
        argv = ["billing", "--workspace", str(self.root), *words]
        with (
            patch.object(sys, "argv", argv),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            try:
                billing.cli.main()
            except SystemExit as left:
                return int(left.code or 0), said.getvalue()
            finally:
                speech.forget()
        raise AssertionError("a command ends with its exit code")

    @contextlib.contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        with open_ledger(str(self.root / "ledger.db"), NumberingSettings()) as ledger:
            yield ledger

    @invariant()
    def books_hold(self) -> None:
        """Numbers, dates, one invoice a month, chain, balances, papers, and nothing lost."""
        if not (self.root / "ledger.db").exists():
            return
        with self._ledger() as ledger:
            assert ledger.verify() == ()
            documents = ledger.documents()
            papers = {one.file: one.sha256 for one in ledger.renderings()}
        numbers = [one.number for one in documents]
        assert [int(number[-6:]) for number in numbers] == list(range(1, len(numbers) + 1))
        dates = [one.issue_date for one in documents]
        assert dates == sorted(dates)
        undone = {one.corrects for one in documents if isinstance(one, CreditNote)}
        standing = [
            (one.draft.client.code, one.draft.month)
            for one in documents
            if isinstance(one, Invoice) and one.number not in undone
        ]
        assert len(set(standing)) == len(standing), standing
        contents = {one.number: f"{one.issue_date} {draft_hash(one.draft)}" for one in documents}
        assert self.known.items() <= contents.items(), "a number was lost, or changed"
        self.known = contents
        for file, digest in papers.items():
            path = self.root / file
            if path.exists():
                assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, file

    @invariant()
    def no_mail_twice(self) -> None:
        """Each copy arrives once at most, whatever was answered."""
        if self.post.log.exists():
            copies = self.post.log.read_text(encoding="utf-8").splitlines()
            assert len(set(copies)) == len(copies)

    def _files(self) -> dict[Path, tuple[int, bytes]]:
        return {
            path: (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted((self.root / "outbox").rglob("*"))
            if path.is_file()
        }
