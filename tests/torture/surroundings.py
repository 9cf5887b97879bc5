"""Other surroundings of the same run: environment, locale, umask, time zone, clock."""

import shutil
from collections.abc import Iterator

from tests.torture.ground import Figure, Ground, counted
from tests.torture.standing import standing
from tests.torture.stepping import pair
from tests.torture.steps import at, forked
from tests.torture.victim import BILL, Victim


def as_cron_runs_it(ground: Ground, tries: int) -> Figure:
    """A bare environment, locale C, umask 000, time zones: the same bytes, closed to others."""

    def one(umask: int, more: dict[str, str]) -> Iterator[str]:
        victim = ground.fresh()
        bare = {"PYTHONPATH": str(victim.package), **more}
        said = victim.call(*BILL, environment=bare, umask=umask)
        yield from _open_to_others(victim)
        yield from ground.ended(victim, said)

    cases = [
        (0o000, {}),
        (0o000, {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "HOME": "/nonexistent"}),
        (0o077, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "TZ": "America/Adak"}),
        (0o022, {"LANG": "tr_TR.UTF-8", "TZ": "nonsense", "PATH": "/nonexistent"}),
        (0o777, {"PYTHONHASHSEED": "7", "TMPDIR": "/nonexistent"}),
    ]
    return counted((f"umask {umask:03o} {more}", one(umask, more)) for umask, more in cases[:tries])


def _open_to_others(victim: Victim) -> Iterator[str]:
    """What the program wrote that is not its owner's alone."""
    given = {"contracts.xlsx", "billing.toml", "inbox"}
    for path in sorted(victim.root.rglob("*")):
        name = path.relative_to(victim.root)
        if name.parts[0] not in given and path.stat().st_mode & 0o077:
            yield f"{name} can be read by others ({path.stat().st_mode & 0o777:o})"


_CLOCKS = (
    ("midnight inside a run", "2026-11-02T23:59:59+08:00", "2026-11-03T00:00:01+08:00"),
    ("month end inside a run", "2026-11-30T23:59:59+08:00", "2026-12-01T00:00:01+08:00"),
    ("an hour back", "2026-11-02T00:30:00+08:00", "2026-11-01T23:30:00+08:00"),
    ("a year back", "2027-11-02T00:30:00+08:00", "2026-11-02T00:30:00+08:00"),
)


def clock_moved(ground: Ground, tries: int) -> Figure:
    """Killed after the first number, and the clock has moved: dates follow numbers all the same.

    A clock that went back issues nothing until it is where it was; then all is as it should be.
    """
    two = pair(ground)
    number = [n for n, name in enumerate(two.steps, 1) if name == "after a commit"][2]

    def one(first: str, second: str) -> Iterator[str]:
        victim = two.fresh("clock")
        settings = victim.root / "billing.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("issue_date = 2026-11-02\n", ""), encoding="utf-8")
        forked(victim, BILL, die_at=number, around=lambda: at(first))
        said, _ = forked(victim, BILL, around=lambda: at(second))
        back = second[:10] < first[:10]
        if said.code != (1 if back else 0) or "Traceback" in said.err:
            yield f"exit code {said.code}: {said.err[-300:]}"
        later = first if back else second
        said, _ = forked(victim, BILL, around=lambda: at(later))
        for _ in range(2):
            said, _ = forked(victim, BILL, around=lambda: at(later))
        if said.code:
            yield f"later: exit code {said.code}: {said.err[-300:]}"
        if len(standing(victim).documents) != 2:
            yield f"documents {list(standing(victim).documents)}"
        checked, _ = forked(victim, ("verify", "--quick"))
        if checked.code:
            yield checked.out
        copies = [(copy.papers, copy.recipient) for copy in ground.box.copies() if copy.papers]
        if len(copies) != 3 or len(set(copies)) != 3:
            yield f"mails {copies}"
        shutil.rmtree(victim.root)

    return counted((name, one(*moments)) for name, *moments in _CLOCKS[:tries])
