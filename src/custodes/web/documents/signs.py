"""What the fonts of a document can show; any other sign is named by its number, not left out.

Without it, one emoji in a reason would make its document impossible: PDF/UA asks that every sign
has a shape.
"""

import re
from typing import Any

SHOWN = (
    *((0x20, 0x7E), (0xA0, 0x4FF), (0x590, 0x5FF), (0x1E00, 0x1FFF), (0x2000, 0x200A)),
    *(
        (0x2010, 0x2027),
        (0x202F, 0x2040),
        (0x2042, 0x2042),
        (0x2044, 0x2052),
        (0x2054, 0x205F),
        (0x2070, 0x209F),
    ),
    *((0x20A0, 0x20CF), (0x2100, 0x211E), (0x2120, 0x2120), (0x2122, 0x2122), (0x2124, 0x2124)),
    *((0x2126, 0x2151), (0x2153, 0x2184), (0x2190, 0x22FF), (0x25A0, 0x25FF), (0xFB00, 0xFB06)),
    (0xFFFD, 0xFFFD),
)
"""First and last of each stretch of signs that Typst's own fonts have. Signs that turn the
direction of writing are left out on purpose: they make a text read as another."""
LINES = "\t\n"
_RANGES = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in SHOWN)
_OTHER = re.compile(f"[^{LINES}{_RANGES}]")
SOFT_HYPHEN = "\xad"


def showable(value: Any) -> Any:
    """The same plain JSON with every sign that cannot be shown named, as in `[U+1F600]`."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace(SOFT_HYPHEN, "")
        return _OTHER.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    if isinstance(value, dict):
        return {key: showable(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [showable(inside) for inside in value]
    return value
