"""A small network of staff and people, placed by the server; the strongest links alone."""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from custodes.web.design.pictures.drawing import Picture, box, line, picture, shortened, tag, words
from custodes.web.design.pictures.palette import BLUE, INK, PAPER, PURPLE, QUIET

Places = dict[str, tuple[float, float]]
MOST_LINKS = 60
WIDTH, HEIGHT, EDGE, ROUNDS = 960.0, 560.0, 70.0, 90
GOLDEN = math.pi * (3 - math.sqrt(5))
"""An angle by which no two points of a circle ever lie opposite: nobody stays in line behind
somebody else."""
LOW, FEW = 300.0, 8
"""So few lie in a lower picture, or most of it would be bare."""


@dataclass(frozen=True)
class Link:
    """Two ends by their names, how strong (any unit that is bigger for more; 0 is drawn dashed, and
    as a dash in the table), and what it is."""

    one: str
    other: str
    strength: float
    what: str


@dataclass(frozen=True)
class Layout:
    """The links that are drawn, how many others are left out, and where each end is in pixels."""

    links: tuple[Link, ...]
    left_out: int
    places: Places
    staff: frozenset[str]
    centre: str


def lay_out(links: Sequence[Link], staff: frozenset[str], centre: str, left_out: int = 0) -> Layout:
    """Place at most 60 of the links around their centre; the same links lie the same.

    `left_out` are those that are not among `links` already.
    """
    kept = sorted(links, key=lambda k: (-k.strength, k.one, k.other))[:MOST_LINKS]
    left_out += len(links) - len(kept)
    return Layout(tuple(kept), left_out, positions(kept, centre), staff, centre)


def network(laid: Layout) -> Picture:
    """The links as a picture: squares are staff, circles are people.

    The description says how many were left out.
    """
    most = max((k.strength for k in laid.links), default=1.0) or 1.0
    height = _height(laid.places)
    drawn = [box(0, 0, WIDTH, height, PAPER)]
    for link in laid.links:
        (x1, y1), (x2, y2) = laid.places[link.one], laid.places[link.other]
        dashes = {} if link.strength else {"stroke_dasharray": "5 4"}
        drawn.append(line(x1, y1, x2, y2, QUIET, 1 + 4 * link.strength / most, **dashes))
    for name, (x, y) in sorted(laid.places.items()):
        colour = INK if name == laid.centre else PURPLE if name in laid.staff else BLUE
        if name in laid.staff:
            drawn.append(box(x - 9, y - 9, 18, 18, colour, stroke=PAPER, stroke_width=2))
        else:
            drawn.append(tag("circle", cx=x, cy=y, r=9, fill=colour, stroke=PAPER, stroke_width=2))
        label = words(x, y + 25, shortened(name, 16), 13, "middle", bold=name == laid.centre)
        drawn.append(tag("g", label, stroke=PAPER, stroke_width=4, paint_order="stroke"))
    return picture(
        f"Links around {laid.centre}",
        f"{len(laid.places)} people and members of staff, {len(laid.links)} links; squares are "
        "staff, circles are members of the public, thicker is stronger, dashed is no alert. "
        f"{laid.left_out} weaker or farther links are left out.",
        WIDTH,
        height,
        drawn,
        (
            {"text": "One"},
            {"text": "Other"},
            {"text": "Link"},
            {"text": "Strength", "numeric": True},
        ),
        [(k.one, k.other, k.what, f"{k.strength:g}" if k.strength else "-") for k in laid.links],
    )


def for_script(laid: Layout) -> dict[str, Any]:
    """The same for the script that lets it be moved: `nodes` with their places in pixels, `links`
    with their width, and the colours of the picture."""
    most = max((k.strength for k in laid.links), default=1.0) or 1.0
    return {
        "nodes": [
            {
                "id": name,
                "x": x,
                "y": y,
                "shape": "rectangle" if name in laid.staff else "ellipse",
                "colour": INK if name == laid.centre else PURPLE if name in laid.staff else BLUE,
            }
            for name, (x, y) in sorted(laid.places.items())
        ],
        "links": [
            {
                "source": k.one,
                "target": k.other,
                "width": round(1 + 4 * k.strength / most, 2),
                "dashes": "solid" if k.strength else "dashed",
            }
            for k in laid.links
        ],
        "line": QUIET,
        "ink": INK,
        "paper": PAPER,
    }


def positions(links: Sequence[Link], centre: str) -> Places:
    """Where each name goes: the same for the same links (Fruchterman and Reingold, 1991).

    All start on a circle around the centre, push each other off and are drawn by their links.
    """
    names = sorted({end for k in links for end in (k.one, k.other)} | {centre})
    others = [n for n in names if n != centre]
    at: Places = {centre: (0.0, 0.0)}
    for n, name in enumerate(others):
        turn = GOLDEN * n
        at[name] = (math.cos(turn), math.sin(turn))
    ideal = math.sqrt(4.0 / len(names))
    for done in range(ROUNDS):
        moved = dict.fromkeys(names, (0.0, 0.0))
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                _push(at, moved, one, other, lambda gap: ideal * ideal / gap)
        for link in links:
            _push(at, moved, link.one, link.other, lambda gap: -gap * gap / ideal)
        most = 0.2 * (1 - done / ROUNDS)
        for name in others:
            dx, dy = moved[name]
            length = math.hypot(dx, dy) or 1.0
            step = min(length, most)
            at[name] = (at[name][0] + dx / length * step, at[name][1] + dy / length * step)
    return _fitted(at)


def _push(at: Places, moved: Places, one: str, other: str, force: Callable[[float], float]) -> None:
    """Adds the force between two (positive pushes off) to where both are to move."""
    dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
    gap = max(0.01, math.hypot(dx, dy))
    push = force(gap)
    dx, dy = dx / gap * push, dy / gap * push
    moved[one] = (moved[one][0] + dx, moved[one][1] + dy)
    moved[other] = (moved[other][0] - dx, moved[other][1] - dy)


def _height(names: Collection[str]) -> float:
    return LOW if len(names) <= FEW else HEIGHT


def _fitted(at: Places) -> Places:
    xs, ys = [x for x, _ in at.values()], [y for _, y in at.values()]
    return {
        name: (
            round(EDGE + _share(x, xs) * (WIDTH - 2 * EDGE), 1),
            round(EDGE / 2 + _share(y, ys) * (_height(at) - 1.6 * EDGE), 1),
        )
        for name, (x, y) in at.items()
    }


def _share(value: float, among: Sequence[float]) -> float:
    """How far along its range; the middle where there is none."""
    wide = max(among) - min(among)
    return (value - min(among)) / wide if wide > 1e-9 else 0.5
