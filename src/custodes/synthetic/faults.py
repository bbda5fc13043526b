"""What goes wrong in the force's own records: purposes missing, late or on the wrong key."""

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR, offset
from custodes.synthetic.draws import chance, stream
from custodes.synthetic.parameters import given
from custodes.synthetic.purposes import WORDS, Scene
from custodes.synthetic.rows import NONE, Columns
from custodes.synthetic.workforce import ROLE, ROLES, SYSTEM

Numbers = NDArray[np.int64]
FEEDS: dict[str, tuple[str, ...]] = {
    "missing_in_command": ("dispatch", "call_taking", "log_entry", "crew"),
    "missing_in_custody": ("custody",),
    "missing_in_ownership": ("officer_in_case",),
    "missing_in_records": ("statement", "task", "missing"),
    "missing_in_case_files": ("case_file", "court", "disclosure"),
    "missing_in_safeguarding": ("safeguarding", "contact_plan", "neighbourhood_plan"),
    "missing_in_intelligence": ("intelligence",),
}
"""The parameter of each feed, and the kinds of purpose that come by it; the rest by tasking."""
HANDS: dict[str, tuple[str, ...]] = {
    "missing_by_response": ("response",),
    "missing_by_neighbourhood": ("neighbourhood", "pcso"),
    "missing_by_specialists": (
        "investigation",
        "domestic abuse investigation",
        "missing persons",
    ),
    "missing_by_intelligence": ("intelligence",),
    "missing_by_supervisors": ("supervisor",),
}
"""The parameter of each group of roles; the rest work at desks."""


def missing_rates(role: Numbers, kind: Numbers, district: Numbers) -> NDArray[np.float64]:
    """The chance that nobody writes a purpose down, for each of these purposes.

    What a command system writes by itself is missing least, what somebody must enter as a task
    most. A role's rate in one district is up to a third above or below the next district's,
    because habits are a station's. The mean is the declared one, but for what the bounds take off.
    """
    feeds = np.full(len(WORDS), given("missing_in_tasking"))
    for name, kinds in FEEDS.items():
        feeds[[WORDS.index(word) for word in kinds]] = given(name)
    hands = np.full(len(ROLES), given("missing_by_desks"))
    for name, roles in HANDS.items():
        hands[[ROLE[word] for word in roles]] = given(name)
    places = np.arange(district.max() + 1)
    station = 1 + np.sin(np.outer(np.arange(len(ROLES)) + 1, places) * 2.4) / 3
    rates = hands[role] * feeds[kind] * station[role, district]
    rates *= given("purpose_missing") / rates.mean()
    bounded: NDArray[np.float64] = rates.clip(
        given("purpose_missing_least"), given("purpose_missing_most")
    )
    return bounded


def spoil_purposes(seed: int, scene: Scene) -> None:
    """Leave some purposes unrecorded, some late, a few on another incident; what a plot made stays.

    Purposes are missing at a rate of the role and the feed, between the least and the most
    declared.
    """
    rng = stream(seed, "faults")
    rows = scene.rows.gathered()
    size = len(rows["kind"])
    staff = rows["staff"].astype(np.int64)
    role = np.where(staff == NONE, rows["role"], scene.force.role[staff])
    district = np.where(staff == NONE, 0, scene.force.district[staff])
    missing = rng.random(size) < missing_rates(role, rows["kind"].astype(np.int64), district)
    rows["recorded"] = np.where(missing & (rows["mark"] == NONE), 0, 1).astype(np.int8)
    late = chance(rng, given("purpose_late"), size) & (rows["mark"] == NONE)
    delay = (rng.exponential(given("purpose_late_days"), size) * DAY).astype(np.int64) + 3 * HOUR
    rows["known_at"] = np.where(late, rows["made_at"] + delay, rows["known_at"])
    wrong = chance(rng, given("purpose_wrong_key"), size) & (rows["incident"] != NONE)
    wrong &= rows["mark"] == NONE
    elsewhere = rng.integers(0, len(scene.events), size)
    rows["incident"] = np.where(wrong, elsewhere, rows["incident"]).astype(np.int32)
    scene.rows.replace(rows)


def clocks(accesses: Columns) -> None:
    """Write look-ups as the systems' own clocks had them.

    The custody system's clock is some minutes fast all the time; the intelligence system's is not
    put forward in summer, so that what it wrote then is an hour early once read as London time.
    """
    fast = int(given("custody_clock_fast") * 60)
    at = accesses["at"]
    at = np.where(accesses["system"] == SYSTEM["custody"], at + fast, at)
    slow = np.where(accesses["system"] == SYSTEM["intel"], offset(accesses["at"]), 0)
    accesses["at"] = at - slow
