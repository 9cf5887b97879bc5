"""What a worker of this machine does: it answers calls, and says that it is alive meanwhile."""

import logging
import os
import pickle
import signal
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue

ALIVE = b""  # what a worker says that is at work; an answer is never empty
_BEAT = 5.0  # seconds after which it says so again


def serve(pipe: Connection) -> None:
    """Answer each call, until the driver is gone, however that dies."""
    _settle_in()
    calls: SimpleQueue[bytes] = SimpleQueue()
    busy, one_speaks = threading.Event(), threading.Lock()
    threading.Thread(target=_listen, args=(pipe, calls), daemon=True).start()
    threading.Thread(target=_beat, args=(pipe, busy, one_speaks), daemon=True).start()
    with suppress(OSError):
        while True:
            call = calls.get()
            busy.set()
            said = _answer(call)
            with one_speaks:
                busy.clear()
                pipe.send_bytes(said)


def _beat(pipe: Connection, busy: threading.Event, one_speaks: threading.Lock) -> None:
    """In a thread: a sign of life now and then, for as long as a call takes."""
    with suppress(OSError):
        while busy.wait():
            time.sleep(_BEAT)
            with one_speaks:
                if busy.is_set():
                    pipe.send_bytes(ALIVE)


def _settle_in() -> None:
    """Ignore Ctrl-C, which is the driver's to handle, and say nothing on the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    logging.getLogger("billing").addHandler(logging.NullHandler())


def _listen(pipe: Connection, calls: "SimpleQueue[bytes]") -> None:
    """In a thread: what comes, whatever is being worked on; at its end the process ends."""
    with suppress(EOFError, OSError):
        while True:
            calls.put(pipe.recv_bytes())
    os._exit(0)


def _answer(call: bytes) -> bytes:
    """What a call gives, or the error it raises, packed."""
    try:
        made = pickle.loads(call)()  # noqa: S301 - the driver's
        return pickle.dumps((made, None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - it is the driver's to judge
        return pickle.dumps((None, error), pickle.HIGHEST_PROTOCOL)
