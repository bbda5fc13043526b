"""Clean copies: the same picture or pages, without what a camera or a program wrote beside them.

A clean copy is made anew from what is seen: pixels, page content, characters. Whatever else a file
carried, hidden or harmful, is in the original alone.
"""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

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
    whole.remove_unreferenced_resources()


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
