"""The explain join: which purposes account for each look-up and contact, and how far.

Links of all templates become, for each pair, spans that do not overlap and carry the sum of
`ln(1 - w)` over the templates then active; one equi join with a time test then finds for each
access the one span it fell in. Within a template the strongest active link counts, and beside it
the strongest self-made one (fading links are nested level sets, each joined into its union); across
templates the factors multiply. See docs/decisions/0006.
"""

import math
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from custodes.measures.days import week_number
from custodes.measures.spans import FOREVER, running_sum, union_of
from custodes.purposes import PURPOSES, Purpose
from custodes.purposes.base import FADING, MADE_LATE, OVER_QUOTA, SELF_MADE
from custodes.purposes.links import LINK
from custodes.store.tables import Tables
from custodes.store.workbench import small_table

MICRO = 1_000_000
"""Logarithms are carried as whole millionths, so that sums are exact in any order."""

EXPLAINED_BELOW = 0.25
UNEXPLAINED_FROM = 0.75

USES = ("opening", "details", "contact")
CARRIED = (*USES, "quota", "own_quota", "core", "reach")
OWN_BIT = 1 << 31
"""`reach` has bit i for template i, and bit 31 + i for links of it that are self-made or late."""


def links_of(t: Tables, purposes: Sequence[type[Purpose]] = PURPOSES) -> ir.Table:
    """The links of all templates: LINK and `template`, the template's place in `purposes`.

    Every link has an end: its own, or, where it has none, the template's longest from its start.
    """
    times = dict.fromkeys(("start", "end", "made_at"), "timestamp")
    each = [
        purpose.links(t).select(*LINK).cast(times).mutate(template=ibis.literal(place, "int64"))
        for place, purpose in enumerate(purposes)
    ]
    return _with_ends(ibis.union(*each), purposes)


def pairs_of(*rows: ir.Table) -> ir.Table:
    """The pairs that any of the rows are about: staff, person. Only their links need spans."""
    return ibis.union(*(each.select("staff", "person") for each in rows), distinct=True)


def spans_of(links: ir.Table, purposes: Sequence[type[Purpose]] = PURPOSES) -> ir.Table:
    """What the links explain, pair by pair, as spans that do not overlap.

    In: the table of `links_of`. Out: staff, person, start, end, the sums of ln(1 - w) in
    millionths for `opening`, `details` and `contact`, the weekly `quota`, `reach` (a bit for each
    template active), `core` (purposes not yet ended) and `core_ended`, when the last of them ended
    (empty while one goes on or before the first). The last span of a pair never ends.
    """
    pieces = _by_origin(links, purposes)
    steps = _levels(purposes)
    levels = small_table(steps, dict.fromkeys(steps[0], "int64"))
    layered = pieces.join(levels, ["template", "self_made"])
    layered = layered.mutate(
        start=layered.start - layered.lead.as_interval("s"),
        end=ibis.least(layered.end + layered.tail.as_interval("s"), FOREVER),
    )
    by = ("staff", "person", "template", "self_made", "level")
    joined = union_of(layered.select(*by, "start", "end"), by)
    weighted = joined.join(levels, ["template", "self_made", "level"])
    summed = running_sum(
        weighted.select("staff", "person", "start", "end", *CARRIED),
        ("staff", "person"),
        CARRIED,
    )
    in_order = ibis.window(group_by=["staff", "person"], order_by="start")
    ended = ibis.ifelse(
        (summed.core == 0) & (summed.core.lag().over(in_order) > 0), summed.start, None
    )
    marked = summed.mutate(ended=ended)
    so_far = ibis.cumulative_window(group_by=["staff", "person"], order_by="start")
    marked = marked.mutate(core_ended=marked.ended.max().over(so_far)).drop("ended")
    return marked.mutate(quota=ibis.ifelse(marked.quota > 0, marked.quota, marked.own_quota)).drop(
        "own_quota"
    )


def explained(rows: ir.Table, spans: ir.Table, key: str) -> ir.Table:
    """Look-ups or contacts with what explains them.

    In: rows with staff, person, at, day and `use` (`opening`, `details` or `contact`), and `key`,
    the column that names a row. Out: the same with `q`, the unexplained share 0 to 1; `word`
    (explained, partly, unexplained); `over_quota`; `reach`; `core` and `core_ended` of the span.
    A row outside every span has q 1: that somebody looked before never explains.
    """
    known = spans.select(
        "quota",
        "core",
        "core_ended",
        "reach",
        of_staff="staff",
        of_person="person",
        span_start="start",
        span_end="end",
        **{f"ln_{use}": use for use in USES},
    )
    joined = rows.left_join(
        known,
        [
            rows.staff == known.of_staff,
            rows.person == known.of_person,
            known.span_start <= rows.at,
            rows.at < known.span_end,
        ],
    )
    # What came while no purpose was active does not eat the quota of one that came later.
    active = (joined.quota > 0).fill_null(False)
    in_week = ibis.window(
        group_by=["staff", "person", week_number(joined.day), active], order_by=["at", key]
    )
    joined = joined.mutate(nth=ibis.row_number().over(in_week))
    total = ibis.cases(
        *((joined.use == use, joined[f"ln_{use}"]) for use in USES), else_=0
    ).fill_null(0)
    over = active & (joined.nth >= joined.quota).fill_null(False)
    share = 1 - (total / MICRO).exp()
    q = (1 - ibis.ifelse(over, share * OVER_QUOTA, share)).round(4)
    word = ibis.cases(
        (q < EXPLAINED_BELOW, "explained"), (q < UNEXPLAINED_FROM, "partly"), else_="unexplained"
    )
    return joined.select(
        *rows.columns,
        q=q,
        word=word,
        over_quota=over,
        # Something of their own making was active, and nothing else.
        own_alone=((joined.reach >= OWN_BIT) & (joined.reach % OWN_BIT == 0)).fill_null(False),
        reach=joined.reach.fill_null(0),
        core=joined.core.fill_null(0),
        core_ended=joined.core_ended,
    )


def _with_ends(links: ir.Table, purposes: Sequence[type[Purpose]]) -> ir.Table:
    """Links that have no end get one: as long after their start as their template goes on."""
    longest = small_table(
        [
            {"template": place, "longest": int(purpose.longest.total_seconds())}
            for place, purpose in enumerate(purposes)
        ],
        {"template": "int64", "longest": "int64"},
    )
    rows = links.join(longest, "template")
    end = ibis.coalesce(rows.end, rows.start + rows.longest.as_interval("s"))
    return rows.mutate(end=ibis.greatest(end, rows.start)).drop("longest")


def _by_origin(links: ir.Table, purposes: Sequence[type[Purpose]]) -> ir.Table:
    """Links cut into the part that counts whole and the part that counts as self-made.

    A link made by the person itself counts as self-made throughout; one made late by somebody
    else until it was made, less a day's grace for typing up.
    """
    rows = _with_ends(links, purposes)
    grace = ibis.interval(seconds=int(MADE_LATE.total_seconds()))
    rows = rows.mutate(
        counted=ibis.cases(
            (rows.own, rows.end),
            (rows.made_at.notnull() & (rows.made_at - grace > rows.start), rows.made_at - grace),
            else_=rows.start,
        )
    )
    kept = ("template", "staff", "person", "start", "end")
    whole = rows.filter(~rows.own, rows.counted <= rows.end)
    whole = whole.mutate(start=whole.counted, self_made=ibis.literal(0, "int64"))
    lesser = rows.filter(rows.own | (rows.counted > rows.start))
    lesser = lesser.mutate(
        end=ibis.least(lesser.counted, lesser.end), self_made=ibis.literal(1, "int64")
    )
    return ibis.union(whole.select(*kept, "self_made"), lesser.select(*kept, "self_made"))


def _levels(purposes: Sequence[type[Purpose]]) -> list[dict[str, int]]:
    """The level sets of every template: how long each lasts and what it adds to the sums."""
    rows = []
    for place, purpose in enumerate(purposes):
        for self_made in (0, 1):
            belief = purpose.belief * (SELF_MADE if self_made else 1)
            # From the longest and weakest to the core, each adds what it has more than the last.
            steps = [(part, weight) for part, weight in reversed(FADING)] + [(0.0, 1.0)]
            weaker = 0.0
            for level, (part, weight) in enumerate(steps):
                widest = level == 0
                rows.append(
                    {
                        "template": place,
                        "self_made": self_made,
                        "level": level,
                        "lead": int(purpose.lead.total_seconds()),
                        "tail": int(purpose.tail.total_seconds() * part),
                        **{
                            use: _millionths(belief * weight * cover) - _millionths(weaker * cover)
                            for use, cover in vars(purpose.covers).items()
                        },
                        "quota": purpose.quota if widest and not self_made else 0,
                        "own_quota": max(1, purpose.quota // 5) if widest and self_made else 0,
                        "core": int(level == len(steps) - 1),
                        "reach": int(widest) * (OWN_BIT if self_made else 1) << place,
                    }
                )
                weaker = belief * weight
    return rows


def _millionths(weight: float) -> int:
    return round(math.log1p(-weight) * MICRO)
