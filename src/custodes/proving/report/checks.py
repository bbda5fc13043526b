"""The sections that check the ground itself and what it does to people: replays, fairness,
realism, and whether the made-up forces are too easy."""

from custodes.proving.fairness import BAND
from custodes.proving.report.blocks import Block, Grid, Para, Picture, Section
from custodes.proving.report.pictures.days import Trials, days
from custodes.proving.report.pictures.intervals import Axis, Row, intervals
from custodes.proving.report.words import BLANK, figure, percent, with_interval
from custodes.proving.results import Fairness, Results

LIMITS = (14, 45)
"""The days within which loud replays, and all of them, should be found."""

MOST_ROWS = 40
"""More groups than this make a picture that nobody reads; the table has them all."""


def sections(results: Results) -> list[Section]:
    """The sections in their order; those with nothing to tell hold no blocks."""
    return [
        Section("replays", "Published cases at their published size", _replays(results)),
        Section("fairness", "Fairness", [*_fairness(results), *_bias(results), *_victims(results)]),
        Section("realism", "How real the made-up forces are", _realism(results)),
        Section("separability", "Whether they are too easy", _separability(results)),
    ]


def _replays(results: Results) -> list[Block]:
    if not results.replays:
        return []
    title = "Days until each published case was found, one mark a force"
    rows = [
        Trials(f"{r.name} ({'loud' if r.loud else 'not loud'})", "product", r.found_in_days)
        for r in results.replays
    ]
    description = (
        "Each case re-enacted at its published size in several forces. Loud ones should be found "
        "within 14 days, all within 45."
    )
    grid = Grid(
        title,
        ("case", "typology", "published size", "found after days", "source"),
        [
            (
                r.name,
                r.typology,
                r.size,
                ", ".join("never" if d is None else str(d) for d in r.found_in_days),
                r.source,
            )
            for r in results.replays
        ],
    )
    svg = days("replays", title, description, rows, LIMITS)
    return [Para(description), Picture("replays", title, description, svg, grid)]


def _fairness(results: Results) -> list[Block]:
    found = [row for row in results.fairness if row.ratio is not None]
    if not found:
        return []
    title = "Alert ratio of innocent staff, each group against all others"
    description = (
        f"Shaded: {BAND[0]:g} to {BAND[1]:g}. Sex, ethnicity, age and union office were drawn "
        "apart from all that the made-up staff do, so for these a ratio away from 1 is chance. "
        "Role, rank, station and hours go with the work."
    )
    axis = Axis(0.25, 4, (0.25, 0.5, 0.8, 1.25, 2, 4), "ratio", by_ratio=True, band=BAND)
    shown = found if len(found) <= MOST_ROWS else [r for r in found if r.attribute != "station"]
    rows = [
        Row(
            f"{row.attribute}: {row.group}",
            _told_apart(row),
            row.ratio,
            row.low,
            row.high,
            with_interval(row.ratio, row.low, row.high),
        )
        for row in shown[:MOST_ROWS]
    ]
    grid = Grid(
        title,
        ("attribute", "group", "innocent staff", "ever alerted", "ratio", "inside"),
        [_fair_row(row) for row in results.fairness],
        (2, 3),
    )
    told = (
        f"{description} A circle is a ratio inside, a square one outside that chance could make, "
        "a cross one whose whole interval is outside; what lies past the edge is drawn at it."
    )
    svg = intervals("fairness", title, told, rows, axis, 1.0)
    return [Para(told), Picture("fairness", title, told, svg, grid)]


def _told_apart(row: Fairness) -> str:
    """The mark of a ratio: inside the band, outside by what chance could make, or outside."""
    if row.inside or row.low is None or row.high is None:
        return "product"
    return "missed" if row.low > BAND[1] or row.high < BAND[0] else "rival"


def _fair_row(row: Fairness) -> tuple[str, ...]:
    inside = BLANK if row.inside is None else "yes" if row.inside else "no"
    ratio = with_interval(row.ratio, row.low, row.high)
    return (row.attribute, row.group, f"{row.staff:,}", percent(row.alerted), ratio, inside)


def _bias(results: Results) -> list[Block]:
    if not results.label_bias:
        return []
    rows = [
        (
            f"{b.attribute}: {b.group}",
            f"{b.more:g} times",
            figure(b.before),
            with_interval(b.after, b.low, b.high),
            BLANK if b.amplified is None else "yes" if b.amplified else "no",
        )
        for b in results.label_bias
    ]
    heads = ("group", "substantiated more", "alert ratio before", "after retraining", "amplified")
    return [Grid("Biased verdicts, and what retraining made of them", heads, rows)]


def _victims(results: Results) -> list[Block]:
    if not results.victims:
        return []
    rows = [
        (
            v.group,
            str(v.offenders),
            f"{v.budget} false, {v.within} days",
            with_interval(v.estimate, v.low, v.high),
        )
        for v in results.victims
    ]
    heads = ("the person and the member of staff", "offenders", "counted at", "recall")
    return [Grid("Recall by who the person is", heads, rows, (1,))]


def _realism(results: Results) -> list[Block]:
    if not results.realism:
        return []
    rows = [
        (
            r.name,
            f"{figure(r.measured)} {r.unit}".strip(),
            BLANK
            if r.low is None and r.high is None
            else f"{'…' if r.low is None else f'{r.low:g}'} to "
            f"{'…' if r.high is None else f'{r.high:g}'}",
            BLANK if r.inside is None else "yes" if r.inside else "no",
            r.source,
        )
        for r in results.realism
    ]
    heads = ("figure", "made-up forces", "should lie in", "inside", "source")
    return [Grid("Figures of the made-up forces beside their sources", heads, rows)]


def _separability(results: Results) -> list[Block]:
    if not results.separability:
        return []
    names = dict.fromkeys(s.name for s in results.separability)
    worst = [
        max((s for s in results.separability if s.name == name), key=lambda s: s.recall)
        for name in names
    ]
    worst.sort(key=lambda s: (-s.recall, s.name))
    failed = sum(not s.passes for s in results.separability)
    told = (
        "Every naive detector stayed under its limit."
        if not failed
        else f"{failed} trials of naive detectors reached the limit: the forces are too easy, and "
        "the figures above say too much."
    )
    title = "Recall of naive detectors, each with the best threshold of its own force"
    rows = [
        Row(
            s.name,
            "rival" if s.passes else "missed",
            s.recall,
            None,
            None,
            f"{s.recall:.2f}, seed {s.seed}",
        )
        for s in worst[:MOST_ROWS]
    ]
    description = (
        "A made-up force that a single count or a small tree can solve proves nothing. The "
        f"worst force of each; the dashed line is the limit, {worst[0].limit:g}. {told}"
    )
    svg = intervals("separability", title, description, rows, line_at=worst[0].limit)
    grid = Grid(
        title,
        ("naive detector", "seed", "recall", "limit", "passes"),
        [
            (s.name, str(s.seed), f"{s.recall:.2f}", f"{s.limit:g}", "yes" if s.passes else "no")
            for s in results.separability
        ],
        (1, 2, 3),
    )
    return [Para(description), Picture("separability", title, description, svg, grid)]
