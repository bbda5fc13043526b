"""Parts of a whole as bars, each with its count and share."""

from collections.abc import Sequence

from custodes.web.design.pictures.drawing import Picture, box, picture, shortened, words
from custodes.web.design.pictures.palette import BLUE, PAPER, WASH

WIDTH, LEFT, RIGHT, ROW = 640.0, 210.0, 110.0, 32.0


def shares(parts: Sequence[tuple[str, int]], title: str) -> Picture:
    """A bar for each part (name, count), as long as its share of them all."""
    whole = sum(count for _name, count in parts)
    room = WIDTH - LEFT - RIGHT
    drawn = [box(0, 0, WIDTH, ROW * max(1, len(parts)) + 8, PAPER)]
    for n, (name, count) in enumerate(parts):
        y = 4 + n * ROW
        drawn.append(words(LEFT - 10, y + 21, shortened(name, 28), 14, "end"))
        drawn.append(box(LEFT, y + 5, room, ROW - 10, WASH))
        if whole and count:
            drawn.append(box(LEFT, y + 5, max(1.5, room * count / whole), ROW - 10, BLUE))
        drawn.append(words(LEFT + room + 8, y + 21, f"{count:,} ({_share(count, whole)})", 14))
    said = "; ".join(f"{name} {count:,}" for name, count in parts)
    return picture(
        title,
        f"{said}; {whole:,} in all." if parts else "Nothing to show.",
        WIDTH,
        ROW * max(1, len(parts)) + 8,
        drawn,
        ({"text": "Part"}, {"text": "Count", "numeric": True}, {"text": "Share", "numeric": True}),
        [(name, f"{count:,}", _share(count, whole)) for name, count in parts],
        "m",
    )


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.0%}" if whole else "none"
