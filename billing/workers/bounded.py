"""Calls that may never come back, which a library gives no bound."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def apart(call: Callable[[], T]) -> "Future[T]":
    """Make a call in a thread that keeps nobody, not even the end of the program."""
    answer: Future[T] = Future()
    threading.Thread(target=_answer, args=(answer, call), daemon=True).start()
    return answer


def within(seconds: float, call: Callable[[], T]) -> T:
    """What a call gives. Raises TimeoutError where it is not back by then, and leaves it behind."""
    return apart(call).result(timeout=seconds)


def _answer(answer: "Future[T]", call: Callable[[], T]) -> None:
    try:
        answer.set_result(call())
    except BaseException as error:  # noqa: BLE001 - raised again where the answer is awaited
        answer.set_exception(error)
