"""The carrier that the settings ask for."""

import ssl
from collections.abc import Mapping
from pathlib import Path

from billing.errors import SettingsError
from billing.mail.carrier import Carrier
from billing.mail.connection import Patience
from billing.mail.folder import Folder
from billing.mail.secret import password
from billing.mail.server import Server
from billing.settings import MailSettings


def carrier(
    settings: MailSettings,
    root: Path,
    environment: Mapping[str, str],
    patience: Patience | None = None,
) -> Carrier:
    """A folder or a server; nothing is connected yet. Paths are below `root`.

    Raises SettingsError where the password or the certificates cannot be read.
    """
    if settings.folder:
        return Folder(root / settings.folder)
    secret = password(settings, root, environment)
    context = None if settings.security == "none" else _trusting(settings, root)
    return Server(settings, secret, context, patience)


def _trusting(settings: MailSettings, root: Path) -> ssl.SSLContext:
    """Checks certificate and host name; TLS 1.2 at least."""
    file = str(root / settings.ca_file) if settings.ca_file else None
    try:
        context = ssl.create_default_context(cafile=file)
    except OSError as error:  # SSLError is a kind of it
        raise SettingsError("mail_ca_file", path=file or "-") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
