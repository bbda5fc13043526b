"""The explain join: which purposes account for each look-up and contact, and how far.

Overlapping links of a pair and template are joined into pieces first, so that the one that began
last is the strongest; one equi join on staff and person then brings each moment to at most one
piece of each template, and beside it one self-made one. Across templates the factors multiply. See
docs/decisions/0011.
"""

import math
from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from custodes.measures.days import week_number
from custodes.measures.spans import FOREVER, union_of
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
ORIGIN = ("template", "self_made")
CORE = len(FADING)
"""The level of a purpose that has not yet ended; the levels below are those of FADING."""
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


def explained(
    rows: ir.Table,
    links: ir.Table,
    key: str,
    purposes: Sequence[type[Purpose]] = PURPOSES,
) -> ir.Table:
    """Look-ups or contacts with what explains them.

    In: rows with staff, person, at, day and `use` (`opening`, `details` or `contact`), and `key`,
    the column that orders rows of one moment; the table of `links_of`. Out: the same with `q`,
    the unexplained share 0 to 1; `word` (explained, partly, unexplained); `over_quota`; `own_alone`
    (something of their own making was active, and nothing else); `reach` (a bit for each template
    active); `core` (how many purposes had not yet ended) and, where none had not, `core_ended`,
    when the last of them ended. A row that no link reaches has q 1: that somebody looked before
    never explains.
    """
    said = _said(rows.select("staff", "person", "at"), links, purposes)
    joined = rows.left_join(
        said,
        [
            rows.staff == said.of_staff,
            rows.person == said.of_person,
            rows.at == said.moment,
        ],
    )
    # What came while no purpose was active does not eat the quota of one that came later.
    active = (joined.quota > 0).fill_null(False)
    in_week = ibis.window(
        group_by=["staff", "person", week_number(joined.day), active], order_by=["at", key]
    )
    joined = joined.mutate(nth=ibis.row_number().over(in_week))
    total = ibis.cases(*((joined.use == use, joined[f"ln_{use}"]) for use in USES), else_=0)
    total = total.fill_null(0)
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
        own_alone=((joined.reach >= OWN_BIT) & (joined.reach % OWN_BIT == 0)).fill_null(False),
        reach=joined.reach.fill_null(0),
        core=joined.core.fill_null(0),
        core_ended=joined.core_ended,
    )


def _said(rows: ir.Table, links: ir.Table, purposes: Sequence[type[Purpose]]) -> ir.Table:
    """What all links together say at each moment for which any of them had begun.

    In: staff, person, at. Out: of_staff, of_person, moment, the sums of ln(1 - w) in millionths by
    use (`ln_opening`, ...), quota, reach, core, core_ended.
    """
    pieces = _lasting(links, purposes).rename(of_staff="staff", of_person="person")
    # The piece that began last is the strongest of its template: no other ends later.
    reached = rows.distinct().join(
        pieces,
        [
            rows.staff == pieces.of_staff,
            rows.person == pieces.of_person,
            pieces.begun <= rows.at,
            rows.at < pieces.following,
        ],
    )
    at = reached.at
    none = ibis.literal(0, "int64")

    def now(column: str) -> ir.Value:
        return ibis.cases(
            (at < reached.end, reached[f"{column}_{CORE}"]),
            (at < reached.half, reached[f"{column}_1"]),
            (at < reached.over, reached[f"{column}_0"]),
            else_=none,
        )

    def fading(column: str) -> ir.Value:
        return ibis.ifelse(at < reached.over, reached[column], none)

    said = reached.group_by("of_staff", "of_person", moment=at).agg(
        **{f"ln_{use}": now(use).sum() for use in USES},
        quota=fading("quota").sum(),
        own_quota=fading("own_quota").sum(),
        reach=fading("reach").sum(),
        core=ibis.ifelse(at < reached.end, 1, 0).sum(),
        ended=ibis.ifelse(reached.end <= at, reached.end, None).max(),
    )
    return said.select(
        "of_staff",
        "of_person",
        "moment",
        **{f"ln_{use}": said[f"ln_{use}"].cast("int64") for use in USES},
        quota=ibis.ifelse(said.quota > 0, said.quota, said.own_quota).cast("int64"),
        reach=said.reach.cast("int64"),
        core=said.core.cast("int64"),
        core_ended=ibis.ifelse(said.core == 0, said.ended, None),
    )


def _lasting(links: ir.Table, purposes: Sequence[type[Purpose]]) -> ir.Table:
    """Links as pieces that do not overlap, with what each says while it lasts and as it fades.

    Out: staff, person, begun, end, half, over (when it has half, and wholly, faded), following
    (when the next piece of the same pair, template and origin begins), and what it adds: `quota`,
    `own_quota`, `reach`, and for each use and level the logarithm `opening_2`, ...
    """
    by = ("staff", "person", *ORIGIN)
    said = _levels(purposes)
    pieces = union_of(_by_origin(links, purposes), by)
    pieces = pieces.join(small_table(said, dict.fromkeys(said[0], "int64")), ORIGIN)
    pieces = pieces.mutate(
        begun=pieces.start - pieces.lead.as_interval("s"),
        half=pieces.end + pieces.half.as_interval("s"),
        over=pieces.end + pieces.tail.as_interval("s"),
    )
    next_one = pieces.begun.lead().over(ibis.window(group_by=list(by), order_by="begun"))
    return pieces.mutate(following=ibis.coalesce(next_one, FOREVER)).drop(
        "start", "lead", "tail", *ORIGIN
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
    """What every template says, whole and self-made: for each use at each level, CORE until its
    end and then as FADING has it, weaker and weaker, what it adds to the sums."""
    half, _gone = (part for part, _weight in FADING)
    weights = [weight for _part, weight in reversed(FADING)] + [1.0]
    rows = []
    for place, purpose in enumerate(purposes):
        tail = purpose.tail.total_seconds()
        for self_made in (0, 1):
            belief = purpose.belief * (SELF_MADE if self_made else 1)
            rows.append(
                {
                    "template": place,
                    "self_made": self_made,
                    "lead": int(purpose.lead.total_seconds()),
                    "half": int(tail * half),
                    "tail": int(tail),
                    "quota": 0 if self_made else purpose.quota,
                    "own_quota": max(1, purpose.quota // 5) if self_made else 0,
                    "reach": (OWN_BIT if self_made else 1) << place,
                }
                | {
                    f"{use}_{level}": _millionths(belief * weight * cover)
                    for use, cover in vars(purpose.covers).items()
                    for level, weight in enumerate(weights)
                }
            )
    return rows


def _millionths(weight: float) -> int:
    return round(math.log1p(-weight) * MICRO)
