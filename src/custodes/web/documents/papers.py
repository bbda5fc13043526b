"""Documents that people put in: is each what its name says, and which words stand in it?"""

import html
import re
import zipfile
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from custodes.vocabulary.errors import UserError, shown

KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}
"""What may be sent, with how it is called on the web: each can be read for victim and source data
before it goes."""
MOST_BYTES = 50_000_000
"""The longest document, in bytes, as it is and unpacked."""
_OFFICE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_BLOCK = re.compile(r"</(?:w:p|si|c|row|a:p)>")
_TAG = re.compile(r"<[^>]*>")


def good_name(name: str) -> bool:
    """Whether a document's name is one file's, on every system."""
    return (
        0 < len(name) <= 120
        and name.isprintable()
        and name == name.strip(" .")
        and not set(name) & set('/\\:*?"<>|')
    )


def kind_of(name: str) -> str:
    """The ending of a document's name that says what it is, with its full stop."""
    return "." + name.rpartition(".")[2].lower()


def pages(name: str, content: bytes) -> tuple[str, ...]:
    """The words of a document, page by page where it has pages, else as one.

    Raises UserError when it is not of the kind that its name says or cannot be read, so that
    nothing is sent unread.
    """
    kind = kind_of(name)
    if kind not in KINDS:
        raise UserError(f"Document {shown(name)} is not one of {', '.join(KINDS)}.")
    if len(content) > MOST_BYTES:
        raise UserError(f"Document {shown(name)} is longer than {MOST_BYTES:,} bytes.")
    try:
        if kind == ".pdf":
            return _pdf(content)
        if kind in _OFFICE:
            return _office(content, _OFFICE[kind])
        text = content.decode("utf-8-sig")
        if "\0" in text:
            raise ValueError("not text")
        return (text,)
    except (
        *(ValueError, KeyError, OSError, RuntimeError, NotImplementedError, RecursionError),
        *(zipfile.BadZipFile, PyPdfError),
    ) as error:
        raise UserError(
            f"Document {shown(name)} cannot be read as {kind[1:]}: it is damaged, locked or not "
            "what its name says."
        ) from error


def _pdf(content: bytes) -> tuple[str, ...]:
    if not content.startswith(b"%PDF-"):
        raise ValueError("not a PDF")
    return tuple(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def _office(content: bytes, main: str) -> tuple[str, ...]:
    """The text of every part, tags taken out; nothing is parsed, so no entity is ever opened."""
    with zipfile.ZipFile(BytesIO(content)) as box:
        if main not in box.namelist():
            raise ValueError("not the kind of file that its name says")
        parts = [part for part in box.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise ValueError("too long unpacked")
        texts = [box.read(part).decode("utf-8") for part in parts]
    return ("\n".join(html.unescape(_TAG.sub("", _BLOCK.sub("\n", text))) for text in texts),)
