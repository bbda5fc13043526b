"""Explain and measure: from the tables as of a moment to what indicators read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import ibis
import ibis.expr.types as ir

from custodes.measures.measured import (
    Measured,
    latest_posts,
    linked_people,
    pair_days,
    with_logging,
    with_look_before,
    with_roster_doubted,
    worked_off_duty,
)
from custodes.measures.touches import calls
from custodes.pipeline.carried import Carried, carried, explained_since, touched_since
from custodes.pipeline.explain import explained, links_of, pairs_of
from custodes.pipeline.reports import Progress
from custodes.purposes import PURPOSES, Purpose
from custodes.store.tables import Tables
from custodes.store.workbench import Workbench
from custodes.vocabulary.times import end_of_day, in_london

LOOK_BACK = timedelta(days=90)
"""How far back look-ups and contacts are weighed, and then to the beginning of that week, so that a
week's quota is counted whole. Purposes are read from the beginning."""


@dataclass(frozen=True)
class Explained:
    """What indicators read, the links that explained it, and what the next moment may build on."""

    measured: Measured
    links: ir.Table
    carried: Carried


def looked_back(as_of: datetime) -> datetime:
    """The first moment that counts as of a moment: LOOK_BACK before, on a London Monday."""
    day = in_london(as_of - LOOK_BACK).date()
    return end_of_day(day - timedelta(days=day.weekday() + 1)) + timedelta(microseconds=1)


def measure(
    t: Tables,
    bench: Workbench,
    progress: Progress,
    purposes: Sequence[type[Purpose]] = PURPOSES,
    before: Carried | None = None,
) -> Explained:
    """Explain every look-up and contact of the look-back, and count pair by pair and day by day.

    `purposes` are the templates that may explain; without any, everything is unexplained. With
    `before`, what an earlier moment carried, only look-ups that anything changed for are asked
    anew; the answer is the same.
    """
    since = looked_back(t.as_of)
    progress.stage("Look-ups and contacts: whose, with whom, on duty or not", 2)
    touched = touched_since(t, bench, since, before)
    progress.advance(1)
    contacts = calls(t, since).mutate(use=ibis.literal("contact"))
    contacts = bench.keep("contacts", contacts)
    progress.advance(1)
    progress.stage("Purposes: who had which, with whom, when", 1)
    # Of most pairs with a purpose nobody ever looked: only the links of the others count.
    pairs = bench.keep("pairs", pairs_of(touched.rows, contacts))
    believed = purposes or PURPOSES
    links = links_of(t, believed).semi_join(pairs, ["staff", "person"])
    links = bench.keep("links", links if purposes else links.limit(0))
    progress.advance(1)
    progress.stage("Look-ups: explained by which purposes", 1)
    looked = explained_since(touched, links, bench, before, believed)
    carry = carried(t, since, touched, links, looked)
    progress.advance(1)
    progress.stage("Contacts: explained by which purposes", 3)
    theirs = links.semi_join(pairs_of(contacts), ["staff", "person"])
    called = bench.keep("calls", explained(contacts, theirs, "contact", believed))
    progress.advance(1)
    worked = bench.keep("worked_off_duty", worked_off_duty(looked, called))
    looked = bench.keep("looks_on_duty_or_not", with_roster_doubted(looked, worked))
    called = with_roster_doubted(called, worked)
    called = bench.keep("calls_logged", with_logging(called, t))
    progress.advance(1)
    unexplained = looked.filter(looked.word != "explained")
    called = bench.keep("calls_after", with_look_before(called, unexplained))
    progress.advance(1)
    progress.stage("Pair-days", 1)
    days = bench.keep("pair_days", pair_days(looked, called))
    progress.advance(1)
    return Explained(
        Measured(
            as_of=t.as_of,
            looks=looked,
            calls=called,
            pair_days=days,
            posts=bench.keep("posts", latest_posts(t)),
            near=bench.keep("near", linked_people(t)),
        ),
        links,
        carry,
    )
