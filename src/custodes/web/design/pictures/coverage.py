"""Of each system or class of device: how many are held, and how many of those are monitored."""

from collections.abc import Sequence

from custodes.web.design.pictures.drawing import Picture, box, picture, shortened, words
from custodes.web.design.pictures.palette import AMBER, BLUE, PAPER, WASH

WIDTH, LEFT, RIGHT, ROW = 720.0, 210.0, 150.0, 32.0


def coverage_bars(parts: Sequence[tuple[str, int, int]], title: str) -> Picture:
    """A bar for each (name, monitored, held), as long as the share; nothing monitored is marked."""
    room = WIDTH - LEFT - RIGHT
    height = ROW * max(1, len(parts)) + 8
    drawn = [box(0, 0, WIDTH, height, PAPER)]
    for n, (name, monitored, held) in enumerate(parts):
        y = 4 + n * ROW
        drawn.append(words(LEFT - 10, y + 21, shortened(name, 28), 14, "end"))
        drawn.append(box(LEFT, y + 5, room, ROW - 10, WASH))
        if held and monitored:
            drawn.append(box(LEFT, y + 5, max(1.5, room * monitored / held), ROW - 10, BLUE))
        elif held:
            drawn.append(box(LEFT, y + 5, 6, ROW - 10, AMBER))
        drawn.append(words(LEFT + room + 8, y + 21, _share(monitored, held), 14))
    said = "; ".join(f"{name} {monitored:,} of {held:,}" for name, monitored, held in parts)
    return picture(
        title,
        f"{said}." if parts else "Nothing is held.",
        WIDTH,
        height,
        drawn,
        (
            {"text": "What"},
            {"text": "Monitored", "numeric": True},
            {"text": "Held", "numeric": True},
            {"text": "Share", "numeric": True},
        ),
        [
            (name, f"{monitored:,}", f"{held:,}", f"{monitored / held:.0%}" if held else "-")
            for name, monitored, held in parts
        ],
        "m",
    )


def _share(monitored: int, held: int) -> str:
    if not held:
        return "none held"
    return f"{monitored:,} of {held:,} ({monitored / held:.0%})"
