"""A notice to the unit once a day, the same each day whether there is something to read or not.

So that neither the time nor the words of a notice tell that somebody has reported. It is a file for
the force's own mail; nothing is sent from here.
"""

from datetime import date
from pathlib import Path

TEXT = """Subject: Reports: please look
Date-Of-Notice: {day}
Content-Type: text/plain; charset=utf-8

Please bring the reports over and look whether there is something to read.

This notice comes each day at the same time, and says nothing of what there is.
"""


def write_notice(folder: Path, *, on: date) -> Path:
    """The notice of a day as a file; done again it is the same file."""
    path = folder / f"notice-{on.isoformat()}.eml"
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(TEXT.format(day=on.isoformat()), encoding="utf-8", newline="\n")
    unfinished.replace(path)
    return path
