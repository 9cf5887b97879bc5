"""Fifty clients, one of which fails at a stage: the other forty-nine are billed and mailed."""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from openpyxl import load_workbook

from billing.errors import RenderError
from billing.month import client as planning
from billing.month import issue, mails
from billing.month import print as printing
from tests.torture.ground import Figure, Ground, counted
from tests.torture.standing import standing
from tests.torture.steps import forked
from tests.torture.victim import Rows, Victim, drop, made

_ONE = "C25"
_CODES = [f"C{n:02}" for n in range(1, 51)]
Around = Callable[[], AbstractContextManager[object]]


def _fifty() -> Rows:
    plain = {"language": "en", "tax_rate": "6%", "price_basis": "exclusive"}
    return {
        "Clients": [
            {"client": code, "name": f"Sample {code}", "email_to": f"pay@{code}.example", **plain}
            for code in _CODES
        ],
        "Fixed": [
            {"charge": f"{code}-1", "client": code, "start": "2026-01-01", "seats": "1"}
            | {"price": str(1000 + place)}
            for place, code in enumerate(_CODES)
        ],
    }


def one_of_fifty(ground: Ground, tries: int) -> Figure:
    """At each stage; then what was wrong is put right, and the rerun bills the one."""
    base = made(ground.folder / "fifty", port=ground.box.port, register=_fifty())
    for path in (base.root / "inbox").iterdir():
        path.unlink()

    def one(stage: str, code: int) -> Iterator[str]:
        ground.box.emptied()
        victim = base.copied(base.root.with_name(f"fifty-{stage}"))
        poison, around = _STAGES[stage]
        poison(victim)
        said, _ = forked(victim, around=lambda: _quick(around))
        yield from _others(victim, said.code, code, said.err)
        (victim.root / "contracts.xlsx").write_bytes((base.root / "contracts.xlsx").read_bytes())
        for path in (victim.root / "inbox").iterdir():
            path.unlink()
        said, _ = forked(victim, around=lambda: _quick(contextlib.nullcontext))
        found = standing(victim)
        if said.code or len(found.documents) != 50 or len(set(found.billed)) != 50:
            yield f"put right: exit code {said.code}, {len(found.documents)}: {said.err[-200:]}"
        checked, _ = forked(victim, ("verify", "--quick"))
        came = [copy.papers for copy in ground.box.copies() if copy.papers]
        if checked.code or len(came) != 50 or len(set(came)) != 50:
            yield f"put right: verify {checked.code}, {len(came)} mails: {checked.out[-200:]}"

    return counted((stage, one(stage, code)) for stage, code in list(_ENDS.items())[:tries])


def _others(victim: Victim, found: int, expected: int, err: str) -> Iterator[str]:
    others = set(_CODES) - {_ONE}
    if found != expected or "Traceback" in err:
        yield f"exit code {found}: {err[-300:]}"
    stands = standing(victim)
    if not others <= set(stands.billed):
        yield f"not billed: {sorted(others - set(stands.billed))}"
    wanted = [f"INV-2026-{n:06}" for n in range(1, len(stands.documents) + 1)]
    if list(stands.documents) != wanted or len(wanted) not in (49, 50):
        yield f"numbers {list(stands.documents)}"
    sent = [key for key, state in stands.mails.items() if state == "sent"]
    if len(sent) < 49:
        yield f"{len(sent)} mails were sent"


def _cell(sheet: str, column: str, value: str) -> Callable[[Victim], None]:
    """Write into the one client's row of the register."""

    def poison(victim: Victim) -> None:
        path = victim.root / "contracts.xlsx"
        book = load_workbook(path)
        page = book[sheet]
        names = [str(cell.value).rstrip(" *").lower() for cell in page[1]]
        for place, row in enumerate(page.iter_rows(values_only=True), start=1):
            if any(str(cell or "").startswith(_ONE) for cell in row[:2]):
                page.cell(place, names.index(column) + 1, value)
        book.save(path)

    return poison


def _usage(victim: Victim) -> None:
    """A vacancy of the one client that nobody can read."""
    head = ["date", "client", "charge", "event", "quantity"]
    drop(victim.root, "events.xlsx", [head, ["someday", _ONE, f"{_ONE}-1", "vacancy", "x"]])


def _nothing(_victim: Victim) -> None:
    """The program is changed instead."""


def _raising(module: Any, name: str, error: Exception, code: Callable[..., str]) -> Around:
    """The function fails where it is called for the one client."""
    original = getattr(module, name)

    def failing(*given: Any, **more: Any) -> Any:
        if code(*given, **more) == _ONE:
            raise error
        return original(*given, **more)

    return lambda: patch.object(module, name, failing)


def _quick(around: Around) -> AbstractContextManager[object]:
    """Pages of one line each, unless the page is what fails: fifty of them take long.

    They are made in the child itself, for workers would know nothing of what is changed in it.
    """
    stack = contextlib.ExitStack()
    stack.enter_context(patch.dict(os.environ, {"BILLING_RUN_WORKERS": "0"}))
    stack.enter_context(
        patch.object(printing, "render", lambda document, _look: document.number.encode())
    )
    stack.enter_context(around())
    return stack


_STAGES: dict[str, tuple[Callable[[Victim], None], Around]] = {
    "read: a term that is none": (_cell("Fixed", "price", "a lot"), contextlib.nullcontext),
    "check: a row of usage": (_usage, contextlib.nullcontext),
    "rate: the program fails": (
        _nothing,
        _raising(planning, "rate", ZeroDivisionError(), lambda one, *_: one.client.client),
    ),
    "draft: the program fails": (
        _nothing,
        _raising(planning, "draft", RecursionError(), lambda *a, **_: _code_in(a)),
    ),
    "review: a letter that no font has": (
        _cell("Clients", "name", "Sample \U00010300"),
        contextlib.nullcontext,
    ),
    "issue: the disk refuses its files": (
        _nothing,
        _raising(issue, "archive", OSError(28, "full"), lambda draft, _: draft.client.code),
    ),
    "render: the page fails": (
        _nothing,
        _raising(
            printing,
            "pages",
            RenderError("render_failed", name=_ONE, reason="planted"),
            lambda document, *_: document.draft.client.code,
        ),
    ),
    "send: the message cannot be written": (
        _nothing,
        _raising(mails, "_made", OSError(5, "broken"), lambda message, *_: message.client),
    ),
}
_ENDS = dict(zip(_STAGES, (3, 3, 1, 1, 3, 1, 1, 5), strict=True))


def _code_in(given: tuple[Any, ...]) -> str:
    """The client's code in whatever a step is given."""
    for one in given:
        client = getattr(getattr(one, "contract", one), "client", None)
        if client is not None:
            return str(getattr(client, "client", getattr(client, "code", "")))
    return ""
