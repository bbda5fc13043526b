"""The rows that an alert rests on: what each indicator counted, and all of it in time order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir

from custodes.indicators.base import Indicator, Subject
from custodes.pipeline.measure import Explained
from custodes.pipeline.rank import Ranked
from custodes.pipeline.world import World
from custodes.store.workbench import small_table
from custodes.vocabulary.times import iso

Counted = dict[tuple[str, Any, Any], list[str]]
"""Row ids by indicator, staff and person (none for an alert about one member of staff)."""


def counted_rows(
    world: World, explained: Explained, ranked: Ranked, indicators: Sequence[Indicator]
) -> Counted:
    """The ids of the rows that each indicator counted for the chosen, in time order."""
    m = explained.measured
    members = [w.staff for _c, w in ranked.chosen if w.person is None]
    of_members = small_table([{"staff": member} for member in members], {"staff": "int32"})
    found: Counted = {}
    for indicator in indicators:
        wide = indicator.subject is Subject.STAFF
        counted = indicator.rows(m)
        counted = (
            counted.semi_join(of_members, "staff")
            if wide
            else counted.semi_join(_asked(ranked), ["staff", "person"])
        )
        key = "access" if indicator.over == "looks" else "contact"
        listed = counted.select("staff", "person", "at", row=counted[key]).order_by(["at", "row"])
        for row in world.bench.rows(listed):
            place = (indicator.id, row["staff"], None if wide else row["person"])
            found.setdefault(place, []).append(row["row"])
    return found


def timelines(
    world: World, explained: Explained, ranked: Ranked, counted: Counted
) -> dict[tuple[Any, Any], list[dict[str, Any]]]:
    """Every look-up and contact of the chosen, in time order, with what explained it.

    For a pair these are all of the look-back, and the look-ups of other people that an indicator
    counted for it; for a member of staff the look-ups that an indicator counted.
    """
    asked = _asked(ranked)
    m = explained.measured
    gathered: dict[tuple[Any, Any], list[dict[str, Any]]] = defaultdict(list)
    looked = world.bench.rows(m.looks.semi_join(asked, ["staff", "person"]))
    called = world.bench.rows(m.calls.semi_join(asked, ["staff", "person"]))
    # The row of another chosen pair is not yet one of this pair's.
    own = {(row["staff"], row["person"], row["access"]) for row in looked}
    others = _others(world, explained, counted, own)
    incidents = world.texts("incident", (row["incident"] for row in [*looked, *others]))
    people = world.texts("person", (row["person"] for row in [*looked, *called, *others]))
    for row in looked:
        gathered[row["staff"], row["person"]].append(_look(row, incidents, people))
    for row in called:
        gathered[row["staff"], row["person"]].append(_call(row, people))
    for row in others:
        gathered[row["staff"], row["of_person"]].append(_look(row, incidents, people))
    for rows in gathered.values():
        rows.sort(key=lambda r: (r["at"], r["table"], r["row"], r["person"]))
    return gathered


def _others(
    world: World,
    explained: Explained,
    counted: Mapping[Any, list[str]],
    own: set[tuple[Any, Any, str]],
) -> list[dict[str, Any]]:
    """Look-ups that were counted for a pair or member of staff and are not of that pair itself."""
    wanted = sorted(
        {
            (staff, -1 if person is None else person, row)
            for (_indicator, staff, person), rows in counted.items()
            for row in rows
            if person is None or (staff, person, row) not in own
        }
    )
    asked = small_table(
        [{"of_staff": s, "of_person": p, "row": row} for s, p, row in wanted],
        {"of_staff": "int32", "of_person": "int32", "row": "string"},
    )
    looks = explained.measured.looks
    joined = looks.join(asked, [looks.staff == asked.of_staff, looks.access == asked.row])
    rows = world.bench.rows(joined.order_by(["at", "access", "person"]))
    once: dict[tuple[Any, Any, str], dict[str, Any]] = {}
    for row in rows:
        row["of_person"] = None if row["of_person"] == -1 else row["of_person"]
        once.setdefault((row["staff"], row["of_person"], row["access"]), row)
    return list(once.values())


def _look(
    row: dict[str, Any], incidents: Mapping[int, str], people: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "row": row["access"],
        "table": "accesses",
        "at": iso(row["at"]),
        "person": people[row["person"]],
        "what": row["action"],
        "system": row["system"],
        "incident": incidents.get(row["incident"]),
        "by_incident": row["by_incident"],
        **_judged(row),
    }


def _call(row: dict[str, Any], people: Mapping[int, str]) -> dict[str, Any]:
    return {
        "row": row["contact"],
        "table": "contacts",
        "at": iso(row["at"]),
        "person": people[row["person"]],
        "what": f"{row['channel']} {row['direction']}",
        "seconds": row["seconds"],
        "sharing": row["sharing"],
        "logged": row["logged"],
        **_judged(row),
    }


def _judged(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "duty": row["duty"],
        "word": row["word"],
        "unexplained": row["q"],
        "over_quota": row["over_quota"],
        "reach": row["reach"],
    }


def _asked(ranked: Ranked) -> ir.Table:
    pairs = [(w.staff, w.person) for _c, w in ranked.chosen if w.person is not None]
    return small_table(
        [{"staff": staff, "person": person} for staff, person in pairs],
        {"staff": "int32", "person": "int32"},
    )
