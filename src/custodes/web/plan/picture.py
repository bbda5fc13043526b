"""The plan over time as a picture: lines by how far they are, month by month."""

from collections.abc import Sequence

from custodes.web.design.pictures.drawing import Picture, box, picture, words
from custodes.web.design.pictures.palette import LINE, ON_STEP, PAPER, QUIET, STEPS
from custodes.web.design.showing import day
from custodes.web.plan.over_time import Month
from custodes.web.plan.states import COMMENCED, IN_PLACE, PLANNED

STATES = (PLANNED, COMMENCED, IN_PLACE)
WORDS = {PLANNED: "Planned", COMMENCED: "Commenced", IN_PLACE: "In place"}
WIDTH, LEFT, HIGH, LOW, LEGEND = 760.0, 16.0, 16.0, 216.0, 30.0


def months(found: Sequence[Month]) -> Picture:
    """A bar a month, in three parts from the foot up: in place, commenced, planned; each part that
    has room bears its number."""
    most = max((sum(month.counts[s] for s in STATES) for month in found), default=0) or 1
    step = (WIDTH - 2 * LEFT) / max(6, len(found))
    drawn = [box(0, 0, WIDTH, LOW + 24 + LEGEND, PAPER)]
    for n, month in enumerate(found):
        x, foot = LEFT + n * step + step * 0.15, LOW
        for place, state in enumerate(reversed(STATES)):
            count, shade = month.counts[state], 3 - place
            if not count:
                continue
            tall = (LOW - HIGH) * count / most
            drawn.append(
                box(x, foot - tall, step * 0.7, tall, STEPS[shade], stroke=LINE, stroke_width=1)
            )
            if tall > 16:
                middle = foot - tall / 2 + 5
                drawn.append(
                    words(x + step * 0.35, middle, str(count), 13, "middle", ON_STEP[shade])
                )
            foot -= tall
        drawn.append(words(x + step * 0.35, LOW + 18, f"{month.ends:%b %y}", 12, "middle", QUIET))
    for n, state in enumerate(STATES):
        x = LEFT + n * 150
        drawn.append(box(x, LOW + 32, 18, 14, STEPS[n + 1], stroke=LINE, stroke_width=1))
        drawn.append(words(x + 26, LOW + 44, WORDS[state], 13, colour=QUIET))
    last = found[-1].counts if found else {}
    said = "; ".join(f"{WORDS[state]}: {last.get(state, 0)}" for state in STATES)
    return picture(
        "Lines of the plan by month",
        f"Now: {said}.",
        WIDTH,
        LOW + 24 + LEGEND,
        drawn,
        ({"text": "End of"}, *({"text": WORDS[s], "numeric": True} for s in STATES)),
        [(day(month.ends), *(month.counts[s] for s in STATES)) for month in found],
        "m",
    )
