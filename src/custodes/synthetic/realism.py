"""How like a real force the made-up one is: its own figures beside the bands they should lie in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from custodes.synthetic.days import DAY, HOUR, to_wall
from custodes.synthetic.duties import COURT, DUTY, OVERTIME
from custodes.synthetic.force import Force
from custodes.synthetic.naive import explained
from custodes.synthetic.parameters.base import ASSUMED
from custodes.synthetic.phone import CALL, TO_PERSON
from custodes.synthetic.rows import NONE, Columns, taken
from custodes.synthetic.workforce import ROLES, Role

BY_ROLE = "5 to 40 a day by role, 50 to 150 for control room and intelligence, in the design"
FIRST = "studies of record access in hospitals: 75 to 92 % by a plain join, over 94 % with care"
ON_DUTY = (DUTY, OVERTIME, COURT)
MOST_SAMPLED = 1_000_000
"""Look-ups whose purposes are searched for; where there are more, evenly spaced ones are."""


@dataclass(frozen=True)
class Figure:
    """One figure of a force, and the band that it should lie in."""

    figure: str
    of: str
    """Which part of the force, or nothing for the whole."""
    value: float
    unit: str
    least: float
    most: float
    source: str

    @property
    def inside(self) -> bool:
        """Whether the figure lies in its band."""
        return self.least <= self.value <= self.most


def realism_rows(force: Force) -> list[dict[str, str]]:
    """Every figure of a force as a row of `truth/realism.csv`."""
    return [
        {
            "figure": figure.figure,
            "of": figure.of,
            "value": f"{figure.value:.4g}",
            "unit": figure.unit,
            "least": f"{figure.least:g}",
            "most": f"{figure.most:g}",
            "inside": str(int(figure.inside)),
            "source": figure.source,
        }
        for figure in realism(force)
    ]


def realism(force: Force) -> list[Figure]:
    """The figures of a force: how much it looks up, at whom, when, why, and how long it talks."""
    return [figure for part in FIGURES for figure in part(force)]


def _own(force: Force) -> Columns:
    """The look-ups that members of staff made, without those of accounts and machines."""
    seen = force.accesses
    return taken(
        {name: seen[name] for name in ("at", "staff", "person", "incident")},
        np.flatnonzero((seen["staff"] != NONE) & (seen["login"] == NONE)),
    )


def by_role(force: Force) -> Iterator[Figure]:
    """Look-ups a member of staff on a day at work, role by role, and a day of the whole force."""
    scene, own = force.scene, _own(force)
    looks = np.bincount(scene.force.role[own["staff"]], minlength=len(ROLES))
    shifts = np.bincount(scene.force.role[scene.hours.staff], minlength=len(ROLES))
    for number, role in enumerate(ROLES):
        least, most = _band(role)
        a_shift = looks[number] / max(1, shifts[number])
        yield Figure("look-ups", role.word, a_shift, "a day at work", least, most, BY_ROLE)
    whole = len(own["at"]) / len(scene.force) / scene.days.count
    yield Figure("look-ups", "", whole, "a member of staff a day of the year", 5, 40, ASSUMED)


def _band(role: Role) -> tuple[float, float]:
    return (50, 150) if role.word in ("control room", "intelligence") else (5, 40)


def whom(force: Force) -> Iterator[Figure]:
    """How often the same look at the same, and how few people draw most of the look-ups."""
    own = _own(force)
    named = np.flatnonzero(own["person"] != NONE)
    size = len(force.scene.people)
    pairs = own["staff"][named].astype(np.int64) * size + own["person"][named]
    _, times = np.unique(pairs, return_counts=True)
    repeats = float((times > 1).mean()) if len(times) else 0.0
    yield Figure("pairs seen more than once", "", repeats, "share of pairs", 0.4, 0.8, ASSUMED)
    again = 1 - len(times) / max(1, len(named))
    yield Figure("repeat look-ups", "", again, "share of look-ups", 0.6, 0.9, ASSUMED)
    seen = np.sort(np.bincount(own["person"][named], minlength=size))[::-1]
    top = float(seen[: size // 100].sum() / max(1, seen.sum()))
    yield Figure(
        "look-ups at the most seen 1 % of people", "", top, "share of look-ups", 0.1, 0.5, ASSUMED
    )
    people = force.scene.people
    twins = int((people.twin != NONE).sum()) // 2
    share = twins / (size - twins)
    yield Figure(
        "people held twice", "", share, "share of persons", 0.02, 0.04, "2 to 4 % in force reviews"
    )


def why(force: Force) -> Iterator[Figure]:
    """What a plain join with the recorded purposes explains, and what was never recorded."""
    own = _own(force)
    step = 1 + len(own["at"]) // MOST_SAMPLED
    some = taken(own, np.arange(0, len(own["at"]), step))
    share = float(explained(force, some).mean())
    yield Figure("explained by a plain join", "", share, "share of look-ups", 0.75, 0.92, FIRST)
    rows = force.scene.rows.gathered()
    missing = rows["recorded"] == 0
    named = rows["staff"] != NONE
    whole = float(missing.mean())
    yield Figure("purposes missing", "", whole, "share of purposes", 0.12, 0.18, "design: 15 %")
    role = force.scene.force.role[rows["staff"][named]]
    for number, each in enumerate(ROLES):
        mine = missing[named][role == number]
        if len(mine):
            yield Figure(
                "purposes missing", each.word, float(mine.mean()), "share of purposes",
                0.03, 0.47, "5 to 45 % by role and feed in the design, and two points for chance",
            )  # fmt: skip


def when(force: Force) -> Iterator[Figure]:
    """The hours and the weekdays of look-ups."""
    wall = to_wall(_own(force)["at"])
    hour, day = wall % DAY // HOUR, (wall // DAY + 3) % 7
    size = max(1, len(wall))
    night = float(((hour >= 23) | (hour < 7)).sum() / size)
    yield Figure("at night (23 to 7)", "", night, "share of look-ups", 0.08, 0.35, ASSUMED)
    weekend = float((day >= 5).sum() / size)
    yield Figure("at the weekend", "", weekend, "share of look-ups", 0.12, 0.29, ASSUMED)
    busiest = float(np.bincount(hour, minlength=24).max() / size)
    yield Figure("in the busiest hour", "", busiest, "share of look-ups", 0.05, 0.15, ASSUMED)


def roster(force: Force) -> Iterator[Figure]:
    """How much of the look-ups lies outside the recorded duty, which is the roster's error."""
    own, hours = _own(force), force.scene.hours
    recorded = hours.recorded.gathered()
    on = np.flatnonzero(np.isin(recorded["status"], ON_DUTY))
    wide = np.int64(1 << 34)
    order = np.lexsort((recorded["start"][on], recorded["staff"][on]))
    staff = recorded["staff"][on][order].astype(np.int64)
    starts = staff * wide + recorded["start"][on][order]
    ends = np.maximum.accumulate(staff * wide + recorded["end"][on][order])
    key = own["staff"].astype(np.int64) * wide + own["at"]
    place = np.searchsorted(starts, key, "right") - 1
    inside = (place >= 0) & (ends[np.maximum(place, 0)] >= key)
    off = float((~inside).mean())
    yield Figure(
        "outside the recorded duty", "", off, "share of look-ups", 0.03, 0.2,
        "10 to 20 % roster error in the design; half of it is swaps",
    )  # fmt: skip


def talk(force: Force) -> Iterator[Figure]:
    """How much staff and people of cases ring each other, and for how long."""
    calls, scene = force.contacts, force.scene
    people = calls["other_kind"] <= TO_PERSON + 1
    role = scene.force.role[calls["staff"][people]]
    many = np.bincount(role, minlength=len(ROLES))
    size = np.bincount(scene.force.role, minlength=len(ROLES))
    for number, each in enumerate(ROLES):
        a_week = 7 * many[number] / max(1, size[number]) / scene.days.count
        most = 40.0 if each.mobile else 12.0
        yield Figure(
            "contacts with the public", each.word, a_week, "a member of staff a week", 0, most,
            ASSUMED,
        )  # fmt: skip
    spoken = calls["seconds"][people & (calls["channel"] == CALL)]
    middle = float(np.median(spoken)) if len(spoken) else 0.0
    yield Figure("length of a call", "", middle, "seconds, median", 40, 240, ASSUMED)
    text = float((calls["channel"][people] != CALL).mean()) if people.any() else 0.0
    yield Figure("texts and mail", "", text, "share of contacts", 0.3, 0.75, ASSUMED)


FIGURES: tuple[Callable[[Force], Iterator[Figure]], ...] = (by_role, whom, why, when, roster, talk)
