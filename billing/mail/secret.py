"""The password: from the environment or a file of its owner's alone, and never shown."""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

from billing.errors import SettingsError
from billing.settings import MailSettings

_HIDDEN = "***"
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{2,}={0,2}")
_URL_SAFE = str.maketrans("-_", "+/")
_LOGIN = re.compile(rb"\0[^\0]+\0")  # of AUTH PLAIN, before the password
_BEGUN = 8  # letters of a password in base64 that was cut off


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
        """The text without the secret, as it is or in base64: a server may say it back.

        What is base64 is hidden as a whole where the secret is anywhere in it, beside the user's
        name too (AUTH PLAIN). A text that tells it only with its line ends taken out is hidden
        as a whole.
        """
        if not self._text:
            return text
        text = re.sub(re.escape(self._text), _HIDDEN, text, flags=re.IGNORECASE)
        text = _BASE64.sub(lambda found: _HIDDEN if self._is_in(found[0]) else found[0], text)
        if any(map(self._is_in, _BASE64.findall("".join(text.split())))):
            return _HIDDEN
        return _BASE64.sub(lambda found: _HIDDEN if self._begins(found[0]) else found[0], text)

    def _begins(self, letters: str) -> bool:
        """Whether base64 is of a login that was cut off somewhere in the secret."""
        packed = b64encode(self._text.encode()).decode()
        begun = len(letters) >= _BEGUN and packed.startswith(letters.rstrip("="))
        return begun or any(map(_LOGIN.match, _decoded(letters)))

    def _is_in(self, letters: str) -> bool:
        return any(self._text.encode() in plain for plain in _decoded(letters))


def _decoded(letters: str) -> Iterator[bytes]:
    """What base64 says; it may begin after letters that are none of it."""
    plain = letters.rstrip("=").translate(_URL_SAFE)
    for start in range(min(4, len(plain))):
        rest = plain[start:]
        yield b64decode(rest[: len(rest) - (len(rest) % 4 == 1)] + "==")


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
        raise SettingsError("mail_password_empty", path=file)
    return Secret(found)
