"""Office files looked through without being opened: a zip of XML, held to what an honest one is."""

import re
import stat
import zipfile
import zlib
from io import BytesIO

from custodes.web.intake.files.kinds import DOCX, ODT, PPTX, XLSX, Kind

MOST_PARTS = 1_000
MOST_BYTES = 60 * 2**20
"""Bytes of all parts together, unpacked."""
MOST_TIMES = 150
"""How many times its packed size a part may have."""
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
LINK = re.compile(rb"/relationships/hyperlink[\"']", re.IGNORECASE)
RELATION = re.compile(rb"<[\w:]*Relationship\b[^>]*>", re.IGNORECASE)
ACTIVE = re.compile(
    r"(vbaproject|activex|oleobject|embeddings/|macrosheets/|externallinks/|basic/|scripts/|"
    r"customui|webextension|\.(bin|exe|dll|js|vbs|scr|lnk|hta|cmd|bat|ps1|jar|svg|emf|wmf)$)",
    re.IGNORECASE,
)
FIELD = re.compile(
    rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORTDATA)\b|WEBSERVICE\s*\(|cmd\|"
)


def office_kind(content: bytes) -> Kind | None:
    """Which office file it is, or None for a zip that is none, or one that is not harmless."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as whole:
            return _looked_through(whole, content)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        return None
    except NotImplementedError:  # a way of packing that is not read here
        return None


def _looked_through(whole: zipfile.ZipFile, content: bytes) -> Kind | None:
    parts = whole.infolist()
    names = [part.filename for part in parts]
    if not 0 < len(parts) <= MOST_PARTS or len({n.lower() for n in names}) != len(names):
        return None
    if whole.start_dir > len(content) or any(_strange(part) for part in parts):
        return None
    if sum(part.file_size for part in parts) > MOST_BYTES:
        return None
    left = MOST_BYTES
    for part in parts:
        with whole.open(part) as opened:
            raw = opened.read(left + 1)
        left -= len(raw)
        if left < 0 or (_is_xml(part.filename) and _is_active(raw)):
            return None
    return _named(whole, set(names))


def _named(whole: zipfile.ZipFile, names: set[str]) -> Kind | None:
    if "mimetype" in names and "content.xml" in names:
        return ODT if whole.read("mimetype").strip() == ODT.media.encode() else None
    if "[Content_Types].xml" not in names:
        return None
    if b"macroEnabled" in whole.read("[Content_Types].xml"):
        return None
    found = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
    held = [kind for name, kind in found.items() if name in names]
    return held[0] if len(held) == 1 else None


def _strange(part: zipfile.ZipInfo) -> bool:
    name = part.filename
    return (
        name.startswith(("/", "\\"))
        or ".." in name.replace("\\", "/").split("/")
        or ":" in name
        or "\0" in name
        or not name.isprintable()
        or stat.S_ISLNK(part.external_attr >> 16)
        or bool(part.flag_bits & 1)
        or bool(ACTIVE.search(name))
        or part.file_size > MOST_TIMES * max(part.compress_size, 200)
    )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml", ".rdf"))


def _is_active(raw: bytes) -> bool:
    """XML that brings entities, that fetches something, or that runs a command.

    What is in another encoding than UTF-8 is not looked through, and so not taken.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:64]:
        return True
    head = raw[:200].lower()
    if b"encoding" in head and b"utf-8" not in head and b"ascii" not in head:
        return True
    if DOCTYPE.search(raw) or FIELD.search(raw):
        return True
    return any(OUTSIDE.search(tag) and not LINK.search(tag) for tag in RELATION.findall(raw))
