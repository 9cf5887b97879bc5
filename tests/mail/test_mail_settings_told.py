"""Settings of mail and names of units that cannot be right are refused where they are written."""

from pathlib import Path

import pytest

from billing.errors import Problem, SettingsError, Severity
from billing.mail.secret import password
from billing.report.said import sentence
from billing.settings import MailSettings
from tests.month.desk import SETTINGS, Desk


@pytest.mark.parametrize(
    "host, taken",
    [
        ("smtp.example.com", True),
        ("smtp.example.com.", True),
        ("mail_1", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("", True),
        ("smtp.example.com:25", False),
        ("[::1]", False),
        ("smtp://smtp.example.com", False),
        ("smtp.example.com/x", False),
        ("smtp .example.com", False),
        (".example.com", False),
        ("you@smtp.example.com", False),
    ],
)
def test_a_host_is_a_host_alone(desk: Desk, host: str, taken: bool) -> None:
    """Exit code 2 with line and key; the port has its own entry."""
    text = f'{SETTINGS}\n[mail]\nhost = "{host}"\n'
    (desk.root / "billing.toml").write_text(text, encoding="utf-8")
    said = desk.call("mail", "list")
    assert said.code == (0 if taken else 2)
    assert taken or f"line 10, mail.host: {host} is no name of a host" in said.err, said.err


def test_an_empty_password_file_is_told_as_empty(tmp_path: Path) -> None:
    """It is there, so it is not said to be missing."""
    file = tmp_path / "password"
    file.write_text("\n", encoding="utf-8")
    file.chmod(0o600)
    settings = MailSettings(user="billing", password_file="password")
    with pytest.raises(SettingsError, match="mail_password_empty") as told:
        password(settings, tmp_path, {})
    assert told.value.values == {"path": str(file)}


@pytest.mark.parametrize("option", ["--user", "--name"])
@pytest.mark.parametrize("found", ["a/b", "x; rm", "a b", "-x", "../x", "a\nUser=root", "%h"])
def test_a_name_that_is_none_is_not_printed(desk: Desk, option: str, found: str) -> None:
    """Exit code 2 and nothing on stdout: what is printed is pasted as it is."""
    said = desk.call("schedule", f"{option}={found}")
    assert (said.code, said.out) == (2, "")
    assert option in said.err


@pytest.mark.parametrize("found", ["billing-2", "finance", "Ann.Lee@office", "账务"])
def test_a_usual_name_is_printed(desk: Desk, found: str) -> None:
    """As the user, and as the name of the units."""
    said = desk.call("schedule", "--user", found, "--name", found)
    assert (said.code, f"User={found}\n" in said.out, f"/{found}.timer" in said.out) == (
        0,
        True,
        True,
    )


@pytest.mark.parametrize("code", ["client_unknown", "name_unknown"])
def test_a_name_that_is_like_none_says_so(code: str) -> None:
    """No sentence ends in nothing."""
    problem = Problem(code=code, severity=Severity.BLOCKED, found="Q")
    assert sentence(problem, "en").endswith("Like it: none.")
    assert sentence(problem, "zh").endswith("相近的：无。")
