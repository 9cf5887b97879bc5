"""On what machine a figure was measured, and where figures are kept."""

import json
import os
import platform
import shlex
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

KEPT = Path(__file__).resolve().parent.parent / "build" / "bench"
_LIBRARIES = ("weasyprint", "sqlalchemy", "pandas", "pydantic", "openpyxl")


def machine() -> dict[str, Any]:
    """The machine and the versions that were measured."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _processor() -> str:
    """The processor's own name, where the system tells it."""
    names = Path("/proc/cpuinfo")
    for line in names.read_text(encoding="utf-8").splitlines() if names.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def keep(name: str, figures: dict[str, Any]) -> Path:
    """Write figures as JSON, with the machine and the command that measured them."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{name}.json"
    command = shlex.join(["python", "benchmarks/" + Path(sys.argv[0]).name, *sys.argv[1:]])
    told = {"command": command, "machine": machine(), "loaded": os.getloadavg()[0], **figures}
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def kept(name: str) -> dict[str, Any] | None:
    """The figures that were last measured, if they were."""
    path = KEPT / f"{name}.json"
    if not path.exists():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
