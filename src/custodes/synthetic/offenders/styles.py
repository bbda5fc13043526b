"""The styles of the hard force: what each is called, how often it is, and who can have it."""

from collections.abc import Callable
from dataclasses import dataclass

from custodes.synthetic.offenders.by_conduct import (
    covering_tracks,
    no_result,
    repeated_visits,
    steering_the_case,
)
from custodes.synthetic.offenders.by_phone import (
    calls_while_away,
    fast_contact,
    is_rung_by_her,
    personal_phone,
    steady_contact,
)
from custodes.synthetic.offenders.by_record import (
    around_the_person,
    going_back,
    picking_from_many,
    record_then_call,
    watching_oneself,
    within_the_role,
)
from custodes.synthetic.offenders.encounters import DESK, DUTIES, FIELD, INSIDE
from custodes.synthetic.offenders.pursuits import Pursuit

PHONE, RECORD, BOTH = "phone_only", "look_ups", "both"


@dataclass(frozen=True)
class Style:
    """A style: its rate is the parameter `style_` and its function's name."""

    plant: Callable[[Pursuit], None]
    typology: str
    feeds: tuple[str, ...]
    """Where such an offender can leave traces."""
    away: bool = False
    """Whether it asks for acts off duty."""
    many: bool = True
    """Whether a fisherman can have it."""
    met: bool = True
    """Whether the person was met in a genuine duty, where the character says so."""
    after: bool = False
    """Whether it begins only when the matter is closed."""
    words: tuple[str, ...] = DUTIES
    roles: tuple[str, ...] = FIELD
    trawls: bool = False

    @property
    def name(self) -> str:
        """The name in the truth."""
        return self.plant.__name__.replace("_", " ")

    @property
    def rate(self) -> str:
        """The name of the parameter that says how often it is, among those who can have it."""
        return f"style_{self.plant.__name__}"


STYLES: tuple[Style, ...] = (
    Style(steady_contact, "T3 T4", (PHONE, BOTH)),
    Style(fast_contact, "T3 T4", (PHONE, BOTH), many=False),
    Style(personal_phone, "T9 T3", (PHONE, BOTH)),
    Style(calls_while_away, "T5 T3", (PHONE, BOTH), away=True),
    Style(is_rung_by_her, "T3", (PHONE, BOTH), many=False),
    Style(going_back, "T2", (RECORD, BOTH), after=True),
    Style(around_the_person, "T16 T2", (RECORD, BOTH), after=True),
    Style(record_then_call, "T22 T4", (BOTH,), many=False),
    Style(within_the_role, "T17 T2", (RECORD,), words=DESK, roles=INSIDE),
    Style(picking_from_many, "T1", (RECORD,), met=False, trawls=True),
    Style(watching_oneself, "T15 T2", (RECORD, BOTH), many=False),
    Style(no_result, "T18 T3", (PHONE, BOTH), met=False, many=False),
    Style(repeated_visits, "T6 T7 T21", (PHONE, BOTH), many=False),
    Style(steering_the_case, "T12 T3", (PHONE, BOTH), words=("officer_in_case",), many=False),
    Style(covering_tracks, "T20 T2", (RECORD, BOTH), many=False),
)
