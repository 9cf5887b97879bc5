"""Sending goes on after the templates or the settings have changed: the bytes are the old ones."""

import shutil
from collections.abc import Iterator

from billing.ledger import open_ledger
from billing.month.mails import path_of
from tests.torture.ground import Figure, Ground, counted
from tests.torture.standing import workspace, wrong
from tests.torture.stepping import pair
from tests.torture.steps import forked
from tests.torture.victim import Victim

_OTHER_LETTER = "Other words.\n"
_CHANGES = ("letter", "sender", "page", "provider", "reply_to")


def changed_meanwhile(ground: Ground, tries: int) -> Figure:
    """Killed while sending, once all mails are composed; something is changed; sent is what was."""
    two = pair(ground)
    steps = two.steps
    begun = steps.index("before Connection.answer") + 1
    dice = ground.dice("resuming")

    def one(step: int, change: str) -> Iterator[str]:
        victim = two.fresh(f"resuming-{step}")
        forked(victim, die_at=step)
        papers = _composed(victim)
        _change(victim, change)
        said, _ = forked(victim)
        faults = wrong(victim, two.expected, said=said, mails=ground.box.copies())
        yield from (fault for fault in faults if not fault.startswith("run.json"))
        for name, content in papers.items():
            if next(victim.root.glob(f"outbox/*/mail/{name}")).read_bytes() != content:
                yield f"{name} was written anew"
        shutil.rmtree(victim.root)

    chosen = [
        (dice.randint(begun, len(steps) - 4), _CHANGES[turn % len(_CHANGES)])
        for turn in range(tries)
    ]
    return counted((f"{change} after step {step}", one(step, change)) for step, change in chosen)


def _composed(victim: Victim) -> dict[str, bytes]:
    """The mails whose bytes the ledger knows, by file."""
    place = workspace(victim)
    with open_ledger(place.ledger, place.settings.numbering) as ledger:
        paths = [
            path_of(message.message_id, message.month, place)
            for message in ledger.messages()
            if message.eml_sha256
        ]
    return {path.name: path.read_bytes() for path in paths}


def _change(victim: Victim, change: str) -> None:
    settings = victim.root / "billing.toml"
    text = settings.read_text(encoding="utf-8")
    templates = victim.root / "templates"
    templates.mkdir()
    match change:
        case "letter":
            for name in ("mail.txt", "mail.html"):
                (templates / name).write_text(_OTHER_LETTER, encoding="utf-8")
        case "page":
            (templates / "invoice.css").write_text("p { color: red }", encoding="utf-8")
        case "sender":
            text = text.replace("billing@provider", "other@provider")
        case "provider":
            text = text.replace("Sample Provider", "Another Provider")
        case _:
            text = text.replace("[mail]", '[mail]\nreply_to = "desk@provider.example"')
    settings.write_text(text, encoding="utf-8")
