"""Writing the report: the page, the PDF and the results that both come from, side by side."""

import hashlib
from datetime import datetime
from pathlib import Path

from custodes.proving.report.contents import report
from custodes.proving.report.html import page
from custodes.proving.report.pdf import pdf
from custodes.proving.results import Results, to_json
from custodes.store.home import write_whole
from custodes.vocabulary.errors import UserError

NAMES = ("report.html", "report.pdf", "results.json")


def write_report(folder: Path, results: Results) -> list[Path]:
    """Write `report.html`, `report.pdf` and `results.json` into a folder; the same results give
    the same bytes. Raises UserError where that cannot be."""
    text = to_json(results).encode()
    told = report(results, hashlib.sha256(text).hexdigest())
    made = datetime.fromisoformat(results.made_with.finished)
    contents = (page(told).encode(), pdf(told, made), text)
    paths = [folder / name for name in NAMES]
    try:
        for path, content in zip(paths, contents, strict=True):
            write_whole(path, content)
    except OSError as error:
        raise UserError(
            f"{folder} cannot be written to: {error.strerror or error}. Name another folder."
        ) from None
    return paths
