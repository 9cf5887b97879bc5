"""How fast and how much is sent: a rate a minute, and caps a run and a client."""

from collections import Counter
from collections.abc import Callable

from billing.settings import MailSettings


class Pace:
    """Counts what is sent, and waits. The clock counts seconds from anywhere."""

    def __init__(
        self, settings: MailSettings, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._settings, self._clock, self._sleep = settings, clock, sleep
        self._next = clock()
        self._sent: Counter[str] = Counter()

    def may(self, client: str) -> bool:
        """Whether one more may be sent, to this client too."""
        caps = self._settings
        return self._sent.total() < caps.per_run and self._sent[client] < caps.per_client

    def wait(self, client: str) -> None:
        """Until the next may be sent; then it counts."""
        rest = self._next - self._clock()
        if rest > 0:
            self._sleep(rest)
        self._next = max(self._clock(), self._next) + 60 / self._settings.per_minute
        self._sent[client] += 1
