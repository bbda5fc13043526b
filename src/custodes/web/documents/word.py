"""A Word document as bytes that hold no moment of their making."""

import io
import zipfile
from typing import Any

import typst
from docx.shared import Cm

DRAWN = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
WIDE = Cm(15)
"""The width of a picture on a page."""
SHARP = 150.0
"""Points of a picture to the inch."""
DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in a document, so that the same content gives the same bytes."""


def add_picture(paper: Any, svg: str, said: str) -> None:
    """Put a drawn picture at the end, with what it says for whoever does not see it. Word shows no
    SVG everywhere, so that it is set as points; the same picture gives the same bytes."""
    points: bytes = typst.compile(
        DRAWN, format="png", ppi=SHARP, sys_inputs={"svg": svg}, ignore_system_fonts=True
    )
    placed = paper.add_paragraph().add_run().add_picture(io.BytesIO(points), width=WIDE)
    placed._inline.docPr.set("descr", said)


def written(paper: Any) -> bytes:
    """A document as bytes that hold no moment of their making."""
    kept, out = io.BytesIO(), io.BytesIO()
    paper.save(kept)
    with zipfile.ZipFile(kept) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, given.read(name))
    return out.getvalue()
