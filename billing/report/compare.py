"""Whether a run says anything that the last one did not."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

# They tell the run, not what came of the month.
_OF_THE_RUN = ("run_id", "started_at", "finished_at", "version")
_LINES = tuple(f'  "{name}": ' for name in _OF_THE_RUN)


def says_the_same(path: Path, text: str) -> bool:
    """Whether a run.json is there and tells the same of every client and file as `text`.

    What one run issued, the next finds unchanged: that is no news.
    """
    try:
        before = path.read_text(encoding="utf-8")
        return _bare(before) == _bare(text) or _digest(before) == _digest(text)
    except (OSError, ValueError):
        return False


def _bare(text: str) -> list[str]:
    """The lines that tell what came of the month, of a text that this program wrote."""
    head, _, _ = text.partition('\n  "totals": ')
    lines = head.replace('\n      "outcome": "unchanged"', '\n      "outcome": "issued"').split(
        "\n"
    )
    return [line for line in lines if not line.startswith(_LINES)]


def _digest(text: str) -> bytes:
    """Of what a text tells, however it is laid out; of two, never both are taken apart at once."""
    told = json.dumps(_told(json.loads(text)), sort_keys=True)
    return sha256(told.encode()).digest()


def _told(content: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in content.items() if name not in _OF_THE_RUN}
    kept.pop("totals", None)
    kept["clients"] = [
        {**client, "outcome": "issued" if client["outcome"] == "unchanged" else client["outcome"]}
        for client in kept.get("clients", ())
    ]
    return kept
