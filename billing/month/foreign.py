"""Files of the outbox that bear a number of the ledger's, and are not what was made for it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from billing.errors import LedgerError
from billing.invoice import CreditNote, Invoice
from billing.ledger import Rendering
from billing.month.evidence import beginnings, files_of, identity_borne
from billing.month.print import pages
from billing.month.workspace import Workspace
from billing.render import identity

Document = Invoice | CreditNote


def foreign_papers(
    workspace: Workspace, documents: Sequence[Document], renderings: Sequence[Rendering]
) -> Iterator[tuple[Path, str]]:
    """Each such file with the number that it bears, by its name or (PDF) by its trailer.

    The places where documents have their files are left out: those are looked at one by one. An
    exact copy is none, in another folder or under a name that no paper has. Raises LedgerError
    where a folder cannot be listed.
    """
    borne = {identity(one.number, one.revision): one.number for one in documents}
    numbers = frozenset(borne.values())
    made = {(one.number, Path(one.file).name, one.sha256) for one in renderings}
    plain = {(number, digest) for number, _, digest in made}
    own = {workspace.root / one.file for one in renderings}
    own |= {path for one in documents for path, _ in pages(one, workspace)}
    for path in files_of(workspace, ".pdf", ".xlsx"):
        if path in own:
            continue
        named = next((one for one in beginnings(path.stem) if one in numbers), "")
        if named and (named, path.name, _sha256(path)) not in made:
            yield path, named
        elif not named and path.suffix == ".pdf":
            number = borne.get(identity_borne(path), "")
            if number and (number, _sha256(path)) not in plain:
                yield path, number


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise LedgerError("outbox_unreadable", path=path, why=error.strerror) from error
