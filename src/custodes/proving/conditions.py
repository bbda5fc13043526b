"""The conditions: what is taken away or made worse, to see what the product rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from custodes.proving.ground import View
from custodes.proving.protocol import Protocol
from custodes.purposes import PURPOSES

BUDGET, WITHIN = 5, 60
"""Conditions are compared at this budget and window."""

PREVALENCES = (1.0, 2.0, 5.0)
"""New offenders per 1,000 staff a year at which precision is restated."""

SMALL = 1_000
"""Below so many staff a run is small: a check that everything works, in minutes."""

MOST_STAFF, MOST_SEEDS, TEMPLATE_SEEDS, REPLAY_SEEDS = 1_000, 6, 2, 5
"""How large and how often conditions and replays are run, at most: single templates, of which
there are many, on fewer seeds."""

EVERY = 14
"""Days between the origins of conditions and of small runs."""

PLANTED = 20.0
"""Offenders per 1,000 staff a year in the forces of conditions, so that few seeds tell much;
recall does not depend on it, and precision is restated."""


@dataclass(frozen=True)
class Change:
    """One changed condition. `given` makes another force (parameters of the synthetic force);
    `view` shows the same force otherwise. `small`: part of small runs too."""

    id: str
    title: str
    kind: str
    given: Mapping[str, float] = field(default_factory=dict)
    view: View = field(default_factory=View)
    seeds: int = MOST_SEEDS
    small: bool = False


def _missing(share: float) -> Mapping[str, float]:
    return {"purpose_missing_least": share, "purpose_missing_most": share}


CHANGES: tuple[Change, ...] = (
    Change(
        "explanations_off",
        "Nothing is explained",
        "ablation",
        view=View(explanations=False),
        small=True,
    ),
    Change("no_roster", "No roster", "ablation", view=View(without=frozenset({"duties"}))),
    Change("no_phones", "No phones", "ablation", view=View(without=frozenset({"contacts"}))),
    Change("missing_10", "10 % of purposes missing", "sensitivity", _missing(0.10)),
    Change("missing_25", "25 % of purposes missing", "sensitivity", _missing(0.25)),
    Change("missing_50", "50 % of purposes missing", "sensitivity", _missing(0.50)),
    Change(
        "duplicates", "2 % more duplicate persons", "sensitivity", {"duplicate_persons": 0.05}
    ),
    Change("clocks", "A clock ten minutes fast", "sensitivity", {"custody_clock_fast": 10}),
    Change(
        "terminals", "30 % of look-ups at shared terminals", "sensitivity",
        {"shared_terminals": 0.30},
    ),
    Change("roster_5", "5 % roster error", "sensitivity", {"unrecorded_duty": 0.05}),
    Change("roster_12", "12 % roster error", "sensitivity", {"unrecorded_duty": 0.12}),
    Change("roster_20", "20 % roster error", "sensitivity", {"unrecorded_duty": 0.20}),
    *(
        Change(
            f"without_{purpose.id}", f"Template off: {purpose.title}", "ablation",
            view=View(minus=purpose.id), seeds=TEMPLATE_SEEDS,
        )
        for purpose in PURPOSES
    ),
)  # fmt: skip


def protocol_for(staff: int, days: int, seeds: int, first_seed: int = 1) -> Protocol:
    """The protocol of a run of this size; small ones have fewer origins."""
    protocol = Protocol(staff, days, seeds, first_seed)
    return replace(protocol, every=EVERY) if staff < SMALL else protocol


def of_conditions(protocol: Protocol) -> Protocol:
    """The protocol of the conditions of a run: smaller, with more offenders, further apart."""
    if protocol.staff < SMALL:
        return protocol
    return replace(
        protocol,
        staff=min(protocol.staff, MOST_STAFF),
        seeds=min(protocol.seeds, MOST_SEEDS),
        every=EVERY,
        planted=PLANTED,
    )


def of_replays(protocol: Protocol) -> Protocol:
    """The protocol of the replays: the origins of the run itself, a force of limited size."""
    return replace(
        protocol,
        staff=min(protocol.staff, MOST_STAFF),
        seeds=min(protocol.seeds, REPLAY_SEEDS),
    )


def changes_for(protocol: Protocol) -> tuple[Change, ...]:
    """The changes that a run of this size makes."""
    return tuple(change for change in CHANGES if change.small or protocol.staff >= SMALL)
