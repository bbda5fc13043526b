"""What a photograph in a PDF carries beside its pixels, left out without touching the pixels.

A JPEG is a row of segments, each with its length, and after the head of a scan the scan itself.
What a camera or a program writes (where, when, with what, a small copy of the picture) stands in
the segments APP0 to APP15 and in comments: none of them is needed but Adobe's, which says how
colours are kept.
"""

import struct

START, END, SCAN, COMMENT, ADOBE = 0xD8, 0xD9, 0xDA, 0xFE, 0xEE
APPS = range(0xE0, 0xF0)
COLOURS = b"Adobe"
COLOUR_BYTES = 12
"""All of what Adobe's segment holds; more is something else."""
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
PICTURE = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")
"""The boxes of a JPEG 2000 that hold a picture."""
LONG = 1


class NoPicture(ValueError):
    """Bytes that are no picture, or a damaged one."""


def bare_jpeg(raw: bytes) -> bytes:
    """A JPEG without what was written beside its picture, and without what comes after it; one that
    was cut short stays so. Raises NoPicture."""
    if raw[:2] != bytes([0xFF, START]):
        raise NoPicture
    out, at, seen = bytearray(raw[:2]), 2, False
    while not (seen and at == len(raw)):
        mark, at = _marker(raw, at)
        if mark == END:
            return bytes(out + bytes([0xFF, END]))
        if mark in WITHOUT_LENGTH:
            out += bytes([0xFF, mark])
            continue
        end = at + _number(raw, at)
        body = raw[at + 2 : end]
        if end < at + 2 or len(raw) < end:
            raise NoPicture
        if mark == ADOBE and body.startswith(COLOURS):
            body = body[:COLOUR_BYTES]
        elif mark in APPS or mark == COMMENT:
            at = end
            continue
        out += bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body
        at = end
        if mark == SCAN:
            at, seen = _end_of_scan(raw, end), True
            out += raw[end:at]
    return bytes(out)


def bare_jpeg_2000(raw: bytes) -> bytes:
    """A JPEG 2000 of the boxes that hold its picture alone. Raises NoPicture."""
    if raw[:4] == b"\xff\x4f\xff\x51":  # without boxes: nothing stands beside it
        return raw
    out, at = bytearray(), 0
    while at < len(raw):
        if len(raw) < at + 8:
            raise NoPicture
        size, kind = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        if size == LONG:
            size = int.from_bytes(raw[at + 8 : at + 16], "big")
        end = at + size if size else len(raw)
        if end < at + 8 or len(raw) < end:
            raise NoPicture
        if kind in PICTURE:
            out += raw[at:end]
        at = end
    if not out:
        raise NoPicture
    return bytes(out)


def _marker(raw: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, which may be filled up before it, and where what follows begins."""
    if raw[at : at + 1] != b"\xff":
        raise NoPicture
    while raw[at : at + 1] == b"\xff":
        at += 1
    if at >= len(raw) or not raw[at]:
        raise NoPicture
    return raw[at], at + 1


def _number(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 2], "big") if at + 2 <= len(raw) else 0


def _end_of_scan(raw: bytes, at: int) -> int:
    """Where the next segment begins: a marker in a scan is one of its own, or ends it."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            return len(raw)
        if raw[at + 1] and raw[at + 1] not in WITHOUT_LENGTH and raw[at + 1] != 0xFF:
            return at
        at += 1 if raw[at + 1] == 0xFF else 2
