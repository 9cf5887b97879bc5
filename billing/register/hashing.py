"""The hash of a client's rows, to see whether its contract changed."""

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from billing.register.entries import Entries, Entry
from billing.register.owners import Owners


def hashes(entries: Entries, owners: Owners) -> Mapping[str, str]:
    """By client: sha256 of the texts of its rows and of the table rows that they refer to.

    The order of rows and columns, their language and what concerns other clients leave it as is.
    """
    rows: dict[str, list[str]] = defaultdict(list)
    for entry in entries.entries:
        for client in owners.of(entry):
            rows[client].append(_canonical(entry))
    return {
        client: hashlib.sha256("\n".join(sorted(own)).encode()).hexdigest()
        for client, own in rows.items()
    }


def _canonical(entry: Entry) -> str:
    texts = {name: _value(entry, name) for name in sorted(entry.texts)}
    return json.dumps([entry.sheet.en, texts], ensure_ascii=False, sort_keys=True)


def _value(entry: Entry, name: str) -> str:
    """A text in one form: a choice by its value, whatever the language."""
    text = unicodedata.normalize("NFKC", entry.text(name))
    choices = entry.sheet.columns[name].choices
    return next((value for value, zh in choices.items() if zh == text), text)
