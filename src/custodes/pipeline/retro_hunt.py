"""A retro-hunt: what a new or changed indicator would have raised over the past, and what it would
have pushed out of the list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from custodes.indicators.base import Indicator
from custodes.pipeline.lately import Lately
from custodes.pipeline.limits import able_indicators
from custodes.pipeline.rank import Weighed, weigh
from custodes.pipeline.reports import Progress, Silence
from custodes.pipeline.series import MOST, Step, series
from custodes.ranking.budget import Pair, choose
from custodes.ranking.fusion import LEAST_BITS
from custodes.store.home import Home
from custodes.vocabulary.times import end_of_day, iso

RAISED, PUSHED_OUT, STRONGER, WEAKER = "raised now", "no longer raised", "stronger", "weaker"
LEAST_MOVE = 0.5
"""Bits by which a pair that both lists hold has to move to be told."""


def retro_hunt(
    home: Home,
    *,
    before: Sequence[Indicator],
    after: Sequence[Indicator],
    first: date,
    last: date,
    every: timedelta,
    budget: int,
    progress: Progress | None = None,
) -> Iterator[dict[str, Any]]:
    """The difference between two sets of indicators at each date from `first` to `last`.

    Each moment knows only what was known then and is measured once for both. Yields one row for
    each pair, or member of staff, that one list has and the other has not, or that both have with
    bits at least LEAST_MOVE apart: as_of, change, staff, person, bits_before, bits_after, because
    (the loudest reason of the set that raises it). Nothing is kept in the ledger.
    """
    days = [first + every * n for n in range((last - first) // every + 1)]
    lists_before, lists_after = Lately(), Lately()
    told = progress or Silence()
    moments = [end_of_day(day) for day in days]
    for step in series(home, moments=moments, indicators=before, progress=told):
        was = {one.pair: one for one in step.weighed}
        now = _weighed(step, after, told)
        yield from _differences(
            step.as_of,
            was,
            now,
            _listed(was, lists_before, step.as_of, budget),
            _listed(now, lists_after, step.as_of, budget),
        )


def _weighed(step: Step, indicators: Sequence[Indicator], told: Progress) -> dict[Pair, Weighed]:
    able, _off = able_indicators(indicators, step.world.tables)
    weighed, _found = weigh(step.world, step.measured, able, MOST, told)
    return weighed


def _listed(
    weighed: Mapping[Pair, Weighed], lists: Lately, as_of: datetime, budget: int
) -> set[Pair]:
    """The ranked part of the list of a moment: nothing is drawn at random in a hunt."""
    speaking = [one.candidate() for one in weighed.values()]
    chosen = choose(speaking, lists.at(as_of), [], budget, LEAST_BITS, seed="")
    lists.add(as_of, {c.pair: frozenset(weighed[c.pair].fused.families) for c in chosen})
    return {c.pair for c in chosen}


def _differences(
    as_of: datetime,
    was: Mapping[Pair, Weighed],
    now: Mapping[Pair, Weighed],
    listed_then: set[Pair],
    listed_now: set[Pair],
) -> Iterator[dict[str, Any]]:
    for pair in sorted(listed_then | listed_now, key=lambda pair: (pair[0], pair[1] or "")):
        bits_then, bits_now = _bits(was, pair), _bits(now, pair)
        if pair not in listed_then:
            change = RAISED
        elif pair not in listed_now:
            change = PUSHED_OUT
        elif abs(bits_now - bits_then) >= LEAST_MOVE:
            change = STRONGER if bits_now > bits_then else WEAKER
        else:
            continue
        side = was if change == PUSHED_OUT else now
        yield {
            "as_of": iso(as_of),
            "change": change,
            "staff": pair[0],
            "person": pair[1],
            "bits_before": bits_then,
            "bits_after": bits_now,
            "because": side[pair].findings[0]["indicator"],
        }


def _bits(weighed: Mapping[Pair, Weighed], pair: Pair) -> float:
    return weighed[pair].fused.bits if pair in weighed else 0.0
