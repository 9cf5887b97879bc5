"""A folder in place of a server: each copy becomes a file, for trying things out."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from billing.mail.address import envelope as ascii_domain
from billing.mail.carrier import Answer, Envelope


class Folder:
    """A carrier that writes `RECIPIENT_HASH.eml`, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def carry(
        self, envelope: Envelope, before_data: Callable[[], None], before_dot: Callable[[], None]
    ) -> Answer:
        """See `Carrier`: the file's name takes the place of the dot."""
        recipient = ascii_domain(envelope.recipient)
        hashed = sha256(envelope.content).hexdigest()[:12]
        name = "".join(one if one.isalnum() or one in "@.-+" else "_" for one in recipient)
        path = self._path / f"{name[:120].lstrip('.')}_{hashed}.eml"
        before_data()
        try:
            part = _written(path.with_suffix(".part"), envelope.content)
        except OSError as error:
            return Answer(state="queued", reply=error.strerror or "", trouble=True)
        before_dot()
        try:
            part.replace(path)
        except OSError as error:  # then it is not there
            return Answer(state="queued", reply=error.strerror or "", trouble=True)
        return Answer(state="sent", reply=path.name)

    def close(self) -> None:
        """Nothing is open."""


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return path
