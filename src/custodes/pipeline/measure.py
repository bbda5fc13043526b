"""Explain and measure: from the tables as of a moment to what indicators read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

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
from custodes.measures.touches import calls, looks
from custodes.pipeline.explain import explained, links_of, pairs_of
from custodes.pipeline.reports import Progress
from custodes.purposes import PURPOSES, Purpose
from custodes.store.tables import Tables
from custodes.store.workbench import Workbench

LOOK_BACK = timedelta(days=90)
"""How far back look-ups and contacts are weighed. Purposes are read from the beginning."""


@dataclass(frozen=True)
class Explained:
    """What indicators read, and the links that explained it."""

    measured: Measured
    links: ir.Table


def measure(
    t: Tables,
    bench: Workbench,
    progress: Progress,
    purposes: Sequence[type[Purpose]] = PURPOSES,
) -> Explained:
    """Explain every look-up and contact of the look-back, and count pair by pair and day by day.

    `purposes` are the templates that may explain; without any, everything is unexplained.
    """
    since = t.as_of - LOOK_BACK
    progress.stage("Look-ups and contacts: whose, with whom, on duty or not", 2)
    touched = bench.keep("touched", looks(t, since))
    progress.advance(1)
    contacts = calls(t, since).mutate(use=ibis.literal("contact"))
    contacts = bench.keep("contacts", contacts)
    progress.advance(1)
    progress.stage("Purposes: who had which, with whom, when", 1)
    # Of most pairs with a purpose nobody ever looked: only the links of the others count.
    pairs = bench.keep("pairs", pairs_of(touched, contacts))
    believed = purposes or PURPOSES
    links = links_of(t, believed).semi_join(pairs, ["staff", "person"])
    links = bench.keep("links", links if purposes else links.limit(0))
    progress.advance(1)
    progress.stage("Look-ups: explained by which purposes", 1)
    looked = bench.keep("looks", explained(touched, links, "access", believed))
    progress.advance(1)
    progress.stage("Contacts: explained by which purposes", 3)
    called = bench.keep("calls", explained(contacts, links, "contact", believed))
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
    )
