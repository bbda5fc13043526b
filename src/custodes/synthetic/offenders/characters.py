"""What kind of offender each is: where traces are left, how hidden, how intense, how long."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY
from custodes.synthetic.parameters import given
from custodes.synthetic.public import FEMALE, MALE
from custodes.synthetic.truth import EVASIONS, FEEDS

VICTIMS = ("woman", "man", "same_sex", "staff")
_BY_PHONE = ("none", "spreads_out", "self_made_tasks")
_SEX = {"woman": FEMALE, "man": MALE}


@dataclass(frozen=True)
class Character:
    """One offender as drawn: every share is of the acts that are planted for each person."""

    feeds: str
    evasion: str
    away: float
    """The share of acts off duty; 0 is never."""
    covered: float
    """The share of acts that have a real explanation."""
    looks: int
    contacts: int
    span: int
    """Seconds from the first act to the last, where the force's days allow."""
    quiet: tuple[float, float]
    """The part of the span in which nothing happens, as two shares of it."""
    out: float
    """The share of contacts that the member of staff begins."""
    texts: float
    logs: float
    """The share of unexplained contacts that is written in a record all the same."""
    persons: int
    """1 for a shark, more for a fisherman."""
    victim: str
    sex: int
    genuine: bool
    """Whether the first person was met in a genuine duty."""
    complaint: int | None
    """Seconds from the onset to the first complaint, where anybody would have made one."""

    @property
    def phones(self) -> bool:
        """Whether the work phone is used."""
        return self.feeds != "look_ups"

    @property
    def opens(self) -> bool:
        """Whether records are opened without a reason."""
        return self.feeds != "phone_only"


def dealt(rng: np.random.Generator, shares: NDArray[np.float64], size: int) -> NDArray[np.int64]:
    """Positions in `shares`, as near to each share of `size` as whole numbers come, shuffled."""
    total = np.cumsum(shares) / shares.sum()
    places = (np.arange(size) + rng.random()) / max(size, 1)
    drawn = np.minimum(np.searchsorted(total, places, "right"), len(shares) - 1)
    shuffled: NDArray[np.int64] = rng.permutation(drawn)
    return shuffled


def yes(rng: np.random.Generator, share: float, size: int) -> NDArray[np.bool_]:
    """True for as near to a share of `size` as whole numbers come, shuffled."""
    return np.equal(dealt(rng, np.array([1 - share, share]), size), 1)


def log_normal(
    rng: np.random.Generator, name: str, size: int, *, least: float
) -> NDArray[np.float64]:
    """Numbers about the median of a parameter, cut at `least` and at the published extreme."""
    drawn = given(f"{name}_median") * np.exp(rng.normal(0, given(f"{name}_sigma"), size))
    return drawn.clip(least, given(f"{name}_most"))


def characters(rng: np.random.Generator, size: int) -> list[Character]:
    """Draw `size` offenders; shares are dealt, so that a small force holds its mixture too."""
    feeds = dealt(rng, _shares("feeds", FEEDS), size)
    evasion = np.zeros(size, np.int64)
    for phone in (True, False):
        # A phone has no other login and no other system to hide in.
        mine = np.flatnonzero((feeds == FEEDS.index("phone_only")) == phone)
        able = np.isin(EVASIONS, _BY_PHONE) if phone else np.ones(len(EVASIONS), bool)
        evasion[mine] = dealt(rng, _shares("evasion", EVASIONS) * able, len(mine))
    away = np.where(
        yes(rng, given("never_off_duty"), size), 0.0, rng.uniform(*_range("off_duty_share"), size)
    )
    covered = rng.uniform(*_range("covered"), size)
    looks = log_normal(rng, "offender_looks", size, least=given("offender_looks_least"))
    contacts = log_normal(rng, "offender_contacts", size, least=given("offender_contacts_least"))
    span = log_normal(rng, "offender_days", size, least=given("offender_days_least"))
    span = np.where(evasion == EVASIONS.index("spreads_out"), span * given("spread_factor"), span)
    quiet = yes(rng, given("goes_quiet"), size)
    begins = rng.uniform(0.2, 0.5, size)
    lasts = rng.uniform(*_range("quiet_days"), size) / span
    lasts = np.minimum(lasts, 0.4)
    many = yes(rng, given("fishermen"), size)
    persons = np.where(many, rng.integers(2, 5, size), 1)
    victim = dealt(rng, _shares("victim", VICTIMS), size)
    sex = rng.integers(0, 2, size)
    genuine = yes(rng, given("genuine_first_contact"), size)
    complains = yes(rng, given("complained_of"), size)
    delay = log_normal(rng, "complaint_days", size, least=1)
    out, texts = rng.uniform(0.4, 0.8, size), rng.uniform(0.2, 0.75, size)
    logs = rng.uniform(0, 2 * given("offender_logs"), size)
    return [
        Character(
            feeds=FEEDS[feeds[one]],
            evasion=EVASIONS[evasion[one]],
            away=float(away[one]),
            covered=float(covered[one]),
            looks=round(looks[one]),
            contacts=round(contacts[one]),
            span=int(span[one] * DAY),
            quiet=(float(begins[one]), float(begins[one] + lasts[one])) if quiet[one] else (0, 0),
            out=float(out[one]),
            texts=float(texts[one]),
            logs=float(logs[one]),
            persons=int(persons[one]),
            victim=VICTIMS[victim[one]],
            sex=_SEX.get(VICTIMS[victim[one]], int(sex[one])),
            genuine=bool(genuine[one]),
            complaint=int(delay[one] * DAY) if complains[one] else None,
        )
        for one in range(size)
    ]


def _shares(name: str, words: tuple[str, ...]) -> NDArray[np.float64]:
    return np.array([given(f"{name}_{word}") for word in words])


def _range(name: str) -> tuple[float, float]:
    return given(f"{name}_least"), given(f"{name}_most")
