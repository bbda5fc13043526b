"""What a purpose is: a declared template of why a look-up or a contact was proper."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import ibis.expr.types as ir

from custodes.purposes.links import LINK, recorded
from custodes.schema import PurposeRecords, Table
from custodes.store.tables import Tables

SELF_MADE = 0.2
"""A purpose that a person made for themselves, or after the look, counts at most a fifth."""

OVER_QUOTA = 0.2
"""What a purpose still explains beyond its weekly quota."""

MADE_LATE = timedelta(hours=24)
"""A purpose that somebody else typed up within a day counts as made in time."""

FADING = ((0.5, 0.5), (1.0, 0.25))
"""How a purpose fades after its end: until half its tail it counts half, then a quarter, then 0."""


@dataclass(frozen=True)
class Covers:
    """How far a purpose covers each kind of use, 0 to 1: opening a record; seeing its contact
    details or images, which wants a closer purpose; being in contact with the person."""

    opening: float
    details: float
    contact: float


class Purpose:
    """A typed path from staff to person, with its guards.

    `kinds` are the kinds of purpose record it reads; `belief` how far it is to be believed (0 to
    1); `lead` how long before its start it may be used; `tail` how long it fades after its end;
    `longest` how long one without an end goes on; `quota` how many look-ups, or contacts, of one
    person it covers in a week; `own_in_live_incident` whether one that a person made for themselves
    in an incident that was open counts whole, because the incident came to them and not they to it;
    `because` the words on the screen; `cannot_see` its blind spots.
    """

    id: ClassVar[str]
    version: ClassVar[int] = 1
    title: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]] = ()
    reads: ClassVar[tuple[type[Table], ...]] = (PurposeRecords,)
    belief: ClassVar[float]
    belief_source: ClassVar[str] = "assumed; to be measured by the shuffled-log test"
    lead: ClassVar[timedelta] = timedelta(hours=1)
    tail: ClassVar[timedelta]
    longest: ClassVar[timedelta] = timedelta(days=365)
    quota: ClassVar[int]
    covers: ClassVar[Covers]
    own_in_live_incident: ClassVar[bool] = False
    because: ClassVar[str]
    cannot_see: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        """Refuse at import a template that leaves a declaration out or is out of bounds."""
        declared = (
            "id", "title", "belief", "tail", "quota", "covers", "because", "cannot_see"
        )  # fmt: skip
        if missing := [name for name in declared if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} does not declare {', '.join(missing)}.")
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} does not say what it is.")
        if not 0 < cls.belief < 1 or cls.quota < 1:
            raise TypeError(f"{cls.__name__}: belief lies between 0 and 1, quota is at least 1.")

    @classmethod
    def links(cls, t: Tables) -> ir.Table:
        """Whom it links with whom, and when: the columns LINK of `purposes.links`."""
        rows = recorded(t, cls.kinds, "live")
        if cls.own_in_live_incident:
            rows = rows.mutate(own=rows.own & ~rows.live)
        return rows.select(*LINK)
