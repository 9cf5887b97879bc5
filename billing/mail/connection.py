"""smtplib's connection with a limit to the time of each answer, however slowly it drips in."""

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from time import monotonic

_MOST = 65536  # bytes of one answer, or of one block on its way
_LINE = re.compile(rb"[2-5]\d\d(?:[ -].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to wait (RFC 5321, 4.5.3.2)."""

    connect: float = 30
    command: float = 300
    dot: float = 600  # for the answer to it, and for a whole body on its way


class Connection(smtplib.SMTP):
    """A connection that was greeted. Raises OSError, of which SMTPException is a kind."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        hello: str,
        tls: ssl.SSLContext | None,  # from the first byte on
        patience: Patience,
    ) -> None:
        self._tls, self._patience, self._rest = tls, patience, b""
        super().__init__(host, port, local_hostname=hello, timeout=patience.connect)
        self.command_encoding = "utf-8"  # addresses of SMTPUTF8; all others are ASCII

    def connect(
        self, host: str = "localhost", port: int = 0, source_address: object = None
    ) -> tuple[int, bytes]:
        """Dial and wait for the greeting."""
        assert source_address is None, "not used here"
        self.sock = socket.create_connection((host, port), self._patience.connect)
        try:
            if self._tls:
                self.sock = self._tls.wrap_socket(self.sock, server_hostname=host)
            return self.getreply()
        except BaseException:
            self.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """One whole answer, within the time of a command. What is none has the code -1."""
        return self.answer(self._patience.command)

    def answer(self, seconds: float) -> tuple[int, bytes]:
        """One whole answer within so many seconds. Raises TimeoutError, SMTPServerDisconnected."""
        deadline, lines = monotonic() + seconds, [b""]
        while sum(map(len, lines)) < _MOST:
            line = self._line(deadline)
            if not _LINE.fullmatch(line):
                return -1, line
            lines.append(line[4:].strip())
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines[1:])
        return -1, b"an answer without an end"

    def _line(self, deadline: float) -> bytes:
        """Up to the next end of line, without it."""
        while b"\n" not in self._rest and len(self._rest) < _MOST:
            left = deadline - monotonic()
            if self.sock is None or left <= 0:
                raise TimeoutError("no answer in time")
            self.sock.settimeout(left)
            more = self.sock.recv(4096)
            if not more:
                raise smtplib.SMTPServerDisconnected("connection closed")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line.rstrip(b"\r")

    def transmit(self, content: bytes) -> None:
        """Bytes as they are, in blocks, within the time of a body."""
        assert self.sock is not None, "connected"
        deadline = monotonic() + self._patience.dot
        for start in range(0, len(content), _MOST):
            left = deadline - monotonic()
            if left <= 0:
                raise TimeoutError("the body was not taken in time")
            self.sock.settimeout(left)
            self.sock.sendall(content[start : start + _MOST])

    def early(self) -> tuple[int, bytes] | None:
        """An answer that came before its time; None where it is quiet. Raises OSError if closed."""
        assert self.sock is not None, "connected"
        self.sock.settimeout(0)
        try:
            more = self.sock.recv(4096)
        except (BlockingIOError, ssl.SSLWantReadError):
            return self.getreply() if self._rest else None
        if not more:
            raise smtplib.SMTPServerDisconnected("connection closed")
        self._rest += more
        return self.getreply()

    def secure(self, host: str, context: ssl.SSLContext) -> None:
        """STARTTLS. Raises SMTPNotSupportedError where it is not offered; SSLError as it comes."""
        self.introduce()
        if not self.has_extn("starttls"):
            raise smtplib.SMTPNotSupportedError("STARTTLS is not offered")
        code, text = self.docmd("STARTTLS")
        if code != 220:
            raise smtplib.SMTPResponseException(code, text.decode("latin-1"))
        if self._rest:  # said in the clear, to be taken for what is said under TLS
            raise smtplib.SMTPResponseException(-1, "more than the answer to STARTTLS")
        assert self.sock is not None, "connected"
        self.sock.settimeout(self._patience.connect)
        self.sock = context.wrap_socket(self.sock, server_hostname=host)
        self.ehlo_resp, self.esmtp_features, self.does_esmtp = None, {}, False

    def introduce(self) -> None:
        """EHLO; there is no server today that knows HELO alone."""
        code, text = self.ehlo()
        if code != 250:
            raise smtplib.SMTPHeloError(code, text.decode("latin-1"))
