"""Floods and guessing held off without knowing who asks: limits for everybody together, of how many
and of how much.

What is counted is in memory, holds no address, and is gone when the program ends. A limit that is
reached asks people to try again in a minute, with what they typed kept in their page.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE = 60.0
QUARTER = 15 * MINUTE
TRIES = 5
"""Wrong words for one code within a quarter of an hour."""
MOST_CODES = 10_000
"""Codes whose tries are remembered; the oldest are forgotten first."""


class TooMuch(Exception):
    """More was sent within a short time than the intake takes: try again in a minute."""


class Gate:
    """Lets so many through at once, and so many a minute after that; bytes as well as requests."""

    def __init__(
        self, *, burst: int, a_minute: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._rate, self._clock = burst, a_minute / MINUTE, clock
        self._left, self._at = float(burst), clock()
        self._one_at_a_time = threading.Lock()

    def lets_through(self, amount: float = 1) -> bool:
        """Whether so many more may go through now; they count if so."""
        with self._one_at_a_time:
            now = self._clock()
            self._left = min(self._burst, self._left + (now - self._at) * self._rate)
            self._at = now
            if self._left < amount:
                return False
            self._left -= amount
            return True


class Tries:
    """How often wrong words were typed for a code; codes are held as hashes under a key that the
    program forgets when it ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._wrong: OrderedDict[bytes, list[float]] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def may(self, code: str) -> bool:
        """Whether the words of that code may be tried now."""
        with self._one_at_a_time:
            return len(self._recent(self._named(code))) < TRIES

    def missed(self, code: str) -> None:
        """Count wrong words for that code."""
        with self._one_at_a_time:
            name = self._named(code)
            self._wrong[name] = [*self._recent(name), self._clock()]
            self._wrong.move_to_end(name)
            while len(self._wrong) > MOST_CODES:
                self._wrong.popitem(last=False)

    def _named(self, code: str) -> bytes:
        return hashlib.blake2b(code.encode(), key=self._key, digest_size=16).digest()

    def _recent(self, name: bytes) -> list[float]:
        since = self._clock() - QUARTER
        return [at for at in self._wrong.get(name, ()) if at > since]


SENDING = Gate(burst=40, a_minute=40)
"""Reports and messages: far above what a force is sent. What their bytes come to is for `BYTES`."""
AT_ONCE = 512 * 2**20
BYTES = Gate(burst=AT_ONCE, a_minute=20 * 2**20)
"""Bytes of sealed envelopes: two of the largest at once, and one in a quarter of an hour after
that. A report without files is a thousandth of a minute's."""
COMING_BACK = Gate(burst=30, a_minute=30)
"""Codes and words: each costs an eighth of a second and 64 MiB."""
WRONG = Tries()
DEAR = threading.BoundedSemaphore(2)
"""So many may work on words or files at one time; the others wait."""
