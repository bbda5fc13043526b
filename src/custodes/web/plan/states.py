"""How far a line of the plan is."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions
from custodes.web.plan.elements import Status

PLANNED = Status.NOT_COMMENCED.value
COMMENCED = Status.COMMENCED.value
IN_PLACE = Status.IN_PLACE.value
SET_ASIDE = "set-aside"
LINES = Transitions(
    words={
        PLANNED: _("Planned, not commenced"),
        COMMENCED: _("Commenced"),
        IN_PLACE: _("In place"),
        SET_ASIDE: _("Set aside"),
    },
    allowed={
        PLANNED: (COMMENCED, SET_ASIDE),
        COMMENCED: (IN_PLACE, PLANNED, SET_ASIDE),
        IN_PLACE: (COMMENCED, SET_ASIDE),
        SET_ASIDE: (PLANNED,),
    },
    thing=_("A line"),
)
"""A line is never taken out: set aside, it is in no plan that is sent, and can come back."""
BEGINS = (PLANNED, COMMENCED, IN_PLACE)
"""What a line may be entered as, since work may have begun before it is written down."""
