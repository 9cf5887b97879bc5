"""Certificates made in the test: an authority, and servers that are what they say, or not."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Signs certificates; `file` is what a client trusts."""

    own: trustme.CA
    file: Path

    def server(self, name: str = "localhost", *, expired: bool = False) -> ssl.SSLContext:
        """A server's side, by a name that is or is not its own."""
        end = datetime.now(UTC) + timedelta(days=-1 if expired else 30)
        certificate = self.own.issue_cert(name, not_after=end)
        return context_of(certificate)

    def client(self) -> ssl.SSLContext:
        """A client's side that trusts this authority alone."""
        return ssl.create_default_context(cafile=str(self.file))


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's side."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One for all tests; making keys takes time."""
    own = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    own.cert_pem.write_to_path(str(file))
    return Authority(own=own, file=file)
