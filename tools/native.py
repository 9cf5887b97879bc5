"""The shared libraries that WeasyPrint loads: are they there, and if not, load them from a folder.

    python tools/native.py            exit 0 if every library can be loaded; else name those missing
    python tools/native.py FOLDER     from now on this venv loads the libraries unpacked in FOLDER

WeasyPrint opens libraries by name. A name that is already loaded is not looked for again, so a
`.pth` file that loads the unpacked files by path, when Python starts, is all it takes: it holds for
`make`, for cron and for worker processes, and needs no LD_LIBRARY_PATH.
"""

import ctypes
import sys
import sysconfig
from pathlib import Path

# On Linux, by their sonames. Elsewhere WeasyPrint itself says what it lacks.
NEEDED = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",  # without it a page takes ten times as long and its bytes vary
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


def loads(library: str) -> bool:
    """Whether a library, by name or by path, can be loaded; if so it is loaded from now on."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing() -> list[str]:
    """The libraries that cannot be loaded."""
    return [library for library in NEEDED if sys.platform == "linux" and not loads(library)]


def in_loading_order(folder: Path) -> list[str]:
    """The libraries in a folder, each after those it needs; what cannot be loaded is left out."""
    waiting = sorted(str(path) for path in folder.rglob("*.so.*") if not path.is_symlink())
    ordered: list[str] = []
    while loaded := [path for path in waiting if loads(path)]:
        ordered += loaded
        waiting = [path for path in waiting if path not in loaded]
    return ordered


def load_at_start(paths: list[str]) -> None:
    """Write the module that loads them, and the `.pth` file that runs it."""
    site_packages = Path(sysconfig.get_path("purelib"))
    module = f"import ctypes\n\nfor path in {paths!r}:\n    ctypes.CDLL(path)\n"
    (site_packages / "billing_native.py").write_text(module, encoding="utf-8")
    (site_packages / "billing_native.pth").write_text("import billing_native\n", encoding="utf-8")


def main() -> int:
    """Do what the command line says; the exit code."""
    if len(sys.argv) > 1:
        load_at_start(in_loading_order(Path(sys.argv[1]).resolve()))
    if absent := missing():
        print(" ".join(absent))
    return int(bool(absent))


if __name__ == "__main__":
    sys.exit(main())
