"""Which kinds of file are taken, known by how their bytes begin and never by their name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, the ending its name is given, how it is looked through."""

    media: str
    ending: str
    way: str


JPEG = Kind("image/jpeg", "jpg", "picture")
PNG = Kind("image/png", "png", "picture")
GIF = Kind("image/gif", "gif", "picture")
WEBP = Kind("image/webp", "webp", "picture")
PDF = Kind("application/pdf", "pdf", "pdf")
TEXT = Kind("text/plain", "txt", "text")
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "office"
)
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "office")
PPTX = Kind(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", "office"
)
ODT = Kind("application/vnd.oasis.opendocument.text", "odt", "office")
MP4 = Kind("video/mp4", "mp4", "recording")
M4A = Kind("audio/mp4", "m4a", "recording")
MP3 = Kind("audio/mpeg", "mp3", "recording")
OGG = Kind("audio/ogg", "ogg", "recording")
AMR = Kind("audio/amr", "amr", "recording")

RECORDINGS = {
    b"M4A ": M4A,
    **dict.fromkeys((b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"3gp4", b"3gp5", b"qt  "), MP4),
}
"""Brands of the boxed format that phones record in."""


def kind_of(content: bytes) -> Kind | None:
    """The kind of a file by its first bytes; None for one that is not taken.

    An office file is told apart later, from what its zip holds.
    """
    head = content[:16]
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    if head[4:8] == b"ftyp":
        return RECORDINGS.get(head[8:12])
    if head.startswith(b"ID3") or (
        head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2")
    ):
        return MP3
    if head.startswith(b"OggS"):
        return OGG
    if head.startswith(b"#!AMR"):
        return AMR
    return TEXT if _is_text(content) else None


def _is_text(content: bytes) -> bool:
    """Plain words: UTF-8 without control characters, and not a language that a program runs."""
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return False
    if any((ord(c) < 32 and c not in "\t\n\r\f") or ord(c) == 127 for c in text):
        return False
    start = text.lstrip().lower()
    return bool(start) and not start.startswith(
        ("<", "#!", "%!", "{\\rtf", "mz", "[internetshortcut")
    )
