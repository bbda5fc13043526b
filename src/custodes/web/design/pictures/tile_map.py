"""The 43 forces of England and Wales as tiles about where they are, each with its state."""

from collections.abc import Mapping, Sequence

from custodes.web.design.pictures.drawing import Picture, box, picture, words
from custodes.web.design.pictures.palette import LINE, ON_STEP, PAPER, QUIET, STEPS

TILE, GAP, TOP = 84.0, 4.0, 8.0
# Force: (column, row, name on the tile).
FORCES: dict[str, tuple[int, int, str]] = {
    "Northumbria": (5, 0, "Northumbria"),
    "Cumbria": (3, 1, "Cumbria"),
    "Durham": (5, 1, "Durham"),
    "Cleveland": (6, 1, "Cleveland"),
    "Lancashire": (3, 2, "Lancashire"),
    "North Yorkshire": (5, 2, "N Yorkshire"),
    "Merseyside": (2, 3, "Merseyside"),
    "Greater Manchester": (3, 3, "Gr Manchester"),
    "West Yorkshire": (4, 3, "W Yorkshire"),
    "South Yorkshire": (5, 3, "S Yorkshire"),
    "Humberside": (6, 3, "Humberside"),
    "North Wales": (1, 4, "N Wales"),
    "Cheshire": (2, 4, "Cheshire"),
    "Staffordshire": (2, 5, "Staffordshire"),
    "Derbyshire": (3, 4, "Derbyshire"),
    "Nottinghamshire": (4, 4, "Nottingham"),
    "Lincolnshire": (5, 4, "Lincolnshire"),
    "Dyfed-Powys": (0, 5, "Dyfed-Powys"),
    "West Mercia": (1, 5, "West Mercia"),
    "West Midlands": (3, 5, "W Midlands"),
    "Leicestershire": (4, 5, "Leicester"),
    "Northamptonshire": (4, 6, "Northants"),
    "Cambridgeshire": (5, 5, "Cambridge"),
    "Norfolk": (6, 5, "Norfolk"),
    "South Wales": (0, 6, "S Wales"),
    "Gwent": (1, 6, "Gwent"),
    "Gloucestershire": (2, 6, "Gloucester"),
    "Warwickshire": (3, 6, "Warwickshire"),
    "Bedfordshire": (5, 6, "Bedfordshire"),
    "Hertfordshire": (4, 7, "Hertford"),
    "Suffolk": (6, 6, "Suffolk"),
    "Avon and Somerset": (1, 7, "Avon & Som"),
    "Wiltshire": (2, 7, "Wiltshire"),
    "Thames Valley": (3, 7, "Thames Valley"),
    "Metropolitan": (4, 8, "Metropolitan"),
    "City of London": (5, 7, "City London"),
    "Essex": (6, 7, "Essex"),
    "Devon and Cornwall": (0, 8, "Devon & Corn"),
    "Dorset": (1, 8, "Dorset"),
    "Hampshire": (2, 8, "Hampshire"),
    "Surrey": (3, 8, "Surrey"),
    "Sussex": (4, 9, "Sussex"),
    "Kent": (5, 8, "Kent"),
}
ROWS = 1 + max(row for _column, row, _short in FORCES.values())
NO_STATE = "not known"


def tile_map(
    states: Mapping[str, str], order: Sequence[str], title: str, marks: Sequence[str] = ()
) -> Picture:
    """Each force's state, one of `order` (least to most, at most five); `marks` say it too, one
    each (numbers, where none are given), so that colour says nothing alone.

    A force without a state is drawn empty. An unknown force or state is a ValueError.
    """
    strange = sorted(set(states) - set(FORCES)) + sorted(set(states.values()) - set(order))
    if strange or len(order) >= len(STEPS):
        raise ValueError(f"Not a force or a state of the map: {', '.join(strange) or order}.")
    steps = {state: n + 1 for n, state in enumerate(order)}
    said_by = ["?", *(marks or [str(n + 1) for n in range(len(order))])]
    columns = 1 + max(c for c, _r, _s in FORCES.values())
    bottom = TOP + ROWS * (TILE * 0.62 + GAP)
    width = columns * (TILE + GAP) + 16
    drawn = [box(0, 0, width, bottom + 16 + 22 * (len(order) + 1), PAPER)]
    for force, (column, row, short) in FORCES.items():
        x, y = 8 + column * (TILE + GAP), TOP + row * (TILE * 0.62 + GAP)
        step = steps.get(states.get(force, ""), 0)
        fill = STEPS[step] if step else PAPER
        ink = ON_STEP[step]
        drawn.append(box(x, y, TILE, TILE * 0.62, fill, stroke=LINE, stroke_width=1))
        drawn.append(words(x + TILE / 2, y + 21, short, 11, "middle", ink))
        drawn.append(words(x + TILE / 2, y + 40, said_by[step], 15, "middle", ink, True))
    for n, state in enumerate(["", *order]):
        y = bottom + 12 + n * 22
        drawn.append(box(8, y, 26, 17, STEPS[n] if n else PAPER, stroke=LINE, stroke_width=1))
        drawn.append(words(21, y + 13, said_by[n], 12, "middle", ON_STEP[n]))
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
