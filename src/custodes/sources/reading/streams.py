"""A part's bytes, unpacked as they are read, with a guard against archives that swell."""

import os
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, cast

from custodes.sources.reading.limits import Limits
from custodes.sources.reading.parts import Part, unreadable
from custodes.vocabulary.errors import FileRefused

GZIP = b"\x1f\x8b"
PACKED_READ = 256 << 10
Read = Callable[[int], bytes]


class Broken(Exception):
    """The bytes end or fail before their time; the message is a clause that says how."""


class Stream:
    """The bytes of a part, in order: plain, gzip (known by its first bytes) or a zip member.

    `read` gives up to so many bytes, b"" at the end, and raises Broken when the packing is cut
    off or damaged, FileRefused when it unpacks beyond the limits. Opening raises FileRefused when
    the file is not there or may not be read.
    """

    def __init__(self, part: Part, limits: Limits) -> None:
        self._label, self._limits = part.label, limits
        self._archive: zipfile.ZipFile | None = None
        self._file: IO[bytes] | None = None
        self.given = 0
        try:
            raw = self._open(part)
            head = raw(2)
            head += raw(1) if len(head) == 1 else b""
        except FileRefused:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise FileRefused(unreadable(part.label, error)) from None
        except Exception:
            self.close()
            raise FileRefused(
                f"{part.label} cannot be unpacked: its archive is broken, or packed in a way that "
                "is not known here; unpack it, and give the file as it is."
            ) from None
        self.packed = head == GZIP or part.member is not None
        self._read = _Gunzip(raw, head).read if head == GZIP else _after(head, raw)

    def _open(self, part: Part) -> Read:
        if part.member is None:
            self._file = part.path.open("rb", buffering=0)
            self._size = os.fstat(self._file.fileno()).st_size
            return self._file.read
        self._archive = zipfile.ZipFile(part.path)
        self._size = self._archive.getinfo(part.member).compress_size
        member = cast(zipfile.ZipExtFile, self._archive.open(part.member))
        self._file = cast(IO[bytes], member)
        return member.read1

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; b"" at the end."""
        try:
            data = self._read(size)
        except (Broken, FileRefused):
            raise
        except OSError as error:
            raise Broken(error.strerror or "it cannot be unpacked") from None
        except EOFError:
            raise Broken("its packed data is cut off") from None
        except Exception:
            raise Broken("its packed data is damaged") from None
        self.given += len(data)
        if self.packed:
            self._guard()
        return data

    def _guard(self) -> None:
        swollen = self.given > self._limits.ratio * max(self._size, 1)
        if self.given > self._limits.unpacked or (swollen and self.given > self._limits.ratio_from):
            raise FileRefused(
                f"{self._label} unpacks to far more than it should ({self.given:,} bytes so far "
                f"from {self._size:,}), as an archive made to fill a disk does: nothing of it was "
                "taken; ask who made it, or split it if it is honest."
            )

    def close(self) -> None:
        """Let go of the file."""
        for held in (self._file, self._archive):
            if held is not None:
                held.close()


def _after(head: bytes, raw: Read) -> Read:
    held = [head] if head else []

    def read(size: int) -> bytes:
        if held:
            first = held.pop()
            return first + raw(max(size - len(first), 0))
        return raw(size)

    return read


class _Gunzip:
    """Gzip members one after another, checked; gives all that there is before it says Broken."""

    def __init__(self, raw: Read, head: bytes) -> None:
        self._raw, self._pending = raw, head
        self._member = zlib.decompressobj(wbits=31)

    def read(self, size: int) -> bytes:
        while True:
            if self._member.eof:
                rest = self._member.unused_data.lstrip(b"\0") or self._next().lstrip(b"\0")
                if not rest:
                    if not self._last_refill:
                        return b""
                    continue
                self._begin(rest)
            try:
                data = self._member.decompress(self._pending, size)
            except zlib.error:
                raise Broken("its gzip data is damaged") from None
            self._pending = self._member.unconsumed_tail
            if data:
                return data
            if not self._pending and not self._member.eof:
                self._pending = self._next()
                if not self._pending:
                    raise Broken("its gzip data is cut off")

    def _next(self) -> bytes:
        self._last_refill = self._raw(PACKED_READ)
        return self._last_refill

    def _begin(self, rest: bytes) -> None:
        if not rest.startswith(GZIP[: len(rest)]):
            raise Broken("something other than gzip data follows its end")
        self._member, self._pending = zlib.decompressobj(wbits=31), rest
