"""A Word document as bytes that hold no moment of their making."""

import io
import zipfile
from typing import Any

DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in a document, so that the same content gives the same bytes."""


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
