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
    before = ibis.window(group_by=list(by), order_by=["start", "end"], preceding=(None, 1))
    marked = spans.mutate(reached=spans.end.max().over(before))
    marked = marked.mutate(
        opens=ibis.ifelse(marked.reached.isnull() | (marked.reached < marked.start), 1, 0)
    )
    running = ibis.cumulative_window(group_by=list(by), order_by=["start", "end"])
    island = marked.mutate(island=marked.opens.sum().over(running))
    joined = island.group_by(*by, "island").agg(start=_.start.min(), end=_.end.max())
    return joined.drop("island")


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
