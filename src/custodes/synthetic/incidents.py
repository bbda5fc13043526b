"""What happens in the made-up force: incidents, who is in them, how long they stay open."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, HOUR, Days, Moments
from custodes.synthetic.draws import chance, stream, weighted
from custodes.synthetic.parameters import given
from custodes.synthetic.public import DA, FEMALE, MALE, MARAC, MISSING, SO, Public
from custodes.synthetic.rows import NONE, Rows

PARTS = ("victim", "witness", "suspect", "caller", "subject")
VICTIM, WITNESS, SUSPECT, CALLER, SUBJECT = range(len(PARTS))


@dataclass(frozen=True)
class IncidentKind:
    """A kind of incident: its share, who its victim tends to be, who works it, for how long."""

    word: str
    share: float
    part: int
    women: float
    owner: str
    investigated: float
    days_open: float
    custody: float


KINDS: tuple[IncidentKind, ...] = (
    IncidentKind(
        "domestic abuse", 0.14, VICTIM, 0.76, "domestic abuse investigation", 0.7, 24, 0.3
    ),
    IncidentKind("sexual offence", 0.02, VICTIM, 0.85, "investigation", 1.0, 60, 0.25),
    IncidentKind("violence", 0.12, VICTIM, 0.42, "response", 0.7, 20, 0.25),
    IncidentKind("harassment", 0.07, VICTIM, 0.68, "response", 0.6, 20, 0.1),
    IncidentKind("burglary", 0.06, VICTIM, 0.5, "investigation", 0.9, 18, 0.1),
    IncidentKind("theft", 0.15, VICTIM, 0.5, "response", 0.5, 10, 0.1),
    IncidentKind("anti-social behaviour", 0.14, CALLER, 0.5, "neighbourhood", 0.2, 4, 0.02),
    IncidentKind("concern for safety", 0.13, SUBJECT, 0.5, "response", 0.05, 1, 0.0),
    IncidentKind("mental health", 0.05, SUBJECT, 0.5, "response", 0.05, 1, 0.0),
    IncidentKind("missing person", 0.05, SUBJECT, 0.5, "missing persons", 0.9, 3, 0.0),
    IncidentKind("road traffic", 0.07, CALLER, 0.4, "response", 0.2, 5, 0.05),
)
KIND = {kind.word: number for number, kind in enumerate(KINDS)}
OUTCOMES = ("charged", "caution", "no further action", "victim does not support", "resolved")
STREETS = ("High Street", "Mill Lane", "Station Road", "Church Walk", "The Crescent", "Quay Side")

_HOURLY = np.array(
    [5, 4, 3, 2, 2, 2, 3, 4, 5, 6, 6, 6, 6, 6, 7, 8, 8, 9, 9, 9, 8, 8, 7, 6], np.float64
)


@dataclass
class Incidents:
    """Every incident by number, in the order of opening, and the people in each."""

    kind: NDArray[np.int64]
    district: NDArray[np.int64]
    opened: Moments
    closed: Moments
    reopened: Moments
    outcome: NDArray[np.int64]
    place: NDArray[np.int64]
    main: NDArray[np.int64]
    """The person it is about first: the victim, the caller or the subject."""
    caller: NDArray[np.int64]
    suspect: NDArray[np.int64]
    investigated: NDArray[np.bool_]
    in_custody: NDArray[np.bool_]
    involvements: Rows

    def __len__(self) -> int:
        return len(self.kind)

    def somebody(self, rng: np.random.Generator, incident: NDArray[np.int64]) -> NDArray[np.int64]:
        """One of the people in each incident, its main person likeliest."""
        draw = rng.random(len(incident))
        person = self.main[incident]
        person = np.where(
            (draw > 0.6) & (self.suspect[incident] != NONE), self.suspect[incident], person
        )
        return np.where(
            (draw > 0.85) & (self.caller[incident] != NONE), self.caller[incident], person
        )


def incidents(seed: int, staff: int, days: Days, people: Public) -> Incidents:
    """Make the incidents of every day, with their people; flags follow from some of them."""
    rng = stream(seed, "incidents")
    size = max(20, int(staff * days.count * given("incidents_a_staff_day")))
    day = rng.integers(0, days.count, size)
    seconds = weighted(rng, _HOURLY, size) * HOUR + rng.integers(0, HOUR, size)
    opened = np.sort(days.at(day, seconds))
    kind = weighted(rng, np.array([k.share for k in KINDS]), size)
    district = rng.integers(0, people.districts, size)
    women = np.array([k.women for k in KINDS])[kind]
    wants_woman = rng.random(size) < women
    main = np.where(
        wants_woman,
        people.met(rng, district, sex=FEMALE),
        people.met(rng, district, sex=MALE),
    )
    investigated = rng.random(size) < np.array([k.investigated for k in KINDS])[kind]
    open_for = np.where(
        investigated,
        rng.lognormal(0, 0.6, size) * np.array([k.days_open for k in KINDS])[kind] * DAY,
        rng.lognormal(0, 0.8, size) * 6 * HOUR,
    ).astype(np.int64)
    closed = opened + np.maximum(open_for, HOUR)
    again = chance(rng, given("reopened"), size) & investigated
    reopened = np.where(again, closed + rng.integers(5, 40, size) * DAY, NONE)
    seen_again = again & (reopened < days.end)
    reopened = np.where(seen_again, reopened, NONE)
    closed = np.where(seen_again, reopened + rng.integers(3, 25, size) * DAY, closed)
    has_suspect = np.isin(kind, [KIND[w] for w in ("domestic abuse", "violence", "harassment")])
    has_suspect |= (kind == KIND["sexual offence"]) | chance(rng, 0.2, size)
    partner = people.partner[main]
    own = has_suspect & (kind == KIND["domestic abuse"]) & (partner != NONE)
    suspect = np.where(own, partner, people.met(rng, district, sex=MALE))
    suspect = np.where(has_suspect & (suspect != main), suspect, NONE)
    rings = chance(rng, given("second_caller"), size)
    caller = people.met(rng, district)
    caller = np.where(rings & (caller != main) & (caller != suspect), caller, NONE)
    # Now and then the desk finds the other reference of the same person.
    other = people.twin[main]
    main = np.where((other != NONE) & chance(rng, 0.3, size), other, main)
    custody = rng.random(size) < np.array([k.custody for k in KINDS])[kind]
    made = Incidents(
        kind=kind,
        district=district,
        opened=opened,
        closed=closed,
        reopened=reopened,
        outcome=weighted(rng, np.array([2, 1, 4, 4, 3.0]), size),
        place=rng.integers(0, len(STREETS) * 240, size),
        main=main,
        caller=caller,
        suspect=suspect,
        investigated=investigated,
        in_custody=custody & (suspect != NONE),
        involvements=Rows(incident=np.int32, person=np.int32, part=np.int8, known_at=np.int64),
    )
    _involve(rng, made, people)
    _flag(rng, made, people)
    return made


def _involve(rng: np.random.Generator, made: Incidents, people: Public) -> None:
    every = np.arange(len(made))
    part = np.array([kind.part for kind in KINDS])[made.kind]
    made.involvements.add(incident=every, person=made.main, part=part)
    for person, as_part in ((made.suspect, SUSPECT), (made.caller, CALLER)):
        there = np.flatnonzero(person != NONE)
        # Suspects are often put on the record hours after the incident is opened.
        late = as_part == SUSPECT
        known = made.opened[there] + rng.integers(1, 30, len(there)) * HOUR
        made.involvements.add(
            incident=there,
            person=person[there],
            part=as_part,
            known_at=np.where(late & chance(rng, 0.2, len(there)), known, NONE),
        )
    seen = np.flatnonzero(chance(rng, 0.12, len(made)))
    witness = people.met(rng, made.district[seen])
    clear = (
        (witness != made.main[seen])
        & (witness != made.suspect[seen])
        & (witness != made.caller[seen])
    )
    made.involvements.add(incident=seen[clear], person=witness[clear], part=WITNESS)


def _flag(rng: np.random.Generator, made: Incidents, people: Public) -> None:
    """Incidents set flags a while after they are opened; each person's first only."""
    for word, flag, share in (
        ("domestic abuse", DA, 0.9),
        ("domestic abuse", MARAC, 0.12),
        ("sexual offence", SO, 0.9),
        ("missing person", MISSING, 0.8),
    ):
        which = np.flatnonzero((made.kind == KIND[word]) & chance(rng, share, len(made)))
        who, first = np.unique(made.main[which], return_index=True)
        since = made.opened[which][first] + rng.integers(1, 12, len(who)) * DAY // 2
        people.flags.add(person=who, flag=flag, start=since)
