"""Evidence in bits: how much more often a finding is seen when the position is abused.

`bits = log2(m / u)`: `m` is declared with the indicator; `u` is the share of ordinary pairs (or
members of staff) of the same peer group that reach the same level, measured on the force itself.
Almost all pairs are ordinary, so all of them serve; see `ordinary_shares`.
"""

import math
from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.indicators.base import Indicator, Level, Subject
from custodes.measures.measured import Measured
from custodes.store.workbench import Workbench, small_table

SHRINK = {Subject.PAIR: 200, Subject.STAFF: 5}
"""A peer group's share is drawn towards the force's own as if the force's were this many pairs
(or members of staff): empirical Bayes in its simplest, beta-binomial form."""

FEWEST = 5
"""A level that fewer pairs than this reach has no share of its own worth measuring."""

LEAST_GROUP = 20
"""A role with fewer members of staff than this is put together with others of its kind of staff."""

LEAST_RECORDED = 0.1
"""A pair has a purpose on record where at least this share of its look-ups and contacts is
explained; below that, one missing record may be all that there is to it."""

UNREGISTERED = "staff not in the register"
"""The group of those whose logins or devices are known and whose post is not."""


def peer_groups(posts: ir.Table, seen: ir.Table | None = None) -> ir.Table:
    """The group that each member of staff is compared with: staff, peers (its name), peer_staff.

    In: one row for each member of staff with role and kind; `seen`, those who did anything, so
    that nobody falls out for being missing from the register. The group is the role or, where
    fewer than LEAST_GROUP hold it, all who hold one of the smaller roles of the same kind.
    """
    sized = posts.mutate(holders=posts.count().over(ibis.window(group_by="role")))
    enough = sized.holders >= LEAST_GROUP
    groups = sized.select(
        "staff", peers=ibis.ifelse(enough, sized.role, "smaller roles of kind " + sized.kind)
    )
    if seen is not None:
        unknown = seen.anti_join(posts, "staff").select("staff", peers=ibis.literal(UNREGISTERED))
        groups = groups.union(unknown)
    return groups.mutate(peer_staff=groups.count().over(ibis.window(group_by="peers")))


def on_record(m: Measured) -> ir.Table:
    """Whether a purpose is on record for each pair: staff, person, on_record.

    Where none is, all of an ordinary pair's work goes unexplained together, so such pairs are
    compared with each other and not with those whose work is on record.
    """
    uses = m.looks.select("staff", "person", "word").union(
        m.calls.select("staff", "person", "word")
    )
    counted = uses.group_by("staff", "person").agg(
        uses=_.count(), explained=(_.word == "explained").sum()
    )
    enough = counted.explained >= LEAST_RECORDED * counted.uses
    return counted.select("staff", "person", on_record=enough)


def findings(
    m: Measured,
    groups: ir.Table,
    indicators: Sequence[Indicator],
    subject: Subject,
    bench: Workbench,
) -> ir.Table:
    """What every indicator found, with its bits.

    Out: staff, person (pairs only), indicator, family, value, level, bits, u, peers,
    peer_staff, compared (the words for those compared with), on_record, and the columns of
    `Indicator.find`. Findings that speak no louder among the abused than among the ordinary (no
    bits) are left out.
    """
    by = ("staff", "person") if subject is Subject.PAIR else ("staff",)
    everyone = _compared(m.pair_days.select(*by).distinct(), m, groups, subject)
    everyone = bench.keep(f"compared_{subject}", everyone)
    counted = everyone.group_by("compared").agg(all_of=_.count()).order_by("compared")
    sizes = {row["compared"]: row["all_of"] for row in bench.rows(counted)}
    each = [
        _with_bits(indicator, m, sizes, everyone, by, bench)
        for indicator in indicators
        if indicator.subject is subject
    ]
    if not each:
        return _nothing_found(m, by)
    return ibis.union(*each) if len(each) > 1 else each[0]


def _compared(everyone: ir.Table, m: Measured, groups: ir.Table, subject: Subject) -> ir.Table:
    """Those to be judged with peers, peer_staff, on_record and compared: with whom each is."""
    grouped = everyone.join(groups, "staff")
    if subject is Subject.STAFF:
        return grouped.mutate(on_record=ibis.literal(True), compared=grouped.peers)
    joined = grouped.join(on_record(m), ["staff", "person"])
    words = ibis.ifelse(joined.on_record, " with a purpose on record", " with none on record")
    return joined.mutate(compared=joined.peers + words)


def _nothing_found(m: Measured, by: Sequence[str]) -> ir.Table:
    """The findings of no indicator at all: the columns, and no rows."""
    kinds = {"peers": "string", "peer_staff": "int64", "value": "float64", "level": "int64"}
    kinds |= {"compared": "string", "on_record": "boolean"}
    kinds |= dict.fromkeys(("rows", "days", "people", "reached", "all_of"), "int64")
    kinds |= dict.fromkeys(("first_at", "last_at"), "timestamp")
    kinds |= {"u": "float64", "bits": "float64", "indicator": "string", "family": "string"}
    empty = {name: ibis.null(kind) for name, kind in kinds.items()}
    return m.pair_days.limit(0).select(*by, **empty)


def ordinary_shares(
    levels: Sequence[Level],
    reached: Mapping[tuple[str, int], int],
    sizes: Mapping[str, int],
    shrink: int,
) -> dict[tuple[str, int], float]:
    """The share `u` of each peer group that reaches each level.

    In: the levels of an indicator; how many of a group stop at a level (keys: group, place of the
    level); how many each group has. Out: u for every group and level, above 0 and not rising.

    A group's share is shrunk towards the force's own. Where fewer than FEWEST of the whole force
    reach a level, its share is taken from the two levels below on the straight line that a
    power-law (Pareto) tail makes of log share against log value, so that 500 contacts weigh more
    than 50 although a force has too few of either to count; it is never put above the count.
    """
    force = sum(sizes.values())
    at_least = [
        sum(n for (_group, place), n in reached.items() if place >= step)
        for step in range(len(levels))
    ]
    base: list[float] = []
    for step, count in enumerate(at_least):
        share = (count + 0.5) / (force + 1)
        if step >= 2 and count < FEWEST and base[-1] < base[-2]:
            x0, x1, x2 = (math.log(levels[k].at_least) for k in (step - 2, step - 1, step))
            y0, y1 = math.log(base[-2]), math.log(base[-1])
            share = min(share, math.exp(y1 + (y1 - y0) * (x2 - x1) / (x1 - x0)))
        base.append(share)
    shares: dict[tuple[str, int], float] = {}
    for group, size in sizes.items():
        last = 1.0
        for step in range(len(levels)):
            count = sum(n for (g, place), n in reached.items() if g == group and place >= step)
            # Of a count too small to measure, what is more than expected is chance.
            seen = count if at_least[step] >= FEWEST else min(count, size * base[step])
            last = min(last, (seen + shrink * base[step]) / (size + shrink))
            shares[group, step] = last
    return shares


def _with_bits(
    indicator: Indicator,
    m: Measured,
    sizes: Mapping[str, int],
    everyone: ir.Table,
    by: Sequence[str],
    bench: Workbench,
) -> ir.Table:
    found = indicator.find(m)
    level = ibis.cases(
        *(
            (found.value >= step.at_least, place)
            for place, step in reversed(list(enumerate(indicator.levels)))
        ),
        else_=-1,
    )
    grouped = found.mutate(level=level.cast("int64")).filter(_.level >= 0).join(everyone, by)
    grouped = bench.keep(f"found_{indicator.id.replace('-', '_')}", grouped)
    tops = bench.rows(grouped.group_by("compared", "level").agg(here=_.count()))
    reached = {(row["compared"], row["level"]): row["here"] for row in tops}
    shares = ordinary_shares(indicator.levels, reached, sizes, SHRINK[indicator.subject])
    rated = small_table(
        [
            {
                "group": group,
                "step": step,
                "u": u,
                "reached": sum(n for (g, at), n in reached.items() if g == group and at >= step),
                "all_of": sizes[group],
                "bits": round(math.log2(indicator.levels[step].m / u), 2),
            }
            for (group, step), u in sorted(shares.items())
        ],
        {
            "group": "string",
            "step": "int64",
            "u": "float64",
            "reached": "int64",
            "all_of": "int64",
            "bits": "float64",
        },
    )
    joined = grouped.join(rated, [grouped.compared == rated.group, grouped.level == rated.step])
    joined = joined.filter(_.bits > 0)
    return joined.select(
        *by,
        "peers",
        "peer_staff",
        "compared",
        "on_record",
        "value",
        "level",
        "rows",
        "days",
        "people",
        "first_at",
        "last_at",
        "reached",
        "all_of",
        "u",
        "bits",
        indicator=ibis.literal(indicator.id),
        family=ibis.literal(str(indicator.family)),
    )
