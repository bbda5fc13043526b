"""A part of a row by any of the names that exports give its column."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from custodes.sources.expressions import tidy


def first_filled(raw: ir.Table, names: Iterable[str]) -> ir.Value:
    """The text of the first of some columns that holds any, tidied; null where none does."""
    there = [tidy(raw[name]) for name in names if name in raw.columns]
    return ibis.coalesce(*there) if there else ibis.null("string")
