"""A page as PDF that a screen reader can read (PDF/UA-1), set by Typst from its own fonts.

A template is a `.typ` file in an area's `typst/` folder:

    #import "base.typ": content, page
    #show: page
    #content.heading
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import rfc8785
import typst

from custodes.web.documents.signs import showable

BASE = "base.typ"
MAIN = "main.typ"
MADE = datetime(1980, 1, 1, tzinfo=UTC)
"""The moment that a PDF says it was made at: the same content gives the same bytes."""


@dataclass(frozen=True)
class Words:
    """The words of the footer in one language."""

    page: str
    of: str
    digest: str
    run: str


WORDS = {
    "en": Words("Page", "of", "SHA-256 of the content:", "Run:"),
    "cy": Words("Tudalen", "o", "SHA-256 y cynnwys:", "Rhediad:"),
}


def pdf(
    template: Traversable,
    content: Mapping[str, Any],
    *,
    marking: str,
    run: str,
    title: str,
    language: str = "en-GB",
) -> bytes:
    """The content, set by the template, as a PDF.

    `content` is plain JSON and reaches the template as values, never as markup; a sign that no font
    has is named by its number. Each page has the
    marking, its number, the SHA-256 of the content (RFC 8785) and the run (empty: none).
    `language` is `en-GB` or `cy`. Raises KeyError for another, and typst.TypstError for a template
    that is wrong or whose result would not be PDF/UA-1.
    """
    short, _, region = language.partition("-")
    words = WORDS[short]
    told = {
        "content": json.dumps(showable(dict(content))),
        "title": showable(title),
        "marking": marking,
        "run": run,
        "digest": digest(content),
        "lang": short,
        "region": region or "GB",
        "page": words.page,
        "of": words.of,
        "digest-words": words.digest,
        "run-words": words.run,
    }
    base = (files(__package__ or "") / "typst" / BASE).read_bytes()
    # Its types leave out that a document may be given as files by name.
    made: bytes = typst.compile(  # type: ignore[call-overload]
        {MAIN: template.read_bytes(), BASE: base},
        format="pdf",
        sys_inputs=told,
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(MADE.timestamp()),
    )
    return made


def digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a content, as the footer has it: of its one way to be written (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()
