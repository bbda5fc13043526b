"""Which encoding and kind of file the first bytes speak for, and text of others made UTF-8."""

import codecs

from custodes.sources.reading.streams import Read
from custodes.vocabulary.errors import FileRefused, UserError, shown

UTF8_BOM = codecs.BOM_UTF8
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARK = "\ufdd0"
"""Stands, with the byte behind it, where text of a declared encoding could not be read; a code
point that no text may use."""

KINDS = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or another Office file"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"%PDF-", "a PDF"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x1f\x8b", "a gzip file inside another"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def _marked(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return MARK + error.object[error.start : error.end].hex().upper(), error.end


codecs.register_error("custodes-marked", _marked)


def canonical(encoding: str) -> str:
    """Python's own name of an encoding; raises UserError when there is none of that name."""
    try:
        name = codecs.lookup(encoding).name
        " ".encode(encoding)
        codecs.getincrementaldecoder(encoding)
    except (LookupError, ValueError, TypeError):
        raise UserError(
            f"{shown(encoding)} is not an encoding: write utf-8, cp1252 or utf-16."
        ) from None
    return "utf-8" if name in ("utf-8", "utf-8-sig", "ascii") else name


def refuse_foreign(label: str, head: bytes, encoding: str, wanted: str) -> None:
    """Raise FileRefused when a file's first bytes are not `wanted` (a clause) in that encoding."""
    if not head:
        raise FileRefused(
            f"{label} is empty (0 bytes): export it again, or remove it if there was nothing."
        )
    bom = next((name for mark, name in BOMS if head.startswith(mark)), None)
    if bom is not None:
        if encoding.replace("_", "-")[:6] == bom[:6]:
            return
        raise FileRefused(
            f"{label} is in {bom.upper()}: write encoding = {shown(bom)} for its feed in "
            "force.toml, or save the file as UTF-8."
        )
    if encoding[:6] in ("utf-16", "utf-32", "utf_16", "utf_32"):
        return
    nuls = head.count(0)
    if nuls or not _decodes(head):
        kind = next((kind for magic, kind in KINDS if head.startswith(magic)), None)
        if kind is not None:
            raise FileRefused(
                f"{label} looks like {kind}, not {wanted}: name its format in the feed, or export "
                f"it again as {wanted}."
            )
    if nuls > 8 and nuls * 10 > len(head):
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) * 4 > len(head) and min(even, odd) * 20 < len(head):
            name = "utf-16-le" if odd > even else "utf-16-be"
            raise FileRefused(
                f"{label} looks like UTF-16 without its mark: write encoding = {shown(name)} for "
                "its feed in force.toml, or save the file as UTF-8."
            )
        raise FileRefused(
            f"{label} is not text ({nuls:,} of its first {len(head):,} bytes are NUL), so not "
            f"{wanted}: check that it is the right file and export it again."
        )


def _decodes(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def transcoded(read: Read, encoding: str) -> Read:
    """A reader of the same text in UTF-8, MARK standing before each byte that could not be read."""
    decoder = codecs.getincrementaldecoder(encoding)("custodes-marked")
    state = {"first": True, "ended": False}

    def read_utf8(size: int) -> bytes:
        while not state["ended"]:
            data = read(size)
            state["ended"] = not data
            try:
                text = decoder.decode(data, not data)
            except (UnicodeError, ValueError):
                text = MARK
            if text and state["first"]:
                text = text.removeprefix("\ufeff")
                state["first"] = False
            if text:
                return text.encode("utf-8", "replace")
        return b""

    return read_utf8


def why_not(line: bytes, encoding: str) -> str | None:
    """Why a line, in UTF-8 by now, cannot be read as text of its file's encoding; None if it can.

    Bytes that are not UTF-8 are named with their place in the line, and Windows-1252 is offered
    where the line would read so.
    """
    if b"\0" in line:
        return f"holds a NUL byte at byte {line.index(0) + 1:,}"
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        why = (
            f"holds byte 0x{line[error.start]:02X} at byte {error.start + 1:,}, which is not UTF-8"
        )
        try:
            line.decode("cp1252")
        except UnicodeDecodeError:
            return why
        return f'{why} (it reads as Windows-1252: write encoding = "cp1252" for the feed)'
    if encoding != "utf-8" and MARK in text:
        at = text.index(MARK)
        return f"holds byte 0x{text[at + 1 : at + 3]} at character {at + 1:,}, not {encoding}"
    return None
