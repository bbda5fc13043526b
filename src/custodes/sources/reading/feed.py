"""Hands the gate's lines to the fast parser, and keeps those it is at for a second look."""

import threading
from collections import deque

from custodes.sources.reading.gate import Chunk, Gate, last_end


class Feed:
    """The file object that the parser reads from, on a thread of its own.

    Gives the lines after the header, then `end`. An exception of the gate is kept in `failure`.
    """

    closed = False

    def __init__(self, gate: Gate, first: Chunk, end: bytes, block: int) -> None:
        self._gate, self._end, self._block = gate, end, block
        self._held = memoryview(first.data)
        self._lock = threading.Lock()
        self._ended = False
        self._seen: deque[Chunk] = deque([first])
        self._split: dict[int, list[bytes]] = {}
        self.failure: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; b"" at the end, or once closed."""
        with self._lock:
            if not self._held and not self._ended:
                self._held = memoryview(self._next())
            size = min(size, self._block) if size >= 0 else self._block
            if len(self._held) > size:
                size = _cut(bytes(self._held[:size]))
            data, self._held = self._held[:size], self._held[size:]
            return bytes(data)

    def _next(self) -> bytes:
        try:
            chunk = self._gate.chunk()
        except Exception as failure:
            self.failure, self._ended = failure, True
            raise
        if chunk is None:
            self._ended = True
            return self._end
        self._seen.append(chunk)
        return chunk.data

    def close(self) -> None:
        """Give nothing more; waits for a read that is under way."""
        with self._lock:
            self._ended, self._held = True, memoryview(b"")

    def lines(self, first: int, many: int) -> list[bytes]:
        """Raw lines that the parser has been given."""
        found: list[bytes] = []
        for chunk in tuple(self._seen):
            if len(found) < many:
                if chunk.first not in self._split:
                    self._split[chunk.first] = chunk.data.splitlines(keepends=True)
                split = self._split[chunk.first]
                at = max(first - chunk.first, 0)
                found += split[at : at + many - len(found)]
        return found

    def forget(self, line: int) -> None:
        """Let go of the chunks that end before a line."""
        while len(self._seen) > 1 and self._seen[1].first <= line:
            self._split.pop(self._seen.popleft().first, None)


def _cut(data: bytes) -> int:
    """Where to cut lines that do not fit at once: never within a CRLF, which the parser forgets."""
    return last_end(data) or len(data) - data.endswith(b"\r")
