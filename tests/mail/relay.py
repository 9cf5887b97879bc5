"""Debian's Postfix, started by the test on loopback: its files, its queue and its mailbox are ours.

It asks for STARTTLS and a login, and keeps each mail that it takes as a file of one Maildir.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import trustme

PACKAGES = "postfix sasl2-bin libsasl2-modules"
USER, PASSWORD = "billing", "corrèct horse 電池"
_SECONDS = 60  # for each of its commands
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/own
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = regexp:{folder}/domains
virtual_mailbox_maps = static:kept/
virtual_mailbox_base = {folder}
virtual_minimum_uid = 1
virtual_uid_maps = static:{keeper.pw_uid}
virtual_gid_maps = static:{keeper.pw_gid}
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {folder}/server.pem
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = localhost
smtpd_relay_restrictions = permit_sasl_authenticated, reject
"""
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
"""
_LOGIN = """
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: {folder}/logins
mech_list: PLAIN LOGIN
"""


@dataclass(frozen=True, kw_only=True)
class Relay:
    """A mail server that runs."""

    folder: Path
    port: int

    @property
    def authority(self) -> Path:
        """The certificate that a client has to trust."""
        return self.folder / "ca.pem"

    def kept(self) -> tuple[bytes, ...]:
        """Every mail that was delivered, with the lines that the server put above it."""
        return tuple(path.read_bytes() for path in sorted(self.folder.glob("kept/new/*")))

    def waits(self) -> bool:
        """Whether a mail that it took is not delivered yet."""
        folders = ("maildrop", "incoming", "active", "deferred")
        return any(
            path.is_file() for name in folders for path in (self.folder / "queue" / name).rglob("*")
        )


def lacking() -> str:
    """Why it cannot be started here; empty where it can."""
    if os.name == "nt" or not shutil.which("apt-get"):
        return "Debian's Postfix is tried on Debian only"
    missing = [name for name in ("postfix", "saslpasswd2") if _program(name) is None]
    if missing:
        return f"no {', '.join(missing)} here: sudo apt-get install -y {PACKAGES}"
    return "" if os.geteuid() == 0 else "Postfix is started by root only: sudo make test"


def _program(name: str) -> str | None:
    """A command of administrators; its folder need not be on the PATH."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def relaying() -> Iterator[Relay]:
    """The server, running in a temporary folder; ended, with all it started, at the end."""
    before = os.umask(0o022)  # the program, run by another test, may have left it closed
    folder = Path(mkdtemp(prefix="billing-relay-"))
    try:
        relay = Relay(folder=folder, port=_free_port())
        _settle(relay)
        try:
            _told("postfix", "-c", str(folder / "conf"), "start")
            yield relay
        finally:
            _told("postfix", "-c", str(folder / "conf"), "stop")
    finally:
        shutil.rmtree(folder)
        os.umask(before)


def _settle(relay: Relay) -> None:
    """Settings, certificate, login and mailbox; the owners are as Postfix wants them."""
    folder, own, keeper = relay.folder, pwd.getpwnam("postfix"), pwd.getpwnam("nobody")
    folder.chmod(0o755)
    for name in ("conf/sasl", "queue", "own", "kept"):
        (folder / name).mkdir(parents=True)
    (folder / "domains").write_text("/./ any\n")
    (folder / "conf" / "main.cf").write_text(_MAIN.format(folder=folder, keeper=keeper))
    (folder / "conf" / "master.cf").write_text(_SERVICES.format(port=relay.port))
    (folder / "conf" / "sasl" / "smtpd.conf").write_text(_LOGIN.format(folder=folder))
    _certify(relay)
    _told("saslpasswd2", "-p", "-c", "-f", str(folder / "logins"), "-u", "localhost", USER)
    for name, owner in (("own", own), ("logins", own), ("kept", keeper)):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    for path in folder.rglob("conf/**/*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _certify(relay: Relay) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(relay.authority))
    own = authority.issue_cert("localhost").private_key_and_cert_chain_pem
    own.write_to_path(str(relay.folder / "server.pem"))


def _told(name: str, *words: str) -> None:
    """Run one of its commands; the password is read by the one that asks for it."""
    program = _program(name)
    assert program is not None, name
    done = subprocess.run(
        [program, *words], input=PASSWORD.encode(), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False,
    )  # fmt: skip  # a pipe would be kept open by its daemons
    assert done.returncode == 0, (name, words)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as spare:
        return int(spare.getsockname()[1])
