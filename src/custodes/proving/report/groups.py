"""The sections that look at parts: typologies, kinds of innocent, and changed conditions."""

from collections.abc import Sequence

from custodes.proving.report.blocks import Block, Grid, Para, Picture, Section
from custodes.proving.report.pictures.intervals import Row, intervals, shares_up_to
from custodes.proving.report.words import (
    at_budget,
    count,
    figure,
    headline,
    percent,
    product_of,
    with_interval,
)
from custodes.proving.results import Condition, Results

TYPOLOGIES = {
    "T1": "trawling",
    "T2": "going back",
    "T3": "work-phone volume",
    "T4": "contact not in the record",
    "T5": "off duty, sick or on leave",
    "T6": "near the home",
    "T7": "visits from outside the case",
    "T8": "serial",
    "T9": "move to a personal channel",
    "T10": "social media",
    "T11": "images and deleted messages",
    "T12": "steering the case",
    "T13": "on-duty time and vehicles",
    "T14": "lone transport",
    "T15": "watching oneself",
    "T16": "around the person",
    "T17": "specialist access",
    "T18": "encounter with no result",
    "T19": "history",
    "T20": "covering tracks",
    "T21": "body-worn video gap",
    "T22": "record, then a call",
}
"""What the typologies are called."""


def sections(results: Results) -> list[Section]:
    """The sections in their order; those with nothing to tell hold no blocks."""
    return [
        Section("typologies", "By typology", _typologies(results)),
        Section("innocents", "By kind of innocent", _innocents(results)),
        Section(
            "ablations",
            "What each part is worth",
            _conditions(results, "ablation", "recall without each part"),
        ),
        Section(
            "sensitivity",
            "How much depends on the data",
            _conditions(results, "sensitivity", "recall under changed conditions"),
        ),
        Section(
            "left-out",
            "Leaving out one typology",
            _conditions(results, "left_out", "recall of the others"),
        ),
    ]


def _typologies(results: Results) -> list[Block]:
    budget, within = headline(results)
    product = product_of(results)
    found = [t for t in product.by_typology if t.budget == budget] if product else []
    found = [t for t in found if t.within == within] or found
    if not found:
        return []
    found.sort(key=lambda t: (int("".join(c for c in t.typology if c.isdigit()) or 0), t.typology))
    title = f"Recall by typology, within {found[0].within} days, at {at_budget(budget)}"
    rows = [
        Row(
            f"{_named(t.typology)}: {count(t.offenders, 'offender')}",
            "product",
            t.estimate,
            t.low,
            t.high,
            with_interval(t.estimate, t.low, t.high),
        )
        for t in found
    ]
    description = "One offender may follow several typologies. Few offenders make wide intervals."
    grid = Grid(
        title,
        ("typology", "offenders", "recall"),
        [
            (_named(t.typology), str(t.offenders), with_interval(t.estimate, t.low, t.high))
            for t in found
        ],
        (1,),
    )
    svg = intervals("typologies", title, description, rows)
    return [Para(description), Picture("typologies", title, description, svg, grid)]


def _named(typology: str) -> str:
    return " ".join([typology, *(TYPOLOGIES[t] for t in [typology] if t in TYPOLOGIES)])


def _innocents(results: Results) -> list[Block]:
    budget, _within = headline(results)
    product = product_of(results)
    found = [k for k in product.by_innocent_kind if k.budget == budget] if product else []
    if not found:
        return []
    found.sort(key=lambda k: (-(k.alerted or 0), k.kind))
    title = f"Innocent staff ever alerted, by kind, at {at_budget(budget)}"
    top = max([k.alerted or 0 for k in found] + [0.01])
    rows = [
        Row(
            k.kind.replace("_", " "),
            "product",
            k.alerted,
            None,
            None,
            f"{percent(k.alerted)} of {k.staff:,}",
        )
        for k in found
    ]
    description = "Who looks bad and is not, and how often an alert fell on them in the test."
    grid = Grid(
        title,
        ("kind", "staff", "ever alerted", "of all false alerts"),
        [
            (k.kind.replace("_", " "), f"{k.staff:,}", percent(k.alerted), percent(k.of_false))
            for k in found
        ],
        (1, 2, 3),
    )
    svg = intervals("innocents", title, description, rows, shares_up_to(top, "ever alerted"))
    return [Para(description), Picture("innocents", title, description, svg, grid)]


def _conditions(results: Results, kind: str, name: str) -> list[Block]:
    found = sorted(
        (c for c in results.conditions if c.kind == kind),
        key=lambda c: (c.difference if c.difference is not None else 9.0, c.id),
    )
    if not found:
        return []
    title = f"{name[:1].upper()}{name[1:]}, within {found[0].within} days"
    rows = [
        Row(
            c.title,
            "product",
            c.recall,
            c.low,
            c.high,
            with_interval(c.recall, c.low, c.high),
            c.unchanged,
        )
        for c in found
    ]
    description = (
        "Each row beside the product unchanged on the same forces, which is the upright bar. "
        "Largest loss first."
    )
    svg = intervals(f"conditions-{kind}", title, description, rows)
    grid = Grid(title, _CONDITION_HEADS, [_condition(c) for c in found], (1, 2))
    return [Para(description), Picture(f"conditions-{kind}", title, description, svg, grid)]


_CONDITION_HEADS = (
    "condition",
    "forces",
    "offenders",
    "recall",
    "unchanged",
    "difference",
    "false alerts came",
    "share right",
)


def _condition(c: Condition) -> Sequence[str]:
    return (
        c.title,
        f"{c.seeds} of {c.staff:,} staff",
        f"{c.offenders:,}",
        with_interval(c.recall, c.low, c.high),
        figure(c.unchanged),
        with_interval(c.difference, c.difference_low, c.difference_high),
        f"{figure(c.false_rate, 1)} ({c.budget} asked)",
        f"{figure(c.precision, 3)} at {c.at_prevalence:g}",
    )
