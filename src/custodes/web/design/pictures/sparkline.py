"""A small line of values over time, beside a figure."""

from collections.abc import Sequence

from custodes.web.design.pictures.drawing import Picture, box, line, picture, tag, words
from custodes.web.design.pictures.palette import BLUE, LINE, PAPER, QUIET

WIDTH, HEIGHT, EDGE = 240.0, 56.0, 8.0


def sparkline(
    values: Sequence[float | None], labels: Sequence[str], title: str, unit: str
) -> Picture:
    """One value for each label, in order; a gap where it is not known (None)."""
    known = [v for v in values if v is not None]
    top, low = max(known, default=1.0), min(0.0, *known) if known else 0.0
    spread = (top - low) or 1.0
    step = (WIDTH - 2 * EDGE - 30) / max(1, len(values) - 1)

    def place(n: int, value: float) -> tuple[float, float]:
        return EDGE + n * step, HEIGHT - EDGE - (value - low) / spread * (HEIGHT - 2 * EDGE - 4)

    drawn = [
        box(0, 0, WIDTH, HEIGHT, PAPER),
        line(EDGE, HEIGHT - EDGE, WIDTH - 38, HEIGHT - EDGE, LINE),
    ]
    run: list[tuple[float, float]] = []
    for n, value in [*enumerate(values), (len(values), None)]:
        if value is not None:
            run.append(place(n, value))
            continue
        if len(run) > 1:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
            drawn.append(tag("polyline", points=points, fill="none", stroke=BLUE, stroke_width=2))
        elif run:
            drawn.append(tag("circle", cx=run[0][0], cy=run[0][1], r=2, fill=BLUE))
        run = []
    for n, value in [(n, v) for n, v in enumerate(values) if v is not None][-1:]:
        x, y = place(n, value)
        drawn.append(tag("circle", cx=x, cy=y, r=3.5, fill=BLUE))
        drawn.append(words(x + 7, min(HEIGHT - 3, max(14, y + 5)), f"{value:g}", 13, colour=QUIET))
    said = (
        f"{unit}: from {known[0]:g} to {known[-1]:g}; least {min(known):g}, most {max(known):g}."
        if known
        else "Nothing known."
    )
    return picture(
        title,
        said,
        WIDTH,
        HEIGHT,
        drawn,
        ({"text": "When"}, {"text": unit[:1].upper() + unit[1:], "numeric": True}),
        [
            (label, "not known" if v is None else f"{v:g}")
            for label, v in zip(labels, values, strict=True)
        ],
        "s",
    )
