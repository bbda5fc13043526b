"""Evidence in bits: how much more often a finding is seen when the position is abused.

`bits = log2(m / u)`: `m` is declared with the indicator; `u` is the share of ordinary pairs (or
members of staff) of the same peer group that reach the same level, measured on the force itself.
Almost all pairs are ordinary, so all of them serve; a group's share is shrunk towards the force's
own by `SHRINK` pairs' worth (empirical Bayes in its simplest, beta-binomial form).
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

from custodes.indicators.base import Indicator, Subject
from custodes.measures.measured import Measured

SHRINK = 200
"""A peer group's share counts against the force's own as if the force's were this many pairs."""

LEAST_GROUP = 20
"""A role with fewer members of staff than this is compared with its kind of staff instead."""


def peer_groups(posts: ir.Table) -> ir.Table:
    """The group that each member of staff is compared with: staff, peers (its name), peer_staff.

    In: one row for each member of staff with role and kind. The group is the role or, where fewer
    than LEAST_GROUP hold it, everybody of the same kind.
    """
    sized = posts.mutate(
        holders=posts.count().over(ibis.window(group_by="role")),
        of_kind=posts.count().over(ibis.window(group_by="kind")),
    )
    enough = sized.holders >= LEAST_GROUP
    return sized.select(
        "staff",
        peers=ibis.ifelse(enough, sized.role, "all of kind " + sized.kind),
        peer_staff=ibis.ifelse(enough, sized.holders, sized.of_kind),
    )


def findings(
    m: Measured, groups: ir.Table, indicators: Sequence[Indicator], subject: Subject
) -> ir.Table:
    """What every indicator found, with its bits.

    Out: staff, person (pairs only), indicator, family, value, level, bits, u, share (of the peers
    below the value), and the columns of `Indicator.find`. Findings that speak no louder among the
    abused than among the ordinary (no bits) are left out.
    """
    by = ("staff", "person") if subject is Subject.PAIR else ("staff",)
    population = _population(m, groups, by)
    each = [
        _with_bits(indicator, indicator.find(m), population, groups, by)
        for indicator in indicators
        if indicator.subject is subject
    ]
    return ibis.union(*each) if len(each) > 1 else each[0]


def _population(m: Measured, groups: ir.Table, by: Sequence[str]) -> ir.Table:
    """How many pairs (or members of staff) each peer group has: peers, all_of, force."""
    everyone = m.pair_days.select(*by).distinct().join(groups, "staff")
    sizes = everyone.group_by("peers").agg(all_of=_.count())
    return sizes.mutate(force=sizes.all_of.sum().over(ibis.window()))


def _with_bits(
    indicator: Indicator,
    found: ir.Table,
    population: ir.Table,
    groups: ir.Table,
    by: Sequence[str],
) -> ir.Table:
    level = ibis.cases(
        *(
            (found.value >= step.at_least, place)
            for place, step in reversed(list(enumerate(indicator.levels)))
        ),
        else_=-1,
    )
    grouped = found.mutate(level=level).filter(_.level >= 0).join(groups, "staff")
    levels = ibis.memtable(
        [{"step": place, "m": step.m} for place, step in enumerate(indicator.levels)],
        schema={"step": "int64", "m": "float64"},
    )
    tops = grouped.group_by("peers", "level").agg(here=_.count())
    # Reaching a level is reaching all below it.
    below = tops.cross_join(levels).filter(_.step <= _.level)
    reached = below.group_by("peers", "step", "m").agg(reached=_.here.sum())
    reached = reached.join(population, "peers").select(
        "peers", "step", "m", "reached", "all_of", "force"
    )
    of_force = ibis.window(group_by="step")
    reached = reached.mutate(everywhere=reached.reached.sum().over(of_force))
    base = (reached.everywhere + 0.5) / (reached.force + 1)
    u = (reached.reached + SHRINK * base) / (reached.all_of + SHRINK)
    rated = reached.select(
        group="peers", step="step", u=u, bits=(reached.m / u).log2().round(2)
    )
    joined = grouped.join(rated, [grouped.peers == rated.group, grouped.level == rated.step])
    joined = joined.filter(_.bits > 0)
    return joined.select(
        *by,
        "peers",
        "peer_staff",
        "value",
        "level",
        "rows",
        "days",
        "people",
        "first_at",
        "last_at",
        "u",
        "bits",
        indicator=ibis.literal(indicator.id),
        family=ibis.literal(str(indicator.family)),
    )
