"""A mail server written by hand that fails where it is told to, and remembers what it took."""

import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from hashlib import sha256
from time import sleep

DRIP_SECONDS = 0.05  # between two letters of an answer that drips


@dataclass(kw_only=True)
class Fault:
    """What happens at a phase: banner, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, body, dot, QUIT.

    `act` is an answer, or one of silence, deaf, reset, close, drip. It happens `times` times, then
    the server behaves. `takes`: at the dot it keeps the mail all the same.
    """

    phase: str
    act: str
    times: int = 1
    takes: bool = False
    only: str = ""  # happens only where the command holds this


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A mail that the server keeps; whoever sends it again makes a duplicate."""

    message_id: str
    recipient: str
    sha256: str


@dataclass(kw_only=True)
class FaultServer:
    """Listens on loopback; each connection has a thread."""

    faults: tuple[Fault, ...] = ()
    context: ssl.SSLContext | None = None  # offers STARTTLS, and AUTH under it
    utf8: bool = True  # offers SMTPUTF8
    implicit: bool = False  # TLS from the first byte on
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    @property
    def copies(self) -> Counter[tuple[str, str]]:
        """How often each copy was taken."""
        return Counter((one.message_id, one.recipient) for one in self.taken)


class _EndError(Exception):
    """This connection is over."""


@contextmanager
def serving(server: FaultServer) -> Iterator[FaultServer]:
    """The server, listening; its threads end with it."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.02)
    server.port = listener.getsockname()[1]
    over = threading.Event()
    threads: list[threading.Thread] = []

    def accept() -> None:
        while not over.is_set():
            try:
                line, _ = listener.accept()
            except TimeoutError:
                continue
            server.connections += 1
            talk = _Talk(server, line, over)
            threads.append(threading.Thread(target=talk.whole, daemon=True))
            threads[-1].start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield server
    finally:
        over.set()
        for thread in (acceptor, *threads):
            thread.join(5)
        listener.close()


class _Talk:
    """One connection."""

    def __init__(self, server: FaultServer, line: socket.socket, over: threading.Event) -> None:
        self.server, self.line, self.over = server, line, over
        self.rest, self.recipient = b"", ""
        self.line.settimeout(0.02)

    def whole(self) -> None:
        """From the banner to the end."""
        with suppress(_EndError, OSError):
            if self.server.implicit:
                self._tls()
            self._say("banner", "220 ready")
            while True:
                self._command(self._read(b"\r\n").decode("utf-8", "replace").rstrip())
        with suppress(OSError):
            self.line.close()

    def _tls(self) -> None:
        assert self.server.context is not None, "a certificate"
        self.line.settimeout(5)
        raw = self.line
        try:
            self.line = self.server.context.wrap_socket(raw, server_side=True)
        except OSError:
            raw.close()
            raise
        self.line.settimeout(0.02)

    def _command(self, text: str) -> None:
        verb = text[:8].split(" ", maxsplit=1)[0].upper()
        self.server.commands.append(verb if verb == "AUTH" else text)
        secured = isinstance(self.line, ssl.SSLSocket)
        match verb:
            case "EHLO":
                offers = ["8BITMIME", "SIZE 30000000", *(["SMTPUTF8"] if self.server.utf8 else [])]
                if self.server.context is not None:
                    offers.append("AUTH PLAIN" if secured else "STARTTLS")
                lines = ["test", *offers]
                self._say(
                    verb,
                    "\r\n".join(f"250-{one}" for one in lines[:-1]) + f"\r\n250 {lines[-1]}",
                )
            case "STARTTLS":
                self._say(verb, "220 go")
                self._tls()
            case "RCPT":
                self.recipient = text.partition("<")[2].partition(">")[0]
                self._say(verb, "250 ok", text)
            case "DATA":
                if not self._say(verb, "354 go on"):
                    self._body()
            case "QUIT":
                self._say(verb, "221 bye")
                raise _EndError
            case _:
                self._say(verb, "235 welcome" if verb == "AUTH" else "250 ok")

    def _body(self) -> None:
        if (fault := self._fault("body")) is not None:
            self._some()
            self._act(fault.act)
        content = self._read(b"\r\n.\r\n").removesuffix(b".\r\n")
        content = b"\r\n".join(
            line[1:] if line.startswith(b".") else line for line in content.split(b"\r\n")
        )
        fault = self._fault("dot")
        if fault is None or fault.takes:
            name = str(message_from_bytes(content)["Message-ID"]).strip(" <>")
            hashed = sha256(content).hexdigest()
            self.server.taken.append(
                Taken(message_id=name, recipient=self.recipient, sha256=hashed)
            )
        self._act(fault.act if fault else "250 taken")

    def _fault(self, phase: str, text: str = "") -> Fault | None:
        for fault in self.server.faults:
            if fault.phase == phase and fault.times > 0 and fault.only in text:
                fault.times -= 1
                return fault
        return None

    def _say(self, phase: str, answer: str, text: str = "") -> bool:
        """Whether a fault was said instead of the answer."""
        fault = self._fault(phase, text)
        self._act(fault.act if fault else answer)
        return fault is not None

    def _act(self, act: str) -> None:
        match act:
            case "silence" | "deaf":
                self._silent(deaf=act == "deaf")
            case "reset":  # not FIN but RST: what was not read is thrown away
                self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                raise _EndError
            case "close":
                raise _EndError
            case "drip":
                for letter in b"250-taken\r\n" * 50 + b"250 taken\r\n":
                    self._wait()
                    self.line.sendall(bytes([letter]))
            case _:
                self.line.sendall(f"{act}\r\n".encode())
                if act.startswith("421"):
                    raise _EndError

    def _wait(self) -> None:
        if self.over.is_set():
            raise _EndError
        sleep(DRIP_SECONDS)

    def _silent(self, *, deaf: bool) -> None:
        """Until the other side gives up; deaf, nothing is even read."""
        while deaf:
            self._wait()
        with suppress(TimeoutError):
            while True:
                if self.over.is_set():
                    raise _EndError
                try:
                    if not self.line.recv(4096):
                        raise _EndError
                except TimeoutError:
                    continue

    def _some(self) -> None:
        """A little of what comes; the rest stays unread."""
        while len(self.rest) < 100:
            self._more()

    def _more(self) -> None:
        if self.over.is_set():
            raise _EndError
        try:
            got = self.line.recv(65536)
        except TimeoutError:
            return
        if not got:
            raise _EndError
        self.rest += got

    def _read(self, end: bytes) -> bytes:
        while end not in self.rest:
            self._more()
        found, _, self.rest = self.rest.partition(end)
        return found + end
