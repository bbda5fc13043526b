"""What goes wrong in the force's own records: purposes missing, late or on the wrong key."""

import numpy as np

from custodes.synthetic.days import DAY, HOUR, offset
from custodes.synthetic.draws import chance, stream
from custodes.synthetic.parameters import given
from custodes.synthetic.purposes import WORDS, Scene
from custodes.synthetic.rows import NONE, Columns
from custodes.synthetic.workforce import SYSTEM

MANDATORY = ("officer_in_case", "custody", "call_taking", "dispatch")
"""Kinds of purpose that a system asks for before it lets anybody go on."""


def spoil_purposes(seed: int, scene: Scene) -> None:
    """Leave some purposes unrecorded, some late, a few on another incident; what was planted stays.

    A kind of purpose is missing at a rate of its own, between the least and the most declared;
    those that a system will not let anybody leave empty are missing at the least.
    """
    rng = stream(seed, "faults")
    rows = scene.rows.gathered()
    size = len(rows["kind"])
    least, most = given("purpose_missing_least"), given("purpose_missing_most")
    rates = least + (most - least) * rng.random(len(WORDS))
    rates[[WORDS.index(word) for word in MANDATORY]] = least
    missing = rng.random(size) < rates[rows["kind"]]
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
