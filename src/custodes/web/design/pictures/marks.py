"""The marks of events: their shape says duty or purpose, and their colour only says it again."""

from custodes.web.design.pictures.drawing import tag
from custodes.web.design.pictures.palette import AMBER, BLUE, GREEN, PAPER, PURPLE, QUIET, RED

ON_DUTY, OFF_DUTY, UNKNOWN = "on duty", "off duty", "duty unknown"
EXPLAINED, PARTLY, UNEXPLAINED = "explained", "explained in part", "not explained"
DUTY_WORDS = {
    "duty": ON_DUTY,
    "overtime": ON_DUTY,
    "on_call": ON_DUTY,
    "court": ON_DUTY,
    "unknown": UNKNOWN,
}
PURPOSE_WORDS = {"explained": EXPLAINED, "partly": PARTLY}


def duty_of(state: str) -> str:
    """On, off or unknown, from the duty state of a row: leave, sick and rest are off."""
    return DUTY_WORDS.get(state, OFF_DUTY)


def purpose_of(word: str) -> str:
    """Explained, in part or not, from the word that a row holds."""
    return PURPOSE_WORDS.get(word, UNEXPLAINED)


def mark(kind: str, x: float, y: float, r: float = 4.5) -> str:
    """The mark of a kind with its middle at x, y."""
    if kind == ON_DUTY:
        return tag("circle", cx=x, cy=y, r=r, fill=BLUE)
    if kind == UNKNOWN:
        return tag("circle", cx=x, cy=y, r=r - 0.8, fill=PAPER, stroke=QUIET, stroke_width=1.6)
    if kind == OFF_DUTY:
        d = r + 1
        return tag("path", d=f"M{x:.1f} {y - d:.1f}l{d} {d}l-{d} {d}l-{d} -{d}z", fill=RED)
    side = r * 1.7
    left, top = x - side / 2, y - side / 2
    if kind == EXPLAINED:
        return tag("rect", x=left, y=top, width=side, height=side, fill=GREEN)
    outline = tag(
        "rect",
        x=left,
        y=top,
        width=side,
        height=side,
        fill=PAPER,
        stroke=AMBER if kind == PARTLY else PURPLE,
        stroke_width=1.6,
    )
    if kind == PARTLY:
        return outline + tag("rect", x=left, y=top, width=side / 2, height=side, fill=AMBER)
    return outline
