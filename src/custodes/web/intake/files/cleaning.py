"""Clean copies: the same picture or pages, without what a camera or a program wrote beside them.

A clean copy is made anew from what is seen: pixels, page content, characters. Whatever else a file
carried, hidden or harmful, is in the original alone.
"""

import base64
import re
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from custodes.web.intake.files.jpeg import NoPicture, bare_jpeg, bare_jpeg_2000
from custodes.web.intake.files.kinds import Kind

MOST_PIXELS = 24_000_000
"""Pixels that are unpacked, after a photograph is halved as it is read."""
LARGEST_SIDE = 30_000
MOST_PAGES = 300
MOST_OBJECTS = 60_000
SIDE = 4_000
"""Pixels of the longer side of a clean copy."""
FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
ACTIVE_KEYS = [
    "/OpenAction",
    "/AA",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/XFA",
    "/Metadata",
    "/PieceInfo",
    "/RichMedia",
    "/RichMediaContent",
    "/URI",
    "/Collection",
    "/AcroForm",
    "/Perms",
    "/LastModified",
    "/Private",
    "/3DD",
]
MOST_UNPACKED = 40 * 2**20
"""Bytes of a photograph in a PDF that was packed once more."""
PHOTOGRAPHS = {
    **dict.fromkeys(("/DCTDecode", "/DCT"), bare_jpeg),
    "/JPXDecode": bare_jpeg_2000,
}
"""How a photograph is stripped, by the filter that opens it."""
FORMULA = re.compile(r"^([\s\"']*)([=+\-@|])")


class NotClean(Exception):
    """No clean copy can be made: the file is damaged, locked, or more than it says it is."""


def clean_picture(content: bytes, kind: Kind) -> tuple[bytes, str]:
    """The picture's pixels, upright, and its media type. Raises NotClean."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[FORMATS[kind.ending]]) as picture:
                return _pixels(picture)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        TypeError,
        KeyError,
        IndexError,
        ZeroDivisionError,
        MemoryError,
    ):
        # Whatever a decoder says of bytes that were made to upset it.
        raise NotClean from None


def _pixels(picture: ImageFile.ImageFile) -> tuple[bytes, str]:
    if max(picture.size) > LARGEST_SIDE:
        raise NotClean
    if picture.format == "JPEG":
        picture.draft("RGB", (SIDE // 2, SIDE // 2))
    if picture.size[0] * picture.size[1] > MOST_PIXELS:
        raise NotClean
    picture.seek(0)
    turned = ImageOps.exif_transpose(picture)
    see_through = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    plain = turned.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((SIDE, SIDE))
    # A new picture that takes over nothing but the pixels.
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    out = BytesIO()
    if picture.format == "JPEG":
        fresh.convert("RGB").save(out, "JPEG", quality=88)
        return out.getvalue(), "image/jpeg"
    fresh.save(out, "PNG")
    return out.getvalue(), "image/png"


def clean_pdf(content: bytes) -> bytes:
    """The pages without what acts, fetches, is attached or tells of its maker. Raises NotClean."""
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as whole:
            if whole.is_encrypted or not 0 < len(whole.pages) <= MOST_PAGES:
                raise NotClean
            if len(whole.objects) > MOST_OBJECTS:
                raise NotClean
            _strip(whole)
            out = BytesIO()
            whole.save(
                out,
                deterministic_id=True,
                fix_metadata_version=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
            return out.getvalue()
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        pikepdf.ForeignObjectError,
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
        OSError,
        RecursionError,
        MemoryError,
        zlib.error,
    ):
        raise NotClean from None


def _strip(whole: pikepdf.Pdf) -> None:
    if "/Info" in whole.trailer:
        del whole.trailer["/Info"]
    for word in ("/Names", "/AcroForm", "/OpenAction", "/AA", "/Outlines", "/Collection"):
        if word in whole.Root:
            del whole.Root[word]
    for page in whole.pages:
        if "/Annots" in page:
            del page["/Annots"]
    for held in _dictionaries(whole):
        for key in ACTIVE_KEYS:
            if key in held:
                del held[key]
        action = held.get("/A")
        if isinstance(action, pikepdf.Dictionary):
            del held["/A"]
        if isinstance(held, pikepdf.Stream):
            _strip_photograph(held)
    whole.remove_unreferenced_resources()


def _strip_photograph(held: Any) -> None:
    """Take out of a photograph in the pages what its camera wrote beside the pixels."""
    filters = _filters(held)
    strip = PHOTOGRAPHS.get(filters[-1]) if filters else None
    if strip is None:
        return
    raw = held.read_raw_bytes()
    for packed in filters[:-1]:
        raw = _unpacked(raw, packed)
    try:
        bare = strip(raw)
    except NoPicture:
        raise NotClean from None
    # What tells how to decode goes with the filters that were unpacked.
    given = held.get("/DecodeParms")
    if isinstance(given, pikepdf.Array):
        given = given[-1]
    plain = given if isinstance(given, pikepdf.Dictionary) else None
    held.write(bare, filter=pikepdf.Name(filters[-1]), decode_parms=plain)


def _filters(held: Any) -> list[str]:
    found = held.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(one) for one in found]
    return [] if found is None else [str(found)]


def _unpacked(raw: bytes, packed: str) -> bytes:
    """What was packed once more around a photograph. Raises NotClean for more than it may be, and
    for ways of packing that nobody uses for one."""
    if packed in ("/FlateDecode", "/Fl"):
        opened = zlib.decompressobj()
        plain = opened.decompress(raw, MOST_UNPACKED)
        if opened.unconsumed_tail:
            raise NotClean
        return plain
    if packed in ("/ASCII85Decode", "/A85"):
        return base64.a85decode(raw.strip().removeprefix(b"<~").removesuffix(b"~>"))
    if packed in ("/ASCIIHexDecode", "/AHx"):
        return bytes.fromhex(raw.partition(b">")[0].decode("ascii"))
    raise NotClean


def _dictionaries(whole: pikepdf.Pdf) -> Iterator[Any]:
    for held in whole.objects:
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield held


def clean_text(content: bytes) -> bytes:
    """The characters but those that turn or hide others, and no cell that a spreadsheet runs."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    lines = []
    for line in text.splitlines():
        seen = "".join(c for c in line if c == "\t" or c.isprintable())
        cells = [FORMULA.sub(r"\1'\2", cell) for cell in re.split(r"(?<=[,;\t])", seen)]
        lines.append("".join(cells))
    return ("\n".join(lines) + "\n").encode()
