"""Spans of time: unions of overlapping ones, and the running sum of what they carry."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

FOREVER = ibis.literal("9999-12-31 00:00:00").cast("timestamp")
"""The end of what has not ended."""


def union_of(spans: ir.Table, by: Sequence[str]) -> ir.Table:
    """Overlapping and touching spans of each `by` joined into one.

    In: `by`, `start`, `end` (not before `start`). Out: the same columns, no two rows of one `by`
    overlapping or touching.
    """
    in_order = {"group_by": list(by), "order_by": ["start", "end"]}
    marked = spans.select(
        *by,
        "start",
        reached=spans.end.max().over(ibis.window(**in_order, preceding=(None, 1))),
        furthest=spans.end.max().over(ibis.window(**in_order, preceding=None, following=None)),
    )
    # What had been reached when the next one opens is where this one ended.
    opening = marked.filter(marked.reached.isnull() | (marked.reached < marked.start))
    following = ibis.window(group_by=list(by), order_by="start")
    end = ibis.coalesce(opening.reached.lead().over(following), opening.furthest)
    return opening.select(*by, "start", end=end)


def within(rows: ir.Table, spans: ir.Table, by: Sequence[str]) -> ir.Table:
    """The rows whose `at` lies in any span of their `by`, each once, however many spans hold it.

    In: rows with `by` and `at`; spans with `by`, `start` and `end`, which may overlap; a span
    holds from `start` up to, not including, `end`. A semi join: never write this as EXISTS.
    """
    return rows.semi_join(
        spans,
        [
            *(rows[column] == spans[column] for column in by),
            spans.start <= rows["at"],
            rows["at"] < spans.end,
        ],
    )


def running_sum(spans: ir.Table, by: Sequence[str], carry: Sequence[str]) -> ir.Table:
    """The sum of what overlapping spans carry, as spans that do not overlap.

    In: `by`, `start`, `end` and whole-number columns `carry`; a span holds from `start` up to, not
    including, `end`. Out: the same columns; every moment from the first start of a `by` on lies in
    exactly one row, the last of which ends at FOREVER. Sums of whole numbers are exact on every
    engine and in any order, which is why nothing here carries a fraction.
    """
    opened = spans.select(*by, *carry, at=spans.start)
    closed = spans.filter(spans.end < FOREVER)
    closed = closed.select(*by, **{c: -closed[c] for c in carry}, at=closed.end)
    edges = opened.union(closed.select(opened.columns)).group_by(*by, "at")
    steps = edges.agg(**{c: _[c].sum() for c in carry})
    so_far = ibis.cumulative_window(group_by=list(by), order_by="at")
    following = ibis.window(group_by=list(by), order_by="at")
    return steps.select(
        *by,
        start=steps.at,
        end=ibis.coalesce(steps.at.lead().over(following), FOREVER),
        **{c: steps[c].sum().over(so_far).cast("int64") for c in carry},
    )
