"""Lets a stream's whole lines through as clean UTF-8, and sets apart those that are not."""

from collections import deque
from dataclasses import dataclass

from custodes.sources.reading.encodings import (
    MARK,
    UTF8_BOM,
    canonical,
    refuse_foreign,
    transcoded,
    why_not,
)
from custodes.sources.reading.limits import TEXT_KEPT, Limits
from custodes.sources.reading.streams import Broken, Read, Stream
from custodes.vocabulary.errors import FileRefused

HEAD = 4096


@dataclass(frozen=True)
class Chunk:
    """Whole lines, the first of which is line `first` of the file; each ends in a line end."""

    first: int
    data: bytes


@dataclass(frozen=True)
class BadLine:
    """A line that the gate replaced, so that those after it keep their numbers."""

    line: int
    why: str
    text: bytes


@dataclass
class _Long:
    """A line beyond the limit, of which only the beginning is held."""

    text: bytes
    size: int
    quotes: int


def count_lines(data: bytes) -> int:
    """How many line ends (LF, CRLF or CR) some bytes hold."""
    lines = data.count(b"\n")
    if b"\r" in data:
        lines += data.count(b"\r") - data.count(b"\r\n")
    return lines


class Gate:
    """Reads a stream chunk by chunk, in bounded memory whatever the lines are like.

    A line with a NUL byte, with bytes that are not of the encoding, or longer than the limit goes
    on in a harmless form with the same quotes and delimiters, so that a quoted row around it ends
    where it did, and is told in `bad`: whoever reads the rows leaves out the row it belongs to.
    `quote` and `delimiter` are those of delimited text, else empty. Raises FileRefused for a file
    that is empty, is no text, or breaks off, and UserError for an unknown encoding.
    """

    def __init__(
        self,
        stream: Stream,
        label: str,
        limits: Limits,
        *,
        encoding: str = "utf-8",
        wanted: str = "text",
        quote: bytes = b"",
        delimiter: bytes = b"",
    ) -> None:
        self.label, self.limits = label, limits
        self.lines = 0
        self.bad: deque[BadLine] = deque()
        self.quotes_seen = False
        self._quote, self._delimiter = quote, delimiter
        self._carry = b""
        self._long: _Long | None = None
        self._ended = False
        self._encoding = canonical(encoding)
        self._read = self._begin(stream, wanted)

    def _begin(self, stream: Stream, wanted: str) -> Read:
        self._read = stream.read
        pieces: list[bytes] = []
        while (short := HEAD - sum(map(len, pieces))) > 0:
            piece = self._read_or_refuse(short, pieces)
            if not piece:
                break
            pieces.append(piece)
        head = b"".join(pieces)
        refuse_foreign(self.label, head, self._encoding, wanted)
        if head.startswith(UTF8_BOM):
            self._encoding = "utf-8"
        held = [head.removeprefix(UTF8_BOM)]

        def read(size: int) -> bytes:
            return held.pop() if held and held[0] else stream.read(size)

        return read if self._encoding == "utf-8" else transcoded(read, self._encoding)

    def chunk(self) -> Chunk | None:
        """The next whole lines, or None at the end."""
        while not self._ended:
            more, ended = self._collect()
            self._ended = ended
            data = self._carry + more
            if self._long is not None:
                data = self._past_long(data)
            end = len(data) if ended else last_end(data)
            body, self._carry = data[:end], data[end:]
            if ended and self._long is not None:
                body = self._replaced(self._long, self.lines + 1)
                self._long = None
            if len(self._carry) > self.limits.line and self._long is None:
                self._long = self._begun(self._carry)
                self._carry = b""
            if body:
                return self._clean(body if body[-1] in b"\r\n" else body + b"\n")
        return None

    def replacing(self, delimiter: bytes) -> None:
        """Tell the delimiter once the header has shown it."""
        self._delimiter = delimiter

    def _collect(self) -> tuple[bytes, bool]:
        pieces: list[bytes] = []
        size, ended = 0, False
        while size < self.limits.chunk // 2:
            piece = self._read_or_refuse(self.limits.chunk, pieces)
            if not piece:
                ended = True
                break
            pieces.append(piece)
            size += len(piece)
        return (pieces[0] if len(pieces) == 1 else b"".join(pieces)), ended

    def _read_or_refuse(self, size: int, before: list[bytes] | None = None) -> bytes:
        try:
            return self._read(size)
        except Broken as broken:
            whole = self.lines + count_lines(self._carry + b"".join(before or ()))
            where = f"after line {whole:,}" if whole else "in its first line"
            raise FileRefused(
                f"{self.label} breaks off {where}: {broken}; fetch it again, nothing of it was "
                "taken."
            ) from None

    def _begun(self, data: bytes) -> _Long:
        return _Long(data[: 4 * TEXT_KEPT], len(data), self._quotes_in(data))

    def _quotes_in(self, data: bytes) -> int:
        return data.count(self._quote) if self._quote else 0

    def _past_long(self, data: bytes) -> bytes:
        """What follows the end of the long line, with its replacement before it."""
        long = self._long
        assert long is not None  # noqa: S101
        ends = [at for at in (data.find(b"\n"), data.find(b"\r")) if at >= 0]
        end = min(ends, default=len(data))
        long.size += end
        long.quotes += self._quotes_in(data[:end])
        if not ends:
            return b""
        self._long = None
        return self._replaced(long, self.lines + 1) + data[end:]

    def _replaced(self, long: _Long, line: int) -> bytes:
        why = f"is {long.size:,} bytes long, more than the {self.limits.line:,} of a line"
        self.bad.append(BadLine(line, why, long.text))
        return self._delimiter + self._quote if long.quotes % 2 else b""

    def _clean(self, body: bytes) -> Chunk:
        chunk = Chunk(self.lines + 1, body)
        if self._doubtful(body):
            chunk = Chunk(chunk.first, self._line_by_line(chunk))
        if self._quote and not self.quotes_seen:
            self.quotes_seen = self._quote in chunk.data
        self.lines += count_lines(body)
        return chunk

    def _doubtful(self, body: bytes) -> bool:
        half = max(self.limits.line // 2, 1)
        for at in range(0, len(body) - half + 1, half):
            if body.find(b"\n", at, at + half) < 0 and body.find(b"\r", at, at + half) < 0:
                return True
        if b"\0" in body:
            return True
        if body.isascii():
            return False
        try:
            body.decode()
        except UnicodeDecodeError:
            return True
        return self._encoding != "utf-8" and MARK.encode() in body

    def _line_by_line(self, chunk: Chunk) -> bytes:
        lines = chunk.data.splitlines(keepends=True)
        for at, line in enumerate(lines):
            end = line[len(line.rstrip(b"\r\n")) :]
            if len(line) - len(end) > self.limits.line:
                long = self._begun(line[: len(line) - len(end)])
                lines[at] = self._replaced(long, chunk.first + at) + end
            elif not line.isascii() or b"\0" in line:
                why = why_not(line, self._encoding)
                if why is not None:
                    self.bad.append(BadLine(chunk.first + at, why, line.rstrip(b"\r\n")))
                    tidy = line.replace(b"\0", b"?").decode("utf-8", "replace")
                    lines[at] = tidy.encode()
        return b"".join(lines)


def last_end(data: bytes) -> int:
    """Where the last whole line ends; a CR at the very end may yet be half of a CRLF."""
    end = data.rfind(b"\n") + 1
    tail = data.rfind(b"\r", end, len(data) - 1) + 1
    return max(end, tail)
