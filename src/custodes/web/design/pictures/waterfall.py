"""How the bits of an alert add up, reason by reason, to the whole."""

from collections.abc import Mapping
from typing import Any

from custodes.web.design.pictures.drawing import Picture, box, line, picture, shortened, words
from custodes.web.design.pictures.palette import AMBER, BLUE, GREEN, LINE, PAPER, QUIET

WIDTH, LEFT, RIGHT, ROW = 860.0, 370.0, 76.0, 30.0


def waterfall(alert: Mapping[str, Any]) -> Picture:
    """The bars of an alert's `waterfall` (bits of evidence, log2) and their sum."""
    titles = {r["indicator"]: r["title"] for r in alert["reasons"]}
    bars = [
        (titles.get(b["name"], _plain(b["name"])), float(b["bits"])) for b in alert["waterfall"]
    ]
    sums = [0.0]
    for _name, bits in bars:
        sums.append(sums[-1] + bits)
    lowest, highest = min(0.0, *sums), max(1.0, *sums, float(alert["bits"]))
    room = WIDTH - LEFT - RIGHT

    def x(bits: float) -> float:
        return LEFT + (bits - lowest) / (highest - lowest) * room

    height = ROW * (len(bars) + 1) + 16
    drawn = [box(0, 0, WIDTH, height, PAPER), line(x(0), 4, x(0), height - 4, LINE, 1.5)]
    for n, (name, bits) in enumerate(bars):
        y = 6 + n * ROW
        opened, closed = sorted((sums[n], sums[n + 1]))
        drawn.append(words(LEFT - 10, y + 19, shortened(name, 52), 13, "end"))
        drawn.append(
            box(
                x(opened),
                y + 4,
                max(1.5, x(closed) - x(opened)),
                ROW - 9,
                BLUE if bits >= 0 else AMBER,
            )
        )
        drawn.append(words(x(closed) + 6, y + 19, f"{bits:+.1f}", 13))
        drawn.append(line(x(sums[n + 1]), y + ROW - 5, x(sums[n + 1]), y + ROW + 4, QUIET))
    y = 6 + len(bars) * ROW
    whole = float(alert["bits"])
    drawn.append(words(LEFT - 10, y + 19, "In all", 13, "end", bold=True))
    drawn.append(box(x(min(0, whole)), y + 4, max(1.5, abs(x(whole) - x(0))), ROW - 9, GREEN))
    drawn.append(words(x(max(0, whole)) + 6, y + 19, f"{whole:.1f}", 13, bold=True))
    return picture(
        "How the bits add up",
        f"{len(bars)} parts that come to {whole:.1f} bits. One bit more is twice the evidence.",
        WIDTH,
        height,
        drawn,
        ({"text": "Part"}, {"text": "Bits", "numeric": True}),
        [*((name, f"{bits:+.1f}") for name, bits in bars), ("In all", f"{whole:.1f}")],
        "m",
    )


def _plain(name: str) -> str:
    return (name[:1].upper() + name[1:]).replace("-", " ")
