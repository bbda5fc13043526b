"""The innocent explanations of one pair: each purpose tested, and what would explain the rest."""

from datetime import datetime
from typing import Any

from ibis import _

from custodes.pipeline.explain import OWN_BIT
from custodes.pipeline.measure import Explained
from custodes.pipeline.world import World
from custodes.purposes import PURPOSES
from custodes.schema import PurposeRecords
from custodes.vocabulary.times import in_london

NEARLY = 90
"""A purpose that ended so few days before the first row not fully explained nearly explains it."""

MOST_OFFERED = 6


def tested(
    world: World, explained: Explained, staff: Any, person: Any, rows: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Each purpose with its result for this pair, and the pair's links.

    `rows` are the pair's look-ups and contacts with `reach` (which purposes were active). A result
    is `explains`, `explains in part`, `ended before`, `begins after`, `not then`, `not recorded`,
    or `no feed` where the force has given no record of that kind at all.
    """
    links = world.bench.rows(
        explained.links.filter(_.staff == staff, _.person == person).order_by(
            ["start", "template", "purpose"]
        )
    )
    held = held_kinds(world)
    results = []
    for place, purpose in enumerate(PURPOSES):
        mine = [link for link in links if link["template"] == place]
        bits = (1 << place) | (OWN_BIT << place)
        reached = [row for row in rows if row["reach"] & bits]
        whole = sum(1 for row in reached if row["word"] == "explained")
        if reached:
            result = "explains" if whole == len(rows) else "explains in part"
            wholly = f"{whole} of these are" if whole else "none of these is"
            text = (
                f"{purpose.title}: was active, or fading after its end, for {len(reached)} of "
                f"{len(rows)} rows; {wholly} wholly explained, by this or another purpose."
            )
            if any(link["own"] for link in mine):
                text += " Made by the member of staff, so it counts at most a fifth."
        elif mine:
            result, text = _apart(purpose.title, mine, rows)
        elif purpose.kinds and not held & set(purpose.kinds):
            result = "no feed"
            text = f"{purpose.title}: no record of this kind is held for anybody."
        else:
            result, text = "not recorded", f"{purpose.title}: none recorded for this pair."
        results.append({"purpose": purpose.id, "result": result, "text": text})
    return results, links


def would_explain(
    world: World,
    explained: Explained,
    staff: Any,
    person: Any,
    rows: list[dict[str, Any]],
    links: list[dict[str, Any]],
) -> list[dict[str, str]]:
    """What would explain the rest: purposes nearly met, colleagues' purposes, missing feeds."""
    offered = []
    unexplained = [row for row in rows if row["word"] != "explained"]
    if not unexplained:
        return []
    first = unexplained[0]["at"]
    ended: dict[int, Any] = {}
    for link in links:
        end = link["end"]
        if end is not None and _z(end) <= first:
            ended[link["template"]] = max(end, ended.get(link["template"], end))
    for place, end in sorted(ended.items(), key=lambda item: item[1], reverse=True):
        days = (_moment(first) - end).days
        if days <= NEARLY and PURPOSES[place].kinds:
            purpose = PURPOSES[place]
            offered.append(
                {
                    "purpose": purpose.id,
                    "text": f"“{purpose.title}” ended on {_day(end)}, {_days(days)} before the "
                    "first row not fully explained. If it went on, or the case was reopened, that "
                    "would explain it: check for a late result.",
                }
            )
    offered += _colleagues(world, explained, staff, person)
    held = held_kinds(world)
    for purpose in PURPOSES:
        if purpose.kinds and not held & set(purpose.kinds):
            offered.append(
                {
                    "purpose": purpose.id,
                    "text": f"“{purpose.title}”: no feed gives this kind of record; ask for one.",
                }
            )
    return offered[:MOST_OFFERED]


def held_kinds(world: World) -> set[str]:
    """The kinds of purpose record that the force has given for anybody."""
    kinds = world.tables.once(
        "purpose_kinds", lambda: world.tables[PurposeRecords].select("kind").distinct()
    )
    return {row["kind"] for row in world.bench.rows(kinds)}


def _colleagues(
    world: World, explained: Explained, staff: Any, person: Any
) -> list[dict[str, str]]:
    """Colleagues of the unit with a purpose of their own: cover for one of them would explain."""
    posts = explained.measured.posts
    unit = posts.filter(posts.staff == staff).select(unit="unit")
    mates = posts.filter(posts.staff != staff).semi_join(unit, "unit").select("staff")
    theirs = explained.links.filter(_.person == person).semi_join(mates, "staff")
    rows = world.bench.rows(theirs.group_by("staff").agg(template=_.template.min()))
    names = world.texts("staff", (row["staff"] for row in rows))
    if not rows:
        return []
    named = ", ".join(sorted(names.values())[:3])
    purpose = PURPOSES[min(row["template"] for row in rows)]
    return [
        {
            "purpose": purpose.id,
            "text": f"{len(rows)} of the same unit had a purpose with this person (such as "
            f"{named}): cover for one of them, if recorded, would explain it.",
        }
    ]


def _apart(title: str, links: list[dict[str, Any]], rows: list[dict[str, Any]]) -> tuple[str, str]:
    """A purpose that was recorded, but not at the time of any row."""
    first, last = (rows[0]["at"], rows[-1]["at"]) if rows else ("", "")
    ended, begins = max(link["end"] for link in links), min(link["start"] for link in links)
    if _z(ended) <= first:
        return "ended before", f"{title}: recorded, ended on {_day(ended)} before the first row."
    if _z(begins) > last:
        return "begins after", f"{title}: recorded from {_day(begins)}, after the last row."
    return "not then", f"{title}: recorded, but not at the time of any row."


def _days(count: int) -> str:
    return "less than a day" if count == 0 else "1 day" if count == 1 else f"{count} days"


def _z(moment: Any) -> str:
    return str(moment.isoformat(timespec="seconds") + "Z")


def _moment(text: str) -> Any:
    return datetime.fromisoformat(text.removesuffix("Z"))


def _day(moment: Any) -> str:
    return f"{in_london(moment):%-d %b %Y}"
