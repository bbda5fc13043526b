"""Who works for the made-up force: roles, teams, sergeants, and who may be reached by phone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, Days
from custodes.synthetic.draws import stream
from custodes.synthetic.rows import NONE


@dataclass(frozen=True)
class Role:
    """A role: the word the force uses, its kind of staff, its share, how its hours run."""

    word: str
    kind: str
    share: float
    hours: str
    mobile: bool
    systems: tuple[str, ...]


ROLES: tuple[Role, ...] = (
    Role("response", "officer", 0.33, "shifts", True, ("rms", "cad", "casefile")),
    Role("neighbourhood", "officer", 0.09, "two shifts", True, ("rms", "cad", "intel")),
    Role("pcso", "pcso", 0.07, "two shifts", True, ("rms", "cad")),
    Role("investigation", "officer", 0.10, "office", True, ("rms", "cad", "intel", "casefile")),
    Role(
        "domestic abuse investigation",
        "officer",
        0.07,
        "two shifts",
        True,
        ("rms", "cad", "intel", "casefile"),
    ),
    Role("custody", "staff", 0.06, "shifts", False, ("rms", "custody")),
    Role("control room", "staff", 0.10, "shifts", False, ("rms", "cad")),
    Role("intelligence", "staff", 0.04, "office", False, ("rms", "intel", "cad")),
    Role("missing persons", "staff", 0.02, "two shifts", True, ("rms", "cad", "intel")),
    Role("supervisor", "officer", 0.07, "shifts", True, ("rms", "cad", "custody", "casefile")),
    Role("case file", "staff", 0.04, "office", False, ("rms", "casefile")),
    Role("contractor", "contractor", 0.01, "office", False, ("rms",)),
)
ROLE = {role.word: number for number, role in enumerate(ROLES)}
SYSTEMS = ("rms", "cad", "custody", "intel", "casefile")
SYSTEM = {word: number for number, word in enumerate(SYSTEMS)}
TEAMS = 5
"""Six on, four off: five teams two days apart keep one on earlies, one on lates, one on nights."""


@dataclass
class Workforce:
    """Every member of staff by number: role, district, team, supervisor, and since when."""

    role: NDArray[np.int64]
    district: NDArray[np.int64]
    team: NDArray[np.int64]
    supervisor: NDArray[np.int64]
    since: NDArray[np.int64]
    until: NDArray[np.int64]
    """When they left the force, or NONE."""
    collar: NDArray[np.int64]
    """The number on the shoulder, in no order that tells anything."""
    household: NDArray[np.int64]
    """The household, among the public's, that each lives in."""
    districts: int

    def __len__(self) -> int:
        return len(self.role)

    def having(self, *words: str) -> NDArray[np.int64]:
        """The staff of any of these roles."""
        return np.flatnonzero(np.isin(self.role, [ROLE[word] for word in words]))

    def with_mobile(self) -> NDArray[np.bool_]:
        """Who carries a work mobile."""
        return np.array([role.mobile for role in ROLES])[self.role]

    def unit(self, one: int) -> str:
        """The unit of a member of staff, as the force writes it."""
        word = ROLES[self.role[one]].word.capitalize()
        place = PLACES[self.district[one] % len(PLACES)]
        more = "" if self.district[one] < len(PLACES) else f" {self.district[one] // len(PLACES)}"
        team = f" team {'ABCDE'[self.team[one]]}" if ROLES[self.role[one]].hours == "shifts" else ""
        return f"{word} {place}{more}{team}"


PLACES = ("Northgate", "Harbour", "Riverside", "Moor", "Castle", "Abbey", "Fen", "Hollow")


def workforce(seed: int, staff: int, days: Days, households: int) -> Workforce:
    """Make `staff` members of staff, at least two of every role."""
    rng = stream(seed, "workforce")
    counts = [max(2, round(role.share * staff)) for role in ROLES]
    counts[0] = max(2, counts[0] + staff - sum(counts))
    role = np.repeat(np.arange(len(ROLES)), counts)[:staff]
    rng.shuffle(role)
    districts = max(1, staff // 100)
    district = np.zeros(staff, np.int64)
    team = np.zeros(staff, np.int64)
    for number in range(len(ROLES)):
        members = np.flatnonzero(role == number)
        district[members] = np.arange(len(members)) % districts
        team[members] = (np.arange(len(members)) // districts) % TEAMS
    sergeants = np.flatnonzero(role == ROLE["supervisor"])
    nearest = rng.integers(0, len(sergeants), staff)
    supervisor = sergeants[nearest]
    for one in range(staff):
        close = sergeants[district[sergeants] == district[one]]
        same_team = close[team[close] == team[one]]
        choice = same_team if len(same_team) else close
        if len(choice):
            supervisor[one] = choice[nearest[one] % len(choice)]
    supervisor[sergeants] = NONE
    until = np.where(
        rng.random(staff) < 0.02, days.start + rng.integers(1, days.count, staff) * DAY, NONE
    )
    return Workforce(
        role=role,
        district=district,
        team=team,
        supervisor=supervisor,
        since=days.start - rng.integers(60, 5_000, staff) * DAY,
        until=until,
        collar=rng.permutation(staff) + 1_001,
        household=rng.integers(0, households, staff),
        districts=districts,
    )
