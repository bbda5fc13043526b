"""What is printed for partners: the warning signs and the briefing pack, in English and Welsh."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from custodes.web.documents.pdf import pdf
from custodes.web.partners.materials import english, welsh
from custodes.web.partners.materials.words import Material

MARKING = {"en": "OFFICIAL", "cy": "SWYDDOGOL"}
"""It is made to be handed out: it holds nothing of anybody."""
TAGS = {"en": "en-GB", "cy": "cy"}
LANGUAGES = {"en": "English", "cy": "Cymraeg"}

SIGNS, PACK = "warning-signs", "briefing-pack"


@dataclass(frozen=True)
class Printed:
    """One thing that is printed, by language; `language` is en or cy."""

    id: str
    said: Mapping[str, Material]

    def document(self, language: str) -> bytes:
        """The PDF in one language: the same words make the same bytes."""
        material = self.said[language]
        source = files("custodes.web.partners") / "typst" / "material.typ"
        return pdf(
            source,
            content_of(material),
            marking=MARKING[language],
            run="",
            title=material.title,
            language=TAGS[language],
        )


def content_of(material: Material) -> dict[str, Any]:
    """What a document says, as plain values for the page and for the printer."""
    return {
        "title": material.title,
        "lead": material.lead,
        "parts": [
            {
                "heading": part.heading,
                "paragraphs": list(part.paragraphs),
                "points": list(part.points),
                "columns": list(part.columns),
                "rows": [list(row) for row in part.rows],
                "note": part.note,
                "blank": part.blank,
                "new_page": part.new_page,
                "narrow_first": part.narrow_first,
            }
            for part in material.parts
        ],
    }


PRINTED: Mapping[str, Printed] = {
    SIGNS: Printed(SIGNS, {"en": english.SIGNS, "cy": welsh.SIGNS}),
    PACK: Printed(PACK, {"en": english.PACK, "cy": welsh.PACK}),
}
