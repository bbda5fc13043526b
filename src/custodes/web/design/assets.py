"""The stylesheet and the script as they were built: their names, and whether they are there."""

import json
from functools import cache
from pathlib import Path

BUILT = Path(__file__).parent / "static" / "custodes"
BASE = "/static/custodes/"
MISSING = (
    "The stylesheet of the pages is not built: they work, but look plain. "
    "Run: python hatch_build.py, or install a wheel, which carries it."
)


def missing() -> str | None:
    """A sentence for whoever starts the web when the assets are not built, else nothing."""
    return None if (BUILT / "names.json").exists() else MISSING


def address(name: str) -> str | None:
    """The address of `app.css`, `app.js` or `favicon.svg`; nothing where it is not built.

    The name holds a hash of the content, so that a browser may keep it for good.
    """
    built = _names().get(name)
    return None if built is None else BASE + built


@cache
def _names() -> dict[str, str]:
    file = BUILT / "names.json"
    if not file.exists():
        return {}
    names: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return names
