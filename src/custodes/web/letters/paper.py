"""A letter or the overview as a tagged PDF (PDF/UA-1), from what was frozen."""

from importlib.resources import files
from typing import Any

from custodes.web.documents import pdf as documents

MARKING = "OFFICIAL"
DRAFT = "OFFICIAL: DRAFT"


def pdf(template: str, content: dict[str, Any], *, title: str, marking: str = MARKING) -> bytes:
    """The content in the named template of this package, marked and numbered on each page."""
    source = files("custodes.web.letters") / "typst" / template
    return documents.pdf(source, content, marking=marking, run="", title=title)
