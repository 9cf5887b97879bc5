"""Whether a run says anything that the last one did not."""

import json
from pathlib import Path
from typing import Any

# They tell the run, not what came of the month.
_OF_THE_RUN = ("run_id", "started_at", "finished_at", "version")


def says_the_same(path: Path, text: str) -> bool:
    """Whether a run.json is there and tells the same of every client and file as `text`.

    What one run issued, the next finds unchanged: that is no news.
    """
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return _told(before) == _told(json.loads(text))


def _told(content: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in content.items() if name not in _OF_THE_RUN}
    kept.pop("totals", None)
    kept["clients"] = [
        {**client, "outcome": "issued" if client["outcome"] == "unchanged" else client["outcome"]}
        for client in kept.get("clients", ())
    ]
    return kept
