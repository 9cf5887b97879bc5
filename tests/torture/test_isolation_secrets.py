"""A secret in the environment and in the password file is found in no file, log or process list."""

import os
import subprocess
import sys
import threading
import time
from base64 import b64encode
from pathlib import Path

import pytest

import billing
from tests.torture.isolation import MONTH, make

SECRET = "Sw0rdfish-of-the-mail-9431"
OTHER = "Tr0ut-of-the-file-5127"
PACKAGE = Path(billing.__file__).parents[1]
_MAIL = """
[mail]
send = "run"
from = "billing@provider.example"
host = "127.0.0.1"
port = {port}
user = "finance"
"""


def _books(folder: Path, mail: str) -> Path:
    root = folder / "books"
    make(root, 2)
    settings = root / "billing.toml"
    text = settings.read_text(encoding="utf-8").partition("[mail]")[0]
    settings.write_text(text + mail, encoding="utf-8")
    return root


def _call(root: Path, *words: str, **more: str) -> tuple[int, str]:
    """The program as a process, whose command line is looked at while it runs."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE), **more}
    command = [sys.executable, "-m", "billing", "--workspace", str(root), *words]
    process = subprocess.Popen(
        command, env=environment, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    lines: list[bytes] = []
    seen = threading.Thread(target=_watch, args=(process, lines))
    seen.start()
    said = process.communicate()[0].decode()
    seen.join()
    assert lines
    return process.returncode, said + "".join(line.decode(errors="replace") for line in lines)


def _watch(process: "subprocess.Popen[bytes]", lines: list[bytes]) -> None:
    listed = Path(f"/proc/{process.pid}/cmdline")
    while process.poll() is None:
        try:
            lines.append(listed.read_bytes() if listed.exists() else b"-")
        except OSError:
            lines.append(b"-")
        time.sleep(0.05)


def _leaks(root: Path, said: str, secret: str, *, but: str = "") -> list[str]:
    """Where the secret stands, plain or in base64."""
    forms = [secret, b64encode(secret.encode()).decode(), b64encode(secret.encode()).decode()[:-2]]
    found = ["what was said" for form in forms if form in said]
    for path in root.rglob("*"):
        if path.is_file() and path.name != but:
            content = path.read_bytes()
            found += [str(path) for form in forms if form.encode() in content]
    return found


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_password_is_nowhere_where_the_server_is_gone(security: str, tmp_path: Path) -> None:
    """Billed, mails written, connection refused: exit code 5, and no trace of the secret."""
    root = _books(tmp_path, _MAIL.format(port=1) + f'security = "{security}"\n')
    code, said = _call(root, "run", "--month", MONTH, BILLING_MAIL_PASSWORD=SECRET)
    assert code == 5, said
    assert _leaks(root, said, SECRET) == []


def test_a_password_file_is_its_owners_and_stays_in_it(tmp_path: Path) -> None:
    """Others can read it: refused by its name. Closed: used, and nowhere else."""
    root = _books(tmp_path, _MAIL.format(port=1) + 'password_file = "mail-password"\n')
    file = root / "mail-password"
    file.write_text(OTHER + "\n")
    file.chmod(0o644)
    code, said = _call(root, "run", "--month", MONTH)
    assert code == 2, said
    assert "mail-password" in said
    assert not (root / "outbox").exists()
    assert _leaks(root, said, OTHER, but="mail-password") == []
    file.chmod(0o600)
    code, said = _call(root, "run", "--month", MONTH)
    assert code == 5, said
    assert _leaks(root, said, OTHER, but="mail-password") == []


def test_a_fault_of_the_program_tells_no_secret(tmp_path: Path) -> None:
    """An unforeseen exception leaves billing.log, with neither locals nor environment."""
    root = _books(tmp_path, _MAIL.format(port=1))
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import billing.mail.opening as o\n"
        "def broken(*given, **more):\n"
        "    password = given\n"
        "    raise ZeroDivisionError('planted')\n"
        "o.opened = o.carrier = broken\n"
        "import billing.mail as m\n"
        "for name in list(vars(m)):\n"
        "    if name in ('opened', 'carrier', 'opening'):\n"
        "        setattr(m, name, broken)\n"
    )
    environment = {"PYTHONPATH": f"{folder}{os.pathsep}{PACKAGE}", "BILLING_MAIL_PASSWORD": SECRET}
    code, said = _call(root, "run", "--month", MONTH, **environment)
    assert (code, "ZeroDivisionError" in said) == (1, True), said
    assert "planted" in (root / "billing.log").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert _leaks(root, said, SECRET) == []


@pytest.mark.parametrize("command", ["run", "check", "verify", "schedule"])
def test_the_ledgers_password_is_told_by_no_command(command: str, tmp_path: Path) -> None:
    """In billing.toml of mode 600; the server is not there: a sentence without the password."""
    root = _books(tmp_path, "")
    settings = root / "billing.toml"
    url = f'ledger = "postgresql+psycopg://finance:{SECRET}@127.0.0.1:1/books"\n'
    settings.write_text(url + settings.read_text(encoding="utf-8"), encoding="utf-8")
    settings.chmod(0o644)
    assert _call(root, command)[0] == 2
    settings.chmod(0o600)
    code, said = _call(root, command)
    assert code == (0 if command == "schedule" else 1), said
    assert "Traceback" not in said
    assert _leaks(root, said, SECRET, but="billing.toml") == []


def test_the_log_of_a_scheduled_run_is_its_owners(tmp_path: Path) -> None:
    """Whatever a run writes, under umask 000: its owner's alone, and no amount in a file's name."""
    root = _books(tmp_path, "")
    before = set(root.rglob("*"))
    old = os.umask(0)
    try:
        code, said = _call(root, "run", "--month", MONTH)
        _call(root, "preview", "--month", MONTH)
        _call(root, "backup")
    finally:
        os.umask(old)
    assert code == 0, said
    written = set(root.rglob("*")) - before
    assert len(written) > 10
    assert [path for path in written if path.stat().st_mode & 0o077] == []
