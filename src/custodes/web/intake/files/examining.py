"""One file that somebody sent: taken or refused, with clean copy, notes and a plain name."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from custodes.web.intake.files.cleaning import NotClean, clean_pdf, clean_picture, clean_text
from custodes.web.intake.files.kinds import Kind, kind_of
from custodes.web.intake.files.office import office_kind
from custodes.web.sealing.contents import File, Scan

LONGEST_NAME = 80
NO_CLEAN_COPY = "no clean copy: open the original apart from everything else"
METADATA_LEFT = "the original may hold where and when it was made"


class Refused(Exception):
    """A file that is not taken; the words say why and what to do, to whoever sent it."""


@dataclass(frozen=True)
class Examined:
    """A file that is taken: what the report says of it, and the parts to be sealed."""

    told: File
    parts: dict[str, bytes]


def examined(name: str, content: bytes, *, number: int, scan: Callable[[bytes], Scan]) -> Examined:
    """Look through the file that came as the `number`th. Raises Refused."""
    shown = plain_name(name)
    if not content:
        raise Refused(_("“%(name)s” is empty. Choose it again, or leave it out.") % {"name": shown})
    kind = kind_of(content)
    if kind is not None and kind.way == "office":
        kind = office_kind(content)
    if kind is None:
        raise Refused(
            _(
                "We cannot take “%(name)s”. Send a photo, a screenshot, a PDF, a Word file, a "
                "plain text or a sound. You can also write what it shows."
            )
            % {"name": shown}
        )
    said = scan(content)
    if said is Scan.FOUND:
        raise Refused(
            _("“%(name)s” may carry a computer virus, so we cannot take it. Leave it out.")
            % {"name": shown}
        )
    clean, clean_kind = _clean(content, kind, shown)
    original = f"file/{number}/original"
    parts = {original: content}
    notes: tuple[str, ...] = () if clean else (NO_CLEAN_COPY, METADATA_LEFT)
    if clean:
        parts[f"file/{number}/clean"] = clean
    return Examined(
        File(
            name=with_ending(shown, kind),
            kind=kind.media,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            original=original,
            clean=f"file/{number}/clean" if clean else "",
            clean_kind=clean_kind,
            scan=said,
            notes=notes,
        ),
        parts,
    )


def _clean(content: bytes, kind: Kind, shown: str) -> tuple[bytes, str]:
    try:
        match kind.way:
            case "picture":
                return clean_picture(content, kind)
            case "pdf":
                return clean_pdf(content), kind.media
            case "text":
                return clean_text(content), kind.media
            case _:
                return b"", ""
    except NotClean:
        raise Refused(
            _(
                "We cannot read “%(name)s”: it is damaged, locked or too large. Try a photo or "
                "screenshot of it."
            )
            % {"name": shown}
        ) from None


def plain_name(name: str) -> str:
    """A name that shows what it is: no folders, no signs that turn or hide others."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFKC", name).replace("\0", ""))[-1]
    seen = "".join(c for c in last if c.isprintable() and unicodedata.category(c) != "Cf")
    seen = re.sub(r"[<>:\"|?*;`$]", "_", seen).strip(" .")
    return seen[:LONGEST_NAME] or "file"


def with_ending(name: str, kind: Kind) -> str:
    """The name with the ending of what the file is, whatever ending it came with."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name).strip(" .") or "file"
    return f"{stem.replace('.', '_')}.{kind.ending}"
