"""The password: from the environment or a file of its owner's alone, and never shown."""

import os
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from billing.errors import SettingsError
from billing.settings import MailSettings


class Secret:
    """A text that does not show itself: not printed, not in a traceback's locals."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        """What stands in its place."""
        return "Secret(***)"

    def reveal(self) -> str:
        """The text, for the one who hands it on."""
        return self._text

    def hidden_in(self, text: str) -> str:
        """The text without the secret, plain or in base64: a server may say it back."""
        if not self._text:
            return text
        for form in (self._text, b64encode(self._text.encode()).decode().rstrip("=")):
            text = text.replace(form, "***")
        return text


def password(settings: MailSettings, root: Path, environment: Mapping[str, str]) -> Secret:
    """The password of the server's user; empty where there is no login.

    Raises SettingsError where it is nowhere, or in a file that others can read.
    """
    if not settings.user:
        return Secret("")
    if found := environment.get(settings.password_env, ""):
        return Secret(found)
    if not settings.password_file:
        raise SettingsError("mail_no_password", name=settings.password_env)
    file = root / settings.password_file
    try:
        with file.open(encoding="utf-8") as stream:
            if os.name != "nt" and os.fstat(stream.fileno()).st_mode & 0o077:
                raise SettingsError("mail_password_open", path=file)
            found = stream.read().strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("mail_password_unreadable", path=file) from error
    if not found:
        raise SettingsError("mail_no_password", name=settings.password_env)
    return Secret(found)
