"""The 43 forces of England and Wales as tiles about where they are, each with its state."""

from collections.abc import Mapping, Sequence

from custodes.web.design.pictures.drawing import Picture, box, picture, words
from custodes.web.design.pictures.palette import LINE, ON_STEP, PAPER, QUIET, STEPS

TILE, GAP, TOP = 84.0, 4.0, 8.0
# Force: (column, row, name on the tile).
FORCES: dict[str, tuple[int, int, str]] = {
    "Northumbria": (4, 0, "Northumbria"),
    "Cumbria": (3, 1, "Cumbria"),
    "Durham": (4, 1, "Durham"),
    "Cleveland": (5, 1, "Cleveland"),
    "Lancashire": (3, 2, "Lancashire"),
    "North Yorkshire": (4, 2, "N Yorkshire"),
    "Merseyside": (2, 3, "Merseyside"),
    "Greater Manchester": (3, 3, "Gr Manchester"),
    "West Yorkshire": (4, 3, "W Yorkshire"),
    "South Yorkshire": (5, 3, "S Yorkshire"),
    "Humberside": (6, 3, "Humberside"),
    "North Wales": (1, 4, "N Wales"),
    "Cheshire": (2, 4, "Cheshire"),
    "Staffordshire": (3, 4, "Staffordshire"),
    "Derbyshire": (4, 4, "Derbyshire"),
    "Nottinghamshire": (5, 4, "Nottingham"),
    "Lincolnshire": (6, 4, "Lincolnshire"),
    "Dyfed-Powys": (1, 5, "Dyfed-Powys"),
    "West Mercia": (2, 5, "West Mercia"),
    "West Midlands": (3, 5, "W Midlands"),
    "Leicestershire": (4, 5, "Leicester"),
    "Northamptonshire": (5, 5, "Northants"),
    "Cambridgeshire": (6, 5, "Cambridge"),
    "Norfolk": (7, 5, "Norfolk"),
    "South Wales": (1, 6, "S Wales"),
    "Gwent": (2, 6, "Gwent"),
    "Gloucestershire": (3, 6, "Gloucester"),
    "Warwickshire": (4, 6, "Warwickshire"),
    "Bedfordshire": (5, 6, "Bedfordshire"),
    "Hertfordshire": (6, 6, "Hertford"),
    "Suffolk": (7, 6, "Suffolk"),
    "Avon and Somerset": (2, 7, "Avon & Som"),
    "Wiltshire": (3, 7, "Wiltshire"),
    "Thames Valley": (4, 7, "Thames Valley"),
    "Metropolitan": (5, 7, "Metropolitan"),
    "City of London": (6, 7, "City of Lond"),
    "Essex": (7, 7, "Essex"),
    "Devon and Cornwall": (1, 8, "Devon & Corn"),
    "Dorset": (2, 8, "Dorset"),
    "Hampshire": (3, 8, "Hampshire"),
    "Surrey": (4, 8, "Surrey"),
    "Sussex": (5, 8, "Sussex"),
    "Kent": (6, 8, "Kent"),
}
NO_STATE = "not known"


def tile_map(states: Mapping[str, str], order: Sequence[str], title: str) -> Picture:
    """Each force's state, one of `order` (least to most, at most five); a number says it too.

    A force without a state is drawn empty. An unknown force or state is a ValueError.
    """
    strange = sorted(set(states) - set(FORCES)) + sorted(set(states.values()) - set(order))
    if strange or len(order) >= len(STEPS):
        raise ValueError(f"Not a force or a state of the map: {', '.join(strange) or order}.")
    steps = {state: n + 1 for n, state in enumerate(order)}
    columns = 1 + max(c for c, _r, _s in FORCES.values())
    bottom = TOP + 9 * (TILE * 0.62 + GAP)
    width = columns * (TILE + GAP) + 16
    drawn = [box(0, 0, width, bottom + 16 + 22 * (len(order) + 1), PAPER)]
    for force, (column, row, short) in FORCES.items():
        x, y = 8 + column * (TILE + GAP), TOP + row * (TILE * 0.62 + GAP)
        step = steps.get(states.get(force, ""), 0)
        fill = STEPS[step] if step else PAPER
        ink = ON_STEP[step]
        drawn.append(box(x, y, TILE, TILE * 0.62, fill, stroke=LINE, stroke_width=1))
        drawn.append(words(x + TILE / 2, y + 21, short, 11, "middle", ink))
        drawn.append(
            words(x + TILE / 2, y + 40, str(step) if step else "?", 15, "middle", ink, True)
        )
    for n, state in enumerate(["", *order]):
        y = bottom + 12 + n * 22
        drawn.append(box(8, y, 26, 17, STEPS[n] if n else PAPER, stroke=LINE, stroke_width=1))
        drawn.append(words(21, y + 13, str(n) if n else "?", 12, "middle", ON_STEP[n]))
        drawn.append(words(44, y + 13, state or NO_STATE, 13, colour=QUIET))
    counts = {state: sum(1 for s in states.values() if s == state) for state in order}
    unknown = len(FORCES) - sum(counts.values())
    said = "; ".join(f"{state}: {n}" for state, n in counts.items())
    return picture(
        title,
        f"{said}; {NO_STATE}: {unknown}. Tiles lie about where the forces are.",
        width,
        bottom + 16 + 22 * (len(order) + 1),
        drawn,
        ({"text": "Force"}, {"text": "State"}),
        [(force, states.get(force, NO_STATE)) for force in sorted(FORCES)],
        "l",
    )
